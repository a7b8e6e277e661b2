"""The geometry of charts, reckoned by hand: 228 px from the base line (246) to the highest rule (18)."""

from itertools import pairwise

import pytest

from registry.web.charts import NARROW, WIDE, Part, YearBar, meter, rule_step, stacked_chart


def bar(total: int, *, target: float | None = None, parts: tuple[int, ...] = ()) -> YearBar:
    values = parts or (total,)
    named = tuple(Part(f"part-{place}", f"P{place}", value) for place, value in enumerate(values))
    return YearBar("2", total, named, target, "/evidence", "2020", here=False)


@pytest.mark.parametrize(
    ("largest", "step"), [(0, 1), (4, 1), (5, 2), (8, 2), (9, 5), (20, 5), (21, 10), (55, 20), (80, 20), (81, 50)]
)
def test_at_most_four_rules_reach_above_the_largest_value(largest, step):
    assert rule_step(largest) == step


def test_a_bar_stands_on_the_base_line_and_is_to_scale():
    chart = stacked_chart("c", [bar(30, target=60)], width=NARROW, target_word="Target")
    assert [rule.text for rule in chart.rules] == ["0", "20", "40", "60"]
    (segment,) = chart.columns[0].segments
    assert segment.y == 132.0
    assert segment.height == 112.5
    assert chart.target_lines == ("44.0,18.0 350.0,18.0",)


def test_parts_stand_on_one_another_with_white_between():
    chart = stacked_chart("c", [bar(60, parts=(20, 0, 40))], width=NARROW, target_word="Target")
    lower, upper = chart.columns[0].segments
    assert (lower.y, lower.height) == (170.0, 74.5)
    assert (upper.y, upper.height) == (18.0, 150.5)


def test_a_year_without_a_target_breaks_the_line():
    bars = [bar(1, target=2), bar(1), bar(1, target=2), bar(1, target=3)]
    assert len(stacked_chart("c", bars, width=NARROW, target_word="Target").target_lines) == 2


def test_labels_beside_the_last_bar_never_cover_one_another():
    chart = stacked_chart("c", [bar(60, target=60, parts=(57, 1, 1, 1))], width=WIDE, target_word="Target")
    places = [label.y for label in chart.side_labels]
    assert len(places) == 5
    assert all(lower - upper >= 18 for lower, upper in pairwise(places))
    assert places[-1] == 14.0  # without room at the top all of them move down


def test_one_year_is_one_broad_bar_and_thirty_are_thirty_narrow_ones():
    (only,) = stacked_chart("c", [bar(5)], width=NARROW, target_word="Target").columns
    assert (only.x, only.width, only.middle) == (44, 306.0, 197.0)
    columns = stacked_chart("c", [bar(5)] * 30, width=NARROW, target_word="Target").columns
    assert [(one.x, one.width) for one in (columns[0], columns[-1])] == [(44, 10.2), (339.8, 10.2)]


def test_years_of_nothing_stand_beside_others_without_a_bar():
    chart = stacked_chart("c", [bar(0), bar(4), bar(0)], width=NARROW, target_word="Target")
    assert [len(column.segments) for column in chart.columns] == [0, 1, 0]


def test_nothing_counted_makes_a_chart_without_bars():
    chart = stacked_chart("c", [bar(0)], width=WIDE, target_word="Target")
    assert [rule.text for rule in chart.rules] == ["0", "1"]
    assert chart.columns[0].segments == ()


@pytest.mark.parametrize(("value", "target", "filled", "tick"), [(41, 50, 82.0, 99.4), (49, 45, 100.0, 91.2)])
def test_a_meter_is_as_wide_as_the_larger_of_value_and_target(value, target, filled, tick):
    assert (meter(value, target).value, meter(value, target).target) == (filled, tick)
