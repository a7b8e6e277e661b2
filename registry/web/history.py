"""The history of a record for its page and on a page of its own: who did what and when, in sentences."""

from dataclasses import dataclass
from datetime import date, datetime, time

from flask import Blueprint, abort, request, url_for
from flask_login import current_user

from registry.domain.fiscal_year import FiscalYear
from registry.domain.permissions import Permission, may
from registry.domain.vocabulary import Noun
from registry.language import gettext as _
from registry.queries.history import LoggedEntry, list_history
from registry.queries.listing import id_in
from registry.web.access import requires
from registry.web.clock import JAPAN
from registry.web.frame import show_page
from registry.web.history_deeds import BEGINNINGS, CORRECTIONS
from registry.web.history_values import as_moment, moment_of
from registry.web.history_words import Change, changes_in_words, deed_in_words, listed
from registry.web.record_links import list_link, record_address

bp = Blueprint("history", __name__)
BESIDE_A_RECORD, ON_A_PAGE, ON_A_TIMELINE = 10, 50, 500


@dataclass(frozen=True)
class HistoryEntry:
    """One deed on a record; ``moment`` is for machines. ``begins`` where the changes are what it began with."""

    id: int
    when: str
    moment: str
    actor: str
    deed: str
    changes: tuple[Change, ...]
    begins: bool


@dataclass(frozen=True)
class History:
    """The newest entries of a record; ``older`` is the address of those before them, blank where there are none."""

    entries: tuple[HistoryEntry, ...]
    older: str


@dataclass(frozen=True)
class ChangeRow:
    """An entry as a row of a timeline: what was done, then old → new below."""

    day: date
    title: str
    detail: str
    actor: str


@bp.get("/<any(organizations, agreements, meetings, projects):noun>/<int:record_id>/history")
@requires(Permission.SEE_REGISTRY)
def show(noun: str, record_id: int) -> str:
    """A record's whole history, of deleted ones too; ``?before=`` is the entry to go on from."""
    before = id_in(request.args.get("before", ""))
    kind = Noun(noun)
    found = list_history(kind, record_id, before=before, limit=ON_A_PAGE + 1)
    if not found:
        abort(404)
    label = found[0].label
    return show_page(
        "history/show.html",
        label=label,
        crumbs=(list_link(kind), (label, record_address(kind, record_id))),
        history=_history(found, ON_A_PAGE),
        newest=url_for("history.show", noun=noun, record_id=record_id) if before is not None else "",
    )


def history_of(noun: Noun, record_id: int) -> History:
    """The newest of what became of an organization, agreement, meeting or project; at most two statements."""
    return _history(list_history(noun, record_id, limit=BESIDE_A_RECORD + 1), BESIDE_A_RECORD)


def history_of_user(user_id: int, name: str) -> History:
    """The newest of what became of a user, logins left out; the older ones stand in the audit log."""
    found = list_history(Noun.USERS, user_id, without="log_in", limit=BESIDE_A_RECORD + 1)
    older = url_for("audit.show_list", noun=Noun.USERS.value, q=name) if len(found) > BESIDE_A_RECORD else ""
    return History(tuple(map(entry_in_words, found[:BESIDE_A_RECORD])), older)


def changes_by_year(noun: Noun, record_id: int, *, since: date | None = None) -> dict[int, tuple[ChangeRow, ...]]:
    """What became of a record, by the fiscal year in which it was done, the newest first; ``since`` is a day."""
    begin = datetime.combine(since, time.min, JAPAN) if since else None
    years: dict[int, tuple[ChangeRow, ...]] = {}
    for entry in list_history(noun, record_id, since=begin, limit=ON_A_TIMELINE):
        row = _row(entry)
        if row is not None:
            year = FiscalYear.of(row.day).year
            years[year] = (*years.get(year, ()), row)
    return years


def entry_in_words(entry: LoggedEntry) -> HistoryEntry:
    """An entry of the audit log as its reader may see it."""
    moment = moment_of(entry.at)
    return HistoryEntry(
        id=entry.id,
        when=as_moment(entry.at),
        moment=moment.isoformat(timespec="minutes") if moment else "",
        actor=entry.actor,
        deed=deed_in_words(entry),
        changes=_changes(entry),
        begins=entry.action in BEGINNINGS,
    )


def _history(found: list[LoggedEntry], limit: int) -> History:
    shown = found[:limit]
    last = shown[-1] if len(found) > limit else None
    values = {"noun": last.noun, "record_id": last.record_id, "before": last.id} if last else {}
    return History(tuple(map(entry_in_words, shown)), url_for("history.show", **values) if last else "")  # type: ignore[arg-type]


def _changes(entry: LoggedEntry) -> tuple[Change, ...]:
    return changes_in_words(entry, with_internal_notes=may(current_user.role, Permission.SEE_INTERNAL_NOTES))


def _row(entry: LoggedEntry) -> ChangeRow | None:
    moment = moment_of(entry.at)
    if moment is None:
        return None
    title, detail, changes = deed_in_words(entry), "", _changes(entry)
    if entry.action in CORRECTIONS and len(changes) == 1:
        title, detail = changes[0].title, changes[0].detail
    elif entry.action not in BEGINNINGS and changes:
        fields = dict.fromkeys(change.field for change in changes)
        title = _("%(deed)s: %(fields)s", deed=title, fields=listed(list(fields)))
        detail = listed([change.detail for change in changes])
    return ChangeRow(moment.date(), title, detail, entry.actor)
