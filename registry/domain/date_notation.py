"""The notations of a date as regular expressions, and the dates that stand in a line of text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from registry.domain.eras import ERA_MARK, ERA_NAME_OR_LETTER, FIRST_YEAR, KANJI_NUMERALS, find_era, read_number


@dataclass(frozen=True)
class WrittenDate:
    """One complete date in a text, from ``start`` to ``end``.

    ``days`` are the days it can mean: none where there is no such day, two where a year is written twice and differs.
    ``outside_era``: an era is named and the day lies in no era that is.
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


def _year(name: str) -> str:
    era = f"(?P<{name}_era>{ERA_MARK}) ?(?P<{name}_number>{_YEAR_OF_ERA})"
    return f"(?:{era}|(?:西暦 ?)?(?P<{name}_western>{_WESTERN_YEAR}))"


_YEARS = (
    f"{_year('year')}"
    f"(?: ?年? ?{_OPEN} ?{_year('other')} ?年? ?{_CLOSE} ?年? ?[./-]?| ?年 ?[./-]?| ?[./,・-]| ) ?"
)
_MONTH_AND_DAY = f"(?P<month>{_TWO})(?: ?月 ?| ?[./,・-] ?| )(?P<day>{_TWO})(?: ?日|(?![0-9]|[./][0-9]))"
_DATE = re.compile(_YEARS + _MONTH_AND_DAY, re.IGNORECASE)
_COMPACT_DATE = re.compile(
    "(?<![0-9A-Za-z])(?:(?P<year_era>[RHSTM])(?P<year_number>[0-9]{2})|(?P<year_western>[0-9]{4}))"
    "(?P<month>[0-9]{2})(?P<day>[0-9]{2})(?![0-9])",
    re.IGNORECASE,
)
_INCOMPLETE = re.compile(
    f"{ERA_NAME_OR_LETTER} ?{_YEAR_OF_ERA}|(?<![0-9])[0-9]{{4}} ?年|[{KANJI_NUMERALS}]{{3,7}} ?年|{_TWO} ?月"
    "|^(?:[0-9]{4}(?: ?[./-] ?[0-9]{1,2})?|(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])|[0-9]{1,2}[./-][0-9]{1,2})$",
    re.IGNORECASE,
)


def find_dates(text: str) -> tuple[WrittenDate, ...]:
    """The complete dates of a short text in NFKC with single spaces, in their order."""
    plain = text.translate(_DASHES)
    return tuple(_written(match) for match in _matches(plain))


def has_part_of_a_date(text: str) -> bool:
    """Whether a year, a month, or both stand in a text that has no complete date."""
    return _INCOMPLETE.search(text.translate(_DASHES)) is not None


def _matches(text: str) -> Iterator[re.Match[str]]:
    found = [*_DATE.finditer(text), *_COMPACT_DATE.finditer(text)]
    return iter(sorted((match for match in found if _year_is_readable(match)), key=re.Match.start))


def _year_is_readable(match: re.Match[str]) -> bool:
    western = match["year_western"]
    return western is None or (read_number(western) or 0) >= _FIRST_READABLE_YEAR


def _written(match: re.Match[str]) -> WrittenDate:
    month, day = read_number(match["month"]), read_number(match["day"])
    names = ("year", "other") if "other_era" in match.groupdict() else ("year",)
    eras = [era for name in names if (era := find_era(match[f"{name}_era"] or "")) is not None]
    days = {_day(year, month, day) for name in names for year in _years(match, name)}
    real = tuple(sorted(found for found in days if found is not None)) if None not in days else ()
    outside = bool(eras) and not any(era.includes(found) for era in eras for found in real)
    return WrittenDate(match.start(), match.end(), real, outside)


def _years(match: re.Match[str], name: str) -> Iterator[int | None]:
    if match[f"{name}_western"] is not None:
        yield read_number(match[f"{name}_western"])
    era = find_era(match[f"{name}_era"] or "")
    if era is not None:
        number = read_number(match[f"{name}_number"])
        yield era.western_year(number) if number else None


def _day(year: int | None, month: int | None, day: int | None) -> date | None:
    try:
        return None if year is None or month is None or day is None else date(year, month, day)
    except ValueError:
        return None
