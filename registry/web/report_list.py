"""The list of a year's reports in words: by department, with who is missing, and the same as a table for files."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from flask_babel import gettext as _
from flask_babel import ngettext

from registry.domain.lists import ListQuery
from registry.domain.message import N_
from registry.domain.report_drafts import ReportDraft
from registry.domain.vocabulary import ReportState
from registry.exports.tables import Table, TableColumn
from registry.queries.reports import ExpectedReport, ReportText
from registry.web.agreement_states import StateTag
from registry.web.clock import day_of, midnight
from registry.web.conditions import departments
from registry.web.lists import Filter, ListSpec, View
from registry.web.report_words import fields_in_words, report_address, report_tag
from registry.words import (
    REPORT_OUTCOMES,
    REPORT_STATES,
    day_name,
    in_japanese,
    number,
    short_day,
    translated,
    year_name,
)

MISSING = "missing"
STATES: Mapping[str, str] = {MISSING: N_("Missing"), **REPORT_STATES}
SPEC = ListSpec(
    blueprint="reports",
    page="show_year",
    within=("fiscal_year",),
    search_hint="",
    filters=(
        Filter("state", N_("State"), lambda: translated(STATES), linked_only=True),
        Filter("department", N_("Department"), departments),
    ),
    sorts=("department",),
    views=(
        View("all", N_("All")),
        *(View(value, name, {"state": value}) for value, name in STATES.items()),
    ),
    per_page=2000,
)
LONGEST_EXCERPT = 160
WRITTEN: Mapping[str, str] = {
    "result": N_("What came of it"),
    "figures": N_("Figures"),
    "cost": N_("Cost"),
    "publicity": N_("Publication and press"),
    "next_plan": N_("Plan for the next year"),
    "after": N_("What becomes of it"),
}
"""What a department writes, in the order of its form."""


@dataclass(frozen=True)
class ReportRow:
    """One expected report; ``lead`` is named where it is another department than the reader's.

    ``before`` and ``now`` are what was written last year and this year; ``act`` is what the link to it says.
    """

    name: str
    number: str
    address: str
    tag: StateTag
    outcome: str
    submitted: str
    lead: str = ""
    before: str = ""
    now: str = ""
    act: str = ""


@dataclass(frozen=True)
class ReportGroup:
    """A department with its reports; ``nudged`` says when it was last reminded, ``can_nudge`` that it may be now."""

    id: int
    department: str
    tally: str
    nudged: str
    can_nudge: bool
    rows: tuple[ReportRow, ...]


def narrowed(found: Iterable[ExpectedReport], query: ListQuery) -> list[ExpectedReport]:
    """Those that meet the conditions of the address."""
    state, department = query.value("state"), query.value("department")

    def fits(one: ExpectedReport) -> bool:
        return one.is_missing if state == MISSING else one.state == state

    return [one for one in found if (not state or fits(one)) and department in {None, one.department}]


def tally(found: Sequence[ExpectedReport]) -> dict[str, int]:
    """How many there are of each tab."""
    states = {state.value: sum(one.state is state for one in found) for state in ReportState}
    return {"all": len(found), MISSING: sum(one.is_missing for one in found)} | states


def groups_of(
    found: Sequence[ExpectedReport],
    everything: Sequence[ExpectedReport],
    fiscal_year: int,
    nudges: Mapping[int, datetime] | None,
    *,
    overdue: bool,
) -> tuple[ReportGroup, ...]:
    """By department; each tally is of ``everything``, ``nudges`` are none where nobody can be reminded yet."""
    sizes = Counter(one.department_id for one in everything)
    missing = Counter(one.department_id for one in everything if one.is_missing)
    return tuple(
        ReportGroup(
            id=department_id,
            department=name,
            tally=_tally(missing[department_id], sizes[department_id]),
            nudged=_nudged((nudges or {}).get(department_id)),
            can_nudge=nudges is not None and missing[department_id] > 0 and not _today(nudges.get(department_id)),
            rows=tuple(_row(one, fiscal_year, overdue=overdue) for one in reports),
        )
        for (department_id, name), reports in groupby(found, key=lambda one: (one.department_id, one.department))
    )


def anyone_to_nudge(found: Sequence[ExpectedReport], nudges: Mapping[int, datetime]) -> bool:
    """Whether a department with a missing report was not reminded today."""
    return any(one.is_missing and not _today(nudges.get(one.department_id)) for one in found)


def own_rows(
    found: Sequence[ExpectedReport],
    texts: Mapping[tuple[int, int], ReportText],
    fiscal_year: int,
    own_id: int | None,
    *,
    overdue: bool,
) -> tuple[ReportRow, ...]:
    """A department's own list, with last year's text beside this year's."""
    return tuple(
        ReportRow(
            **vars(_row(one, fiscal_year, overdue=overdue))
            | {
                "lead": "" if one.department_id == own_id else one.department,
                "before": _excerpt(texts.get((one.project_id, fiscal_year - 1))),
                "now": _excerpt(texts.get((one.project_id, fiscal_year))),
                "act": _act(one.state),
            }
        )
        for one in found
    )


def _act(state: ReportState | None) -> str:
    if state is None:
        return _("Write the report")
    return {ReportState.DRAFT: _("Go on writing"), ReportState.RETURNED: _("Correct and submit")}.get(state, "")


def _row(one: ExpectedReport, fiscal_year: int, *, overdue: bool) -> ReportRow:
    return ReportRow(
        name=one.name,
        number=one.number or "",
        address=report_address(one.project_id, fiscal_year),
        tag=report_tag(one.state, overdue=overdue),
        outcome=_(REPORT_OUTCOMES[one.outcome]) if one.outcome and not one.is_missing else "",
        submitted=day_name(day_of(one.submitted_at)) if one.submitted_at and not one.is_missing else "",
    )


def _excerpt(text: ReportText | None) -> str:
    if text is None:
        return ""
    outcome = _(REPORT_OUTCOMES[text.outcome]) if text.outcome else ""
    result = " ".join(text.result.split())
    if len(result) > LONGEST_EXCERPT:
        result = result[:LONGEST_EXCERPT] + "…"
    return "\n".join(filter(None, (outcome, result)))


def _tally(missing: int, size: int) -> str:
    if not missing:
        return _("all %(size)s submitted", size=number(size))
    return _("%(missing)s of %(size)s missing", missing=number(missing), size=number(size))


def _today(at: datetime | None) -> bool:
    return at is not None and at >= midnight()


def _nudged(at: datetime | None) -> str:
    return _("reminded on %(day)s", day=short_day(day_of(at))) if at else ""


def missing_in_words(found: Sequence[ExpectedReport], *, of_all: bool) -> str:
    """How many of the reports are missing, and of how many departments where it is not of one alone."""
    missing = [one for one in found if one.is_missing]
    size = number(len(found))
    if not missing:
        return _("All %(size)s reports are there.", size=size) if found else ""
    if not of_all:
        return _("%(missing)s of %(size)s reports are missing.", missing=number(len(missing)), size=size)
    count = len({one.department_id for one in missing})
    return ngettext(
        "%(missing)s of %(size)s reports are missing, of %(num)s department.",
        "%(missing)s of %(size)s reports are missing, of %(num)s departments.",
        count,
        missing=number(len(missing)),
        size=size,
    )


def table_of(
    found: Iterable[ExpectedReport], written: Mapping[int, ReportDraft], fiscal_year: int, today: date
) -> Table:
    """The list as a file, with all that was ``written`` in those submitted, by the report's id."""
    columns = (
        TableColumn(_("Department"), 18),
        TableColumn(_("No."), 10),
        TableColumn(_("Project name"), 44),
        TableColumn(_("State of the report"), 14),
        TableColumn(_("Was it done?"), 14),
        TableColumn(_("Submitted on"), 18),
        *(TableColumn(_(name), 40) for name in WRITTEN.values()),
    )
    rows = (_cells(one, written.get(one.report_id or 0)) for one in found)
    title = _("Yearly reports of %(year)s", year=year_name(fiscal_year))
    return Table(title, columns, rows, today, in_japanese())


def _cells(one: ExpectedReport, draft: ReportDraft | None) -> tuple[str | date | None, ...]:
    sent = not one.is_missing
    fields = fields_in_words(draft) if draft and sent else {}
    return (
        one.department,
        one.number or "",
        one.name,
        report_tag(one.state).text,
        _(REPORT_OUTCOMES[one.outcome]) if one.outcome and sent else "",
        day_of(one.submitted_at) if one.submitted_at and sent else None,
        *(fields.get(name, "") for name in WRITTEN),
    )
