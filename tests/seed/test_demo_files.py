"""The demonstration files say what seed/README.md says of them; counted without the product."""

import re
import unicodedata
from collections import Counter
from datetime import date

import pytest

from tests.seed.demo_recount import DEMO, SEED, Registry, day, fold, rows, several, state

HEADINGS = {
    "organizations": "名称,ふりがな,区分,法人番号,所在地,対象開始日,対象終了日,グループ,旧名称,備考",
    "agreements": "番号,協定名,種別,締結日,発効日,満了日,自動更新,予告,予告日,終了日,"
    "相手方,オブザーバー,担当課,分野,概要,更新元,備考",
    "meetings": "番号,開催日,種類,状態,形式,相手方,担当課,件名,内容,計上,計上理由",
    "projects": "番号,事業名,協定番号,相手方,主管課,関係課,開始日,終了日,状態",
}
RECORDS = {"organizations": 60, "agreements": 57, "meetings": 368, "projects": 16}
REAL = {"熊本大学", "日本ユニシス㈱", "㈱ルネサンス", "kuru-lab㈱"}
KINDS = ("企業", "学術機関", "金融機関", "団体")
MARCH_31 = {year: date(year + 1, 3, 31) for year in range(2006, 2021)}
AS_OF_UPDATE = date(2021, 12, 20)

# fiscal year: organizations, by kind, in force; chains, in force; population
STANDING = {
    2018: (47, (25, 12, 5, 5), 46, 40, 39, 47),
    2019: (48, (26, 12, 5, 5), 46, 41, 39, 48),
    2020: (49, (27, 12, 5, 5), 47, 43, 41, 49),
}
ORGANIZATIONS_BY_YEAR = (2, 4, 6, 8, 11, 14, 19, 24, 29, 34, 39, 43, 47, 48, 49)
COUNTED_MEETINGS = {2015: 38, 2016: 43, 2017: 47, 2018: 50, 2019: 50, 2020: 50}
# fiscal year: under agreements by lead department, by state; outside any agreement
PROJECTS = {
    2018: ("農政課2 高齢者支援課2 健康推進課1 子育て支援課1 学校教育課1 生涯学習課1", "実施中5 完了2 休止1", 1),
    2019: ("高齢者支援課2 農政課1 健康推進課1 学校教育課1 生涯学習課1", "実施中4 完了1 休止1", 1),
    2020: ("高齢者支援課2 秘書政策課1 農政課1 健康推進課1 生涯学習課1", "実施中3 完了1 休止1 中止1", 1),
}


@pytest.fixture(scope="module")
def registry():
    return Registry()


@pytest.mark.parametrize("name", HEADINGS)
def test_a_file_opens_in_a_spreadsheet_and_has_the_headings_of_the_import(name):
    content = (DEMO / f"{name}.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    text = content.decode("utf-8-sig")
    assert text.splitlines()[0] == HEADINGS[name]
    assert len(rows(name)) == RECORDS[name]


@pytest.mark.parametrize("path", sorted(SEED.glob("*/*.csv")), ids=lambda path: path.name)
def test_no_cell_holds_a_character_that_an_import_would_mend(path):
    text = path.read_bytes().decode("utf-8-sig")
    strange = {character for character in text if unicodedata.category(character) in ("Cc", "Cf", "Co", "Cn")}
    assert strange <= {"\r", "\n"}
    assert unicodedata.is_normalized("NFC", text)


@pytest.mark.parametrize("name", HEADINGS)
def test_the_first_row_says_that_the_data_are_invented_and_is_no_record(name):
    cells = (DEMO / f"{name}.csv").read_text(encoding="utf-8-sig").splitlines()[1].split(",")
    assert cells[0].startswith("※ 見本データ：")
    assert not any(cells[1:])


@pytest.mark.parametrize(
    ("name", "heading"), [("departments", "名称,部"), ("fields", "名称,内容"), ("groups", "名称,内容")]
)
def test_reference_names_are_filled_and_unique(name, heading):
    first, *lines = (SEED / "reference" / f"{name}.csv").read_text(encoding="utf-8-sig").splitlines()
    names = [line.split(",")[0] for line in lines]
    assert first == heading
    assert all(names)
    assert len(set(names)) == len(names)


def test_every_department_field_and_group_is_known(registry):
    used = {
        "departments": [row["担当課"] for row in registry.agreements + registry.meetings]
        + [row["主管課"] for row in registry.projects]
        + [name for row in registry.projects for name in several(row["関係課"])],
        "fields": [name for row in registry.agreements for name in several(row["分野"])],
        "groups": [name for row in registry.organizations for name in several(row["グループ"])],
    }
    for name, words in used.items():
        lines = (SEED / "reference" / f"{name}.csv").read_text(encoding="utf-8-sig").splitlines()
        assert set(words) <= {line.split(",")[0] for line in lines}, name


def test_only_the_four_bodies_that_the_sheet_names_are_not_marked_as_invented(registry):
    unmarked = {row["名称"] for row in registry.organizations if not row["備考"].startswith("見本（架空）")}
    assert unmarked == REAL


def test_every_body_has_a_kind_and_a_reading_without_its_legal_form(registry):
    for row in registry.organizations:
        assert row["区分"] in KINDS
        assert re.fullmatch("[ぁ-んー・]+", row["ふりがな"]), row
        assert not re.search("かぶしき|ゆうげんがいしゃ|ほうじん", row["ふりがな"])
    assert sum(len(row["名称"]) == 60 for row in registry.organizations) == 1


def test_corporate_numbers_are_right_and_no_office_gave_them(registry):
    numbers = [row["法人番号"] for row in registry.organizations if row["法人番号"]]
    assert len(set(numbers)) == len(numbers) == 5
    for number in numbers:
        weighed = sum(int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(number[1:])))
        assert int(number[0]) == 9 - weighed % 9
        assert number[1:5] == "9999"  # no registry office has this code


def test_every_name_in_a_cell_is_a_registered_body(registry):
    assert len(registry.names) == 60 + 2  # two former names; none folds to another's
    cells = [row["相手方"] for row in registry.agreements + registry.meetings + registry.projects]
    assert all(set(registry.bodies(cell)) <= set(registry.kinds) for cell in cells)
    assert {fold(name) for row in registry.agreements for name in several(row["オブザーバー"])} <= set(registry.names)


def test_a_former_name_stands_in_one_older_agreement(registry):
    by_number = {row["番号"]: row for row in registry.agreements}
    assert by_number["H22-03"]["相手方"] == "有限会社見本食品"
    assert registry.bodies("有限会社見本食品") == registry.bodies(by_number["H27-06"]["相手方"])


def test_numbers_follow_the_fiscal_year_of_the_conclusion(registry):
    numbers = [row["番号"] for row in registry.agreements]
    assert len(set(numbers)) == len(numbers)
    for row in registry.agreements:
        concluded = day(row["締結日"])
        year = concluded.year - (concluded.month < 4)
        assert row["番号"].split("-")[0] == (f"R{year - 2018}" if year >= 2020 else f"H{year - 1988}")
    concluded_in_order = [day(row["締結日"]) for row in registry.agreements]
    assert concluded_in_order == sorted(concluded_in_order)


def test_dates_of_an_agreement_are_in_order(registry):
    for row in registry.agreements:
        concluded, effective, expires, ended = (day(row[name]) for name in ("締結日", "発効日", "満了日", "終了日"))
        assert expires is None or expires >= (effective or concluded)
        assert expires is not None or not row["自動更新"]
        assert ended is None or concluded <= ended <= expires


def test_a_renewal_renews_one_earlier_agreement_of_its_type_once(registry):
    seen = {}
    renewed = [row["更新元"] for row in registry.agreements if row["更新元"]]
    for row in registry.agreements:
        if row["更新元"]:
            assert seen[row["更新元"]] == row["種別"]
        seen[row["番号"]] = row["種別"]
    assert len(renewed) == len(set(renewed)) == 9


@pytest.mark.parametrize("year", STANDING)
def test_standing_on_31_march(registry, year):
    on = MARCH_31[year]
    partners = registry.partners(on)
    kinds = Counter(registry.kinds[name] for name in partners)
    assert (
        len(partners),
        tuple(kinds[kind] for kind in KINDS),
        len(registry.organizations_in_force(on)),
        len(registry.firsts(on)),
        len(registry.chains_in_force(on)),
        len(registry.population(on)),
    ) == STANDING[year]
    assert registry.population(on) == partners


def test_the_registry_grew_since_the_first_year(registry):
    assert tuple(len(registry.partners(on)) for on in MARCH_31.values()) == ORGANIZATIONS_BY_YEAR


def test_two_new_agreements_of_2020_bring_one_new_body(registry):
    new = [row for row in registry.firsts(MARCH_31[2020]) if row not in registry.firsts(MARCH_31[2019])]
    assert [(row["番号"], registry.bodies(row["相手方"])) for row in new] == [
        ("R2-01", ["熊本大学"]),
        ("R2-02", ["kuru-lab㈱"]),
    ]
    assert registry.partners(MARCH_31[2020]) - registry.partners(MARCH_31[2019]) == {"kuru-lab㈱"}


def test_one_of_the_four_new_bodies_of_2018_joined_by_a_renewal(registry):
    new = registry.partners(MARCH_31[2018]) - registry.partners(MARCH_31[2017])
    firsts = [row for row in registry.firsts(MARCH_31[2018]) if row not in registry.firsts(MARCH_31[2017])]
    by_agreement = {name for row in firsts for name in registry.bodies(row["相手方"])}
    assert [row["番号"] for row in firsts] == ["H30-03", "H30-04", "H30-05"]
    assert len(new & by_agreement) == 3
    assert new - by_agreement == {"株式会社見本新聞青葉野販売センター"}


def test_counted_by_effect_the_agreement_of_31_march_2020_is_in_the_next_year():
    by_effect = Registry("effective")
    organizations = [len(by_effect.partners(MARCH_31[year])) for year in STANDING]
    assert organizations == [47, 47, 49]
    assert [len(by_effect.firsts(MARCH_31[year])) for year in STANDING] == [40, 40, 43]
    assert [len(by_effect.population(MARCH_31[year])) for year in STANDING] == [47, 48, 49]


@pytest.mark.parametrize("year", COUNTED_MEETINGS)
def test_counted_meetings_of_a_year(registry, year):
    assert len(registry.counted_meetings(date(year, 4, 1), MARCH_31[year])) == COUNTED_MEETINGS[year]


def test_participations_are_more_than_meetings(registry):
    counted = [registry.counted_meetings(date(year, 4, 1), MARCH_31[year]) for year in STANDING]
    assert [sum(len(set(registry.bodies(row["相手方"]))) for row in year) for year in counted] == [97, 95, 63]


def test_life_goes_on_after_the_year_of_the_sheet(registry):
    assert len(registry.counted_meetings(date(2021, 4, 1), AS_OF_UPDATE)) == 34
    assert len(registry.partners(AS_OF_UPDATE)) == 50
    assert len(registry.population(AS_OF_UPDATE)) == 54  # and four prospects that became targets in FY2021
    assert max(day(row["開催日"]) for row in registry.meetings) == date(2022, 1, 26)


def test_meetings_were_cancelled_in_the_pandemic_spring_and_the_liaison_conference_in_autumn(registry):
    cancelled = [row for row in registry.meetings if row["状態"] == "中止"]
    spring = [row for row in cancelled if date(2020, 3, 1) <= day(row["開催日"]) <= date(2020, 6, 30)]
    assert len(spring) == 13
    conferences = [row for row in registry.meetings if row["件名"] == "連携団体担当者会議"]
    assert [row["状態"] or "実施" for row in conferences] == ["実施"] * 5 + ["中止"]


def test_two_meetings_with_one_body_on_a_day_stand_once(registry):
    twice = Counter((row["開催日"], fold(row["相手方"])) for row in registry.meetings if row["相手方"])
    assert [key for key, count in twice.items() if count > 1] == [("平成30年6月21日", "株式会社見本フーズ")]


def test_every_mark_against_the_default_has_its_reason(registry):
    marks = Counter(row["計上"] for row in registry.meetings)
    assert (marks["○"], marks["×"]) == (3, 10)
    assert all(bool(row["計上"]) == bool(row["計上理由"]) for row in registry.meetings)


@pytest.mark.parametrize("year", PROJECTS)
def test_projects_of_a_year_by_lead_department_and_state(registry, year):
    on = MARCH_31[year]
    running = registry.running_projects(date(year, 4, 1), on)
    under = [row for row in running if row["協定番号"]]
    departments, states, outside = PROJECTS[year]
    assert Counter(row["主管課"] for row in under) == numbers_in(departments)
    assert Counter(state(row, on) for row in under) == numbers_in(states)
    assert len(running) - len(under) == outside


def numbers_in(text):
    return {part[:-1]: int(part[-1]) for part in text.split()}


def test_the_secretariat_itself_runs_the_healthy_city_project_with_its_four_partners(registry):
    (project,) = [row for row in registry.projects if row["事業名"] == "健康都市推進事業"]
    assert set(registry.bodies(project["相手方"])) == REAL
    assert project["主管課"] == "秘書政策課"
