from datetime import date, datetime, time
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.domain.japanese_dates import ReadDate, UnreadableDate, read_date, wareki, wareki_short

DAY = date(2020, 4, 1)  # a Wednesday


@pytest.mark.parametrize(
    ("text", "day", "left_over"),
    [
        ("継続(平成7年8月25日)", date(1995, 8, 25), "継続"),
        ("継続（平成７年８月２５日）", date(1995, 8, 25), "継続"),
        ("継続(平成7年8月25日(金))", date(1995, 8, 25), "継続"),
        ("H8.10.23(改正)", date(1996, 10, 23), "改正"),
        ("H8.10.23（改正）", date(1996, 10, 23), "改正"),
        ("平成7年8月25日～", date(1995, 8, 25), "~"),
        ("～平成7年8月25日", date(1995, 8, 25), "~"),
        ("平成7年8月25日から", date(1995, 8, 25), "から"),
        ("令和2年4月1日(木)", DAY, "木"),
        ("令和2年4月1日締結、更新あり", DAY, "締結、更新あり"),
        ("令和2年4月1日付け協定", DAY, "付け協定"),
        ("株式会社三井 令和2年4月1日", DAY, "株式会社三井"),
        ("2020/4/1 14:00", DAY, "14:00"),
        ("2020-04-01T09:30:00", DAY, "T09:30:00"),
        ("令和2年4月1日14:00", DAY, "14:00"),
        ("※2020.4.1", DAY, "※"),
        ("当初 平成31年5月1日", date(2019, 5, 1), "当初"),
    ],
)
def test_words_beside_a_date_are_kept_for_a_warning(text, day, left_over):
    read = read_date(text)
    assert (read.day, read.left_over, read.question) == (day, left_over, None)
    assert read.warnings[-1] == "text_beside_date"


def test_both_warnings_come_together():
    assert read_date("当初 平成31年5月1日").warnings == ("era_out_of_range", "text_beside_date")


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("令和2年4月1日、令和3年4月1日", (DAY, date(2021, 4, 1))),
        ("R3.4.1\nR2.4.1", (DAY, date(2021, 4, 1))),
        ("2020.4.1～2022.3.31", (DAY, date(2022, 3, 31))),
        ("2020.4.1-2022.3.31", (DAY, date(2022, 3, 31))),
        ("2020/4/1/2021/4/1", (DAY, date(2021, 4, 1))),
        ("20200401 20210401", (DAY, date(2021, 4, 1))),
        ("平成7年8月25日及び令和2年4月1日", (date(1995, 8, 25), DAY)),
        ("令和2年4月1日、5月1日", (DAY, date(2020, 5, 1))),
        ("令和2年4月1日～5年3月31日", (DAY, date(2023, 3, 31))),
        ("令和2年(2021年)4月1日", (DAY, date(2021, 4, 1))),
        ("R2.4.1 R3.4.1 R4.4.1", (DAY, date(2021, 4, 1), date(2022, 4, 1))),
    ],
)
def test_several_dates_are_a_question_and_the_earliest_is_taken(text, days):
    assert read_date(text) == ReadDate(days[0], (), "", days, "several_dates")


def test_words_beside_several_dates_are_kept_too():
    read = read_date("H8.10.23(改正 H20.4.1)")
    assert (read.candidates, read.question) == ((date(1996, 10, 23), date(2008, 4, 1)), "several_dates")
    assert (read.warnings, read.left_over) == (("text_beside_date",), "改正")


@pytest.mark.parametrize(
    "text",
    [
        *(
            "平成31年2月29日",
            "H31.2.29",
            "2019-02-29",
            "20190229",
            "2020/13/1",
            "2020.4.31",
            "2020-00-10",
            "2020-04-00",
        ),
        *(
            "令和0年4月1日",
            "令和2年四月三十一日",
            "継続(平成31年2月29日)",
            "令和2年4月1日、令和2年4月31日",
            "令和2年4月1日、31月1日",
        ),
    ],
)
def test_a_day_that_does_not_exist_is_an_error(text):
    with pytest.raises(UnreadableDate) as refused:
        read_date(text)
    assert refused.value.code == "no_such_day"


@pytest.mark.parametrize(
    "text",
    [
        *("令和2年", "令和2", "R2", "令和元年", "令和2年度", "2020年", "2020", "二〇二〇年", "H31年頃"),
        *(
            "令和2年4月",
            "R2.4",
            "2020/4",
            "2020-04",
            "2020年4月",
            "202004",
            "令和2年4月吉日",
            "令和2年4月末",
            "令和二年四月",
        ),
        *("4月1日", "4/1", "4月"),
    ],
)
def test_a_year_or_a_month_alone_is_incomplete(text):
    with pytest.raises(UnreadableDate) as refused:
        read_date(text)
    assert refused.value.code == "date_incomplete"


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            " ",
            "-",
            "未定",
            "不明",
            "なし",
            "2.4.1",
            "20/4/1",
            "4/1/2020",
            "1600年9月15日",
            "0000-01-01",
            "12345678",
        ),
        *(
            "XR2.4.1",
            "12020-4-1",
            "2020-4-123",
            "2020.4.1.5",
            "43922",
            "\x00",
            "令和2年4月1日\x00",
            "\x1b2020-04-01",
            "\ud8002020-04-01",
        ),
        *(
            "令和2年4月1日" + "あ" * 200,
            "2020-04-01" * 100_000,
            "(" * 10**6,
            " " * 10**6,
            "令和" * 500_000,
            "1 " * 500_000,
        ),
    ],
    ids=lambda text: ascii(text[:20]),
)
def test_anything_else_is_refused_at_once(text):
    began = perf_counter()
    with pytest.raises(UnreadableDate) as refused:
        read_date(text)
    assert refused.value.code == "unreadable_date"
    assert perf_counter() - began < 0.5


def test_a_date_cell_is_its_day():
    assert read_date(DAY) == read_date(datetime.combine(DAY, time.min)) == ReadDate(DAY, candidates=(DAY,))


def test_a_time_in_a_date_cell_is_not_dropped_silently():
    assert read_date(datetime.combine(DAY, time(14, 30))) == ReadDate(DAY, ("text_beside_date",), "14:30", (DAY,))


@pytest.mark.parametrize(
    ("day", "long", "short"),
    [
        (DAY, "令和2年4月1日", "R2.4.1"),
        (date(2019, 5, 1), "令和元年5月1日", "R1.5.1"),
        (date(2019, 4, 30), "平成31年4月30日", "H31.4.30"),
        (date(1989, 1, 8), "平成元年1月8日", "H1.1.8"),
        (date(1989, 1, 7), "昭和64年1月7日", "S64.1.7"),
        (date(1912, 7, 30), "大正元年7月30日", "T1.7.30"),
        (date(1873, 1, 1), "明治6年1月1日", "M6.1.1"),
        (date(1872, 12, 31), "1872年12月31日", "1872.12.31"),
    ],
)
def test_a_day_is_shown_in_its_era(day, long, short):
    assert (wareki(day), wareki_short(day)) == (long, short)


readable_days = st.dates(date(1868, 1, 1), date(2117, 12, 31))


@given(readable_days, st.sampled_from([wareki, wareki_short, date.isoformat]))
def test_what_is_shown_reads_as_the_same_day(day, shown):
    assert read_date(shown(day)) == ReadDate(day, candidates=(day,))


FULL_WIDTH = str.maketrans("0123456789./R", "０１２３４５６７８９．／Ｒ")


@given(readable_days, st.sampled_from([wareki, wareki_short]))
def test_full_width_reads_as_the_same_day(day, shown):
    assert read_date(shown(day).translate(FULL_WIDTH)).day == day


@given(readable_days, readable_days)
def test_two_days_in_a_cell_are_both_candidates(one, other):
    read = read_date(f"{wareki(one)}～{wareki_short(other)}")
    assert read.candidates == tuple(sorted({one, other}))
    assert (read.question == "several_dates") == (one != other)


@given(st.text(max_size=300) | st.text("令和平成元年月日一二三十〇0123456789./-() RHSTM水曜付~", max_size=210))
def test_any_text_is_read_or_refused_with_a_code(text):
    read = read_or_refused(text)
    if isinstance(read, UnreadableDate):
        assert read.code in {"no_such_day", "unreadable_date", "date_incomplete"}
    else:
        assert read.day == read.candidates[0]
        assert ("text_beside_date" in read.warnings) == bool(read.left_over)


def read_or_refused(text):
    try:
        return read_date(text)
    except UnreadableDate as refused:
        return refused
