"""What saving would change, as it is shown before anybody saves: each year's numbers, now and afterwards."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from flask import request
from flask_babel import gettext as _

from registry.commands.foresight import foresee
from registry.domain.errors import Refusal
from registry.domain.fiscal_year import FiscalYear
from registry.evaluation.effects import Change
from registry.forms.office_form import RecordForm
from registry.queries.counting import COUNTS
from registry.queries.sheets import list_sheet_years
from registry.web.clock import current_year, today
from registry.web.saving import Answer
from registry.web.shown_years import known_years
from registry.words import count_title, number, year_name

ON_THE_SHEET = ("meetings", "agreements_cumulative", "organizations_cumulative", "projects")
"""What people know by heart; the other numbers follow from these, and stand behind them."""
LATEST_YEARS = 8
FORESEE = "foresee"
"""The button that shows what saving would change."""
BESIDE = "beside"
"""The value with which a script asks for what stands beside the form alone, while it is still being filled in."""


@dataclass(frozen=True)
class Effect:
    """One number, as text."""

    name: str
    before: str
    after: str


@dataclass(frozen=True)
class YearEffects:
    """The numbers of a year that change; ``more`` are those that a reader need not see at once."""

    year: str
    shown: tuple[Effect, ...]
    more: tuple[Effect, ...]


@dataclass(frozen=True)
class Effects:
    """What a deed changes; ``nothing`` says in a sentence that it changes no number, where that is so."""

    years: tuple[YearEffects, ...]
    nothing: str


def effects_of(deed: Callable[[], object], *, years: Iterable[int]) -> Effects:
    """What the deed would do to the counts of these fiscal years; it is not done. Its refusals come out as they are."""
    counted = sorted(set(years))
    changes = foresee(deed, years=counted, as_of=today())
    by_year = groupby(changes, key=lambda change: change.fiscal_year)
    return Effects(
        years=tuple(_year_effects(year, tuple(of_year)) for year, of_year in by_year),
        nothing="" if changes else _nothing(counted),
    )


def effects_unless_refused(deed: Callable[[], object], *, years: Iterable[int]) -> Effects | None:
    """The same; None where what is filled in so far would be refused."""
    try:
        return effects_of(deed, years=years)
    except Refusal:
        return None


def unsaved(form: RecordForm, page: Callable[[], str], *, asks: bool = False) -> Answer | None:
    """The answer where nothing is to be saved: what saving would change is to be shown, or a button ``asks`` else."""
    if asks or request.form.get(FORESEE) == BESIDE:
        return page()
    if FORESEE not in request.form:
        return None
    return page() if form.validate() else (page(), 422)


def years_of(*days: date | None) -> set[int]:
    """The fiscal years that a record of these days belongs to, and the one that today lies in."""
    return {FiscalYear.of(day).year for day in days if day is not None} | {current_year().year}


def years_to_show() -> set[int]:
    """The years that have a sheet and the latest ones: for deeds that may change any year."""
    return {*list_sheet_years(), *known_years()[-LATEST_YEARS:]}


def _year_effects(year: int, changes: tuple[Change, ...]) -> YearEffects:
    by_count = {change.count: _effect(change) for change in changes}
    known = tuple(by_count.pop(count) for count in ON_THE_SHEET if count in by_count)
    others = tuple(by_count[count] for count in sorted(by_count, key=_place))
    return YearEffects(year_name(year), known or others, others if known else ())


def _place(count: str) -> tuple[int, str]:
    """Counts stand in the order of their table, the departments' own parts after all others."""
    return (_ORDER.get(count, len(_ORDER)), count)


_ORDER = {name: place for place, name in enumerate(COUNTS)}


def _effect(change: Change) -> Effect:
    return Effect(count_title(change.count), number(change.before), number(change.after))


def _nothing(years: list[int]) -> str:
    begun = [year for year in years if year <= current_year().year]
    if not begun:
        return _("The fiscal year has not begun: no number changes yet.")
    if len(begun) == 1:
        return _("No number of %(year)s changes.", year=year_name(begun[0]))
    return _("No number changes from %(first)s to %(last)s.", first=year_name(begun[0]), last=year_name(begun[-1]))
