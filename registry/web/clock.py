"""The only place that asks for the time; tests set ``CLOCK`` in the app's configuration."""

from datetime import UTC, date, datetime, time, timedelta, timezone

from flask import Flask, current_app

from registry.domain.fiscal_year import FiscalYear
from registry.words import day_name

JAPAN = timezone(timedelta(hours=9))
"""Japan has no summer time, so a fixed offset needs no time zone data on the machine."""


def set_up_clock(app: Flask) -> None:
    """Let the app tell the time by the machine's clock."""
    app.config["CLOCK"] = lambda: datetime.now(UTC)


def now() -> datetime:
    """The moment, in UTC."""
    moment: datetime = current_app.config["CLOCK"]()
    return moment


def today() -> date:
    """The day in the office."""
    return now().astimezone(JAPAN).date()


def day_of(moment: datetime) -> date:
    """The day in the office at a moment."""
    return moment.astimezone(JAPAN).date()


def midnight() -> datetime:
    """When today began in the office."""
    return datetime.combine(today(), time.min, JAPAN)


def current_year() -> FiscalYear:
    """The fiscal year that today lies in."""
    return FiscalYear.of(today())


def office_time(moment: str) -> str:
    """A moment of the audit log (ISO 8601, UTC) as a clock in the office showed it: 令和3年2月12日 14:02."""
    local = datetime.fromisoformat(moment).astimezone(JAPAN)
    return f"{day_name(local.date())} {local:%H:%M}"
