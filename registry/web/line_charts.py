"""The geometry of a year's running sum by month, against the line of its target; lengths in px of its view box."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from registry.web.charts import BASE, LEFT, TOP, Rule, SideLabel, apart, rule_step, text_width

WIDE, NARROW = 480, 358
MONTHS = 12
ROOM = 3
"""White between two figures of the table under the axis."""
BELOW, ABOVE = 22, -10
"""How far the last value's label stands from its point: below it, or above where the axis is near."""


@dataclass(frozen=True)
class Month:
    """``label`` on the axis, ``word`` in a sentence, ``name`` with its number for who cannot see the drawing.

    ``number`` and ``total`` are None for a month that has not begun; ``address`` leads to its records.
    """

    label: str
    word: str
    last_day: date
    number: int | None
    total: int | None
    address: str
    name: str


@dataclass(frozen=True)
class Pace:
    """``elapsed`` in months of the year; ``forecast`` is None where nothing is foretold."""

    months: tuple[Month, ...]
    elapsed: float
    total: int
    target: float | None
    forecast: int | None


@dataclass(frozen=True)
class Words:
    """What stands at the ends of the lines, without their numbers, and the last value with its unit."""

    target: str
    forecast: str
    actual: str
    here: str


@dataclass(frozen=True)
class MonthColumn:
    """A month's column of the table under the axis; the texts are blank where there is no room for each."""

    month: Month
    x: float
    middle: float
    number: str
    total: str
    is_last: bool


@dataclass(frozen=True)
class Point:
    x: float
    y: float


@dataclass(frozen=True)
class PointLabel:
    x: float
    y: float
    text: str


@dataclass(frozen=True)
class PaceChart:
    """The lines are points of a polyline; blank where there is none."""

    key: str
    width: int
    right: float
    slot: float
    rules: tuple[Rule, ...]
    columns: tuple[MonthColumn, ...]
    line: str
    target: str
    forecast: str
    here: Point
    there: Point | None
    label: PointLabel | None
    side_labels: tuple[SideLabel, ...]


def pace_chart(key: str, pace: Pace, *, width: int, words: Words) -> PaceChart:
    """Lay out a year for one width."""
    largest = max(pace.total, pace.target or 0, pace.forecast or 0)
    step = rule_step(largest)
    scale = _Scale(step * max(1, math.ceil(largest / step)))
    labels = _side_labels(pace, scale, words)
    right = width - (14 + max((text_width(f"{one.name} {one.value}") for one in labels), default=0))
    scale.slot = (right - LEFT) / MONTHS
    here = scale.point(pace.elapsed, pace.total)
    return PaceChart(
        key=key,
        width=width,
        right=right,
        slot=round(scale.slot, 1),
        rules=tuple(Rule(scale.y(n * step), str(n * step)) for n in range(scale.highest // step + 1)),
        columns=_columns(pace, scale),
        line=_line(pace, scale),
        target="" if pace.target is None else _points(scale.point(0, 0), scale.point(MONTHS, pace.target)),
        forecast="" if pace.forecast is None else _points(here, scale.point(MONTHS, pace.forecast)),
        here=here,
        there=None if pace.forecast is None else scale.point(MONTHS, pace.forecast),
        label=None if _is_over(pace) else _label(here, words.here),
        side_labels=labels,
    )


class _Scale:
    """From months and values to places; ``slot`` is the width of a month."""

    slot = 0.0

    def __init__(self, highest: int) -> None:
        self.highest = highest

    def y(self, value: float) -> float:
        return round(BASE - (BASE - TOP) * value / self.highest, 1)

    def point(self, months: float, value: float) -> Point:
        return Point(round(LEFT + months * self.slot, 1), self.y(value))


def _is_over(pace: Pace) -> bool:
    return pace.elapsed >= MONTHS


def _points(*points: Point) -> str:
    return " ".join(f"{point.x},{point.y}" for point in points)


def _line(pace: Pace, scale: _Scale) -> str:
    """From nothing through the end of each month that is over to the last value."""
    over = [month for month in pace.months if month.total is not None][: int(pace.elapsed)]
    ends = [scale.point(place, month.total or 0) for place, month in enumerate(over, start=1)]
    last = [] if pace.elapsed == len(over) else [scale.point(pace.elapsed, pace.total)]
    return _points(scale.point(0, 0), *ends, *last)


def _columns(pace: Pace, scale: _Scale) -> tuple[MonthColumn, ...]:
    """Where the figures are too wide to stand beside one another, each second or third one is written."""
    begun = sum(month.number is not None for month in pace.months)
    numbers = _step([month.number for month in pace.months], scale.slot)
    totals = _step([month.total for month in pace.months], scale.slot)

    def text(value: int | None, place: int, step: int) -> str:
        return "" if value is None or (begun - 1 - place) % step else str(value)

    return tuple(
        MonthColumn(
            month=month,
            x=round(LEFT + place * scale.slot, 1),
            middle=round(LEFT + (place + 0.5) * scale.slot, 1),
            number=text(month.number, place, numbers),
            total=text(month.total, place, totals),
            is_last=place == begun - 1,
        )
        for place, month in enumerate(pace.months)
    )


def _step(values: Sequence[int | None], slot: float) -> int:
    widest = max((text_width(str(value)) for value in values if value is not None), default=0)
    return max(1, math.ceil((widest + ROOM) / slot))


def _label(here: Point, text: str) -> PointLabel:
    fits_below = here.y + BELOW < BASE
    return PointLabel(round(here.x + 4, 1), round(here.y + (BELOW if fits_below else ABOVE), 1), text)


def _side_labels(pace: Pace, scale: _Scale, words: Words) -> tuple[SideLabel, ...]:
    """At the ends of the lines; the last value stands there too once the year is over."""
    ends = [
        (pace.target, None, words.target),
        (pace.forecast, "forecast", words.forecast),
        (pace.total if _is_over(pace) else None, "actual", words.actual),
    ]
    labels = [
        SideLabel(scale.y(value) + 4.5, key, name, f"{value:g}") for value, key, name in ends if value is not None
    ]
    return apart(labels)
