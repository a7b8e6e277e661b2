"""The published sheet of FY2020, and the registry's own numbers beside it, reckoned by hand from domain.md."""

import json
from datetime import date
from pathlib import Path

from registry.domain.rules import CountingRules
from registry.evaluation.counts import Counts, YearCounts
from registry.evaluation.sheet import Sheet
from registry.evaluation.sheet_assembly import assemble
from registry.evaluation.sheet_data import sheet_from_data

SEED = Path(__file__).parents[2] / "seed" / "sheets" / "2020.json"
AS_OF = date(2021, 12, 20)


def published() -> Sheet:
    """The sheet as typed, without the registry's numbers."""
    return sheet_from_data(json.loads(SEED.read_text(encoding="utf-8")))


def year(fiscal_year: int, label: str, population: int, agreements: int, new: int, **kinds: int) -> YearCounts:
    numbers = {
        "meetings": 50,
        "population": population,
        "organizations_cumulative": sum(kinds.values()),
        "agreements_cumulative": agreements,
        "agreements_new": new,
    } | {f"organizations_by_kind.{kind}": number for kind, number in kinds.items()}
    return YearCounts(fiscal_year, label, date(fiscal_year + 1, 3, 31), numbers)


def counts() -> Counts:
    """What the demonstration's records give."""
    return Counts(
        AS_OF,
        CountingRules(),
        (
            year(2017, "29年度", 46, 39, 1, company=24, academic=12, financial=5, association=5),
            year(2018, "30年度", 47, 40, 1, company=25, academic=12, financial=5, association=5),
            year(2019, "31年度", 48, 41, 1, company=26, academic=12, financial=5, association=5),
            year(2020, "2年度", 49, 43, 2, company=27, academic=12, financial=5, association=5),
        ),
    )


def seed_sheet() -> Sheet:
    """The published sheet with the registry's numbers beside it."""
    return assemble(published(), counts=counts())
