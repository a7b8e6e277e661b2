"""A term as registers write it in one cell: R2.4.1～R5.3.31, 令和5年3月31日まで, and what is said about its renewal.

Only days that stand there are read. 締結日から1年間 names none: whether its last day is the day before or the same day
a year later is the agreement's matter.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from registry.domain.date_notation import WrittenDate, find_dates
from registry.domain.eras import read_number
from registry.domain.japanese_dates import NO_SUCH_DAY, UnreadableDate, prepared, words_beside

_MONTHS = "([0-9]{1,3}|[一二三四五六七八九十]{1,3})(?:年|(か月|ヶ月|ヵ月|カ月|箇月|ケ月))間?(?:ごと|毎|単位|ずつ)?"
_RENEWED = "自動(?:的に)?(?:更新|延長|継続)"
_RENEWAL = re.compile(
    f"(?:(?:以後|以降|その後|満了後|期間満了後|更新|但し|ただし)[はも]?[、,]?)?(?:{_MONTHS}(?:に|の|で)?)?"
    f"{_RENEWED}(?:する|あり|有り?|とする)?"
)
_RENEWAL_FIRST = re.compile(f"(?:有り?|あり|[○◯〇]|{_RENEWED}(?:あり|有り?)?)[、,:]?(?:以後|以降)?{_MONTHS}")
_NO_RENEWAL = re.compile(f"{_RENEWED}(?:は|が)?(?:しない|なし|無し?|ない|せず)")
_NO_END = re.compile(
    "(?:無期限|期限(?:の定め)?(?:は)?(?:なし|無し?)|期間の定め(?:は)?(?:なし|無し?)|定め(?:なし|無し?)|永年|永久|なし|無し?)"
)
_BY_CONCLUSION = re.compile("(?:協定)?締結(?:の?日)?")
_BETWEEN = re.compile(
    r"\s*(?:\([月火水木金土日]\)|付け?)?\s*(?:から|より|至|to|~|～|-|→|ー|―|—|–|─)?\s*", re.IGNORECASE
)
_SPAN_SIGNS = r"~～→ー―—–─\-"
_FROM = re.compile(rf"\s*(?:から|より|以降|[{_SPAN_SIGNS}])")
_UNTIL = re.compile(r"\s*(?:まで|迄|限り)")
_UNTIL_IN_FRONT = re.compile(rf"(?:から|より|[{_SPAN_SIGNS}])\s*$")
_PARTICLES = re.compile(
    f"^(?:(?:まで|迄|限り|から|より|以降)|[自至]$|[{_SPAN_SIGNS}]+)|(?:から|より|[{_SPAN_SIGNS}]+)$"
)
_NO_WORDS = " 、。,.;:・()（）"
_TWO = 2
_SPACES_AND_BRACKETS = re.compile(r"[\s()\[\]]")
_MONTHS_OF_A_YEAR = 12
ASSUMED_RENEWAL = 12


@dataclass(frozen=True)
class WrittenRenewal:
    """Automatic renewal by so many months, None for none; ``assumed`` where none are said and a year was taken."""

    months: int | None
    assumed: bool = False


@dataclass(frozen=True)
class WrittenTerm:
    """A term's first and last day where they are written.

    ``renewal_months``: of its automatic renewal, None without one; ``renewal_assumed`` where no months are said and a
    year was taken. ``left_over``: the words that are not understood. ``outside_era``: days outside the era they name.
    """

    start: date | None = None
    end: date | None = None
    renewal_months: int | None = None
    renewal_assumed: bool = False
    left_over: str = ""
    outside_era: tuple[date, ...] = ()


def read_term(value: str | date | datetime) -> WrittenTerm:
    """Read a term. Where no day of it can be told, all its words are left over; raises UnreadableDate ``no_such_day``.

    A renewal is only read beside a last day: without one it says nothing that could be reckoned.
    """
    if not isinstance(value, str):
        return WrittenTerm(left_over=value.strftime("%Y-%m-%d"))
    try:
        text = prepared(value)
    except UnreadableDate:
        return WrittenTerm(left_over=value)
    written = find_dates(text)
    if any(not one.days for one in written):
        raise UnreadableDate(NO_SUCH_DAY)
    ends = _ends(text, written)
    if ends is None:
        return WrittenTerm(left_over="" if _NO_END.fullmatch(text.strip(_NO_WORDS)) else text)
    start, end = ends
    outside = tuple(one.days[0] for one in written if one.outside_era)
    return _with_words(_words(text, written), WrittenTerm(start, end, outside_era=outside))


def _ends(text: str, written: tuple[WrittenDate, ...]) -> tuple[date | None, date | None] | None:
    """The first and the last day; None where the cell does not say which day is which."""
    if not 0 < len(written) <= _TWO or any(len(one.days) > 1 for one in written):
        return None
    first = written[0]
    if len(written) == _TWO:
        last = written[1]
        between = text[first.end : last.start]
        return (first.days[0], last.days[0]) if _BETWEEN.fullmatch(between) else None
    if _UNTIL.match(text, first.end) or _UNTIL_IN_FRONT.search(text[: first.start]):
        return None, first.days[0]
    return (first.days[0], None) if _FROM.match(text, first.end) else None


def _words(text: str, written: tuple[WrittenDate, ...]) -> str:
    """What stands beside the days and is more than from, until, or the day of conclusion."""
    words = (_PARTICLES.sub("", word) for word in words_beside(text, written).split())
    return " ".join(word for word in words if word and not _BY_CONCLUSION.fullmatch(word)).strip(_NO_WORDS)


def _with_words(words: str, term: WrittenTerm) -> WrittenTerm:
    """The term with what its words say of renewal."""
    renewal = read_renewal(words) if words else WrittenRenewal(None)
    if renewal is None or (renewal.months is not None and term.end is None):
        return WrittenTerm(term.start, term.end, left_over=words, outside_era=term.outside_era)
    return WrittenTerm(term.start, term.end, renewal.months, renewal.assumed, outside_era=term.outside_era)


@lru_cache(maxsize=1024)
def read_renewal(text: str) -> WrittenRenewal | None:
    """What words say of automatic renewal: 以後1年ごとに自動更新, 有(1年), 自動更新なし; None where they do not."""
    words = _SPACES_AND_BRACKETS.sub("", unicodedata.normalize("NFKC", text))
    if _NO_RENEWAL.fullmatch(words):
        return WrittenRenewal(None)
    found = _RENEWAL.fullmatch(words) or _RENEWAL_FIRST.fullmatch(words)
    if found is None:
        return None
    number = read_number(found[1]) if found[1] else None
    if number is None:
        return WrittenRenewal(ASSUMED_RENEWAL, assumed=True)
    return WrittenRenewal(number if found[2] else number * _MONTHS_OF_A_YEAR)
