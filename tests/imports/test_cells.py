"""One cell, one value."""

from datetime import date, datetime

import pytest

from registry.domain.vocabulary import (
    AgreementType,
    MeetingChannel,
    MeetingStatus,
    MeetingType,
    OrganizationKind,
    ProjectState,
)
from registry.imports import cells
from registry.imports.headings_cells import (
    AGREEMENT_TYPES,
    MEETING_CHANNELS,
    MEETING_STATUSES,
    MEETING_TYPES,
    ORGANIZATION_KINDS,
    PROJECT_STATES,
)
from registry.imports.notes import Notes, Place


def place(value=""):
    return Place(Notes(), 2, "column", str(value))


def code(reader, cell):
    with pytest.raises(cells.BadCell) as raised:
        reader(cell, place(cell))
    return raised.value.code


@pytest.mark.parametrize(
    ("cell", "values"),
    [
        ("A", ["A"]),
        ("A、B", ["A", "B"]),
        ("A;B；C\nD､E", ["A", "B", "C", "D", "E"]),
        (" A 、\n、 B ", ["A", "B"]),
        ("A,B", ["A,B"]),
        ("大学(工学部、農学部)、B", ["大学(工学部、農学部)", "B"]),
        ("A（B；C）", ["A（B；C）"]),
        ("A(B、C", ["A(B", "C"]),
        ("", []),
    ],
)
def test_several_values_stand_in_one_cell(cell, values):
    assert list(cells.split(cell)) == values


@pytest.mark.parametrize(
    ("cell", "parties", "observers"),
    [
        ("A", ["A"], []),
        ("A(オブザーバー:B)", ["A"], ["B"]),
        ("A（オブザーバー：B）", ["A"], ["B"]),
        ("A (ｵﾌﾞｻﾞｰﾊﾞｰ: B、㈱C) 、D", ["A", "D"], ["B", "㈱C"]),
        ("A\n(オブザーバ:B)", ["A"], ["B"]),
        ("A(observer:B)", ["A"], ["B"]),
        ("A、オブザーバー：B", ["A"], ["B"]),
        ("(株)A（オブザーバー:(株)B(支店)）", ["(株)A"], ["(株)B(支店)"]),
        ("A(東京)", ["A(東京)"], []),
    ],
)
def test_observers_stand_in_brackets_behind_a_party(cell, parties, observers):
    read = cells.parties(cell, place(cell))
    assert (list(read.parties), list(read.observers)) == (parties, observers)


@pytest.mark.parametrize(
    ("cell", "months"),
    [
        ("12", 12), ("１２", 12), ("12か月", 12), ("12ヶ月", 12), ("12ヵ月", 12), ("12カ月", 12), ("12箇月", 12),
        ("12月", 12), ("1年", 12), ("１年間", 12), ("一年", 12), ("2年ごと", 24), ("1年6か月", 18),
        ("3か月前", 3), ("十二か月", 12),
        ("12 months", 12), ("1 year", 12), ("無", None), ("なし", None), ("×", None), ("✕", None), ("0", 0),
    ],
)  # fmt: skip
def test_a_term_is_read_in_months(cell, months):
    at = place(cell)
    assert cells.renewal_months(cell, at) == months
    assert at.notes.warnings == []


@pytest.mark.parametrize("cell", ["有", "○", "◯", "〇", "あり", "有り"])
def test_a_renewal_without_a_term_is_a_year_and_said_so(cell):
    at = place(cell)
    assert cells.renewal_months(cell, at) == 12
    assert [warning.code for warning in at.notes.warnings] == ["assumed_twelve_months"]


@pytest.mark.parametrize("cell", ["年", "90日", "1年?", "-12", "1.5", "9999年", "いつか"])
def test_what_is_no_term_is_an_unknown_value(cell):
    assert code(cells.months, cell) == "unknown_value"


@pytest.mark.parametrize(
    ("cell", "value"), [("○", True), ("〇", True), ("◯", True), ("×", False), ("Ｘ", False), ("✕", False)]
)
def test_a_mark_is_a_circle_or_a_cross(cell, value):
    assert cells.mark(cell, place(cell)) is value


def test_another_mark_is_an_unknown_value():
    assert code(cells.mark, "△") == "unknown_value"


@pytest.mark.parametrize(
    ("words", "cell", "value"),
    [
        (ORGANIZATION_KINDS, "企業", OrganizationKind.COMPANY),
        (ORGANIZATION_KINDS, "学術機関", OrganizationKind.ACADEMIC),
        (ORGANIZATION_KINDS, "金融機関", OrganizationKind.FINANCIAL),
        (ORGANIZATION_KINDS, "団体", OrganizationKind.ASSOCIATION),
        (ORGANIZATION_KINDS, "未分類", OrganizationKind.UNCLASSIFIED),
        (ORGANIZATION_KINDS, "Company", OrganizationKind.COMPANY),
        (AGREEMENT_TYPES, "包括", AgreementType.COMPREHENSIVE),
        (AGREEMENT_TYPES, "個別", AgreementType.INDIVIDUAL),
        (AGREEMENT_TYPES, "individual", AgreementType.INDIVIDUAL),
        (MEETING_TYPES, "ｱﾌﾟﾛｰﾁ", MeetingType.APPROACH),
        (MEETING_TYPES, "協議", MeetingType.CONSULTATION),
        (MEETING_TYPES, "担当者会議", MeetingType.LIAISON),
        (MEETING_TYPES, "その他", MeetingType.OTHER),
        (MEETING_STATUSES, "実施", MeetingStatus.HELD),
        (MEETING_STATUSES, "予定", MeetingStatus.PLANNED),
        (MEETING_STATUSES, "中止", MeetingStatus.CANCELLED),
        (MEETING_CHANNELS, "対面", MeetingChannel.IN_PERSON),
        (MEETING_CHANNELS, "オンライン", MeetingChannel.ONLINE),
        (MEETING_CHANNELS, "in_person", MeetingChannel.IN_PERSON),
        (PROJECT_STATES, "提案", ProjectState.PROPOSED),
        (PROJECT_STATES, "実施中", ProjectState.ACTIVE),
        (PROJECT_STATES, "完了", ProjectState.COMPLETED),
        (PROJECT_STATES, "中止", ProjectState.CANCELLED),
        (PROJECT_STATES, "休止", ProjectState.SUSPENDED),
    ],
)
def test_words_are_read_in_both_languages(words, cell, value):
    assert cells.word(words)(cell, place(cell)) is value


def test_a_word_that_no_table_has_is_an_unknown_value():
    assert code(cells.word(AGREEMENT_TYPES), "特別") == "unknown_value"


@pytest.mark.parametrize(
    ("cell", "day", "warned", "asked"),
    [
        ("令和2年4月1日", date(2020, 4, 1), [], []),
        ("Ｒ２／４／１", date(2020, 4, 1), [], []),
        ("20200401", date(2020, 4, 1), [], []),
        (date(2020, 4, 1), date(2020, 4, 1), [], []),
        (datetime(2020, 4, 1), date(2020, 4, 1), [], []),  # noqa: DTZ001
        ("平成31年5月1日", date(2019, 5, 1), ["era_out_of_range"], []),
        ("継続(平成7年8月25日)", date(1995, 8, 25), ["text_beside_date"], []),
        ("H30.4.1 H29.4.1", date(2017, 4, 1), [], ["several_dates"]),
    ],
)
def test_a_day_is_read_with_what_a_person_should_look_at(cell, day, warned, asked):
    at = place(cell)
    assert cells.day(cell, at) == day
    assert [each.code for each in at.notes.warnings] == warned
    assert [each.code for each in at.notes.questions] == asked


@pytest.mark.parametrize(
    ("cell", "expected"),
    [("平成31年2月29日", "no_such_day"), ("令和2年", "date_incomplete"), ("未定", "unreadable_date")],
)
def test_what_is_no_day_has_its_own_code(cell, expected):
    assert code(cells.day, cell) == expected


def test_a_corporate_number_is_read_in_every_width():
    assert cells.corporate_number("Ｔ8999901000017", place()) == "8999901000017"
    assert code(cells.corporate_number, "8999901000018") == "bad_corporate_number"


def test_a_text_longer_than_its_column_is_an_error():
    assert cells.Text(longest=3)("あいう", place()) == "あいう"
    assert code(cells.Text(longest=3), "あいうえ") == "too_long"
    assert code(cells.names(longest=3), "あ、いうえお") == "too_long"


def test_a_line_break_in_a_title_becomes_a_space_and_stays_in_a_summary():
    assert cells.Text()("一\n二", place()) == "一 二"
    assert cells.Text(one_line=False)("一\n二", place()) == "一\n二"
