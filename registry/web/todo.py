"""やること: what waits for the reader, by day and without one; each line leads to where it is settled."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from registry.domain.deadlines import DeadlineKind, Due
from registry.domain.lists import Listed
from registry.domain.message import N_
from registry.domain.vocabulary import Noun, Severity
from registry.evaluation.findings import Finding
from registry.queries.deadlines import Pressing
from registry.queries.delegation_list import TO_DECIDE
from registry.queries.open_tasks import OpenTask, OpenTaskKind
from registry.web.agreement_states import StateTag
from registry.web.deadline_list import groups_of
from registry.web.findings_panel import SEVERITIES
from registry.web.record_links import list_address, record_address
from registry.web.report_words import list_address_of, report_address
from registry.words import day_name, number, short_day, year_name

SOON_DAYS = 60
LISTED = 5
"""So many lines of a group are shown; its size says how many there are, and the list of deadlines has them all."""
LONG_DAYS = 300
"""A day further away is written with its year."""
NAMED = 3
"""So many of the departments that owe a year's reports are named."""
ASKED_OF_DEPARTMENTS = frozenset({DeadlineKind.REQUEST, DeadlineKind.REPORT})
TASKS: Mapping[OpenTaskKind, tuple[str, str]] = {
    OpenTaskKind.RETURNED_REQUEST: (N_("Returned request"), "warn"),
    OpenTaskKind.SUBMITTED_REPORT: (N_("Report to accept"), "warn"),
    OpenTaskKind.DUPLICATE: (N_("Possible duplicate"), "info"),
    OpenTaskKind.INCOMPLETE: (N_("To be completed"), "info"),
    OpenTaskKind.SLEEPING: (N_("Sleeping"), "info"),
}
"""The tag of each kind: its word and its look."""


@dataclass(frozen=True)
class TodoLine:
    """``day`` and ``left`` are blank for what has no day; ``about`` says what and whose."""

    tag: StateTag
    address: str
    title: str
    about: tuple[str, ...] = ()
    day: str = ""
    left: str = ""


@dataclass(frozen=True)
class TodoGroup:
    """``more`` is how many are not shown; the page of deadlines has them."""

    title: str
    size: str
    lines: tuple[TodoLine, ...]
    more: str = ""


@dataclass(frozen=True)
class Todo:
    """``empty`` says in one sentence that nothing waits; ``address`` leads to everything with a day."""

    size: str
    groups: tuple[TodoGroup, ...]
    address: str
    empty: str


@dataclass(frozen=True)
class SheetFindings:
    """What the checks found in a year's sheet and nobody has explained."""

    fiscal_year: int
    findings: Sequence[Finding]


def todo(pressing: Pressing, others: Sequence[tuple[int, TodoLine]], *, today: date, department: str | None) -> Todo:
    """The list for a reader, a department's or the office's; ``others`` has how many records each line stands for."""
    whose = department is None
    groups = (
        _group(_("What is overdue"), pressing.overdue, today, whose=whose),
        _group(_("Within %(days)s days", days=SOON_DAYS), pressing.soon, today, whose=whose),
        _group(_("Without a day"), pressing.undated, today, whose=whose, others=others),
    )
    total = pressing.total + sum(size for size, _line in others)
    narrowed = {"department": department} if department else {}
    return Todo(
        size=_items(total) if total else "",
        groups=tuple(group for group in groups if group.lines),
        address=url_for("deadlines.show", **narrowed),  # type: ignore[arg-type]
        empty=_("Nothing waits for you: nothing is overdue, and nothing is due within %(days)s days.", days=SOON_DAYS),
    )


def _some(departments: Sequence[str]) -> str:
    more = len(departments) - NAMED
    some = _(", ").join(departments[:NAMED])
    if more <= 0:
        return some
    return str(
        ngettext("%(names)s and %(num)s more department", "%(names)s and %(num)s more departments", more, names=some)
    )


def _items(size: int) -> str:
    return str(ngettext("%(num)s item", "%(num)s items", size))


def _group(
    title: str, dues: Listed[Due], today: date, *, whose: bool, others: Sequence[tuple[int, TodoLine]] = ()
) -> TodoGroup:
    """The first of these deadlines, then the other lines; ``whose``: with the department that is asked."""
    more = dues.total - len(dues.rows)
    return TodoGroup(
        title,
        _items(dues.total + sum(size for size, _line in others)),
        (*(_line(due, today, whose=whose) for due in dues.rows), *(line for _size, line in others)),
        ngettext("%(num)s more", "%(num)s more", more) if more > 0 else "",
    )


def _line(due: Due, today: date, *, whose: bool) -> TodoLine:
    [group] = groups_of([due], today)
    row, day = group.rows[0], due.deadline.day
    is_meeting = due.noun is Noun.MEETINGS and row.organizations
    departments = due.reports.departments if due.reports and due.reports.departments else (due.department,)
    asked = _some(departments) if whose and due.deadline.kind in ASKED_OF_DEPARTMENTS else ""
    return TodoLine(
        tag=row.tag,
        address=row.address,
        title=row.title,
        about=tuple(filter(None, (asked, "" if is_meeting else row.note, row.organizations))),
        day=_day(day, today) if day else "",
        left=row.left,
    )


def _day(day: date, today: date) -> str:
    return short_day(day) if abs((day - today).days) < LONG_DAYS else day_name(day)


def office_lines(
    tasks: Iterable[OpenTask], sheet: SheetFindings | None, *, sleeping_months: int
) -> list[tuple[int, TodoLine]]:
    """The lines without a day: one for each kind, naming its first record; the sheet's findings are one task."""
    lines = [(task.total, _task(task, sleeping_months)) for task in tasks]
    if sheet is not None and sheet.findings:
        lines.append((1, _findings(sheet)))
    return lines


def _task(task: OpenTask, sleeping_months: int) -> TodoLine:
    word, look = TASKS[task.kind]
    return TodoLine(
        tag=StateTag(_(word), look),
        address=_address(task, sleeping_months),
        title=_title(task),
        about=tuple(filter(None, (*_about(task, sleeping_months), _others(task)))),
    )


def _title(task: OpenTask) -> str:
    match task.kind:
        case OpenTaskKind.DUPLICATE:
            return _("\u201c%(one)s\u201d and \u201c%(other)s\u201d", one=task.name, other=task.beside)
        case OpenTaskKind.SLEEPING:
            return f"{task.beside} {task.name}".strip()
        case _:
            return task.name


def _about(task: OpenTask, sleeping_months: int) -> tuple[str, ...]:
    match task.kind:
        case OpenTaskKind.RETURNED_REQUEST:
            return (task.beside,)
        case OpenTaskKind.SUBMITTED_REPORT:
            return (year_name(task.fiscal_year or 0), task.beside)
        case OpenTaskKind.SLEEPING:
            return (_("No meeting and no project for %(months)s months.", months=sleeping_months),)
        case _:
            return ()


def _others(task: OpenTask) -> str:
    if task.total == 1:
        return ""
    more = str(ngettext("%(num)s more", "%(num)s more", task.total - 1))
    if not task.unclassified:
        return more
    return _("%(more)s, %(unclassified)s unclassified", more=more, unclassified=number(task.unclassified))


def _address(task: OpenTask, sleeping_months: int) -> str:
    return _record(task) if task.total == 1 else _list(task, sleeping_months)


def _record(task: OpenTask) -> str:
    match task.kind:
        case OpenTaskKind.DUPLICATE:
            return url_for("duplicates.show_pair", one_id=task.record_id, other_id=task.beside_id or 0)
        case OpenTaskKind.INCOMPLETE:
            return record_address(Noun.ORGANIZATIONS, task.record_id)
        case OpenTaskKind.SLEEPING:
            return record_address(Noun.AGREEMENTS, task.record_id)
        case OpenTaskKind.SUBMITTED_REPORT:
            return report_address(task.record_id, task.fiscal_year or 0)
        case _:
            return record_address(Noun.PROJECTS, task.record_id)


def _list(task: OpenTask, sleeping_months: int) -> str:
    """The list that has exactly these records."""
    match task.kind:
        case OpenTaskKind.DUPLICATE:
            return url_for("duplicates.show_list")
        case OpenTaskKind.INCOMPLETE:
            return list_address(Noun.ORGANIZATIONS, incomplete="yes")
        case OpenTaskKind.SLEEPING:
            return list_address(Noun.AGREEMENTS, sleeping=str(sleeping_months))
        case OpenTaskKind.SUBMITTED_REPORT:
            return list_address_of(task.fiscal_year or 0)
        case _:
            return url_for("delegations.show_list", state=TO_DECIDE)


def _findings(sheet: SheetFindings) -> TodoLine:
    sizes = Counter(finding.severity for finding in sheet.findings)
    found = _(", ").join(
        _("%(severity)s %(size)s", severity=_(SEVERITIES[severity]), size=sizes[severity])
        for severity in Severity
        if sizes[severity]
    )
    return TodoLine(
        tag=StateTag(_("Finding of the checks"), "info"),
        address=url_for("sheets.show_year", fiscal_year=sheet.fiscal_year),
        title=_("Sheet of %(year)s: %(found)s", year=year_name(sheet.fiscal_year), found=found),
    )
