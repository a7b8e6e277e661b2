"""A day said in short by somebody who writes about these days: 2/12, 12日, 昨日."""

import re
import unicodedata
from datetime import date, timedelta

from registry.domain.japanese_dates import NO_SUCH_DAY, ReadDate, UnreadableDate, read_date

HALF_A_YEAR = timedelta(days=184)
"""The nearest day of that name is no farther away, but for 29 February."""
_NAMED = {
    "今日": 0,
    "きょう": 0,
    "本日": 0,
    "today": 0,
    "昨日": -1,
    "きのう": -1,
    "yesterday": -1,
    "一昨日": -2,
    "おととい": -2,
    "明日": 1,
    "あした": 1,
    "tomorrow": 1,
    "明後日": 2,
    "あさって": 2,
}
_MONTH_AND_DAY = re.compile(r"(1[0-2]|0?[1-9])(?:[/.\-・]|月)(3[01]|[12][0-9]|0?[1-9])日?")


def read_day_near(text: str, today: date) -> ReadDate:
    """Read a typed day; one without a year is the nearest to today. Raises UnreadableDate."""
    plain = "".join(unicodedata.normalize("NFKC", text).split()).lower()
    if plain in _NAMED:
        return _read(today + timedelta(days=_NAMED[plain]))
    short = _MONTH_AND_DAY.fullmatch(plain)
    if short is None:
        return read_date(text)
    days = [day for year in (today.year - 1, today.year, today.year + 1) if (day := _day(year, *short.groups()))]
    nearest = min(days, key=lambda day: (abs(day - today), day), default=None)
    if nearest is None or abs(nearest - today) > HALF_A_YEAR:
        raise UnreadableDate(NO_SUCH_DAY)
    return _read(nearest)


def _day(year: int, month: str, day: str) -> date | None:
    try:
        return date(year, int(month), int(day))
    except ValueError:
        return None


def _read(day: date) -> ReadDate:
    return ReadDate(day, candidates=(day,))
