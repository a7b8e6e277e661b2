from datetime import date

import pytest

from registry.domain.eras import era_of, find_era, read_number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0", 0),
        ("02", 2),
        ("2020", 2020),
        ("元", 1),
        ("〇", 0),
        ("九", 9),
        ("十", 10),
        ("十一", 11),
        ("二十", 20),
        ("三十一", 31),
        ("廿一", 21),
        ("卅", 30),
        ("弐拾参", 23),
        ("三一", 31),
        ("二〇二〇", 2020),
        ("二○一九", 2019),
        ("二千二十", 2020),
        ("千九百八十九", 1989),
    ],
)
def test_a_number_is_read_in_digits_and_in_kanji(text, number):
    assert read_number(text) == number


@pytest.mark.parametrize("text", ["", "一二十", "十十", "十百", "十〇", "年", "-1", "1.0", "１", "9" * 5000])
def test_what_is_no_number_gives_none(text):
    assert read_number(text) is None


@pytest.mark.parametrize(
    ("day", "letter"),
    [
        (date(9999, 12, 31), "R"),
        (date(2019, 5, 1), "R"),
        (date(2019, 4, 30), "H"),
        (date(1989, 1, 8), "H"),
        (date(1989, 1, 7), "S"),
        (date(1926, 12, 25), "S"),
        (date(1926, 12, 24), "T"),
        (date(1912, 7, 30), "T"),
        (date(1912, 7, 29), "M"),
        (date(1873, 1, 1), "M"),
    ],
)
def test_an_era_begins_on_its_first_day(day, letter):
    assert era_of(day).letter == letter


def test_there_is_no_era_before_the_western_calendar_came():
    assert era_of(date(1872, 12, 31)) is None


@pytest.mark.parametrize("mark", ["令和", "令", "R", "r"])
def test_an_era_is_found_by_name_short_form_and_letter(mark):
    assert find_era(mark).western_year(2) == 2020


def test_an_unknown_mark_is_no_era():
    assert find_era("X") is None
