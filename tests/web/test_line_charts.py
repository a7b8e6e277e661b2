"""The geometry of the pace, reckoned by hand: 228 px from the base line (246) to the highest rule (18)."""

from datetime import date

import pytest

from registry.web.line_charts import NARROW, WIDE, Month, Pace, PaceChart, Words, pace_chart

WORDS = Words("T", "F", "A", "60回")
"""One character and a space are 14.8 px wide, each digit 7.4."""


def months(*numbers: int) -> tuple[Month, ...]:
    found, total = [], 0
    for place in range(12):
        number = numbers[place] if place < len(numbers) else None
        total += number or 0
        known = None if number is None else total
        found.append(Month(str(place), f"month {place}", date(2021, 3, 31), number, known, "/meetings", "name"))
    return tuple(found)


def chart(*numbers: int, elapsed: float, width: int = NARROW, target=None, forecast=None) -> PaceChart:
    pace = Pace(months(*numbers), elapsed, sum(numbers), target, forecast)
    return pace_chart("pace", pace, width=width, words=WORDS)


def test_the_line_goes_through_the_ends_of_the_months_that_are_over_to_the_last_value():
    drawn = chart(10, 20, 30, elapsed=2.5)
    assert (drawn.right, drawn.slot) == (344, 25.0)  # 14 px of 358 stay free, 300 px for twelve months
    assert [(rule.text, rule.y) for rule in drawn.rules] == [("0", 246.0), ("20", 170.0), ("40", 94.0), ("60", 18.0)]
    assert drawn.line == "44.0,246.0 69.0,208.0 94.0,132.0 106.5,18.0"
    assert (drawn.here.x, drawn.here.y) == (106.5, 18.0)
    assert (drawn.target, drawn.forecast, drawn.there) == ("", "", None)


def test_a_month_ends_on_its_last_day_and_is_not_drawn_twice():
    assert chart(60, elapsed=1).line == "44.0,246.0 69.0,18.0"


def test_the_target_is_a_straight_line_to_the_end_of_the_year():
    drawn = chart(*[5] * 12, elapsed=12, target=60)
    assert drawn.right == 314.4  # "T 60" beside it: 29.6 and 14
    assert drawn.target == "44.0,246.0 314.4,18.0"
    assert drawn.line.split()[-1] == "314.4,18.0"
    assert len(drawn.line.split()) == 13


def test_the_forecast_goes_on_from_the_last_value():
    drawn = chart(*[5] * 6, elapsed=6, forecast=60)
    assert drawn.forecast == "179.2,132.0 314.4,18.0"
    assert (drawn.there.x, drawn.there.y) == (314.4, 18.0)


def test_the_labels_of_the_lines_never_cover_one_another_nor_leave_the_drawing():
    running = chart(*[6] * 10, elapsed=10, target=60, forecast=60)
    assert [(label.name, label.value) for label in running.side_labels] == [("T", "60"), ("F", "60")]
    assert [label.y for label in running.side_labels] == [32.0, 14.0]  # 22.5 and 4.5, both moved down
    over = chart(*[5] * 12, elapsed=12, target=60)
    assert [label.name for label in over.side_labels] == ["T", "A"]
    assert over.label is None


@pytest.mark.parametrize(
    ("numbers", "elapsed", "y"), [((30, 30), 2, 40.0), ((1, 0, 59), 2.5, 40.0), ((0,), 0.5, 236.0)]
)
def test_the_last_value_stands_below_its_point_or_above_where_the_axis_is_near(numbers, elapsed, y):
    assert chart(*numbers, elapsed=elapsed).label.y == y


def test_a_year_in_which_nothing_was_held_is_a_line_on_the_axis():
    drawn = chart(*[0] * 12, elapsed=12)
    assert [rule.text for rule in drawn.rules] == ["0", "1"]
    assert {point.split(",")[1] for point in drawn.line.split()} == {"246.0"}
    assert [column.total for column in drawn.columns] == ["0"] * 12


def test_the_first_day_of_a_year_has_a_point_and_one_month():
    drawn = chart(1, elapsed=1 / 30)
    assert drawn.line == "44.0,246.0 44.8,18.0"
    assert [column.number for column in drawn.columns] == ["1", *[""] * 11]
    assert [column.is_last for column in drawn.columns] == [True, *[False] * 11]


def test_months_that_have_not_begun_have_a_place_and_no_figures():
    last = chart(4, 4, elapsed=1.5).columns[-1]
    assert (last.x, last.middle) == (319.0, 331.5)
    assert (last.number, last.total) == ("", "")


def test_figures_too_wide_for_their_column_are_written_for_each_second_month_the_last_among_them():
    columns = chart(*[400] * 12, elapsed=12).columns  # "4800" is 29.6 px wide, a month at most 25
    assert [column.total for column in columns] == [
        "",
        "800",
        "",
        "1600",
        "",
        "2400",
        "",
        "3200",
        "",
        "4000",
        "",
        "4800",
    ]
    assert all(column.number in {"", "400"} for column in columns)
    assert columns[-1].number == "400"
    wide = chart(*[40] * 12, elapsed=12, width=WIDE).columns
    assert all(column.total and column.number for column in wide)
