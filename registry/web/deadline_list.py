"""The list of deadlines in words: by month, and the same as a table for files."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from flask_babel import ngettext

from registry.domain.deadlines import DeadlineKind
from registry.domain.message import N_
from registry.exports.tables import Table, TableColumn
from registry.language import gettext as _
from registry.queries.deadlines import Due
from registry.web.agreement_list import title_of
from registry.web.agreement_states import StateTag, months_in_words
from registry.web.conditions import departments
from registry.web.lists import Filter, ListSpec
from registry.web.record_links import record_address
from registry.words import MEETING_TYPES, day_name, in_japanese, month_name, number, translated

KINDS: Mapping[str, str] = {
    DeadlineKind.EXPIRY: N_("Expiry"),
    DeadlineKind.NOTICE: N_("Notice by"),
    DeadlineKind.RENEWAL: N_("Renews itself"),
    DeadlineKind.END: N_("Ends"),
    DeadlineKind.NO_RESULT: N_("Without a result"),
    DeadlineKind.PLANNED: N_("Planned meeting"),
}
LOOKS: Mapping[str, str] = {
    DeadlineKind.EXPIRY: "warn",
    DeadlineKind.NOTICE: "warn",
    DeadlineKind.RENEWAL: "off",
    DeadlineKind.END: "off",
    DeadlineKind.NO_RESULT: "err",
    DeadlineKind.PLANNED: "info",
}
NOTES: Mapping[str, str] = {
    DeadlineKind.EXPIRY: N_("It does not renew itself."),
    DeadlineKind.NOTICE: N_("Without notice it is prolonged by %(time)s, until %(until)s."),
    DeadlineKind.RENEWAL: N_("No notice was given in time: it is prolonged until %(until)s."),
    DeadlineKind.END: N_("Its end is recorded."),
    DeadlineKind.NO_RESULT: N_("Record that it was held, or that it was cancelled."),
}
SHOWN_ORGANIZATIONS = 2
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
    """One deadline; ``address`` is blank where its record has no page."""

    day: str
    left: str
    tag: StateTag
    address: str
    title: str
    organizations: str
    note: str
    department: str


@dataclass(frozen=True)
class DueGroup:
    """A month, or what is overdue."""

    title: str
    size: str
    rows: tuple[DueRow, ...]


def groups_of(found: Sequence[Due], today: date) -> tuple[DueGroup, ...]:
    """What is overdue, then the months."""
    overdue = [due for due in found if due.deadline.day < today]
    coming = [due for due in found if due.deadline.day >= today]
    months = groupby(coming, key=lambda due: due.deadline.day.replace(day=1))
    groups = [_group(_("Overdue"), overdue, today)] if overdue else []
    return (*groups, *(_group(month_name(month), list(dues), today) for month, dues in months))


def _group(title: str, found: Sequence[Due], today: date) -> DueGroup:
    kinds = dict(translated(KINDS))
    return DueGroup(title, number(len(found)), tuple(_row(due, today, kinds) for due in found))


def _row(due: Due, today: date, kinds: Mapping[str, str]) -> DueRow:
    deadline = due.deadline
    overdue = deadline.day < today
    return DueRow(
        day=day_name(deadline.day),
        left=days_left(deadline.day, today),
        tag=StateTag(kinds[deadline.kind], "err" if overdue else LOOKS[deadline.kind]),
        address=record_address(due.noun, due.record_id),
        title=_title(due),
        organizations=_few(due.organizations),
        note=note_of(due),
        department=due.department,
    )


def days_left(day: date, today: date) -> str:
    """How long it is until then, or how long ago it was due."""
    days = (day - today).days
    if days < 0:
        return ngettext("%(num)s day overdue", "%(num)s days overdue", -days)
    return ngettext("%(num)s day left", "%(num)s days left", days) if days else _("today")


def note_of(due: Due) -> str:
    """What happens on that day, or what is to be done; blank for a meeting to come."""
    deadline = due.deadline
    months = due.terms.auto_renewal_months if due.terms else None
    if deadline.kind is DeadlineKind.EXPIRY and months:
        return _("Notice was given: it does not renew itself.")
    if deadline.kind is DeadlineKind.PLANNED:
        return ""
    until = day_name(deadline.renews_until) if deadline.renews_until else ""
    return _(NOTES[deadline.kind], time=months_in_words(months) if months else "", until=until)


def _title(due: Due) -> str:
    if due.meeting_type is not None:
        return due.title or _(MEETING_TYPES[due.meeting_type])
    return f"{due.number} {title_of(due.title)}"


def _few(names: Sequence[str]) -> str:
    if len(names) <= 1:
        return "".join(names)
    more = len(names) - SHOWN_ORGANIZATIONS
    few = _(", ").join(names[:SHOWN_ORGANIZATIONS] if more > 0 else names)
    return ngettext("%(names)s and %(num)s more", "%(names)s and %(num)s more", more, names=few) if more > 0 else few


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
        _(KINDS[due.deadline.kind]),
        (due.deadline.day - today).days,
        due.number,
        _title(due) if due.meeting_type else due.title,
        "\n".join(due.organizations),
        due.department,
        note_of(due),
    )
