"""One worksheet of a form: which of its bytes become others, so that its cells hold the values."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from xlsxwriter.utility import xl_cell_to_rowcol, xl_rowcol_to_cell

from registry.exports.own_form_tags import Edit, Tag, edited, read_tags, without
from registry.exports.own_form_texts import RichText, Run, TextReader
from registry.exports.own_form_values import CellWriter, Opening

Place = tuple[int, int]
"""Row and column, both from 0."""

_CELL = re.compile("[A-Z]{1,3}[1-9][0-9]{0,6}")
_MERGED = re.compile(rb"""<(?:[^\s:/>]+:)?mergeCell\s[^>]*?ref\s*=\s*["']([A-Z]+[0-9]+):([A-Z]+[0-9]+)["']""")


def filled_sheet(part: bytes, sheet: str, *, named: Mapping[Place, str], writer: CellWriter) -> tuple[bytes, bool]:
    """The worksheet with its values, and whether it has formulas, whose results are then dropped.

    ``named`` are cells that have a name of ours as their own. Raises ValueError for a cell that stands nowhere.
    """
    filler = _Filler(part, sheet, writer, _at_corners(part, named))
    filler.read()
    return edited(part, filler.edits), filler.has_formulas


def _at_corners(part: bytes, named: Mapping[Place, str]) -> dict[Place, str]:
    """The same cells; of merged ones the first, which is the only one that shows."""
    merged = [(place_of(one[1].decode()), place_of(one[2].decode())) for one in _MERGED.finditer(part)] if named else []
    return {_corner(place, merged): name for place, name in named.items()}


def _corner(place: Place, merged: Iterable[tuple[Place, Place]]) -> Place:
    row, column = place
    inside = (
        (top, left) for (top, left), (bottom, right) in merged if top <= row <= bottom and left <= column <= right
    )
    return next(inside, place)


@dataclass
class _Filler:
    """Goes through a sheet from its top to its end; ``missing`` are named cells that it has not come to yet."""

    part: bytes
    sheet: str
    writer: CellWriter
    named: dict[Place, str]
    edits: list[Edit] = field(default_factory=list)
    has_formulas: bool = False
    prefix: bytes = b""
    columns: list[tuple[range, str]] = field(default_factory=list)
    row: int = -1
    column: int = -1
    row_style: str | None = None
    formula: str | None = None
    value: Tag | None = None
    rich: RichText | None = None

    def __post_init__(self) -> None:
        self.missing = sorted(self.named)

    def read(self) -> None:
        texts = TextReader(self.part, self._note_text)
        closed = {"c": self._cell, "row": self._end_row, "sheetData": self._end_data, "col": self._note_column}
        inside = {"f": self._note_formula, "v": self._note_value}
        opened = {"c": self._open_cell, "row": self._open_row, "sheetData": self._open_data}
        read_tags(self.part, texts.closed | closed | inside, texts.opened | opened)

    def _note_column(self, tag: Tag) -> None:
        if "style" in tag.attributes:
            columns = range(int(tag.attributes["min"]) - 1, int(tag.attributes["max"]))
            self.columns.append((columns, tag.attributes["style"]))

    def _note_text(self, text: RichText, _tag: Tag) -> None:
        self.rich = text

    def _note_formula(self, tag: Tag) -> None:
        self.formula = tag.text

    def _note_value(self, tag: Tag) -> None:
        self.value = tag

    def _open_data(self, tag: Tag) -> None:
        self.prefix = tag.prefix

    def _open_row(self, tag: Tag) -> None:
        self.row = int(tag.attributes["r"]) - 1 if "r" in tag.attributes else self.row + 1
        self.column = -1
        self._insert(tag, self._new_rows(before=self.row))
        own = tag.attributes.get("customFormat") in ("1", "true")
        self.row_style = tag.attributes.get("s") if own else None

    def _open_cell(self, tag: Tag) -> None:
        row, self.column = place_of(tag.attributes["r"]) if "r" in tag.attributes else (self.row, self.column + 1)
        if row != self.row:
            raise ValueError(f"a cell of row {row + 1} stands in row {self.row + 1}")
        self.formula = self.value = self.rich = None
        self._insert(tag, self._new_cells(before=(row, self.column)))
        if self.missing[:1] == [(row, self.column)]:
            self.missing.pop(0)

    def _end_row(self, tag: Tag) -> None:
        self._append(tag, self._new_cells(before=(self.row + 1, 0)))

    def _end_data(self, tag: Tag) -> None:
        self._append(tag, self._new_rows())

    def _insert(self, tag: Tag, more: bytes) -> None:
        """Put something before a tag."""
        if more:
            self.edits.append((tag.start, tag.start, more))

    def _append(self, tag: Tag, more: bytes) -> None:
        """Put something at the end of a tag's inside, which it may not have yet."""
        if not more:
            return
        if tag.ending < tag.end:
            self.edits.append((tag.ending, tag.ending, more))
            return
        opening = self.part[tag.start : tag.inside].removesuffix(b"/>")
        self.edits.append((tag.start, tag.end, b"%b>%b</%b%b>" % (opening, more, tag.prefix, tag.name.encode())))

    def _new_rows(self, before: int | None = None) -> bytes:
        """The rows of missing cells, up to one; none of them is there."""
        rows = b""
        while self.missing and (before is None or self.missing[0][0] < before):
            self.row_style, row = None, self.missing[0][0]
            cells = self._new_cells(before=(row + 1, 0))
            rows += b'<%brow r="%d">%b</%brow>' % (self.prefix, row + 1, cells, self.prefix)
        return rows

    def _new_cells(self, before: Place) -> bytes:
        """Missing cells up to one."""
        cells = b""
        while self.missing and self.missing[0] < before:
            cells += self._new_cell(self.missing.pop(0))
        return cells

    def _new_cell(self, place: Place) -> bytes:
        style = self.row_style or next((style for columns, style in self.columns if place[1] in columns), None)
        look = f' s="{style}"' if style else ""
        opening = b"<%bc " % self.prefix + f'r="{place_name(place)}"{look}'.encode()
        return self.writer.named(Opening(opening, self.prefix, style, self._name_of(place)), self.named[place])

    def _cell(self, tag: Tag) -> None:
        place = (self.row, self.column)
        if self.formula is not None:
            self._keep_formula(tag, place, self.formula)
            return
        answers = self.writer.answers
        text = self._text(tag)
        found = answers.names_in(text.text) if text else []
        self._note_unknown(one.written for one in found if one.name is None)
        if text and any(one.name for one in found):
            self.edits.append((tag.start, tag.end, self.writer.replaced(self._opening(tag), text, found)))
        elif place in self.named:
            self.edits.append((tag.start, tag.end, self.writer.named(self._opening(tag), self.named[place])))

    def _keep_formula(self, tag: Tag, place: Place, formula: str) -> None:
        """What it gave before is dropped: it was reckoned from a form without values."""
        self.has_formulas = True
        found = self.writer.answers.names_in(formula)
        self._note_unknown(one.written for one in found if one.name is None)
        if place in self.named or any(one.name for one in found):
            self.writer.answers.in_formulas.append(self._name_of(place))
        if self.value is not None:
            self.edits.append((tag.start, tag.inside, without(self.part[tag.start : tag.inside], "t")))
            self.edits.append((self.value.start, self.value.end, b""))

    def _note_unknown(self, names: Iterable[str]) -> None:
        for name in names:
            self.writer.answers.note_unknown(name, self._name_of((self.row, self.column)))

    def _text(self, tag: Tag) -> RichText | None:
        """The text of a cell that has one."""
        kind, value = tag.attributes.get("t"), self.value.text if self.value else ""
        if kind == "s":
            return self.writer.workbook.strings.get(int(value)) if value else None
        return self.rich if kind == "inlineStr" else RichText((Run(b"", value),)) if kind == "str" else None

    def _opening(self, tag: Tag) -> Opening:
        """Its opening tag without the end, and without what it says of its value."""
        bare = self.part[tag.start : tag.inside].removesuffix(b">").removesuffix(b"/").rstrip()
        name = self._name_of((self.row, self.column))
        return Opening(without(bare, "t", "cm", "vm"), self.prefix, tag.attributes.get("s"), name)

    def _name_of(self, place: Place) -> str:
        return f"{self.sheet}!{place_name(place)}"


def place_of(name: str) -> Place:
    """B2 as (1, 1); raises ValueError where it is no cell."""
    if not _CELL.fullmatch(name):
        raise ValueError(f"{name} is no cell")
    row, column = xl_cell_to_rowcol(name)
    return int(row), int(column)


def place_name(place: Place) -> str:
    """(1, 1) as B2."""
    return str(xl_rowcol_to_cell(*place))
