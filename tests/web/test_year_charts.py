"""The lines of an indicator over the years."""

import pytest

from registry.web.charts import BASE, NARROW, TOP, WIDE
from registry.web.year_charts import NARROW_YEARS, YearPoint, both_charts, years_chart


def year(number: int, actual=None, target=None, *, here=False) -> YearPoint:
    def text(value):
        return "-" if value is None else f"{value:,}"

    return YearPoint(str(number), f"{number}", "/x", actual, target, text(actual), text(target), here)


def chart(*points, width=WIDE, word="目標"):
    return years_chart("k", points, width=width, target_word=word)


def test_the_line_goes_through_the_years_that_have_a_figure_to_scale():
    drawn = chart(year(1, 0), year(2, 50), year(3, 100))
    assert [dot.y for dot in drawn.dots] == [BASE, (BASE + TOP) / 2, TOP]
    assert drawn.lines == (" ".join(f"{dot.x},{dot.y}" for dot in drawn.dots),)
    assert [dot.x for dot in drawn.dots] == [column.middle for column in drawn.columns]


def test_a_year_without_a_figure_breaks_the_lines_and_a_single_one_is_a_dash():
    drawn = chart(year(1, 10), year(2, None, 20), year(3, 10), year(4, 12, 20), year(5, None, 20))
    assert len(drawn.lines) == 2
    assert len(drawn.targets) == 2
    first, last = drawn.lines[0].split()
    assert first.partition(",")[2] == last.partition(",")[2]
    assert len(drawn.dots) == 3


def test_what_is_aimed_at_goes_on_after_the_last_actual_figure_which_bears_its_value():
    drawn = chart(year(1, 48, 50), year(2, 49, 55, here=True), year(3, None, 55), year(4, None, 60))
    assert drawn.label.text == "49"
    assert drawn.label.x == drawn.columns[1].middle
    assert [(label.name, label.value) for label in drawn.side_labels] == [("目標", "60")]


@pytest.mark.parametrize("points", [[year(1)], [year(1, 0, 0)], [year(n) for n in range(14)], [year(1, -5)]])
def test_nothing_or_nought_is_drawn_on_the_base_line(points):
    drawn = chart(*points)
    assert all(dot.y == BASE for dot in drawn.dots)
    assert len(drawn.columns) == len(points)
    assert drawn.rules[0].y == BASE


def test_large_figures_keep_their_room_and_are_written_for_some_years_the_shown_one_among_them():
    points = [year(n, 1_234_567 + n, here=n == 9) for n in range(14)]
    drawn = chart(*points)
    written = [place for place, column in enumerate(drawn.columns) if column.actual]
    assert 9 in written
    assert len(written) < len(points)
    assert drawn.left > 60


def test_the_narrow_chart_has_the_last_years_only():
    wide, narrow = both_charts("k", [year(n, n) for n in range(14)], target_word="目標")
    assert (wide.width, narrow.width) == (WIDE, NARROW)
    assert (len(wide.columns), len(narrow.columns)) == (14, NARROW_YEARS)
    assert wide.key != narrow.key
