"""Cells as offices have them: what each is worth, and what is said about it. Reckoned by hand from the contract."""

from datetime import date

import pytest

from registry.domain.vocabulary import AgreementType, OrganizationKind, PartyRole
from tests.imports.files import bodies, planned
from tests.imports.registers import register_csv

APRIL_2020 = date(2020, 4, 1)
MARCH_2023 = date(2023, 3, 31)
COMPANY, ACADEMIC, FINANCIAL, ASSOCIATION, UNCLASSIFIED = OrganizationKind
KNOWN = bodies("株式会社ルネサンス", "試験大学")


def plan_of(heading: str, cell: str, kind: str = "agreements"):
    """The plan of a file with one row, in which one cell is tried."""
    filled = {
        "agreements": {"協定名": "連携協定", "締結日": "R2.4.1", "相手方": "㈱甲"},
        "organizations": {"名称": "㈱甲", "所在地": "試験市1"},
        "meetings": {"開催日": "R2.4.1", "件名": "相談"},
    }[kind]
    row = filled | {heading: cell}
    return planned(kind, register_csv([[*row], [*row.values()]]), KNOWN)


def said(plan) -> set[str]:
    """The codes of everything that is said, however often."""
    report = plan.report
    return {problem.code for problem in (*report.warnings, *report.questions, *report.errors)}


def words(plan, code: str) -> object:
    (problem,) = (problem for problem in plan.report.warnings if problem.code == code)
    return problem.message.values["words"]


@pytest.mark.parametrize(
    "cell",
    [
        "令和2年4月1日", "令和２年４月１日", "令和 2 年 4 月 1 日", "令和　２年　４月　１日", "令和2年\n4月1日",
        "R2.4.1", "r2.4.1", "Ｒ２．４．１", "Ｒ２／４／１", "R02.04.01", "R2-4-1", "令2.4.1", "令和2.4.1",
        "令和二年四月一日", "2020-04-01", "2020/4/1", "2020.4.1", "20200401", "２０２０年４月１日",
        "２０２０／０４／０１", "西暦2020年4月1日", "令和2年(2020年)4月1日", "2020年（令和2年）4月1日",
        "令和2年4月1日(水)", "令和2年4月1日（水）", "令和2年4月1日付", "2020-04-01 00:00:00",
    ],
)  # fmt: skip
def test_one_day_in_every_notation(cell):
    plan = plan_of("締結日", cell)
    assert said(plan) == set()
    assert [record.draft.concluded_on for record in plan.creations] == [APRIL_2020]


@pytest.mark.parametrize(
    ("cell", "day", "codes"),
    [
        ("令和元年5月1日", date(2019, 5, 1), ""), ("R1.5.1", date(2019, 5, 1), ""),
        ("平成三十一年四月三十日", date(2019, 4, 30), ""), ("H31.4.30", date(2019, 4, 30), ""),
        ("S63.12.31", date(1988, 12, 31), ""), ("継続(平成7年8月25日)", date(1995, 8, 25), "text_beside_date"),
        ("継続（平成７年８月２５日）", date(1995, 8, 25), "text_beside_date"),
        ("H8.10.23(改正)", date(1996, 10, 23), "text_beside_date"),
        ("Ｈ８．１０．２３（改正）", date(1996, 10, 23), "text_beside_date"),
        ("R2.4.1締結", APRIL_2020, "text_beside_date"), ("新規 R2.4.1", APRIL_2020, "text_beside_date"),
        ("令和2年4月1日 更新", APRIL_2020, "text_beside_date"), ("R2.4.1頃", APRIL_2020, "text_beside_date"),
        ("平成31年5月1日", date(2019, 5, 1), "era_out_of_range"), ("H32.4.1", APRIL_2020, "era_out_of_range"),
        ("令和元年4月30日", date(2019, 4, 30), "era_out_of_range"),
        ("昭和64年1月8日", date(1989, 1, 8), "era_out_of_range"),
        ("継続(平成31年5月1日)", date(2019, 5, 1), "era_out_of_range text_beside_date"),
        ("R2.4.1、R3.4.1", APRIL_2020, "several_dates"), ("R3.4.1、R2.4.1", APRIL_2020, "several_dates"),
        ("R2.4.1\nR3.4.1", APRIL_2020, "several_dates"), ("R2.4.1～R5.3.31", APRIL_2020, "several_dates"),
        ("令和2年4月1日、5月1日", APRIL_2020, "several_dates"),
        ("令和3年4月1日(当初令和2年4月1日)", APRIL_2020, "several_dates text_beside_date"),
        ("平成31年2月29日", None, "no_such_day"), ("R2.2.30", None, "no_such_day"),
        ("2021-02-29", None, "no_such_day"), ("令和2年13月1日", None, "no_such_day"),
        ("Ｒ３．４．３１", None, "no_such_day"), ("令和2年", None, "date_incomplete"),
        ("令和2年度", None, "date_incomplete"), ("令和２年４月", None, "date_incomplete"),
        ("R2.4", None, "date_incomplete"), ("Ｈ３１", None, "date_incomplete"),
        ("2020年", None, "date_incomplete"), ("2020/4", None, "date_incomplete"),
        ("4月1日", None, "date_incomplete"), ("未定", None, "unreadable_date"), ("不明", None, "unreadable_date"),
        ("調整中", None, "unreadable_date"), ("？", None, "unreadable_date"), ("43922", None, "unreadable_date"),
        ("", None, "required"), ("－", None, "required"), ("―", None, "required"),
    ],
)  # fmt: skip
def test_a_day(cell, day, codes):
    plan = plan_of("締結日", cell)
    assert said(plan) == set(codes.split())
    assert [record.draft.concluded_on for record in plan.creations] == ([day] if day else [])


@pytest.mark.parametrize(
    ("cell", "left_over"),
    [("継続(平成7年8月25日)", "継続"), ("H8.10.23（改正）", "改正"), ("令和2年4月1日 更新(3回目)", "更新(3回目)")],
)
def test_the_words_beside_a_day_are_named(cell, left_over):
    assert words(plan_of("締結日", cell), "text_beside_date") == left_over


@pytest.mark.parametrize(
    "cell",
    [
        "R2.4.1～R5.3.31", "Ｒ２．４．１～Ｒ５．３．３１", "R2.4.1〜R5.3.31", "R2.4.1~R5.3.31",
        "R2.4.1 - R5.3.31", "R2.4.1\n～\nR5.3.31", "2020/4/1－2023/3/31", "2020-04-01～2023-03-31",
        "令和2年4月1日～令和5年3月31日", "令和２年４月１日から令和５年３月３１日まで",
        "令和2年4月1日～5年3月31日", "自 令和2年4月1日 至 令和5年3月31日",
    ],
)  # fmt: skip
def test_one_term_in_every_notation(cell):
    plan = plan_of("有効期間", cell)
    assert said(plan) == set()
    assert [(one.draft.effective_on, one.draft.expires_on) for one in plan.creations] == [(APRIL_2020, MARCH_2023)]


@pytest.mark.parametrize(
    ("cell", "start", "end", "renewal", "codes"),
    [
        ("R2.4.1～", APRIL_2020, None, None, ""), ("令和2年4月1日から", APRIL_2020, None, None, ""),
        ("～R5.3.31", None, MARCH_2023, None, ""), ("R5.3.31まで", None, MARCH_2023, None, ""),
        ("令和5年3月31日迄", None, MARCH_2023, None, ""), ("締結日～R5.3.31", None, MARCH_2023, None, ""),
        ("締結の日から令和5年3月31日まで", None, MARCH_2023, None, ""),
        ("R2.4.1～R5.3.31(自動更新)", APRIL_2020, MARCH_2023, 12, "assumed_twelve_months"),
        ("R2.4.1～R5.3.31（自動更新あり）", APRIL_2020, MARCH_2023, 12, "assumed_twelve_months"),
        ("R2.4.1～R5.3.31（以後１年ごとに自動更新）", APRIL_2020, MARCH_2023, 12, ""),
        ("R2.4.1～R5.3.31 以降3年毎自動更新", APRIL_2020, MARCH_2023, 36, ""),
        ("R2.4.1～R5.3.31(以後6か月ごとに自動更新)", APRIL_2020, MARCH_2023, 6, ""),
        ("R2.4.1～R5.3.31(自動更新なし)", APRIL_2020, MARCH_2023, None, ""),
        ("R2.4.1～R5.3.31(更新あり)", APRIL_2020, MARCH_2023, None, "text_beside_date"),
        ("R2.4.1～R5.3.31(予定)", APRIL_2020, MARCH_2023, None, "text_beside_date"),
        ("R2.4.1～5.3.31", APRIL_2020, None, None, "text_beside_date"),
        ("R2.4.1から1年間", APRIL_2020, None, None, "text_beside_date"),
        ("R2.4.1から1年間(自動更新)", APRIL_2020, None, None, "text_beside_date"),
        ("締結日から1年間(自動更新)", None, None, None, "unreadable_term"),
        ("締結の日から１年間", None, None, None, "unreadable_term"),
        ("1年間", None, None, None, "unreadable_term"), ("自動更新", None, None, None, "unreadable_term"),
        ("別途協議", None, None, None, "unreadable_term"),
        ("令和2年度～令和4年度", None, None, None, "unreadable_term"),
        ("R2.4～R5.3", None, None, None, "unreadable_term"), ("R5.3.31", None, None, None, "unreadable_term"),
        ("R2.4.1、R3.4.1", None, None, None, "unreadable_term"),
        ("R2.4.1～R3.3.31、R3.4.1～R4.3.31", None, None, None, "unreadable_term"),
        ("無期限", None, None, None, ""), ("期限の定めなし", None, None, None, ""),
        ("永年", None, None, None, ""), ("", None, None, None, ""), ("－", None, None, None, ""),
        ("平成31年4月1日～平成35年3月31日", date(2019, 4, 1), MARCH_2023, None, "era_out_of_range"),
    ],
)  # fmt: skip
def test_a_term(cell, start, end, renewal, codes):
    plan = plan_of("有効期間", cell)
    assert said(plan) == set(codes.split())
    (draft,) = (record.draft for record in plan.creations)
    assert (draft.effective_on, draft.expires_on, draft.auto_renewal_months) == (start, end, renewal)


@pytest.mark.parametrize(
    ("cell", "code"), [("R2.4.1～R5.2.29", "no_such_day"), ("R5.4.1～R2.3.31", "dates_out_of_order")]
)
def test_a_term_that_cannot_be_is_an_error_of_its_column(cell, code):
    plan = plan_of("有効期間", cell)
    assert [(error.column, error.value, error.code) for error in plan.report.errors] == [("有効期間", cell, code)]


@pytest.mark.parametrize(
    ("cell", "code", "left_over"),
    [
        ("締結日から1年間(自動更新)", "unreadable_term", "締結日から1年間(自動更新)"),
        ("R2.4.1から1年間", "text_beside_date", "1年間"),
        ("R2.4.1～R5.3.31(予定)", "text_beside_date", "予定"),
        ("R2.4.1～5.3.31", "text_beside_date", "5.3.31"),
    ],
)
def test_what_of_a_term_was_not_read_is_named(cell, code, left_over):
    assert words(plan_of("有効期間", cell), code) == left_over


@pytest.mark.parametrize(
    ("cell", "parties", "observers", "codes"),
    [
        ("㈱甲", "㈱甲", "", ""), ("㈱甲、乙大学", "㈱甲 乙大学", "", ""),
        ("㈱甲､乙大学", "㈱甲 乙大学", "", ""), ("㈱甲\n乙大学", "㈱甲 乙大学", "", ""),
        ("㈱甲;乙大学", "㈱甲 乙大学", "", ""), ("㈱甲；乙大学", "㈱甲 乙大学", "", ""),
        ("㈱甲、\n乙大学、", "㈱甲 乙大学", "", ""), ("㈱甲、㈱甲", "㈱甲", "", ""),
        ("㈱甲、（株）甲", "㈱甲", "", ""), ("㈱甲(オブザーバー:乙大学)", "㈱甲", "乙大学", ""),
        ("㈱甲（オブザーバー：乙大学）", "㈱甲", "乙大学", ""),
        ("㈱甲（オブザーバー:乙大学)", "㈱甲", "乙大学", ""),
        ("㈱甲(ｵﾌﾞｻﾞｰﾊﾞｰ：乙大学)", "㈱甲", "乙大学", ""),
        ("㈱甲 （ オブザーバー ： 乙大学、丙銀行 ）", "㈱甲", "乙大学 丙銀行", ""),
        ("㈱甲（オブザーバー：乙大学）、丙銀行", "㈱甲 丙銀行", "乙大学", ""),
        ("㈱ルネサンス", "株式会社ルネサンス", "", ""), ("（株）ルネサンス", "株式会社ルネサンス", "", ""),
        ("㈱ﾙﾈｻﾝｽ", "株式会社ルネサンス", "", ""), ("株式会社　ルネサンス", "株式会社ルネサンス", "", ""),
        ("㍿ルネサンス", "株式会社ルネサンス", "", ""),
        ("株ルネサンス", "株ルネサンス", "", "possible_duplicate kind_unknown"),
        ("ルネサンス", "ルネサンス", "", "possible_duplicate kind_unknown"),
        ("ルネサンス株式会社", "ルネサンス株式会社", "", "possible_duplicate"),
        ("ルネサンス(株)", "ルネサンス(株)", "", "possible_duplicate"),
        ("国立大学法人試験大学", "国立大学法人試験大学", "", "possible_duplicate"),
        ("佐倉市長", "佐倉市長", "", "post_title kind_unknown"),
        ("佐倉市長 山田太郎", "佐倉市長 山田太郎", "", "post_title kind_unknown"),
        ("㈱甲 支店長", "㈱甲 支店長", "", "post_title"),
        ("㈱甲　代表取締役　山田太郎", "㈱甲　代表取締役　山田太郎", "", "post_title"),
        ("乙大学学長", "乙大学学長", "", "post_title"), ("試験市、㈱甲", "㈱甲", "", "own_city"),
        ("試験市\n㈱甲", "㈱甲", "", "own_city"), ("謎の会", "謎の会", "", "kind_unknown"),
    ],
)  # fmt: skip
def test_parties(cell, parties, observers, codes):
    plan = plan_of("相手方", cell)
    assert said(plan) == set(codes.split())
    names = {body.id: body.draft.name for body in plan.bodies} | {1: "株式会社ルネサンス", 2: "試験大学"}
    (draft,) = (record.draft for record in plan.creations)
    for role, expected in ((PartyRole.PARTY, parties), (PartyRole.OBSERVER, observers)):
        found = [names[party.organization_id] for party in draft.parties if party.role is role]
        assert " ".join(found) == expected


@pytest.mark.parametrize(("cell", "codes"), [("", "required"), ("－", "required"), ("試験市", "own_city required")])
def test_an_agreement_needs_a_party(cell, codes):
    plan = plan_of("相手方", cell)
    assert (said(plan), plan.creations) == (set(codes.split()), ())


@pytest.mark.parametrize(
    ("name", "kind", "codes"),
    [
        ("甲銀行", FINANCIAL, ""), ("㈱甲銀行", FINANCIAL, ""), ("甲信用金庫", FINANCIAL, ""),
        ("甲生命保険相互会社", FINANCIAL, ""), ("甲損害保険㈱", FINANCIAL, ""), ("甲大学", ACADEMIC, ""),
        ("県立甲高等学校", ACADEMIC, ""), ("甲研究所", ACADEMIC, ""), ("㈱甲研究所", COMPANY, ""),
        ("甲商工会議所", ASSOCIATION, ""), ("ＮＰＯ法人甲", ASSOCIATION, ""), ("(一社)甲", ASSOCIATION, ""),
        ("（公財）甲", ASSOCIATION, ""), ("甲協会", ASSOCIATION, ""), ("㈱甲協会", COMPANY, ""),
        ("㈲甲", COMPANY, ""), ("(同)甲", COMPANY, ""), ("甲農業協同組合", UNCLASSIFIED, "kind_unknown"),
        ("甲", UNCLASSIFIED, "kind_unknown"),
    ],
)  # fmt: skip
def test_the_kind_that_a_name_tells(name, kind, codes):
    plan = plan_of("名称", name, "organizations")
    assert (said(plan), [body.draft.kind for body in plan.bodies]) == (set(codes.split()), [kind])


@pytest.mark.parametrize(
    ("cell", "kind"),
    [
        ("企業", COMPANY), (" 企　業 ", COMPANY), ("学術機関", ACADEMIC), ("金融機関", FINANCIAL),
        ("団体", ASSOCIATION), ("未分類", UNCLASSIFIED), ("", COMPANY), ("－", COMPANY), ("その他", None),
        ("企業？", None),
    ],
)  # fmt: skip
def test_the_kind_that_a_cell_tells(cell, kind):
    plan = plan_of("区分", cell, "organizations")
    assert said(plan) == (set() if kind else {"unknown_value"})
    assert [body.draft.kind for body in plan.bodies] == ([kind] if kind else [])


@pytest.mark.parametrize(
    ("cell", "kind"),
    [
        ("包括", AgreementType.COMPREHENSIVE), ("包括連携協定", AgreementType.COMPREHENSIVE),
        ("個別", AgreementType.INDIVIDUAL), ("個 別 協 定", AgreementType.INDIVIDUAL),
        ("", AgreementType.COMPREHENSIVE), ("－", AgreementType.COMPREHENSIVE), ("特別", None), ("包括？", None),
    ],
)  # fmt: skip
def test_the_type_of_an_agreement(cell, kind):
    plan = plan_of("種別", cell)
    assert said(plan) == (set() if kind else {"unknown_value"})
    assert [record.draft.type for record in plan.creations] == ([kind] if kind else [])


@pytest.mark.parametrize(
    ("cell", "mark"),
    [
        ("○", True), ("〇", True), ("◯", True), ("◎", True), ("有", True), ("×", False), ("✕", False), ("Ｘ", False),
        ("無", False), ("", None), ("－", None), ("―", None),
    ],
)  # fmt: skip
def test_a_mark(cell, mark):
    plan = plan_of("計上", cell, "meetings")
    assert (said(plan), [record.draft.counted for record in plan.creations]) == (set(), [mark])


@pytest.mark.parametrize("cell", ["△", "？", "要確認"])
def test_a_mark_that_nobody_knows_is_an_error(cell):
    assert said(plan_of("計上", cell, "meetings")) == {"unknown_value"}


@pytest.mark.parametrize(
    ("cell", "months", "codes"),
    [
        ("１２か月", 12, ""), ("１年", 12, ""), ("3年ごと", 36, ""), ("有", 12, "assumed_twelve_months"),
        ("○", 12, "assumed_twelve_months"), ("あり", 12, "assumed_twelve_months"), ("無", None, ""), ("×", None, ""),
        ("有(1年)", 12, ""), ("有（３年ごと）", 36, ""), ("1年(自動更新)", 12, ""), ("１年ごとに自動更新", 12, ""),
        ("自動更新(6か月)", 6, ""), ("自動更新", 12, "assumed_twelve_months"), ("自動更新なし", None, ""),
        ("", None, ""), ("－", None, ""),
    ],
)  # fmt: skip
def test_automatic_renewal_beside_a_term(cell, months, codes):
    row = {"締結日": "R2.4.1", "相手方": "㈱甲", "有効期間": "R2.4.1～R5.3.31(自動更新)", "自動更新": cell}
    plan = planned("agreements", register_csv([[*row], [*row.values()]]))
    if cell in {"", "－"}:
        months, codes = 12, "assumed_twelve_months"  # then the term's own words say it
    assert said(plan) == set(codes.split())
    assert [record.draft.auto_renewal_months for record in plan.creations] == [months]
