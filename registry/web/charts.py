"""The geometry of charts, reckoned here so that templates only draw; lengths in px of the chart's own view box."""

import math
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace

WIDE, NARROW = 660, 358
TOP, BASE, LEFT = 18, 246, 44
BAR_SHARE = 0.62
GAP = 1.5
"""White between two parts of a bar."""
LABEL_STEP = 18
"""Labels beside the last bar keep this distance, so that none covers another."""
HIGHEST_LABEL = 14
"""The base line of a text that the upper edge does not cut."""
MOST_RULES = 4


@dataclass(frozen=True)
class Part:
    """One part of a bar: its key (a class of the style sheet), its name and its value."""

    key: str
    name: str
    value: int


@dataclass(frozen=True)
class YearBar:
    """One year's bar; ``target`` is None where there is none, ``address`` the evidence behind the total."""

    label: str
    total: int
    parts: tuple[Part, ...]
    target: float | None
    address: str
    name: str
    here: bool


@dataclass(frozen=True)
class Segment:
    key: str
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Column:
    """A bar with the link over its whole height and its column of the table under the axis."""

    bar: YearBar
    x: float
    middle: float
    width: float
    segments: tuple[Segment, ...]


@dataclass(frozen=True)
class Rule:
    y: float
    text: str


@dataclass(frozen=True)
class SideLabel:
    """``key`` is None for the target's label."""

    y: float
    key: str | None
    name: str
    value: str


@dataclass(frozen=True)
class StackedChart:
    """Bars of parts with a stepped target line; ``target_lines`` are the points of its unbroken pieces."""

    key: str
    width: int
    right: float
    rules: tuple[Rule, ...]
    columns: tuple[Column, ...]
    target_lines: tuple[str, ...]
    side_labels: tuple[SideLabel, ...]


@dataclass(frozen=True)
class Meter:
    """A bar to scale, in a view box 100 wide; ``target`` is the place of the tick."""

    value: float
    target: float


def meter(value: float, target: float) -> Meter:
    """The bar of a value against its target, whichever is larger filling the width; expects a target above zero."""
    scale = max(value, target)
    return Meter(value=round(100 * value / scale, 1), target=round(100 * target / scale - 0.6, 1))


def stacked_chart(key: str, bars: Sequence[YearBar], *, width: int, target_word: str) -> StackedChart:
    """Lay out the bars for one width; the narrow one has its legend above instead of labels beside the last bar."""
    largest = max(max(bar.total, bar.target or 0) for bar in bars)
    step = rule_step(largest)
    highest = step * max(1, math.ceil(largest / step))
    labels = _labels(bars[-1], highest, target_word) if width == WIDE else ()
    right = width - (24 + max((text_width(f"{label.name} {label.value}") for label in labels), default=-16))
    slot = (right - LEFT) / len(bars)
    return StackedChart(
        key=key,
        width=width,
        right=right,
        rules=tuple(Rule(_y(n * step, highest), str(n * step)) for n in range(highest // step + 1)),
        columns=tuple(_column(bar, LEFT + place * slot, slot, highest) for place, bar in enumerate(bars)),
        target_lines=_target_lines(bars, slot, highest),
        side_labels=labels,
    )


def rule_step(largest: float) -> int:
    """The distance of the rules: 1, 2 or 5 times a power of ten, so that at most four reach above the largest."""
    power = 1
    while True:
        for step in (power, 2 * power, 5 * power):
            if step * MOST_RULES >= largest:
                return step
        power *= 10


def _y(value: float, highest: float) -> float:
    return round(BASE - (BASE - TOP) * value / highest, 1)


def _column(bar: YearBar, x: float, slot: float, highest: float) -> Column:
    segments, below = [], 0
    width = round(slot * BAR_SHARE, 1)
    for part in bar.parts:
        if part.value:
            lower, upper = _y(below, highest), _y(below + part.value, highest)
            height = max(round(lower - upper - GAP, 1), 0.5)
            segments.append(Segment(part.key, round(x + (slot - width) / 2, 1), upper, width, height))
        below += part.value
    return Column(bar, round(x, 1), round(x + slot / 2, 1), round(slot, 1), tuple(segments))


def _target_lines(bars: Sequence[YearBar], slot: float, highest: float) -> tuple[str, ...]:
    """Steps over the years that have a target; a year without one breaks the line."""
    lines: list[list[str]] = []
    known = False
    for place, bar in enumerate(bars):
        if bar.target is not None:
            if not known:
                lines.append([])
            y = _y(bar.target, highest)
            lines[-1] += [f"{LEFT + place * slot:.1f},{y}", f"{LEFT + (place + 1) * slot:.1f},{y}"]
        known = bar.target is not None
    return tuple(" ".join(points) for points in lines)


def _labels(bar: YearBar, highest: float, target_word: str) -> tuple[SideLabel, ...]:
    """The last bar's parts beside it, and the target, from the top downwards."""
    labels, below = [], 0
    for part in bar.parts:
        if part.value:
            middle = _y(below + part.value / 2, highest) + 4.5
            labels.append(SideLabel(middle, part.key, part.name, str(part.value)))
        below += part.value
    if bar.target is not None:
        labels.append(SideLabel(_y(bar.target, highest) + 4.5, None, target_word, f"{bar.target:g}"))
    return apart(labels)


def apart(labels: Sequence[SideLabel]) -> tuple[SideLabel, ...]:
    """Push labels upwards from the lowest one until none covers another; all down again if one left the drawing."""
    placed: list[SideLabel] = []
    for label in sorted(labels, key=lambda label: label.y, reverse=True):
        highest = min(label.y, placed[-1].y - LABEL_STEP) if placed else label.y
        placed.append(replace(label, y=highest))
    down = max(0, HIGHEST_LABEL - placed[-1].y) if placed else 0
    return tuple(replace(label, y=round(label.y + down, 1)) for label in placed)


def text_width(text: str) -> float:
    """About how wide a text of 13 px is: full width for Japanese, a little over half for the rest."""
    return sum(13 if unicodedata.east_asian_width(character) in "WFA" else 7.4 for character in text)
