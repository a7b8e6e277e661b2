"""Deadlines as events of a calendar: in the reader's words, each with the address of its record."""

from collections.abc import Iterable
from urllib.parse import urlsplit

from flask import current_app
from flask_babel import gettext as _

from registry.config import Settings
from registry.deadline_words import kind_name, note_of, numbered_title
from registry.domain.deadlines import Due
from registry.exports.calendar import CalendarEvent, calendar_file
from registry.web.clock import now
from registry.web.own_addresses import whole_address


def calendar_of(found: Iterable[Due]) -> bytes:
    """The file; what has no day is left out."""
    return calendar_file(_("Deadlines"), filter(None, map(_event, found)), at=now())


def _event(due: Due) -> CalendarEvent | None:
    if due.deadline.day is None:
        return None
    address = whole_address(due.path)
    facts = (note_of(due), _(", ").join(due.organizations), due.department, address)
    return CalendarEvent(
        uid=f"{due.key}@{_site()}",
        day=due.deadline.day,
        summary=f"{kind_name(due)}: {numbered_title(due)}",
        description="\n".join(filter(None, facts)),
        address=address,
        category=kind_name(due),
    )


def _site() -> str:
    """What tells this registry's events from another's: the name of its machine where the settings know it."""
    settings: Settings = current_app.config["SETTINGS"]
    return urlsplit(settings.base_url).hostname or "renkei.invalid"
