"""How the values that the audit log keeps are said: days, choices, records; anything else as it stands there."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from flask_babel import ngettext

from registry.domain.audit_chain import canonical
from registry.language import gettext
from registry.web.clock import JAPAN
from registry.words import day_name, number

Say = Callable[[Any], str]


def as_text(value: Any) -> str:
    """Text as it stands, anything else as the log writes it."""
    return value if isinstance(value, str) else canonical(value)


def as_day(value: Any) -> str:
    """令和3年3月31日."""
    try:
        return day_name(date.fromisoformat(value))
    except (TypeError, ValueError):
        return as_text(value)


def as_moment(value: Any) -> str:
    """令和3年3月31日 18:30, by the office's clock."""
    moment = moment_of(value)
    return f"{day_name(moment.date())} {moment:%H:%M}" if moment else as_text(value)


def moment_of(value: Any) -> datetime | None:
    """A moment of the log by the office's clock; None where somebody has altered it beyond reading."""
    try:
        moment = datetime.fromisoformat(value)
    except (TypeError, ValueError):
        return None
    return moment.astimezone(JAPAN) if moment.tzinfo else None


def one_of(names: Mapping[Any, str]) -> Say:
    """A choice by its name in a table of msgids; one that was given up since, as it stands."""

    def say(value: Any) -> str:
        return gettext(names[value]) if isinstance(value, str | bool) and value in names else as_text(value)

    return say


def as_months(value: Any) -> str:
    """12か月."""
    return str(ngettext("%(num)s month", "%(num)s months", value)) if isinstance(value, int) else as_text(value)


def as_number(value: Any) -> str:
    """A number with its thousands marked."""
    return number(value) if isinstance(value, int) else as_text(value)


def as_bytes(value: Any) -> str:
    """A size in bytes."""
    return gettext("%(number)s bytes", number=as_number(value))


def as_record(value: Any) -> str:
    """Another record by what it was known by then."""
    return as_text(value["label"]) if isinstance(value, dict) and "label" in value else as_text(value)


def as_list(value: Any) -> str:
    """Several texts after each other."""
    return gettext(", ").join(map(as_record, value)) if isinstance(value, list) else as_text(value)
