"""Whole registers as offices have them, the same one in every format: one plan. Reckoned by hand."""

import dataclasses
from datetime import date

import pytest

from registry.domain.drafts import ProjectDraft
from registry.domain.known import Known
from tests.imports.files import counts, errors, questions, stored, warnings, with_records
from tests.imports.registers import EVERY_FORMAT, FORMATS, THREE_COMPANIES, agreement, drafts, read

N = None
KNOWN = THREE_COMPANIES
HEAD = ["番号", "協定名", "締結日", "相手方"]


REGISTER = [
    [N, "試験市　連携協定一覧表", N, N, N, N, N, N],
    [N, N, N, N, N, N, N, "令和3年3月31日現在"],
    [N] * 8,
    [N, "№", "協定名称", "締結年月日", "有効期間", N, "協定締結先", "備考"],
    [N, N, N, N, "開始", "終了", N, N],
    [N, "【平成31年度】", N, N, N, N, N, N],
    [N, 1, "包括連携協定", date(2019, 4, 1), "H31.4.1", "Ｒ４．３．３１", "㈱一（オブザーバー：㈱二）", N],
    [N, "小計", N, N, N, N, "１件", N],
    [N, "試験市　連携協定一覧表", N, N, N, N, N, N],
    [N, "№", "協定名称", "締結年月日", "有効期間", N, "協定締結先", "備考"],
    [N, N, N, N, "開始", "終了", N, N],
    [N, "令和２年度", N, N, N, N, N, N],
    [N, 2, "健康づくり協定", "継続(平成7年8月25日)", "－", "－", "㈱一", N],
    [N, N, N, N, N, N, "㈱二", N],
    [N, N, N, N, N, N, "㈱三", N],
    [N, 3, "防災協定", "R2.4.1", N, N, "㈱三", "要確認"],
    [N, 4, N, N, N, N, N, N],
    [N, "小計", N, N, N, N, "２件", N],
    [N, "合　　計", N, N, N, N, "計 3件", N],
    [N, "※ 有効期間は協定書による。", N, N, N, N, N, N],
    [N, "(注)自動更新を含む。", N, N, N, N, N, N],
    [N, "以上", N, N, N, N, N, N],
]
HEADINGS_MERGED = ("B4:B5", "C4:C5", "D4:D5", "E4:F4", "G4:G5", "H4:H5")
HEADINGS_AGAIN = ("B10:B11", "C10:C11", "D10:D11", "E10:F10", "G10:G11", "H10:H11")
RECORD_MERGED = ("B13:B15", "C13:C15", "D13:D15", "E13:E15", "F13:F15", "H13:H15")
MERGES = ("B1:H1", "B6:H6", *HEADINGS_MERGED, *HEADINGS_AGAIN, "B12:H12", *RECORD_MERGED, "B20:H20", "B21:H21")
AGREEMENTS = [
    agreement(
        "1", "包括連携協定", date(2019, 4, 1), 1, observers=(2,),
        effective_on=date(2019, 4, 1), expires_on=date(2022, 3, 31),
    ),
    agreement("2", "健康づくり協定", date(1995, 8, 25), 1, 2, 3),
    agreement("3", "防災協定", date(2020, 4, 1), 3, notes="要確認"),
]  # fmt: skip


@FORMATS
def test_a_register_is_read_with_all_that_stands_around_its_records(file):
    plan = read("agreements", file, REGISTER, MERGES)
    assert drafts(plan) == AGREEMENTS
    assert counts(plan) == (5, 3, 0, 0)
    assert warnings(plan) == [(13, "締結年月日", "継続(平成7年8月25日)", "text_beside_date")]
    assert (questions(plan), errors(plan)) == ([], [])


def test_the_same_register_as_csv_gives_the_same_records_and_asks_where_merged_cells_are_lost():
    plan = read("agreements", "a.csv", REGISTER)
    assert drafts(plan) == AGREEMENTS
    assert questions(plan) == [
        (14, "協定締結先", "㈱二", "continued_row"),
        (15, "協定締結先", "㈱三", "continued_row"),
    ]
    accepted = frozenset((each.code, each.fact) for each in plan.report.questions)
    assert questions(read("agreements", "a.csv", REGISTER, known=dataclasses.replace(KNOWN, accepted=accepted))) == []


def test_the_same_register_as_csv_with_its_numbers_written_out_asks_nothing():
    rows = [list(row) for row in REGISTER]
    for row in rows[13:15]:
        row[1:4] = rows[12][1:4]
    plan = read("agreements", "a.csv", rows)
    assert (drafts(plan), questions(plan), errors(plan)) == (AGREEMENTS, [], [])


WITHOUT_NUMBERS = [HEAD[1:], ["協定", "R2.4.1", "㈱一"], [N, N, "㈱二"], [N, N, "㈱三"], ["協定", "R2.4.1", "㈱一"]]


@FORMATS
def test_rows_under_one_merged_title_and_day_are_one_record_and_it_is_said(file):
    plan = read("agreements", file, WITHOUT_NUMBERS, ("A2:A4", "B2:B4"))
    day = date(2020, 4, 1)
    assert drafts(plan) == [agreement(N, "協定", day, 1, 2, 3), agreement(N, "協定", day, 1)]
    assert warnings(plan) == [(3, "協定名", "協定", "merged_rows"), (4, "協定名", "協定", "merged_rows")]
    assert counts(plan) == (4, 2, 0, 0)


@FORMATS
def test_the_same_merged_file_twice_changes_nothing(file):
    plan = read("agreements", file, WITHOUT_NUMBERS, ("A2:A4", "B2:B4"))
    records = tuple(stored(place, one.draft, key=one.key) for place, one in enumerate(plan.creations, start=11))
    again = read("agreements", file, WITHOUT_NUMBERS, ("A2:A4", "B2:B4"), with_records(KNOWN, agreements=records))
    assert counts(again) == (4, 0, 0, 2)


@FORMATS
@pytest.mark.parametrize(
    ("rows", "merges", "records"),
    [
        # one day over three agreements, each with its own title
        ([["一", "R2.4.1", "㈱一"], ["二", N, "㈱二"]], ("B2:B3",), [("一", 1, 1), ("二", 1, 2)]),
        # one title over agreements of different days
        ([["一", "R2.4.1", "㈱一"], [N, "R2.4.2", "㈱二"]], ("A2:A3",), [("一", 1, 1), ("一", 2, 2)]),
        # one party over its agreements
        ([["一", "R2.4.1", "㈱一"], ["二", "R2.4.2", N]], ("C2:C3",), [("一", 1, 1), ("二", 2, 1)]),
        # a record that is two rows high, all of it merged
        (
            [["一", "R2.4.1", "㈱一"], [N, N, N], ["二", "R2.4.2", "㈱二"]],
            ("A2:A3", "B2:B3", "C2:C3"),
            [("一", 1, 1), ("二", 2, 2)],
        ),
    ],
)
def test_a_merged_value_holds_in_each_of_its_rows(file, rows, merges, records):
    plan = read("agreements", file, [HEAD[1:], *rows], merges)
    assert drafts(plan) == [agreement(N, title, date(2020, 4, day), body) for title, day, body in records]
    assert counts(plan) == (len(records), len(records), 0, 0)
    assert (questions(plan), errors(plan)) == ([], [])


@FORMATS
@pytest.mark.parametrize(
    ("number", "code"), [(N, "merged_rows_differ"), (1, "number_twice")], ids=["without a number", "with a number"]
)
def test_merged_rows_that_say_two_things_are_an_error_and_never_two_records(file, number, code):
    rows = [[*HEAD, "備考"], [number, "一", "R2.4.1", "㈱一", "甲"], [N, N, N, "㈱二", "乙"]]
    plan = read("agreements", file, rows, ("A2:A3", "B2:B3", "C2:C3"))
    assert errors(plan) == [(3, "備考", "乙", code)]
    assert counts(plan)[1] == 0


@FORMATS
def test_rows_with_numbers_of_their_own_stay_records_of_their_own(file):
    plan = read("agreements", file, [HEAD, [1, "一", "R2.4.1", "㈱一"], [2, N, N, "㈱二"]], ("B2:B3", "C2:C3"))
    assert [(draft.number, draft.title) for draft in drafts(plan)] == [("1", "一"), ("2", "一")]


@FORMATS
def test_the_city_may_stand_in_the_first_of_merged_rows(file):
    plan = read(
        "agreements", file, [HEAD, [1, "一", "R2.4.1", "試験市"], [N, N, N, "㈱二"]], ("A2:A3", "B2:B3", "C2:C3")
    )
    assert drafts(plan) == [agreement("1", "一", date(2020, 4, 1), 2)]
    assert [code for *_, code in warnings(plan)] == ["own_city"]


def test_the_city_alone_is_no_party_of_an_agreement_that_is_registered_either():
    known = with_records(KNOWN, agreements=(stored(11, agreement("1", "一", date(2020, 4, 1), 1)),))
    plan = read("agreements", "a.csv", [HEAD, [1, "一", "R2.4.1", "試験市"]], known=known)
    assert errors(plan) == [(2, "相手方", "試験市", "required")]


@FORMATS
def test_a_bad_merged_cell_is_one_error(file):
    plan = read("agreements", file, [HEAD, [1, "一", "未定", "㈱一"], [N, N, N, "㈱二"]], ("A2:A3", "B2:B3", "C2:C3"))
    assert errors(plan) == [(2, "締結日", "未定", "unreadable_date")]


@pytest.mark.parametrize(
    ("rows", "row", "column"),
    [
        ([["締結日", "相手方"], ["R2.4.1", "㈱一"], [N, "㈱二"]], 3, "締結日"),  # no column says what it goes on with
        ([HEAD, [1, "一", "R2.4.1", "㈱一"], [2, N, N, "㈱二"]], 3, "締結日"),  # it has a number of its own
        ([HEAD, [1, "一", "R2.4.1", "㈱一"], [N, "二", N, "㈱二"]], 3, "締結日"),
        ([HEAD, [1, "一", "R2.4.1", "㈱一"], [N, N, N, N], [N, N, N, "㈱二"]], 4, "締結日"),  # not right below
        ([HEAD, [N, N, N, "㈱二"]], 2, "締結日"),
    ],
)
def test_a_row_with_only_a_party_is_an_error_where_it_goes_on_with_nothing(rows, row, column):
    plan = read("agreements", "a.csv", rows)
    assert errors(plan) == [(row, column, "", "required")]
    assert questions(plan) == []


@EVERY_FORMAT
@pytest.mark.parametrize(
    ("heading", "cells", "expected"),
    [
        (["有効期間", N, N], ["R2.4.1", "～", "R5.3.31"], (date(2020, 4, 1), date(2023, 3, 31))),
        (["有効期間", N, N], [date(2020, 4, 1), "～", date(2023, 3, 31)], (date(2020, 4, 1), date(2023, 3, 31))),
        (["有効期間", N, N], [date(2020, 4, 1), "～", N], (date(2020, 4, 1), None)),
        (["有効期間(開始)", "有効期間(終了)", N], ["R2.4.1", "R5.3.31", N], (date(2020, 4, 1), date(2023, 3, 31))),
    ],
)
def test_a_term_may_have_several_columns_under_one_heading(file, heading, cells, expected):
    merges = ("C1:E1",) if heading[1] is N else ()
    plan = read("agreements", file, [["締結日", "相手方", *heading], ["R2.4.1", "㈱一", *cells]], merges)
    assert [(draft.effective_on, draft.expires_on) for draft in drafts(plan)] == [expected]
    assert (warnings(plan), errors(plan)) == ([], [])


@FORMATS
def test_a_cell_merged_over_both_columns_of_a_term_is_a_whole_term(file):
    rows = [["締結日", "相手方", "有効期間", N], [N, N, "自", "至"], ["R2.4.1", "㈱一", "締結日から1年間", N]]
    plan = read("agreements", file, rows, ("A1:A2", "B1:B2", "C1:D1", "C3:D3"))
    assert warnings(plan) == [(3, "有効期間 自", "締結日から1年間", "unreadable_term")]
    assert counts(plan) == (1, 1, 0, 0)


def test_a_column_of_its_own_comes_before_the_term_and_a_difference_is_said():
    rows = [["締結日", "相手方", "有効期間", "満了日"], ["R2.4.1", "㈱一", "R2.4.1～R5.3.31", "R4.3.31"]]
    plan = read("agreements", "a.csv", rows)
    assert drafts(plan)[0].expires_on == date(2022, 3, 31)
    assert warnings(plan) == [(2, "有効期間", "R2.4.1～R5.3.31", "term_differs")]


@EVERY_FORMAT
def test_a_ditto_mark_says_what_the_record_above_says(file):
    rows = [
        HEAD,
        [1, "協定", "R2.4.1", "㈱一"],
        [2, "〃", "〃", "㈱二"],
        ["小計", N, N, "2件"],
        [3, "同上", "R2.5.1", "〃"],
    ]
    days = (date(2020, 4, 1), date(2020, 4, 1), date(2020, 5, 1))
    plan = read("agreements", file, rows)
    assert drafts(plan) == [
        agreement(str(place), "協定", day, body)
        for place, (day, body) in enumerate(zip(days, (1, 2, 2), strict=True), start=1)
    ]


def test_a_row_of_ditto_marks_under_blank_cells_is_blank():
    plan = read("agreements", "a.csv", [[*HEAD, "備考"], [1, "協定", "R2.4.1", "㈱一"], [N, N, N, N, "〃"]])
    assert (counts(plan), errors(plan)) == ((1, 1, 0, 0), [])


def test_a_ditto_mark_under_no_record_is_no_day():
    plan = read("agreements", "a.csv", [HEAD, [1, "協定", "〃", "㈱一"]])
    assert errors(plan) == [(2, "締結日", "〃", "unreadable_date")]


@FORMATS
def test_rows_under_one_merged_name_of_an_organization_are_one_organization(file):
    rows = [["名称", "区分", "グループ"], ["㈱四", "企業", "甲"], [N, N, N], ["㈱五", N, N]]
    plan = read("organizations", file, rows, ("A2:A3", "C2:C3"))
    assert [(body.draft.name, body.draft.groups) for body in plan.bodies] == [("㈱四", ("甲",)), ("㈱五", ())]
    rows[2] = [N, "企業", N]
    assert len(read("organizations", file, rows, ("A2:A3", "C2:C3")).bodies) == 2


def test_projects_and_organizations_have_their_terms_in_one_cell_too():
    rows = [["事業名", "主管課", "実施期間"], ["健康教室", "健康課", "R2.4.1～R3.3.31"]]
    known = dataclasses.replace(Known(), departments=frozenset({"健康課"}))
    plan = read("projects", "a.csv", rows, known=known)
    assert drafts(plan) == [ProjectDraft("健康教室", "健康課", date(2020, 4, 1), date(2021, 3, 31))]
    (body,) = read("organizations", "a.csv", [["名称", "対象期間"], ["㈱四", "R2.4.1～"]]).bodies
    assert (body.draft.target_from, body.draft.target_until) == (date(2020, 4, 1), None)
