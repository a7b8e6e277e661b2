"""Days as a file that calendar programs open (iCalendar, RFC 5545): whole days, which ring for nobody."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import icalendar

from registry.domain.names import clean

MIMETYPE = "text/calendar"
PRODUCT = "-//Renkei//Partnership Agreement Registry//EN"


@dataclass(frozen=True)
class CalendarEvent:
    """A day: ``uid`` stays the same for ever, so that a day that moved moves in the reader's calendar too."""

    uid: str
    day: date
    summary: str
    description: str
    address: str
    category: str


def calendar_file(name: str, events: Iterable[CalendarEvent], *, at: datetime) -> bytes:
    """The events as a calendar of this name, as of a moment."""
    calendar = icalendar.Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", " ".join(clean(name).split()))
    for event in events:
        calendar.add_component(_component(event, at))
    data: bytes = calendar.to_ical()
    return data


def _component(event: CalendarEvent, at: datetime) -> icalendar.Event:
    component = icalendar.Event()
    component.add("uid", event.uid)
    component.add("dtstamp", at)
    component.add("dtstart", event.day)
    component.add("dtend", event.day + timedelta(days=1))
    component.add("summary", clean(event.summary))
    component.add("description", "\n".join(map(clean, event.description.splitlines())))
    component.add("url", event.address)
    component.add("categories", [clean(event.category)])
    component.add("transp", "TRANSPARENT")
    return component
