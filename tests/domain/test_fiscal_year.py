import time
from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.domain.errors import UnreadableYear
from registry.domain.fiscal_year import FiscalYear, YearStyle, parse_fiscal_year


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("平成31年度", 2019),
        ("平成31年", 2019),
        ("平成三十一年度", 2019),
        ("31年度", 2019),
        ("31", 2019),
        ("３１年度", 2019),
        ("三十一年度", 2019),
        ("令和元年度", 2019),
        ("令和１年度", 2019),
        ("令和 元 年度", 2019),
        ("元年度", 2019),
        ("元", 2019),
        ("令元", 2019),
        ("㋿元年度", 2019),
        ("H31", 2019),
        ("h31", 2019),
        ("H.31", 2019),
        ("H31年度", 2019),
        ("㍻31年度", 2019),
        ("R1", 2019),
        ("R元", 2019),
        ("Ｒ０１", 2019),
        ("2019", 2019),
        ("２０１９年度", 2019),
        ("西暦2019年度", 2019),
        ("FY2019", 2019),
        ("二〇一九年度", 2019),
        ("平成31(2019)年度", 2019),
        ("2019年度（平成31年度）", 2019),
        ("2019(令和元)年度", 2019),
        ("令和2", 2020),
        ("r2", 2020),
        ("Ｒ２", 2020),
        ("　令和２年度　", 2020),
        ("2年度", 2020),
        ("02", 2020),
        ("18", 2006),
        ("6", 2024),
        ("12", 2030),
        ("13", 2001),
        ("昭和64年度", 1989),
        ("S60", 1985),
        ("大正15年度", 1926),
        ("1926", 1926),
        ("2200", 2200),
    ],
)
def test_a_year_is_read_in_every_notation_beside_a_sheet_of_2020(text, year):
    assert parse_fiscal_year(text, reference=2020) == FiscalYear(year)


@pytest.mark.parametrize(
    ("text", "reference", "year"),
    [
        ("1", 2009, 2019),  # Reiwa 1 is ten years after 2009
        ("1", 2008, 1989),  # eleven: Heisei
        ("31", 2039, 2049),
        ("31", 2038, 2019),
        ("12", 2019, 2000),
    ],
)
def test_a_bare_number_is_reiwa_up_to_ten_years_after_the_year_it_stands_beside(text, reference, year):
    assert parse_fiscal_year(text, reference=reference).year == year


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            " ",
            "年度",
            "令和",
            "R",
            "令和0年度",
            "0",
            "00",
            "-1",
            "R-2",
            "2.0",
            "2020.5",
            "20200401",
            "2020年4月",
            "R2.4",
        ),
        *("1925", "2201", "R183", "T14", "M45", "100", "999", "令和2020", "平成31(2020)年度", "令和2年度(平成31年度)"),
        *(
            "2020-2021",
            "2020年度分",
            "先年度",
            "X2",
            "一二十",
            "2020\x00",
            "R2\nR3",
            "１" * 5000,
            "9" * 5000,
            "令" * 10**6,
        ),
    ],
    ids=lambda text: ascii(text[:20]),
)
def test_what_is_no_year_is_refused_in_one_short_line(text):
    with pytest.raises(UnreadableYear) as refused:
        parse_fiscal_year(text, reference=2020)
    assert len(str(refused.value)) < 120
    assert str(refused.value).isprintable()


def test_a_megabyte_is_refused_at_once():
    began = time.perf_counter()
    with pytest.raises(UnreadableYear):
        parse_fiscal_year("２" * 10**6, reference=2020)
    assert time.perf_counter() - began < 0.5


@given(st.text())
def test_any_text_is_a_year_or_is_refused(text):
    with suppress(UnreadableYear):
        assert 1926 <= parse_fiscal_year(text, reference=2020).year <= 2200


@given(st.integers(1926, 2087), st.sampled_from(YearStyle))
def test_a_full_name_in_either_style_reads_as_its_year(year, style):
    shown = FiscalYear(year).full_label_in(style)
    assert parse_fiscal_year(shown, reference=2020).year == year


@given(st.integers(1990, 2030))
def test_a_short_name_beside_its_own_year_reads_as_its_year(year):
    assert parse_fiscal_year(FiscalYear(year).label, reference=year).year == year


@pytest.mark.parametrize(
    ("year", "label", "full_label", "code"),
    [
        (2020, "2年度", "令和2年度", "R2"),
        (2019, "31年度", "平成31年度", "H31"),
        (2018, "30年度", "平成30年度", "H30"),
        (1990, "2年度", "平成2年度", "H2"),
        (1989, "元年度", "平成元年度", "H1"),
        (1988, "63年度", "昭和63年度", "S63"),
        (1926, "15年度", "大正15年度", "T15"),
        (1850, "1850年度", "1850年度", "1850"),
    ],
)
def test_a_year_is_named_by_the_era_of_its_first_of_april(year, label, full_label, code):
    fiscal_year = FiscalYear(year)
    assert (fiscal_year.label, fiscal_year.full_label, fiscal_year.era_code) == (label, full_label, code)


@pytest.mark.parametrize(
    ("year", "label"),
    [
        (2020, "令和2年度"),
        (2019, "令和元年度"),
        (2018, "平成30年度"),
        (1989, "平成元年度"),
        (1988, "昭和63年度"),
        (1926, "昭和元年度"),
    ],
)
def test_a_setting_names_a_year_by_the_era_that_began_in_it(year, label):
    assert FiscalYear(year).full_label_in(YearStyle.NEWEST_ERA) == label
    assert FiscalYear(year).label_in(YearStyle.NEWEST_ERA) == label[2:]


@pytest.mark.parametrize(
    ("day", "year"),
    [
        (date(2020, 3, 31), 2019),
        (date(2020, 4, 1), 2020),
        (date(2020, 12, 31), 2020),
        (date(2021, 1, 1), 2020),
        (date(2021, 3, 31), 2020),
    ],
)
def test_a_day_lies_in_the_year_that_began_in_april(day, year):
    assert FiscalYear.of(day) == FiscalYear(year)


def test_a_year_runs_from_the_first_of_april_to_the_end_of_march():
    assert FiscalYear(2020).first_day == date(2020, 4, 1)
    assert FiscalYear(2020).last_day == date(2021, 3, 31)


@given(st.dates(date(1900, 1, 1)))
def test_every_day_lies_between_the_ends_of_its_year(day):
    fiscal_year = FiscalYear.of(day)
    assert fiscal_year.first_day <= day <= fiscal_year.last_day


@pytest.mark.parametrize(
    ("as_of", "reckoned"),
    [
        (date(2020, 3, 31), None),
        (date(2020, 4, 1), date(2020, 4, 1)),
        (date(2020, 12, 20), date(2020, 12, 20)),
        (date(2021, 3, 31), date(2021, 3, 31)),
        (date(2021, 4, 1), date(2021, 3, 31)),
    ],
)
def test_a_year_is_reckoned_on_its_last_day_or_on_the_as_of_day_before(as_of, reckoned):
    assert FiscalYear(2020).day_as_of(as_of) == reckoned


def test_years_stand_in_order():
    assert FiscalYear(2018) < FiscalYear(2019) < FiscalYear(2020)
