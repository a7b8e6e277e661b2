"""The list of meetings in words: its conditions, its rows, and the same as a table for files."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from flask_babel import ngettext

from registry.domain.fiscal_year import FiscalYear
from registry.domain.message import N_
from registry.domain.vocabulary import Noun
from registry.exports.tables import Table, TableColumn
from registry.forms.fields import day_with_weekday
from registry.language import gettext as _
from registry.queries.agreements import find_agreement
from registry.queries.listing import id_in
from registry.queries.meeting_list import MeetingRow, find_meeting_years
from registry.queries.projects import find_project
from registry.web.clock import current_year
from registry.web.conditions import AS_OF, RECORDS, departments, listed_day, read_day, read_organization
from registry.web.lists import Choices, Filter, ListSpec, View
from registry.web.meeting_words import COUNTING, WITHOUT_RESULT, Tag, state_tag
from registry.web.record_links import record_address
from registry.words import (
    KINDS,
    MEETING_CHANNELS,
    MEETING_STATUSES,
    MEETING_TYPES,
    in_japanese,
    translated,
    year_name,
)

R = TypeVar("R")
SHOWN_ORGANIZATIONS = 2
"""So many stand in a row; of more the first one, and how many there are besides."""
YES, NO = "\u25cb", "\u00d7"
"""The marks of offices: counted, not counted."""
RESULTS = {"missing": WITHOUT_RESULT}
ORDERS = {True: N_("The newest first."), False: N_("The oldest first.")}


@dataclass(frozen=True)
class ShownRow:
    """``more`` says how many organizations there are besides those in ``organizations``."""

    address: str
    day: str
    organizations: tuple[str, ...]
    more: str
    title: str
    below: str
    type: str
    department: str
    tag: Tag


def meeting_spec() -> ListSpec:
    """The list's conditions and views; one of these is the fiscal year of its day."""
    return ListSpec(
        blueprint="meetings",
        search_hint=N_("Subject, content, partner organization (former names too)"),
        filters=(
            Filter("fiscal_year", N_("Fiscal year"), _years),
            Filter("type", N_("Type of meeting"), lambda: translated(MEETING_TYPES)),
            Filter("status", N_("State"), lambda: translated(MEETING_STATUSES)),
            Filter("counted", N_("Counting"), lambda: translated(COUNTING)),
            Filter("result", N_("Result"), lambda: translated(RESULTS)),
            Filter("organization", N_("Partner organization"), read=read_organization, hint=N_("A part of its name")),
            Filter("kind", N_("Kind"), lambda: translated(KINDS)),
            Filter("department", N_("Department"), departments),
            Filter("channel", N_("Channel"), lambda: translated(MEETING_CHANNELS)),
            Filter("since", N_("From"), read=read_day, hint=N_("R2.4.1 or 2020-04-01")),
            Filter("until", N_("To"), read=read_day, hint=N_("R2.4.1 or 2020-04-01")),
            Filter("agreement", N_("Agreement"), read=_agreement, linked_only=True),
            Filter("project", N_("Joint project"), read=_project, linked_only=True),
            AS_OF,
            Filter("record", N_("Records"), lambda: translated(RECORDS)),
        ),
        sorts=("day",),
        views=(
            View("all", N_("All")),
            View("year", N_("This fiscal year"), {"fiscal_year": str(FiscalYear.of(listed_day()).year)}),
            View("planned", N_("Planned"), {"status": "planned"}, of_today=True),
            View("missing", WITHOUT_RESULT, {"result": "missing"}, of_today=True),
        ),
        descending_first=frozenset({"day"}),
    )


def _years() -> Choices:
    return [(str(year), year_name(year)) for year in reversed(find_meeting_years(current_year()))]


def _agreement(text: str) -> tuple[str, str] | None:
    found = _found(text, find_agreement)
    return (text, found.label) if found else None


def _project(text: str) -> tuple[str, str] | None:
    found = _found(text, find_project)
    return (text, found.label) if found else None


def _found(text: str, find: Callable[[int], R | None]) -> R | None:
    wanted = id_in(text)
    return None if wanted is None else find(wanted)


def shown_rows(rows: Sequence[MeetingRow], day: date) -> tuple[ShownRow, ...]:
    """The rows in words."""
    types = dict(translated(MEETING_TYPES))
    return tuple(_shown(row, types, day) for row in rows)


def _shown(row: MeetingRow, types: Mapping[str, str], day: date) -> ShownRow:
    names = [each.name for each in row.organizations]
    few = names if len(names) <= SHOWN_ORGANIZATIONS else names[: SHOWN_ORGANIZATIONS - 1]
    more = len(names) - len(few)
    first_line = row.summary.partition("\n")[0]
    return ShownRow(
        address=record_address(Noun.MEETINGS, row.id),
        day=day_with_weekday(row.held_on),
        organizations=tuple(few),
        more=ngettext("and %(num)s more", "and %(num)s more", more) if more else "",
        title=row.subject or first_line or _("(without a subject)"),
        below=first_line if row.subject else "",
        type=types[row.type],
        department=row.department,
        tag=state_tag(row.status, row.held_on, row.why_not(day), day=day, reason=row.counted_reason),
    )


def table_of(rows: Sequence[MeetingRow], day: date) -> Table:
    """The list as a file shows it; its headings are those that an import reads. Internal notes stay inside."""
    columns = (
        TableColumn(_("Record number"), 12),
        TableColumn(_("Held on"), 18),
        TableColumn(_("Type of meeting"), 14),
        TableColumn(_("State"), 8),
        TableColumn(_("Channel"), 12),
        TableColumn(_("Partner organizations"), 40),
        TableColumn(_("Department"), 18),
        TableColumn(_("Attendees"), 24),
        TableColumn(_("Subject"), 36),
        TableColumn(_("Content"), 50),
        TableColumn(_("Counting"), 8),
        TableColumn(_("Reason for counting or not"), 24),
    )
    return Table(_("Meetings"), columns, (_cells(row, day) for row in rows), day, in_japanese())


def _cells(row: MeetingRow, day: date) -> tuple[str | int | date | None, ...]:
    tag = state_tag(row.status, row.held_on, row.why_not(day), day=day, reason=row.counted_reason)
    return (
        row.number,
        row.held_on,
        _(MEETING_TYPES[row.type]),
        _(MEETING_STATUSES[row.status]),
        _(MEETING_CHANNELS[row.channel]) if row.channel else "",
        "\n".join(each.name for each in row.organizations),
        row.department,
        row.attendees,
        row.subject,
        row.summary,
        YES if row.counts else NO,
        row.counted_reason or tag.below,
    )
