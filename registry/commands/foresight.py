"""Showing what a deed would do to the counts, before anybody does it."""

from collections.abc import Callable, Iterable
from datetime import date

from registry.database import rehearsing
from registry.evaluation.effects import Change, changes
from registry.queries.counting import count_years
from registry.queries.rules import get_rules


def foresee(deed: Callable[[], object], *, years: Iterable[int], as_of: date) -> tuple[Change, ...]:
    """The counts of these fiscal years that would change, by the rules in force before and after; nothing is kept.

    ``deed`` calls commands, whose refusals come out as they are. It is done and taken back whole, so it must do
    nothing outside the database. Years that have not begun on ``as_of`` are left out.
    """
    counted = sorted(set(years))
    with rehearsing():
        before = count_years(counted, as_of=as_of, rules=get_rules())
        deed()
        after = count_years(counted, as_of=as_of, rules=get_rules())
    return changes(before, after)
