"""The evidence annex of a sheet, from its page, and the records of one number as a file."""

import csv
import io
from urllib.parse import quote, unquote

import openpyxl
import pytest

from registry.commands.sheets import draft_sheet
from registry.database import writing
from registry.domain.vocabulary import Role
from tests.office import SATO, agreement, meeting, organization
from tests.web.conftest import log_in


def book_of(answer):
    assert answer.status_code == 200
    return openpyxl.load_workbook(io.BytesIO(answer.data))


def rows_of(sheet) -> list[list[object]]:
    """The rows below the head of the last table."""
    rows = [[cell for cell in row if cell is not None] for row in sheet.iter_rows(values_only=True)]
    heads = [place for place, row in enumerate(rows) if row and row[0] == "№"]
    return [row for row in rows[heads[-1] + 1 :] if row]


def words_of(book) -> str:
    return "\n".join(str(cell.value) for sheet in book for row in sheet for cell in row if cell.value is not None)


@pytest.fixture
def annex(viewer):
    return book_of(viewer.get("/sheets/2020/annex.xlsx"))


def test_the_contents_say_each_number_that_the_registry_counts(annex):
    lines = {tuple(row[1:3]): row[3:] for row in rows_of(annex["目次"]) if isinstance(row[0], int)}
    expected = {
        ("アプローチ・協議回数", "2年度"): [50, "回", 50, 0],
        ("連携の対象となる団体", "30年度"): [47, "団体", 43, 4],
        ("協定を締結した団体の累計", "31年度"): [48, "団体", 48, 0],
        ("協定を締結した団体の累計", "2年度"): [49, "団体", 49, 0],
        ("協定を締結した団体の累計: 企業", "2年度"): [27, "団体"],
        ("協定を締結した団体の累計: 学術機関", "2年度"): [12, "団体"],
        ("協定を締結した団体の累計: 金融機関", "2年度"): [5, "団体"],
        ("協定を締結した団体の累計: 団体", "2年度"): [5, "団体"],
        ("包括連携協定の累計", "2年度"): [43, "件"],
        ("年度内の新規協定: 既存の相手方だけのもの", "2年度"): [1, "件"],
        ("統合された団体", "2年度"): [0, "団体"],
        ("協定に基づく連携事業: 農政課", "2年度"): [1, "事業"],
    }
    assert {name: lines.get(name) for name in expected} == expected
    assert len(annex.sheetnames) == 2 + len(lines)


def test_each_number_has_as_many_records_numbered_from_one(annex):
    for place, _name, _year, number, *_rest in (row for row in rows_of(annex["目次"]) if isinstance(row[0], int)):
        sheet = next(sheet for sheet in annex if sheet.title.startswith(f"{place} "))
        found = [row[0] for row in rows_of(sheet)]
        assert found == (list(range(1, number + 1)) or ["数えた記録はありません。"])


def test_a_list_says_by_which_rule_and_which_agreement(annex):
    sheet = next(sheet for sheet in annex if sheet.title.startswith("9 "))
    facts = "\n".join(str(row[0]) for row in sheet.iter_rows(values_only=True, max_row=12) if row[0])
    for each in (
        "包括連携協定の当事者",
        "オブザーバーは数えません",
        "協定の基準日：締結日",
        "令和3年3月31日現在",
        "③成果指標",
    ):
        assert each in facts
    newest = rows_of(sheet)[0]
    assert newest[:5] == [1, "kuru-lab㈱", "企業", "R2-02", "健康データの活用に関する包括連携協定"]
    population = next(sheet for sheet in annex if sheet.title.startswith("4 "))
    assert "公表した値は43、現在の記録による値は47です（差 +4）。" in words_of([population])


def test_the_bridge_says_why_two_agreements_are_one_organization(annex):
    rows = [[cell for cell in row if cell is not None] for row in annex["件数と団体数"].iter_rows(values_only=True)]
    assert ["協定", 41, 2, 43] in rows
    assert ["団体", 48, 1, 0, 0, 49] in rows
    brought = {row[1]: row[3] for row in rows_of(annex["件数と団体数"])}
    assert brought == {
        "R2-01 健康都市の推進に関する包括連携協定": "なし（既存の相手方だけ）",
        "R2-02 健康データの活用に関する包括連携協定": "kuru-lab㈱（企業）",
    }


def test_a_meeting_and_an_agreement_say_with_whom(annex):
    meetings = next(sheet for sheet in annex if sheet.title.startswith("3 "))
    assert all(len(row) == 4 for row in rows_of(meetings))
    agreements = next(sheet for sheet in annex if "包括連携協定の累計" in sheet.title)
    assert rows_of(agreements)[0][1:3] == ["R2-02 健康データの活用に関する包括連携協定", "kuru-lab㈱"]


@pytest.mark.parametrize("form", ["xlsx", "pdf"])
def test_it_is_the_same_bytes_for_the_same_records_in_either_language(viewer, clock, form):
    first = viewer.get(f"/sheets/2020/annex.{form}")
    assert f"根拠資料 令和2年度 産学官連携推進事業.{form}" in unquote(first.headers["Content-Disposition"])
    clock.passes(minutes=9)
    viewer.set_cookie("locale", "en")
    assert viewer.get(f"/sheets/2020/annex.{form}").data == first.data


def test_what_is_internal_stays_inside_and_what_is_hostile_stays_text(site, viewer):
    name = '=HYPERLINK("http://x")<b>\''
    with site.app_context(), writing():
        body = organization(name, kind="company", notes="内部の覚え")
        agreement(body, concluded="2020-06-01", title="@SUM(1)#panic()", notes="内部の覚え")
        meeting(body, held="2020-07-01", subject="+1+1 *太字*", internal_note="内部の覚え")
    book = book_of(viewer.get("/sheets/2020/annex.xlsx"))
    said = words_of(book)
    assert "内部の覚え" not in said
    cells = [cell for sheet in book for row in sheet for cell in row if cell.value in {name, "+1+1 *太字*"}]
    assert len(cells) > 3
    assert {cell.data_type for cell in cells} == {"s"}
    assert "51" in said
    assert viewer.get("/sheets/2020/annex.pdf").data.startswith(b"%PDF")


def test_a_year_without_a_sheet_has_none(viewer):
    assert viewer.get("/sheets/2019/annex.pdf").status_code == 404
    assert viewer.get("/sheets/2020/annex.csv").status_code == 404


def test_an_empty_sheet_of_a_year_to_come_has_an_annex_too(site, viewer):
    with site.app_context(), writing():
        draft_sheet(SATO, fiscal_year=2030)
    assert book_of(viewer.get("/sheets/2030/annex.xlsx")).sheetnames == ["目次"]
    assert viewer.get("/sheets/2030/annex.pdf").status_code == 200


def test_the_way_to_it(viewer):
    page = viewer.get("/sheets/2020").text
    assert 'href="/sheets/2020/annex.pdf"' in page
    assert 'href="/sheets/2020/annex.xlsx"' in page


def test_all_records_of_one_number_can_be_saved(viewer):
    page = "/sheets/2020/evidence/organizations_cumulative/2020"
    assert f'href="{page}.xlsx"' in viewer.get(page).text
    answer = viewer.get(f"{page}.csv")
    rows = list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig"))))
    assert len(rows) == 1 + 49
    assert rows[1] == ["1", "kuru-lab㈱", "企業", "R2-02", "健康データの活用に関する包括連携協定", "2020-12-01", ""]
    assert "協定を締結した団体の累計 令和2年度.csv" in unquote(answer.headers["Content-Disposition"])
    assert len(rows_of(book_of(viewer.get(f"{page}.xlsx")).active)) == 49
    department = quote("農政課")
    assert viewer.get(f"/sheets/2020/evidence/projects_by_department.{department}/2020.csv").status_code == 200


@pytest.mark.parametrize("address", ["no_such/2020.csv", "meetings/2999.csv", "meetings/2020.pdf"])
def test_what_is_not_counted_is_no_file(viewer, address):
    assert viewer.get(f"/sheets/2020/evidence/{address}").status_code == 404


def test_who_is_not_logged_in_gets_nothing(site):
    client = site.test_client()
    assert client.get("/sheets/2020/annex.pdf").location == "/login?next=/sheets/2020/annex.pdf"
    log_in(client, Role.VIEWER)
    assert client.get("/sheets/2020/annex.pdf").status_code == 200
