"""The list of deadlines in words: by month, and the same as a table for files."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import groupby

from flask import request, url_for

from registry.deadline_words import KINDS, days_left, kind_name, note_of, numbered_title, title_of_due
from registry.domain.deadlines import DeadlineKind, Due
from registry.domain.message import N_
from registry.exports.tables import Table, TableColumn
from registry.language import gettext as _
from registry.web.agreement_states import StateTag
from registry.web.conditions import departments
from registry.web.few_names import few_organizations
from registry.web.lists import Filter, ListSpec
from registry.words import day_name, in_japanese, month_name, number, translated

LOOKS: Mapping[str, str] = {
    DeadlineKind.EXPIRY: "warn",
    DeadlineKind.NOTICE: "warn",
    DeadlineKind.RENEWAL: "off",
    DeadlineKind.END: "off",
    DeadlineKind.NO_RESULT: "err",
    DeadlineKind.PLANNED: "info",
    DeadlineKind.REPORT: "warn",
    DeadlineKind.REQUEST: "warn",
}
SPEC = ListSpec(
    blueprint="deadlines",
    page="show",
    search_hint="",
    filters=(
        Filter("department", N_("Department"), departments),
        Filter("kind", N_("Kind of deadline"), lambda: translated(KINDS)),
    ),
    sorts=("day",),
    per_page=50,
)


@dataclass(frozen=True)
class DueRow:
    """One deadline; ``address`` is blank where its record has no page, ``calendar`` for what has no day."""

    day: str
    left: str
    tag: StateTag
    address: str
    title: str
    organizations: str
    note: str
    department: str
    calendar: str


@dataclass(frozen=True)
class DueGroup:
    """A month, what is overdue, or what has no day."""

    title: str
    size: str
    rows: tuple[DueRow, ...]


def groups_of(found: Sequence[Due], today: date) -> tuple[DueGroup, ...]:
    """What is overdue, then the months, then what has no day."""
    return tuple(
        DueGroup(title, number(len(dues)), tuple(_row(due, today) for due in dues))
        for title, dues in ((title, list(dues)) for title, dues in groupby(found, key=partial(_group_name, today)))
    )


def _group_name(today: date, due: Due) -> str:
    if due.deadline.day is None:
        return _("Without a day")
    return _("What is overdue") if due.is_overdue(today) else month_name(due.deadline.day)


def _row(due: Due, today: date) -> DueRow:
    deadline = due.deadline
    return DueRow(
        day=day_name(deadline.day) if deadline.day else "―",
        left=days_left(deadline.day, today) if deadline.day else "",
        tag=StateTag(kind_name(due), "err" if due.is_overdue(today) else LOOKS[deadline.kind]),
        address=f"{request.script_root}{due.path}",
        title=numbered_title(due),
        organizations=few_organizations(due.organizations),
        note=note_of(due),
        department=due.department,
        calendar=url_for("deadlines.download_event", key=due.key) if deadline.day else "",
    )


def table_of(found: Iterable[Due], today: date) -> Table:
    """The list as a file."""
    columns = (
        TableColumn(_("Deadline"), 18),
        TableColumn(_("Kind of deadline"), 12),
        TableColumn(_("Days left"), 8),
        TableColumn(_("No."), 10),
        TableColumn(_("What"), 44),
        TableColumn(_("Partner organizations"), 36),
        TableColumn(_("Department"), 18),
        TableColumn(_("Note"), 44),
    )
    return Table(_("Deadlines"), columns, (_cells(due, today) for due in found), today, in_japanese())


def _cells(due: Due, today: date) -> tuple[str | int | date | None, ...]:
    return (
        due.deadline.day,
        kind_name(due),
        (due.deadline.day - today).days if due.deadline.day else None,
        due.number,
        title_of_due(due),
        "\n".join(due.organizations),
        due.department,
        note_of(due),
    )
