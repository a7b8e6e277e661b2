import pytest

from registry.exports.text_room import breadth, lines


@pytest.mark.parametrize(
    ("text", "broad"),
    [("", 0), ("漢字かな", 4), ("ｶﾅ", 1.24), ("abc", 1.86), ("A b", 1.82), ("㎡①☑", 3), ("か\u3099", 1)],
)
def test_full_width_signs_are_one_em_and_latin_less(text, broad):
    assert breadth(text) == pytest.approx(broad)


@pytest.mark.parametrize(
    ("text", "room", "count"),
    [
        ("", 10, 1),
        ("字" * 9, 10, 1),
        ("字" * 10, 10, 2),
        ("字" * 18, 10, 2),
        ("字" * 19, 10, 3),
        ("字\n\n字", 10, 3),
        ("字字字字字字字字。字", 9, 2),
        ("字字字字字字字字字。", 9.3, 2),
        ("a" * 40, 10, 3),
        ("word " * 6, 10, 2),
        ("word " * 7, 10, 3),
    ],
)
def test_lines_are_counted_as_they_break(text, room, count):
    assert lines(text, room) == count


def test_a_stop_takes_the_sign_before_it_along_and_a_bracket_the_one_behind_it():
    assert lines("字字字字字字字字", 4.2) == 2
    assert lines("字字字字。字字字", 4.2) == 3
    assert lines("字字字「字字字字", 4.2) == 3


def test_a_long_text_fills_its_lines():
    assert lines("字" * 40_000, 60) == pytest.approx(40_000 / 58.8, rel=0.02)
