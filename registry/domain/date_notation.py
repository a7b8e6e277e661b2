"""The notations of a date as regular expressions, and the dates that stand in a line of text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from registry.domain.eras import ERA_MARK, ERA_NAME_OR_LETTER, FIRST_YEAR, KANJI_NUMERALS, Era, find_era, read_number


@dataclass(frozen=True)
class WrittenDate:
    """One complete date in a text, from ``start`` to ``end``.

    ``days`` are the days it can mean: none where there is no such day, two where its year is written twice and
    differs. ``outside_era``: eras are named and the day lies in none of them.
    """

    start: int
    end: int
    days: tuple[date, ...]
    outside_era: bool


_DASHES = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u30fc", "-"))
_FIRST_READABLE_YEAR = 1868

_OPEN, _CLOSE = r"[(\[〔【]", r"[)\]〕】]"
_TWO = f"(?:[0-9]{{1,2}}|[{KANJI_NUMERALS}]{{1,4}})"
_YEAR_OF_ERA = f"(?:{FIRST_YEAR}|{_TWO})"
_WESTERN_YEAR = f"(?:(?<![0-9])[0-9]{{4}}(?![0-9])|[{KANJI_NUMERALS}]{{3,7}})"
_BETWEEN = "(?: ?{} ?[./-]?| ?[./,・-]| ) ?"


def _year(name: str) -> str:
    era = f"(?P<{name}_era>{ERA_MARK})[ .]?(?P<{name}_number>{_YEAR_OF_ERA})"
    return f"(?:{era}|(?:西暦 ?)?(?P<{name}_western>{_WESTERN_YEAR}))"


_YEAR_TWICE = f"{_year('year')} ?年? ?{_OPEN} ?{_year('other')} ?年? ?{_CLOSE} ?年? ?[./-]? ?"
_MONTH_AND_DAY = f"(?P<month>{_TWO}){_BETWEEN.format('月')}(?P<day>{_TWO})(?: ?日|(?![0-9]|[./][0-9]{{1,2}}(?![0-9])))"
_TWICE_DATED = re.compile(_YEAR_TWICE + _MONTH_AND_DAY, re.IGNORECASE)
_DATE = re.compile(_year("year") + _BETWEEN.format("年") + _MONTH_AND_DAY, re.IGNORECASE)
_COMPACT_DATE = re.compile(
    "(?<![0-9A-Za-z])(?:(?P<year_era>[RHSTM])(?P<year_number>[0-9]{2})|(?P<year_western>[0-9]{4}))"
    "(?P<month>[0-9]{2})(?P<day>[0-9]{2})(?![0-9])",
    re.IGNORECASE,
)
_SHORTENED = re.compile(
    f"(?<![0-9{KANJI_NUMERALS}])(?:(?P<number>{_YEAR_OF_ERA}) ?年 ?)?(?P<month>{_TWO}) ?月 ?(?P<day>{_TWO}) ?日"
)
_INCOMPLETE = re.compile(
    f"{ERA_NAME_OR_LETTER}[ .]?{_YEAR_OF_ERA}|(?<![0-9])[0-9]{{4}} ?年|[{KANJI_NUMERALS}]{{3,7}} ?年|{_TWO} ?月"
    "|^(?:[0-9]{4}(?: ?[./-] ?[0-9]{1,2})?|(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])|[0-9]{1,2}[./-][0-9]{1,2})$",
    re.IGNORECASE,
)


def find_dates(text: str) -> tuple[WrittenDate, ...]:
    """The dates of a short text in NFKC with single spaces, in their order.

    After a complete date a shortened one (令和2年4月1日、5月1日 or ～3年3月31日) takes what it lacks from it.
    """
    plain = text.translate(_DASHES)
    complete = [match for match in _complete(plain) if _year_is_readable(match)]
    found: list[WrittenDate] = []
    for index, match in enumerate(complete):
        end = complete[index + 1].start() if index + 1 < len(complete) else len(plain)
        found += [_written(match), *_shortened(match, plain, end)]
    return tuple(found)


def has_part_of_a_date(text: str) -> bool:
    """Whether a year, a month, or both stand in a text without a complete date."""
    plain = text.translate(_DASHES)
    return not _complete(plain) and _INCOMPLETE.search(plain) is not None


def _complete(text: str) -> list[re.Match[str]]:
    found: list[re.Match[str]] = []
    for notation in (_TWICE_DATED, _DATE, _COMPACT_DATE):
        found.extend(
            match
            for match in notation.finditer(text)
            if not any(match.start() < other.end() and other.start() < match.end() for other in found)
        )
    return sorted(found, key=re.Match.start)


def _year_is_readable(match: re.Match[str]) -> bool:
    western = match["year_western"]
    return western is None or (read_number(western) or 0) >= _FIRST_READABLE_YEAR


def _written(match: re.Match[str]) -> WrittenDate:
    names = ("year", "other") if match.re is _TWICE_DATED else ("year",)
    eras = [era for name in names if (era := _era(match, name)) is not None]
    return _dated(match, {_western_year(match, name) for name in names}, eras)


def _shortened(before: re.Match[str], text: str, end: int) -> Iterator[WrittenDate]:
    """The dates up to ``end`` that lack an era, or an era and a year, as the complete one before them has it."""
    era, year = _era(before, "year"), _western_year(before, "year")
    for match in _SHORTENED.finditer(text, before.end(), end):
        number = read_number(match["number"]) if match["number"] else None
        if number is not None and era is not None:
            year = era.western_year(number)
        if number is None or era is not None:
            yield _dated(match, {year}, [era] if era else [])


def _dated(match: re.Match[str], years: set[int | None], eras: list[Era]) -> WrittenDate:
    month, day = read_number(match["month"]), read_number(match["day"])
    days = [_day(year, month, day) for year in years]
    real = tuple(sorted(found for found in days if found is not None)) if None not in days else ()
    outside = bool(eras) and not any(era.includes(found) for era in eras for found in real)
    return WrittenDate(match.start(), match.end(), real, outside)


def _era(match: re.Match[str], name: str) -> Era | None:
    mark = match[f"{name}_era"]
    return find_era(mark) if mark else None


def _western_year(match: re.Match[str], name: str) -> int | None:
    era = _era(match, name)
    if era is None:
        return read_number(match[f"{name}_western"])
    number = read_number(match[f"{name}_number"])
    return era.western_year(number) if number else None


def _day(year: int | None, month: int | None, day: int | None) -> date | None:
    try:
        return None if year is None or month is None or day is None else date(year, month, day)
    except ValueError:
        return None
