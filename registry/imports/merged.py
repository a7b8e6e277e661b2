"""Merged cells: the value of a cell that was merged over several rows holds in each of them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from registry.imports.ods_merges import Range
from registry.imports.tables import Cell, Sheet


@dataclass(frozen=True)
class Spread:
    """The rows of a sheet with each merged value written into every row of its range.

    ``taken``: by row and column, the row in which the merged cell begins that reaches down to it. ``wide``: by row,
    the first and the last column of each cell that was merged over several. All are counted from 0.
    """

    rows: Sequence[Sequence[Cell]]
    taken: Mapping[int, Mapping[int, int]] = field(default_factory=dict)
    wide: Mapping[int, Mapping[int, int]] = field(default_factory=dict)


def spread(sheet: Sheet, *, below: int) -> Spread:
    """Write merged values out, in the rows from ``below`` on; a value is never written into other columns."""
    if not sheet.merged:
        return Spread(sheet.rows)
    width = max(map(len, sheet.rows), default=0)
    ranges = _within(sheet.merged, below, len(sheet.rows), width)
    if not ranges or _overlap(ranges, len(sheet.rows) * width):
        return Spread(sheet.rows)
    changed: dict[int, list[Cell]] = {}
    taken: defaultdict[int, dict[int, int]] = defaultdict(dict)
    wide: defaultdict[int, dict[int, int]] = defaultdict(dict)
    for (top, left), (bottom, right) in ranges:
        value = sheet.rows[top][left] if left < len(sheet.rows[top]) else ""
        for number in range(top, bottom + 1):
            row = changed.get(number) or changed.setdefault(number, list(sheet.rows[number]))
            _write(row, left, right, value)
            if right > left:
                wide[number][left] = right
            if number > top and value:
                taken[number][left] = top
    return Spread([changed.get(number, row) for number, row in enumerate(sheet.rows)], taken, wide)


def _within(merged: Sequence[Range], below: int, height: int, width: int) -> list[Range]:
    """The ranges that begin in the table, cut off at its end; one that ends before it begins is none."""
    return [
        ((top, left), (min(bottom, height - 1), min(right, width - 1)))
        for (top, left), (bottom, right) in merged
        if below <= top < height and top <= bottom and left <= right and left < width
    ]


def _overlap(ranges: Sequence[Range], area: int) -> bool:
    """Whether ranges claim more cells than there are, as no office program writes them: they are then not followed."""
    return sum((bottom - top + 1) * (right - left + 1) for (top, left), (bottom, right) in ranges) > area


def _write(row: list[Cell], left: int, right: int, value: Cell) -> None:
    """Put the value into its column; what a merged cell covers is not seen and not read."""
    for column in range(left, min(right + 1, len(row))):
        row[column] = value if column == left else ""
