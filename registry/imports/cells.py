"""One cell, read into one value: each reader takes the cell and its place, warns and asks there, or raises BadCell."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from registry.domain.corporate_number import read_corporate_number
from registry.domain.eras import read_number
from registry.domain.japanese_dates import (
    DATE_INCOMPLETE,
    ERA_OUT_OF_RANGE,
    NO_SUCH_DAY,
    SEVERAL_DATES,
    TEXT_BESIDE_DATE,
    UNREADABLE_DATE,
    ReadDate,
    UnreadableDate,
    read_date,
)
from registry.domain.message import N_
from registry.domain.names import clean, fold
from registry.domain.written_terms import ASSUMED_RENEWAL, read_renewal
from registry.imports.headings_cells import (
    CLOSING,
    MONTHS,
    NO,
    OBSERVERS_ALONE,
    OBSERVERS_IN_BRACKETS,
    OPENING,
    SEPARATOR,
    YES,
)
from registry.imports.notes import Place, fact_of
from registry.imports.tables import Cell, text_of

LONGEST_NAME = 300
LONGEST_CELL = 32_767
"""Excel's own bound, for what has no smaller one."""
FORMULA_ERRORS = frozenset(
    ("#REF!", "#N/A", "#NAME?", "#VALUE!", "#DIV/0!", "#NULL!", "#NUM!", "#SPILL!", "#CALC!", "#GETTING_DATA")
)
FORMULA_ERROR_BEGINS = "#"
MOST_MONTHS = 1200

Reader = Callable[[Cell, Place], object]


class BadCell(Exception):
    """A cell that cannot be read: a stable code, and an English sentence with the place %(value)s."""

    def __init__(self, code: str, sentence: str, **values: object) -> None:
        self.code, self.sentence, self.values = code, sentence, values
        super().__init__(code)


UNREADABLE = {
    NO_SUCH_DAY: N_("“%(value)s” is a day that does not exist."),
    UNREADABLE_DATE: N_("“%(value)s” is not a date. Write it as 2020-04-01, R2.4.1 or 2020/4/1."),
    DATE_INCOMPLETE: N_("“%(value)s” is no complete date: year, month and day are needed."),
}
WARNED = {
    ERA_OUT_OF_RANGE: N_("“%(value)s” lies outside its era; it was read as %(day)s."),
    TEXT_BESIDE_DATE: N_("There are words beside the date: “%(words)s”. The date was read as %(day)s."),
}


def check(cell: Cell) -> None:
    """Raises BadCell for what no column takes: a text beyond all measure, or the error of a formula."""
    value = text_of(cell)
    check_length(value, LONGEST_CELL)
    if value in FORMULA_ERRORS:
        sentence = N_("“%(value)s” is the error of a formula. Correct the formula, or write the value itself.")
        raise BadCell("formula_error", sentence)


def day(cell: Cell, place: Place) -> date:
    """A day in any notation; codes of domain.japanese_dates."""
    try:
        read = read_date(cell)
    except UnreadableDate as error:
        raise BadCell(error.code, UNREADABLE[error.code]) from error
    for code in read.warnings:
        place.warn(code, WARNED[code], day=read.day, words=read.left_over)
    if read.question:
        _ask_which_date(read, place)
    return read.day


def _ask_which_date(read: ReadDate, place: Place) -> None:
    sentence = N_("There are several dates (%(days)s). Is it the earliest, %(day)s?")
    place.ask(SEVERAL_DATES, sentence, fact_of(place.column, fold(place.value)), days=read.candidates, day=read.day)


@dataclass(frozen=True)
class Text:
    """A text as it was written, of at most ``longest`` characters; line breaks become spaces where it is one line."""

    longest: int = LONGEST_CELL
    one_line: bool = True

    def __call__(self, cell: Cell, _place: Place) -> str:
        """The text of a cell; raises BadCell."""
        return self.read(cell)

    def read(self, cell: Cell) -> str:
        """The same without the cell's place, of which it never speaks: texts differ from row to row."""
        value = cell if isinstance(cell, str) else text_of(cell)
        if self.one_line and "\n" in value:
            value = " ".join(value.split("\n"))
        if len(value) > self.longest or value.startswith(FORMULA_ERROR_BEGINS):
            check(cell)
            check_length(value, self.longest)
        return value


def check_length(value: str, longest: int | None) -> None:
    """Raises BadCell where a text is longer than its column."""
    if longest is not None and len(value) > longest:
        sentence = N_("This is too long: %(length)s characters, and %(longest)s fit.")
        raise BadCell("too_long", sentence, length=len(value), longest=longest)


def word(words: Mapping[str, StrEnum]) -> Reader:
    """One of the words of a table."""

    def read(cell: Cell, _place: Place) -> StrEnum:
        try:
            return words[fold(text_of(cell))]
        except KeyError as error:
            raise BadCell("unknown_value", N_("“%(value)s” is none of the words that this column knows.")) from error

    return read


def mark(cell: Cell, _place: Place) -> bool:
    """○ or ×."""
    folded = fold(text_of(cell))
    if folded in YES:
        return True
    if folded in NO:
        return False
    raise BadCell("unknown_value", N_("“%(value)s” is neither ○ nor ×."))


def renewal_months(cell: Cell, place: Place) -> int | None:
    """自動更新: a term in months; 有 and ○ say no term, so a year is taken and said."""
    value = text_of(cell)
    if fold(value) not in YES:
        renewal = read_renewal(value)
        if renewal is None:
            return months(cell, place)
        if not renewal.assumed:
            return renewal.months
    warn_assumed(place)
    return ASSUMED_RENEWAL


def warn_assumed(place: Place) -> None:
    """Say that a renewal without a term was taken for one by a year."""
    place.warn("assumed_twelve_months", N_("“%(value)s” says no term; automatic renewal by 12 months was taken."))


def months(cell: Cell, _place: Place) -> int | None:
    """A number of months: 12, 12か月, 1年; None where the cell says that there is none."""
    folded = fold(text_of(cell))
    if folded in NO:
        return None
    found = MONTHS.fullmatch(folded)
    if found is None or not any(found.groups()):
        raise BadCell("unknown_value", N_("“%(value)s” is not a number of months or years."))
    years, rest = (read_number(number) if number else 0 for number in found.groups())
    if years is None or rest is None or years * 12 + rest > MOST_MONTHS:
        raise BadCell("unknown_value", N_("“%(value)s” is not a number of months or years."))
    return years * 12 + rest


def corporate_number(cell: Cell, _place: Place) -> str:
    """法人番号: its 13 digits."""
    try:
        return read_corporate_number(text_of(cell))
    except ValueError as error:
        sentence = N_("“%(value)s” is not a corporate number: 13 digits, the first one a check digit.")
        raise BadCell("bad_corporate_number", sentence) from error


def names(*, longest: int = LONGEST_NAME) -> Reader:
    """Several names in one cell, each of at most ``longest`` characters."""

    def read(cell: Cell, _place: Place) -> tuple[str, ...]:
        found = tuple(split(text_of(cell)))
        for name in found:
            check_length(name, longest)
        return found

    return read


@dataclass(frozen=True)
class PartyNames:
    """The names of a cell of parties: A(オブザーバー:B) is party A and observer B."""

    parties: tuple[str, ...]
    observers: tuple[str, ...]


def parties(cell: Cell, _place: Place) -> PartyNames:
    """Names of parties, with the observers that stand in brackets behind them."""
    party_names: list[str] = []
    observer_names: list[str] = []
    for piece in split(text_of(cell)):
        if found := OBSERVERS_ALONE.fullmatch(piece):
            observer_names += split(found[1])
        elif found := OBSERVERS_IN_BRACKETS.fullmatch(piece):
            party_names += split(found[1])
            observer_names += split(found[2])
        else:
            party_names.append(piece)
    for name in (*party_names, *observer_names):
        check_length(name, LONGEST_NAME)
    return PartyNames(tuple(party_names), tuple(observer_names))


def split(value: str) -> Iterator[str]:
    """The values of one cell: separated by a new line, 、 or ; but not inside brackets."""
    if (OPENING | CLOSING).isdisjoint(value):
        for piece in SEPARATOR.split(value):
            yield from _stripped(piece)
        return
    start = depth = seen = 0
    balanced = sum(map(value.count, OPENING)) == sum(map(value.count, CLOSING))
    for separator in SEPARATOR.finditer(value):
        depth = _depth(value[seen : separator.start()], depth)
        seen = separator.end()
        if not balanced or depth == 0:
            yield from _stripped(value[start : separator.start()])
            start, depth = seen, 0
    yield from _stripped(value[start:])


def _depth(text: str, depth: int) -> int:
    """How many brackets are open at the end of a text that begins inside so many."""
    for character in text:
        depth = max(0, depth + (character in OPENING) - (character in CLOSING))
    return depth


def _stripped(piece: str) -> Iterator[str]:
    if name := clean(piece):
        yield name
