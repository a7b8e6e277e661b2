"""連携事業: the year's projects by department and by state, as bars that lead to their records."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from registry.domain.vocabulary import Noun, ProjectState, Unit
from registry.evaluation.counts import YearCounts
from registry.web.evidence_links import LinkedNumber, evidence_address
from registry.web.record_links import list_address
from registry.words import STATES, number, with_unit

SHOWN_BARS = 10
"""So many departments have a bar of their own; the others are one line."""


@dataclass(frozen=True)
class Bar:
    """``width`` in hundredths of the longest one."""

    name: str
    value: int
    address: str
    width: float


@dataclass(frozen=True)
class Bars:
    """A table of bars; ``rest`` are lines without a bar, below them: the whole, and what is counted apart."""

    title: str
    sentence: str
    heading: str
    bars: tuple[Bar, ...]
    rest: tuple[tuple[str, LinkedNumber], ...]


@dataclass(frozen=True)
class ProjectsPart:
    by_department: Bars
    by_state: Bars


def bars(values: Sequence[tuple[str, int, str]]) -> tuple[Bar, ...]:
    """(name, value, address) of each as a bar to scale; one that is not zero can be seen."""
    longest = max((value for _name, value, _address in values), default=0)
    return tuple(Bar(name, value, address, _width(value, longest)) for name, value, address in values)


def _width(value: int, longest: int) -> float:
    return max(round(100 * value / longest, 1), 1.0) if value else 0.0


def projects_part(counts: YearCounts) -> ProjectsPart:
    """The year's projects under agreements, in two ways; each adds up to the whole."""
    return ProjectsPart(_by_department(counts), _by_state(counts))


def _by_department(counts: YearCounts) -> Bars:
    year = counts.fiscal_year
    numbers = sorted(counts.part("projects_by_department").items(), key=lambda one: (-one[1], one[0]))
    shown, others = numbers[:SHOWN_BARS], numbers[SHOWN_BARS:]
    values = [(name, value, evidence_address(f"projects_by_department.{name}", year)) for name, value in shown]
    rest = ngettext("%(num)s more department", "%(num)s more departments", len(others))
    more = LinkedNumber(number(sum(value for _name, value in others)), url_for("counts.show_year", fiscal_year=year))
    return Bars(
        title=_("Joint projects by department"),
        sentence=_departments_sentence(counts.numbers["projects"], numbers),
        heading=_("Lead department"),
        bars=bars(values),
        rest=(*(((rest, more),) if others else ()), (_("Total"), _linked(counts, "projects"))),
    )


def _departments_sentence(total: int, numbers: Sequence[tuple[str, int]]) -> str:
    if not total:
        return _("There is no joint project under an agreement in this year.")
    name, most = numbers[0]
    if most == total:
        return _("%(name)s leads them all.", name=name)
    if len(numbers) > 1 and numbers[1][1] == most:
        return _("Departments that lead projects: %(number)s.", number=len(numbers))
    return _("%(name)s leads the largest number: %(most)s.", name=name, most=with_unit(most, Unit.PROJECTS))


def _by_state(counts: YearCounts) -> Bars:
    found, year = counts.part("projects_by_state"), counts.fiscal_year
    values = [
        (_(STATES[state]), found[state], evidence_address(f"projects_by_state.{state}", year))
        for state in ProjectState
        if state in found
    ]
    return Bars(
        title=_("Joint projects by state"),
        sentence=_states_sentence(counts.numbers["projects"], found),
        heading=_("State"),
        bars=bars(values),
        rest=(
            (_("Total"), _linked(counts, "projects")),
            (_("Outside any agreement (not in the total)"), _linked(counts, "projects_outside_agreements")),
        ),
    )


def _states_sentence(total: int, found: Mapping[str, int]) -> str:
    if not total:
        return ""
    active = with_unit(found.get(ProjectState.ACTIVE, 0), Unit.PROJECTS)
    return _("Of %(total)s, %(active)s are under way.", total=with_unit(total, Unit.PROJECTS), active=active)


def _linked(counts: YearCounts, count: str) -> LinkedNumber:
    value = counts.numbers[count]
    return LinkedNumber(number(value), evidence_address(count, counts.fiscal_year))


def own_projects(department: str, fiscal_year: int, found: Mapping[ProjectState, int]) -> Bars:
    """The projects that a department leads or takes part in; each bar leads to the list of them."""
    conditions = {"department": department, "year": str(fiscal_year)}
    total = sum(found.values())
    values = [
        (_(STATES[state]), found[state], list_address(Noun.PROJECTS, **conditions, state=state))
        for state in ProjectState
        if state in found
    ]
    sentence = _("Led by %(name)s, or with its part in them.", name=department)
    return Bars(
        title=_("Your department's joint projects"),
        sentence=sentence if total else _("%(name)s has no joint project in this year.", name=department),
        heading=_("State"),
        bars=bars(values),
        rest=((_("Total"), LinkedNumber(number(total), list_address(Noun.PROJECTS, **conditions))),) if total else (),
    )
