"""The geometry of an indicator's line over the years, against the line of its targets; px of the view box."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from registry.web.charts import BASE, LEFT, NARROW, TOP, WIDE, Rule, SideLabel, apart, rule_step, text_width
from registry.web.line_charts import Point, PointLabel
from registry.words import number

ROOM = 4
"""White between two figures of the table under the axis."""
NARROW_YEARS = 7
ABOVE = 12
"""How far the last value stands above its point."""


@dataclass(frozen=True)
class YearPoint:
    """A year; ``address`` leads to its records or its sheet, ``name`` says it with its figures.

    ``here`` is the page's own year; what lies after it is only aimed at.
    """

    label: str
    name: str
    address: str
    actual: float | None
    target: float | None
    actual_text: str
    target_text: str
    here: bool


@dataclass(frozen=True)
class PointColumn:
    """A year's column of the table under the axis; the texts are blank where there is no room for each."""

    point: YearPoint
    x: float
    middle: float
    actual: str
    target: str


@dataclass(frozen=True)
class YearsChart:
    """The lines are points of polylines; a year without a figure breaks them."""

    key: str
    width: int
    left: float
    right: float
    slot: float
    rules: tuple[Rule, ...]
    columns: tuple[PointColumn, ...]
    lines: tuple[str, ...]
    targets: tuple[str, ...]
    dots: tuple[Point, ...]
    label: PointLabel | None
    side_labels: tuple[SideLabel, ...]


def both_charts(key: str, points: Sequence[YearPoint], *, target_word: str) -> tuple[YearsChart, YearsChart]:
    """The wide one, and the narrow one with the last years only."""
    return (
        years_chart(f"{key}-wide", points, width=WIDE, target_word=target_word),
        years_chart(f"{key}-narrow", points[-NARROW_YEARS:], width=NARROW, target_word=""),
    )


def years_chart(key: str, points: Sequence[YearPoint], *, width: int, target_word: str) -> YearsChart:
    """Lay out the years for one width; without ``target_word`` nothing stands beside the last one."""
    largest = max((value for one in points for value in (one.actual, one.target) if value is not None), default=0)
    step = rule_step(max(largest, 0))
    highest = step * max(1, math.ceil(largest / step))
    texts = [number(step * place) for place in range(highest // step + 1)]
    labels = _side_labels(points, highest, target_word)
    left = max(LEFT, *(text_width(text) + 10 for text in texts))
    right = width - (14 + max((text_width(f"{one.name} {one.value}") for one in labels), default=-8))
    slot = (right - left) / len(points)
    places = [left + (place + 0.5) * slot for place in range(len(points))]
    actual = [_point(x, one.actual, highest) for x, one in zip(places, points, strict=True)]
    target = [_point(x, one.target, highest) for x, one in zip(places, points, strict=True)]
    return YearsChart(
        key=key,
        width=width,
        left=round(left, 1),
        right=round(right, 1),
        slot=round(slot, 1),
        rules=tuple(Rule(_y(step * place, highest), text) for place, text in enumerate(texts)),
        columns=_columns(points, places, slot),
        lines=_pieces(actual),
        targets=_pieces(target),
        dots=tuple(point for point in actual if point),
        label=_label(points, actual),
        side_labels=labels,
    )


def _y(value: float, highest: float) -> float:
    return round(BASE - (BASE - TOP) * max(value, 0) / highest, 1)


def _point(x: float, value: float | None, highest: float) -> Point | None:
    return None if value is None else Point(round(x, 1), _y(value, highest))


def _pieces(points: Sequence[Point | None]) -> tuple[str, ...]:
    """The unbroken pieces of a line; a piece of one point is a short dash."""
    pieces: list[list[Point]] = [[]]
    for point in points:
        if point is None:
            pieces.append([])
        else:
            pieces[-1].append(point)
    return tuple(" ".join(f"{one.x},{one.y}" for one in _dash(piece)) for piece in pieces if piece)


def _dash(piece: Sequence[Point]) -> Sequence[Point]:
    if len(piece) > 1:
        return piece
    return [Point(round(piece[0].x - 5, 1), piece[0].y), Point(round(piece[0].x + 5, 1), piece[0].y)]


def _columns(points: Sequence[YearPoint], places: Sequence[float], slot: float) -> tuple[PointColumn, ...]:
    """Where the figures are too wide to stand beside one another, each second or third one is written."""
    widest = max(text_width(text) for one in points for text in (one.actual_text, one.target_text, one.label))
    step = max(1, math.ceil((widest + ROOM) / slot))
    here = next((place for place, one in enumerate(points) if one.here), len(points) - 1)

    def shown(text: str, place: int) -> str:
        return "" if (here - place) % step else text

    return tuple(
        PointColumn(
            point=one,
            x=round(middle - slot / 2, 1),
            middle=round(middle, 1),
            actual=shown(one.actual_text, place),
            target=shown(one.target_text, place),
        )
        for place, (one, middle) in enumerate(zip(points, places, strict=True))
    )


def _label(points: Sequence[YearPoint], actual: Sequence[Point | None]) -> PointLabel | None:
    """The last actual figure beside its point, above the line where there is room."""
    known = [(one, point) for one, point in zip(points, actual, strict=True) if point]
    if not known:
        return None
    one, point = known[-1]
    y = point.y - ABOVE if point.y - ABOVE > TOP else point.y + ABOVE + TOP
    return PointLabel(point.x, round(y, 1), one.actual_text)


def _side_labels(points: Sequence[YearPoint], highest: float, word: str) -> tuple[SideLabel, ...]:
    last = points[-1]
    if not word or last.target is None:
        return ()
    return apart([SideLabel(_y(last.target, highest) + 4.5, None, word, last.target_text)])
