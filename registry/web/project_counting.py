"""In which fiscal years a joint project counts, in words, and why (counting rule 5)."""

from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _

from registry.domain.fiscal_year import FiscalYear
from registry.domain.vocabulary import ProjectState
from registry.queries.counting.project_years import CountedYear, list_years_of_project
from registry.queries.project_page import ProjectFacts
from registry.web.clock import today
from registry.web.evidence_links import evidence_address
from registry.web.project_words import Lasting
from registry.words import STATES, day_name, joined, year_name

FORESEEN = 3
"""So many of the latest years are shown with what a deed changes."""


@dataclass(frozen=True)
class YearOfProject:
    """A year in which it counts: the address of the number that it is a part of, and its state on the year's day."""

    fiscal_year: int
    year: str
    address: str
    state: str


@dataclass(frozen=True)
class ProjectCounting:
    """``why`` says what decides it; ``years`` begin with the newest, and are none where it counts in no year."""

    why: str
    years: tuple[YearOfProject, ...]


def counting_of(project: ProjectFacts) -> ProjectCounting:
    """In which of the years that its period touches up to today the project counts."""
    day = today()
    counted = list_years_of_project(project.id, years_touched(project, day), as_of=day)
    return ProjectCounting(
        why=joined(_why(project, day), _outside(project) if counted else ""), years=tuple(map(_year, counted))
    )


def years_touched(project: Lasting, day: date) -> range:
    """The fiscal years from the first day to the last one, or to that of ``day``."""
    last = min(project.ended_on or day, day)
    return range(FiscalYear.of(project.started_on).year, FiscalYear.of(last).year + 1)


def years_foreseen(project: Lasting, day: date) -> range:
    """The latest of those years: what a deed does to the counts is shown of them."""
    return years_touched(project, day)[-FORESEEN:]


def _year(one: CountedYear) -> YearOfProject:
    address = evidence_address(one.count, one.fiscal_year)
    return YearOfProject(one.fiscal_year, year_name(one.fiscal_year), address, _(STATES[one.state]))


def _why(project: ProjectFacts, day: date) -> str:
    if project.deleted_at is not None:
        return _("It is deleted: it counts in no fiscal year.")
    if project.state is ProjectState.PROPOSED:
        return _("It is only proposed: it counts in no fiscal year until it begins.")
    if project.state is ProjectState.CANCELLED and project.ended_on is None:
        return _("It was cancelled before it began: it counts in no fiscal year.")
    if project.started_on > day:
        return _("It begins on %(day)s and does not count before.", day=day_name(project.started_on))
    if project.ended_on is None:
        return _("No end is known: it counts in every fiscal year from its first day on.")
    return _("It counts in every fiscal year from its first day to %(day)s.", day=day_name(project.ended_on))


def _outside(project: ProjectFacts) -> str:
    if project.agreements:
        return ""
    return _("It stands under no agreement, so it is counted apart, among the joint projects outside agreements.")
