"""THE definition of every count: one selectable each; the number and its evidence both come from it."""

from registry.queries.counting.evidence import count_of_year, get_evidence, list_counted_among, list_evidence
from registry.queries.counting.numbers import count_years
from registry.queries.counting.table import COUNTS, Count, find_count

__all__ = [
    "COUNTS",
    "Count",
    "count_of_year",
    "count_years",
    "find_count",
    "get_evidence",
    "list_counted_among",
    "list_evidence",
]
