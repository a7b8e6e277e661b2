"""元号: the Japanese eras, and numbers as they are written beside them."""

import re
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Era:
    """One era; on the day of a change both the old and the new one hold (1912-07-30, 1926-12-25)."""

    name: str
    short: str
    letter: str
    first_day: date
    last_day: date

    def western_year(self, year_of_era: int) -> int:
        """The calendar year of this era's n-th year; the first is the year it began in."""
        return self.first_year - 1 + year_of_era

    def year_of(self, western_year: int) -> int:
        """The inverse of ``western_year``; below 1 for years before the era."""
        return western_year - self.first_year + 1

    @property
    def first_year(self) -> int:
        """The calendar year that is the era's 元年."""
        return _MEIJI_FIRST_YEAR if self.letter == "M" else self.first_day.year

    def includes(self, day: date) -> bool:
        """Whether the era held on that day, both its ends included."""
        return self.first_day <= day <= self.last_day


# Before 1873 (明治6年) Japan kept a lunisolar calendar: a wareki date of those years is not the same
# day in date's calendar, so the era is taken to begin there and earlier days are read with a warning.
_MEIJI_FIRST_YEAR = 1868

ERAS = (
    Era("令和", "令", "R", date(2019, 5, 1), date.max),
    Era("平成", "平", "H", date(1989, 1, 8), date(2019, 4, 30)),
    Era("昭和", "昭", "S", date(1926, 12, 25), date(1989, 1, 7)),
    Era("大正", "大", "T", date(1912, 7, 30), date(1926, 12, 25)),
    Era("明治", "明", "M", date(1873, 1, 1), date(1912, 7, 30)),
)
"""Newest first."""

REIWA, HEISEI = ERAS[0], ERAS[1]

FIRST_YEAR = "元"
"""How the first year of an era is written."""

_BY_MARK = {mark: era for era in ERAS for mark in (era.name, era.short, era.letter)}

_CJK_OR_KANA_BEFORE = "(?<![\u30a1-\u30fa\u3400-\u9fff])"
ERA_NAME_OR_LETTER = "(?:" + "|".join(era.name for era in ERAS) + "|(?<![A-Za-z0-9])[RHSTMrhstm])"
"""A regular expression for an era by its name or letter, for text in NFKC."""
ERA_MARK = f"(?:{ERA_NAME_OR_LETTER}|{_CJK_OR_KANA_BEFORE}[" + "".join(era.short for era in ERAS) + "])"
"""The same, and the one-character short form (令2)."""

_DIGITS = {
    character: value
    for value, characters in enumerate(("〇○◯零", "一壱壹", "二弐貳", "三参參", "四", "五", "六", "七", "八", "九"))
    for character in characters
}
_UNITS = {"十": 10, "拾": 10, "百": 100, "千": 1000}
_SPELT_OUT = str.maketrans({"廿": "二十", "卅": "三十"})
KANJI_NUMERALS = "".join(_DIGITS) + "".join(_UNITS) + "廿卅"
"""Every character of a number in kanji, for a character class."""


def era_of(day: date) -> Era | None:
    """The newest era that had begun by the day; None before 1873."""
    return next((era for era in ERAS if era.first_day <= day), None)


def find_era(mark: str) -> Era | None:
    """The era of a name, a letter of either case or a one-character short form (令和, R, r, 令)."""
    return _BY_MARK.get(mark.upper())


def year_words(year_of_era: int) -> str:
    """An era's year as it is written: 元 for the first."""
    return FIRST_YEAR if year_of_era == 1 else str(year_of_era)


def read_number(text: str) -> int | None:
    """A short number in ASCII digits, kanji digits (二〇二〇), kanji with units (二千二十) or 元; else None."""
    if text == FIRST_YEAR:
        return 1
    if re.fullmatch("[0-9]{1,8}", text):
        return int(text)
    spelt = text.translate(_SPELT_OUT)
    if not spelt or any(character not in _DIGITS and character not in _UNITS for character in spelt):
        return None
    if not any(character in _UNITS for character in spelt):
        return int("".join(str(_DIGITS[character]) for character in spelt[:8]))
    return _read_with_units(spelt)


def _read_with_units(spelt: str) -> int | None:
    total, digit, last_unit = 0, None, 10_000
    for character in spelt:
        if character in _DIGITS:
            if digit is not None or _DIGITS[character] == 0:
                return None
            digit = _DIGITS[character]
            continue
        unit = _UNITS[character]
        if unit >= last_unit:
            return None
        total += unit * (1 if digit is None else digit)
        digit, last_unit = None, unit
    return total + (digit or 0)
