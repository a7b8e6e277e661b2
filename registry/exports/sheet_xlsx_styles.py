"""How the cells of the workbook look: one table of sizes and colours, and each style made once."""

from dataclasses import dataclass
from typing import Any, TypeAlias

from registry.domain.vocabulary import Severity
from registry.evaluation.layout_grid import CellRole, GridCell

Look: TypeAlias = dict[str, Any]
"""A look in XlsxWriter's words."""

FONT = "BIZ UDGothic"
"""On every Windows since 2018 and in Excel for the Mac; digits of one breadth, so that figures stand in columns."""
COLUMN_FONT, COLUMN_FONT_SIZE, COLUMN_PIXELS = "Verdana", 10, 72
"""A column's width is counted in digits of the workbook's first font. Those of this one are 8 pixels wide in Excel, and
nearly so in what LibreOffice puts in its place where it is missing; so columns are as wide as they are meant. The last
number is how many pixels Excel then gives a column that says nothing."""
UNUSED_HEIGHT = 17
"""How many pixels high a row is that says nothing; no row of ours is, or XlsxWriter would let it say nothing."""

SIZE, LABEL_SIZE, LINED_LABEL_SIZE, HEAD_SIZE, TITLE_SIZE = 10.0, 9.0, 8.0, 7.5, 20.0
NOTE_SIZE, REMARK_SIZE, MARK_SIZE, SUBTITLE_SIZE = 8.5, 7.5, 8.0, 9.0
INK, GREY, LINE, BAR, WHITE = "#1A1A1A", "#4D4D4D", "#4D4D4D", "#1D2B6B", "#FFFFFF"
LABEL_GROUND, HEADING_GROUND, CURRENT_GROUND, DIFFERS_GROUND = "#EEF0F5", "#F6F7F9", "#F5F7FF", "#FFF5D6"
REMARK_INK = "#6B4A00"
MARK_INK = {Severity.ERROR: "#CE0000", Severity.WARNING: "#6B4A00", Severity.NOTICE: "#4D4D4D"}
STACKED = 270
"""XlsxWriter's word for letters that stand upright below one another."""

GROUNDS = {CellRole.LABEL: LABEL_GROUND, CellRole.BLANK: LABEL_GROUND, CellRole.HEADING: HEADING_GROUND}
WITHOUT_BORDER = {CellRole.TITLE, CellRole.DATE}
ON_ONE_LINE = {CellRole.NUMBER, CellRole.TITLE, CellRole.DATE}
"""These become smaller where they are too broad: a figure that wraps or shows ### is none."""
SIZES = {CellRole.TITLE: TITLE_SIZE, CellRole.DATE: LABEL_SIZE, CellRole.NOTE: NOTE_SIZE}


@dataclass(frozen=True)
class Run:
    """A part of a text in one look."""

    text: str
    size: float = SIZE
    bold: bool = False
    colour: str = INK

    @property
    def look(self) -> Look:
        """Its letters in the words of a style."""
        return {"font_size": self.size, "bold": self.bold, "font_color": self.colour}


def size_of(cell: GridCell, *, head: bool) -> float:
    """How big a cell's letters are; the heads of the year columns are the smallest labels."""
    if cell.role is not CellRole.LABEL:
        return SIZES.get(cell.role, SIZE)
    if (head and "\n" in cell.text) or cell.text.count("\n") > 1:
        return HEAD_SIZE
    return LINED_LABEL_SIZE if "\n" in cell.text or cell.vertical else LABEL_SIZE


def ground_of(cell: GridCell) -> str | None:
    """The colour behind a cell; the form's own colours go before those of its year."""
    if cell.role in GROUNDS:
        return GROUNDS[cell.role]
    return DIFFERS_GROUND if cell.differs else CURRENT_GROUND if cell.current else None


def cell_style(cell: GridCell, *, size: float, top: bool) -> Look:
    """The look of a cell; ``top``: its text begins at the upper edge."""
    align = "left" if cell.marks and not cell.text else cell.align
    style: Look = {"font_size": size, "bold": cell.bold, "align": align, "valign": "vcenter"}
    if cell.role in WITHOUT_BORDER:
        style |= {"valign": "bottom"}
    else:
        style |= {"border": 1}
    if top:
        style |= {"valign": "top"}
    if cell.vertical:
        style |= {"rotation": STACKED}
    else:
        style |= {"shrink": True} if cell.role in ON_ONE_LINE else {"text_wrap": True}
    ground = ground_of(cell)
    return style | ({"bg_color": ground} if ground else {})


def bar_style() -> Look:
    """The look of a section's bar."""
    return {"font_size": SIZE, "bold": True, "font_color": WHITE, "bg_color": BAR, "border": 1, "valign": "vcenter"}


def remark_style(cell: GridCell) -> Look:
    """The look of the small print below a figure, in the same frame as the figure."""
    ground = ground_of(cell)
    style: Look = {"align": "right", "valign": "top", "shrink": True, "border": 1, "top": 0}
    return style | ({"bg_color": ground} if ground else {})


class Styles:
    """A workbook's styles, each made once."""

    def __init__(self, workbook: Any) -> None:
        self._workbook = workbook
        self._made: dict[tuple[tuple[str, Any], ...], Any] = {}

    def of(self, style: Look) -> Any:
        """The workbook's own object for a look."""
        key = tuple(sorted(style.items()))
        if key not in self._made:
            common = {"font_name": FONT, "font_family": 3, "font_charset": 128, "font_color": INK, "border_color": LINE}
            self._made[key] = self._workbook.add_format(common | style)
        return self._made[key]
