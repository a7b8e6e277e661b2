"""Days as people write them: era and western dates in every width and notation, read and shown.

A cell may hold words beside its date; nothing that was written is dropped without a warning.
"""

import calendar
import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import lru_cache

from registry.domain.date_notation import WrittenDate, find_dates, has_part_of_a_date
from registry.domain.eras import era_of, year_words

NO_SUCH_DAY = "no_such_day"
UNREADABLE_DATE = "unreadable_date"
DATE_INCOMPLETE = "date_incomplete"
ERA_OUT_OF_RANGE = "era_out_of_range"
TEXT_BESIDE_DATE = "text_beside_date"
SEVERAL_DATES = "several_dates"


EXCEL_ERA_FORMAT = '[$-ja-JP-x-gannen]ggge"年"m"月"d"日";@'
"""Excel's own number format for 令和2年4月1日; the cell stays a date."""
_LONG_DATE = "{}年{}月{}日"
_LONG_MONTH = "{}年{}月"
_LONGEST = 200
_ISO = re.compile("(?:19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}")
_INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff]")
_UNWRITABLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]")

_WEEKDAYS = "月火水木金土日"
_WEEKDAY = re.compile(
    f" ?(?:[(\\[〔【] ?([{_WEEKDAYS}])(?:曜日?)?(?:[・,、/ ]?(?:祝日?|休日?|振休|振替休日))? ?[)\\]〕】]"
    f"|([{_WEEKDAYS}])曜日?)"
)
_MIDNIGHT = re.compile(r"(?:T| )0?0:00(?::00(?:\.0+)?)?(?:Z|\+09:?00)?(?![0-9:])")
_DATED = re.compile(" ?付け?(?![\u3041-\u3096\u4e00-\u9fff])")
_EMPTY_BRACKETS = re.compile(r"[(\[〔【「『<] ?[)\]〕】」』>]")
_ONE_BRACKET = re.compile(r"[(\[〔【「『]([^()\[\]〔〕【】「」『』]*)[)\]〕】」』]")
_NO_WORDS = " 、。,.;:・"
_BETWEEN_DATES = f"{_NO_WORDS}~-/→及びおよび及と"


@dataclass(frozen=True)
class ReadDate:
    """A day that was read, with what a person should look at.

    ``warnings``: ``era_out_of_range``, ``text_beside_date``. ``left_over``: the words beside the date, in NFKC.
    ``candidates``: all days of the cell, in order, each once. ``question``: ``several_dates`` when there is more
    than one, ``day`` then being the earliest.
    """

    day: date
    warnings: tuple[str, ...] = ()
    left_over: str = ""
    candidates: tuple[date, ...] = ()
    question: str | None = None


class UnreadableDate(ValueError):
    """No day could be read; ``code``: ``no_such_day``, ``unreadable_date`` or ``date_incomplete``."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


def read_date(value: str | date | datetime) -> ReadDate:
    """Read a typed date or a spreadsheet's date cell; raises UnreadableDate. Source: domain.md, "Dates"."""
    if isinstance(value, datetime):
        return _read_date_cell(value)
    if isinstance(value, date):
        return ReadDate(value, candidates=(value,))
    if len(value) > _LONGEST:
        raise UnreadableDate(UNREADABLE_DATE)
    return _read_iso(value) or _read_text(value)


def wareki(day: date) -> str:
    """A day as documents write it: 令和2年4月1日, 令和元年5月1日; a western year before 1873."""
    return _LONG_DATE.format(_wareki_year(day), day.month, day.day)


def excel_day_format(day: date) -> str:
    """The number format that shows this day as ``wareki`` writes it, in LibreOffice too; the cell stays a date.

    An era's first year has no number that a format could ask for: its words stand in the format.
    """
    year = wareki(day).partition("年")[0]
    return f'[$-411]"{year}年"m"月"d"日"' if year.endswith("元") else '[$-411]ggge"年"m"月"d"日"'


def wareki_month(day: date) -> str:
    """The month that a day lies in: 令和2年4月."""
    return _LONG_MONTH.format(_wareki_year(day), day.month)


def _wareki_year(day: date) -> str:
    era = era_of(day)
    return era.name + year_words(era.year_of(day.year)) if era else f"{day.year:04}"


def wareki_short(day: date) -> str:
    """A day as tables write it: R2.4.1; a western year before 1873."""
    era = era_of(day)
    year = f"{era.letter}{era.year_of(day.year)}" if era else f"{day.year:04}"
    return f"{year}.{day.month}.{day.day}"


def add_months(day: date, months: int) -> date:
    """A day some months later, or earlier where negative, clamped to the month's end and to the calendar's ends."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year < date.min.year:
        return date.min
    if year > date.max.year:
        return date.max
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _read_date_cell(value: datetime) -> ReadDate:
    day, clock = value.date(), value.time()
    if clock == time.min:
        return ReadDate(day, candidates=(day,))
    return ReadDate(day, (TEXT_BESIDE_DATE,), clock.isoformat("minutes"), (day,))


def _read_iso(value: str) -> ReadDate | None:
    """A plain 2020-04-01, as programs write it; anything else, wrong days too, takes the long way."""
    if _ISO.fullmatch(value) is None:
        return None
    try:
        day = date.fromisoformat(value)
    except ValueError:
        return None
    return ReadDate(day, candidates=(day,))


@lru_cache(maxsize=4096)  # the days of a file repeat
def _read_text(value: str) -> ReadDate:
    text = prepared(value)
    written = find_dates(text)
    if not written:
        raise UnreadableDate(DATE_INCOMPLETE if has_part_of_a_date(text) else UNREADABLE_DATE)
    if not all(one.days for one in written):
        raise UnreadableDate(NO_SUCH_DAY)
    candidates = tuple(sorted({day for one in written for day in one.days}))
    left_over = words_beside(text, written)
    warnings = [ERA_OUT_OF_RANGE] if any(one.outside_era for one in written) else []
    if left_over:
        warnings.append(TEXT_BESIDE_DATE)
    question = SEVERAL_DATES if len(candidates) > 1 else None
    return ReadDate(candidates[0], tuple(warnings), left_over, candidates, question)


def prepared(value: str) -> str:
    """A text in the form in which dates are looked for: NFKC, single spaces; raises UnreadableDate."""
    if _UNWRITABLE.search(value):
        raise UnreadableDate(UNREADABLE_DATE)
    text = _INVISIBLE.sub("", unicodedata.normalize("NFKC", value)).replace("\u301c", "~")
    return " ".join(text.split())


def words_beside(text: str, written: tuple[WrittenDate, ...]) -> str:
    """What stands beside the dates of a prepared text, without brackets that held nothing else."""
    pieces, at = [], 0
    for one in written:
        pieces.append(text[at : one.start])
        at = _end_of_weekday(text, one)
    pieces.append(text[at:])
    words = " ".join(pieces)
    while (fewer := _EMPTY_BRACKETS.sub(" ", words)) != words:
        words = fewer
    words = " ".join(words.split()).strip(_BETWEEN_DATES if len(written) > 1 else _NO_WORDS)
    alone = _ONE_BRACKET.fullmatch(words)
    return alone[1].strip() if alone else words


def _end_of_weekday(text: str, one: WrittenDate) -> int:
    """Where the words begin after a date: past its own weekday, a midnight of an exported cell, and 付."""
    end = one.end
    weekday = _WEEKDAY.match(text, end)
    if weekday and any(_WEEKDAYS[day.weekday()] == (weekday[1] or weekday[2]) for day in one.days):
        end = weekday.end()
    for silent in (_MIDNIGHT, _DATED):
        if found := silent.match(text, end):
            end = found.end()
    return end
