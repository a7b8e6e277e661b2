"""年度: 1 April to 31 March, named by the year of its 1 April, shown and read in every Japanese notation."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Self

from registry.domain.eras import (
    ERA_MARK,
    ERAS,
    FIRST_YEAR,
    HEISEI,
    KANJI_NUMERALS,
    REIWA,
    Era,
    era_of,
    find_era,
    read_number,
    year_words,
)
from registry.domain.errors import UnreadableYear

_APRIL = 4
_YEAR_LABEL = "{}年度"
_FIRST_READABLE, _LAST_READABLE = 1926, 2200
_LONGEST = 40
_LAST_YEAR_OF_ERA = 99
_REIWA_AHEAD = 10

_YEAR = rf"(?:({ERA_MARK})\.?|(?:西暦|FY)?)([0-9]{{1,4}}|[{KANJI_NUMERALS}]{{1,7}}|{FIRST_YEAR})"
_SUFFIX = "(?:年度?|度)?"
_FISCAL_YEAR = re.compile(rf"{_YEAR}{_SUFFIX}(?:[(\[〔]{_YEAR}{_SUFFIX}[)\]〕]{_SUFFIX})?", re.IGNORECASE)
_SPACES = re.compile(r"\s+")


class YearStyle(StrEnum):
    """Which era names a fiscal year in which the era changed (a setting): 平成31年度 or 令和元年度."""

    ERA_OF_APRIL = "april"
    NEWEST_ERA = "newest"


@dataclass(frozen=True, order=True)
class FiscalYear:
    """One fiscal year; ``year`` is the calendar year of its 1 April (令和2年度 is 2020)."""

    year: int

    def __str__(self) -> str:
        return f"FY{self.year}"

    @classmethod
    def of(cls, day: date) -> Self:
        """The fiscal year in which a day lies."""
        return cls(day.year if day.month >= _APRIL else day.year - 1)

    @property
    def first_day(self) -> date:
        """1 April."""
        return date(self.year, 4, 1)

    @property
    def last_day(self) -> date:
        """31 March of the next year (the calendar's last day for the year 9999)."""
        return date.max if self.year >= date.max.year else date(self.year + 1, 3, 31)

    @property
    def label(self) -> str:
        """The short name by the era of its 1 April, as the published sheet writes it: 2年度, 31年度."""
        return self.label_in(YearStyle.ERA_OF_APRIL)

    @property
    def full_label(self) -> str:
        """The name with its era: 令和2年度, 平成31年度."""
        return self.full_label_in(YearStyle.ERA_OF_APRIL)

    @property
    def era_code(self) -> str:
        """Letter and year of the era of its 1 April, as in agreement numbers: R2, H31."""
        era = self._era(YearStyle.ERA_OF_APRIL)
        return f"{era.letter}{era.year_of(self.year)}" if era else str(self.year)

    def label_in(self, style: YearStyle) -> str:
        """The short name in a style; 2019 is 31年度 or 元年度."""
        era = self._era(style)
        return _YEAR_LABEL.format(year_words(era.year_of(self.year)) if era else self.year)

    def full_label_in(self, style: YearStyle) -> str:
        """The name with its era in a style; 2019 is 平成31年度 or 令和元年度."""
        era = self._era(style)
        return (era.name if era else "") + self.label_in(style)

    def day_as_of(self, as_of: date) -> date | None:
        """The day on which the year is reckoned: the earlier of its last day and ``as_of``; None if not begun."""
        return min(self.last_day, as_of) if self.first_day <= as_of else None

    def _era(self, style: YearStyle) -> Era | None:
        if style is YearStyle.ERA_OF_APRIL:
            return era_of(self.first_day)
        return next((era for era in ERAS if era.year_of(self.year) >= 1), None)


def parse_fiscal_year(text: str, *, reference: int) -> FiscalYear:
    """Read 平成31年度, 31年度, 令和元年度, H31, R1, 2019, in any width, kanji numerals too; all these are 2019.

    ``reference`` is the fiscal year beside which a bare number stands (the sheet's, else the as-of day's): the
    number is Reiwa when that is at most ten years after it, else Heisei. Raises UnreadableYear.
    """
    written = _SPACES.sub("", unicodedata.normalize("NFKC", text[: _LONGEST + 1]))
    found = _FISCAL_YEAR.fullmatch(written) if len(text) <= _LONGEST else None
    if found is None:
        raise UnreadableYear(value=_in_one_line(text))
    era, number, other_era, other_number = found.groups()
    year = _calendar_year(era, number, reference)
    agrees = other_number is None or year == _calendar_year(other_era, other_number, reference)
    if year is None or not agrees or not _FIRST_READABLE <= year <= _LAST_READABLE:
        raise UnreadableYear(value=_in_one_line(text))
    return FiscalYear(year)


def _calendar_year(mark: str | None, number: str, reference: int) -> int | None:
    value = read_number(number)
    if not value:
        return None
    if value >= _FIRST_READABLE:
        return None if mark else value
    if value > _LAST_YEAR_OF_ERA:
        return None
    if mark:
        era = find_era(mark)
        return era.western_year(value) if era else None
    reiwa = REIWA.western_year(value)
    return reiwa if reiwa <= reference + _REIWA_AHEAD else HEISEI.western_year(value)


def _in_one_line(text: str) -> str:
    shown = "".join(character if character.isprintable() else " " for character in text[:_LONGEST])
    return shown + ("…" if len(text) > _LONGEST else "")
