"""What stands in a cell for a name: found however it was typed, and noted with the cell for who wants to know."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from registry.domain.japanese_dates import wareki
from registry.domain.own_forms import LONGEST_TEXT, NameInFormula, TextTooLong
from registry.evaluation.layout_words import figure
from registry.evaluation.sheet_names import Value
from registry.exports.own_form_texts import units
from registry.exports.sheet_xlsx_words import safe

_PLACE = re.compile("[{\uff5b]{2}([^{}\uff5b\uff5d]{1,200})[}\uff5d]{2}")
"""A name between two braces on either side, of half or full width."""
_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
"""What Excel takes for a character by its number."""
_NAME_OF_A_ROW = ".name"


@dataclass(frozen=True)
class Spot:
    """A name, and the cell in which it stands: 様式!B2."""

    name: str
    cell: str


@dataclass(frozen=True)
class Filling(Spot):
    """A name that is filled, and with what, as text."""

    text: str


@dataclass(frozen=True)
class Found:
    """A name in a text: from which to which character, and the stable name, None where there is no such one."""

    start: int
    end: int
    written: str
    name: str | None


@dataclass
class Answers:
    """The values by name, and what was asked of them."""

    values: Mapping[str, Value]
    filled: list[Filling] = field(default_factory=list)
    unknown: list[Spot] = field(default_factory=list)
    in_formulas: list[str] = field(default_factory=list)
    too_long: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._names = {folded(name): name for name in self.values}
        self._sections = {name.partition(".")[0] for name in self._names if "." in name}

    def name_of(self, written: str) -> str | None:
        """The stable name that somebody meant, whatever its width and case."""
        return self._names.get(folded(written))

    def looks_like_ours(self, written: str) -> bool:
        """Whether a name of the workbook's own cells was meant to be one of ours, though it is none."""
        section, dot, _rest = folded(written).partition(".")
        return bool(dot) and section in self._sections

    def names_in(self, text: str) -> list[Found]:
        """The names in a text, in their order."""
        places = _PLACE.finditer(text) if "{" in text or "\uff5b" in text else ()
        return [Found(one.start(), one.end(), one[1].strip(), self.name_of(one[1])) for one in places]

    def note_filled(self, name: str, cell: str) -> None:
        """A name stands in a cell and was filled."""
        self.filled.append(Filling(name, cell, printed(self.values[name])))

    def note_unknown(self, written: str, cell: str) -> None:
        """A name stands in a cell that the sheet does not have."""
        self.unknown.append(Spot(written, cell))

    def check_length(self, text: str, cell: str) -> None:
        """A text was put together for a cell, which may be too long for it."""
        if units(text) > LONGEST_TEXT:
            self.too_long.append(cell)

    def unused(self) -> Iterator[str]:
        """The names that stand nowhere; of an indicator's two names one is enough."""
        used = {one.name for one in self.filled}
        for name in self.values:
            row = name.removesuffix(_NAME_OF_A_ROW)
            is_double = row == name and row + _NAME_OF_A_ROW in self.values
            if not is_double and name not in used and row not in used:
                yield name

    def check(self) -> None:
        """Raises NameInFormula, TextTooLong."""
        if self.in_formulas:
            raise NameInFormula(name="", cells=", ".join(self.in_formulas))
        if self.too_long:
            raise TextTooLong(name="", cells=", ".join(self.too_long))


def folded(name: str) -> str:
    """A name as it is compared."""
    return unicodedata.normalize("NFKC", name).strip().casefold()


def printed(value: Value) -> str:
    """A value in the words of the form: a box as ☑ or ☐, a figure with its commas, a day in the Japanese calendar."""
    if isinstance(value, bool):
        return "☑" if value else "☐"
    if isinstance(value, Decimal):
        return figure(value)
    return wareki(value) if isinstance(value, date) else safe(value or "")


def in_cell(text: str) -> str:
    """A text so that Excel shows it as it is."""
    return _ESCAPE.sub("_x005F_", text)
