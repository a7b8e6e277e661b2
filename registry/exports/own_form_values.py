"""The XML of a cell that holds a value: a figure as a number, a day as one where its style shows days, else a text."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from registry.evaluation.sheet_names import Value
from registry.exports.own_form_answers import Answers, Found, in_cell, printed
from registry.exports.own_form_texts import RichText, Run
from registry.exports.sheet_xlsx_words import is_exact

_DAY_ZERO, _FIRST_DAY = date(1899, 12, 30), date(1900, 3, 1)
_DAYS_UNTIL_1904 = 1462


@dataclass(frozen=True)
class Workbook:
    """What the cells of all sheets share: strings with names in them by their number, styles of days, the epoch."""

    strings: Mapping[int, RichText]
    days: frozenset[str]
    from_1904: bool

    def serial(self, day: date, style: str | None) -> int | None:
        """The day as a number, where the cell's style shows it as a day."""
        if style not in self.days or day < _FIRST_DAY:
            return None
        return (day - _DAY_ZERO).days - (_DAYS_UNTIL_1904 if self.from_1904 else 0)


@dataclass(frozen=True)
class Opening:
    """A cell before its value: its opening tag without its end, the prefix of tags, its style and what it is called."""

    xml: bytes
    prefix: bytes
    style: str | None
    name: str


@dataclass(frozen=True)
class CellWriter:
    """Writes cells, and notes what was written where."""

    workbook: Workbook
    answers: Answers

    def replaced(self, cell: Opening, text: RichText, found: Sequence[Found]) -> bytes:
        """A cell with values in place of the names in its text; where one is all of it, the value itself."""
        names = {one: one.name for one in found if one.name is not None}
        for name in names.values():
            self.answers.note_filled(name, cell.name)
        values = self.answers.values
        for one, name in names.items():
            if text.text.strip() == text.text[one.start : one.end]:
                number = self._number(values[name], cell.style)
                return self._texted(cell, self._spanned(text, names)) if number is None else _holding(cell, number)
        return self._texted(cell, self._spanned(text, names))

    def named(self, cell: Opening, name: str) -> bytes:
        """A cell that has a name of ours as its own."""
        value = self.answers.values[name]
        self.answers.note_filled(name, cell.name)
        number = self._number(value, cell.style)
        text = RichText((Run(b"", in_cell(printed(value))),))
        return self._texted(cell, text) if number is None else _holding(cell, number)

    def _spanned(self, text: RichText, names: Mapping[Found, str]) -> RichText:
        values = self.answers.values
        return text.replaced([(one.start, one.end, in_cell(printed(values[name]))) for one, name in names.items()])

    def _number(self, value: Value, style: str | None) -> str | None:
        if isinstance(value, Decimal):
            return f"{value:f}" if is_exact(value) else None
        serial = self.workbook.serial(value, style) if isinstance(value, date) else None
        return None if serial is None else str(serial)

    def _texted(self, cell: Opening, text: RichText) -> bytes:
        self.answers.check_length(text.text, cell.name)
        if not text.text:
            return cell.xml + b"/>"
        return b'%b t="inlineStr">%b</%bc>' % (cell.xml, text.xml(cell.prefix), cell.prefix)


def _holding(cell: Opening, number: str) -> bytes:
    return b"%b><%bv>%b</%bv></%bc>" % (cell.xml, cell.prefix, number.encode(), cell.prefix, cell.prefix)
