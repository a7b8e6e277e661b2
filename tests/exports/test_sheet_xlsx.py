import hashlib
import io
import subprocess
import sys
import zipfile
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

import pytest
import python_calamine

from registry.evaluation.checks import check
from registry.evaluation.layout import form_of
from registry.evaluation.layout_grid import CellRole
from registry.evaluation.sheet import Sheet
from registry.exports.sheet_xlsx import sheet_xlsx
from tests.architecture.tree import ROOT
from tests.evaluation.clean_sheet import clean_sheet
from tests.evaluation.seed_sheet import published, seed_sheet
from tests.exports.workbooks import found, placed, row_of, texts, worksheet

WITH_FINDINGS = form_of(seed_sheet(), findings=check(seed_sheet()))
FORMS = {
    "the published sheet": form_of(seed_sheet()),
    "without the registry's numbers": form_of(published()),
    "a blank one": form_of(Sheet(2021)),
    "with findings": WITH_FINDINGS,
}


@pytest.fixture(params=FORMS.values(), ids=FORMS.keys())
def grid(request):
    return request.param


def expected(cell):
    if cell.value is not None:
        return float(cell.value)
    if cell.day:
        return datetime(cell.day.year, cell.day.month, cell.day.day)  # noqa: DTZ001 - Excel's days have no zone
    return "".join(f"※{mark.number} " for mark in cell.marks) + cell.text or None


def in_one_line(value):
    return " ".join(value.split()) if isinstance(value, str) else value


def test_every_cell_of_the_form_stands_at_its_place(grid):
    sheet = worksheet(grid)
    for cell, first, _last in placed(grid):
        value = sheet.cell(first, cell.column + 1).value
        if cell.role is CellRole.BOXES:
            assert in_one_line(value) == in_one_line(expected(cell))
        else:
            assert value == expected(cell)
    rows = max(last for _cell, _first, last in placed(grid))
    assert (sheet.max_row, sheet.max_column) == (rows, 20)


def test_nothing_stands_there_that_the_form_does_not_have(grid):
    values = [cell.value for row in worksheet(grid).iter_rows() for cell in row if cell.value is not None]
    ours = [expected(cell) for cell in grid.cells() if expected(cell) is not None]
    remarks, bars = [cell for cell in grid.cells() if cell.remark], [block for block in grid.blocks if block.title]
    assert len(values) == len(ours) + len(remarks) + len(bars)


def test_cells_are_merged_as_on_the_form(grid):
    bars = [(block.title, row) for block, row in bars_of(grid)]
    areas = {
        (first, cell.column + 1, last - bool(cell.remark), cell.column + cell.columns)
        for cell, first, last in placed(grid)
    }
    remarks = {
        (last, cell.column + 1, last, cell.column + cell.columns) for cell, _, last in placed(grid) if cell.remark
    }
    merged = {area.bounds for area in worksheet(grid).merged_cells.ranges}
    ours = areas | remarks | {(row, 1, row, 20) for _title, row in bars}
    assert merged == {(left, top, right, bottom) for top, left, bottom, right in ours if (top, left) != (bottom, right)}


def bars_of(grid):
    row = 1
    for block in grid.blocks:
        if block.title:
            yield block, row
        row += bool(block.title) + sum(2 if any(cell.remark for cell in one.cells) else 1 for one in block.rows)


def test_a_bar_says_what_follows_it(grid):
    sheet = worksheet(grid)
    for block, row in bars_of(grid):
        assert sheet.cell(row, 1).value == f"{block.title} {block.subtitle}".strip()
        assert (sheet.cell(row, 1).fill.fgColor.rgb, sheet.cell(row, 1).font.b) == ("FF1D2B6B", True)


def test_another_reader_finds_the_same():
    rows = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(sheet_xlsx(form_of(seed_sheet()))))
    values = rows.get_sheet_by_name("令和2年度").to_python()
    assert values[0][0] == "事務事業マネジメントシート(令和2年度実績と令和3年度計画)"
    assert values[0][14] == date(2021, 12, 20)
    total = row_of(form_of(seed_sheet()), "costs.total.actual.2020") - 1
    assert [value for value in values[total] if value != ""] == [
        "トータルコスト(A)+(B)", "千円", 6698, 7347, 7243, 15099, 7136, 6663, 6663
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("value", "shown", "format_"),
    [
        (Decimal(14983), 14983, "#,##0"),
        (Decimal("12.5"), 12.5, "#,##0.0"),
        (Decimal("1234.56"), 1234.56, "#,##0.00"),
        (Decimal(0), 0, "#,##0"),
        (Decimal(-7), -7, "#,##0"),
        (Decimal(999999999999999), 999999999999999, "#,##0"),
    ],
)
def test_a_figure_is_a_number_written_as_on_the_form(value, shown, format_):
    grid = form_of(clean_sheet(costs__total__actual__2020=value))
    cell = found(worksheet(grid), grid, "costs.total.actual.2020")
    assert (cell.data_type, cell.value, cell.number_format) == ("n", shown, format_)


def test_a_figure_that_excel_would_round_stays_as_it_is_as_a_text():
    grid = form_of(clean_sheet(costs__total__actual__2020=Decimal(1234567890123456789)))
    cell = found(worksheet(grid), grid, "costs.total.actual.2020")
    assert (cell.data_type, cell.value) == ("s", "1,234,567,890,123,456,789")


def test_a_blank_figure_stays_blank():
    grid = form_of(seed_sheet())
    assert found(worksheet(grid), grid, "costs.total.forecast.2024").value is None


@pytest.mark.parametrize(
    ("day", "format_"),
    [
        (date(2021, 12, 20), '[$-411]ggge"年"m"月"d"日更新"'),
        (date(2019, 5, 1), '[$-411]"令和元年"m"月"d"日更新"'),
        (date(2019, 4, 30), '[$-411]ggge"年"m"月"d"日更新"'),
    ],
)
def test_the_day_is_a_date_that_reads_as_on_the_form(day, format_):
    sheet = seed_sheet()
    grid = form_of(replace(sheet, head=replace(sheet.head, updated_on=day)))
    cell = worksheet(grid).cell(1, 15)
    assert (cell.is_date, cell.value.date(), cell.number_format) == (True, day, format_)


def test_the_number_computed_stands_below_the_figure_that_differs():
    grid = form_of(seed_sheet())
    cell = found(worksheet(grid), grid, "indicators.population.ア.actual.2018")
    below = worksheet(grid).cell(cell.row + 1, cell.column)
    assert (cell.value, below.value) == (43, "再計算 47")
    assert {cell.fill.fgColor.rgb, below.fill.fgColor.rgb} == {"FFFFF5D6"}
    edges = (cell.border.top, cell.border.bottom, below.border.top, below.border.bottom)
    assert [edge.style for edge in edges] == ["thin", None, None, "thin"]


def test_findings_have_their_numbers_in_their_cells_and_stand_as_a_list():
    sheet = worksheet(WITH_FINDINGS, rich_text=True)
    figure = found(sheet, WITH_FINDINGS, "indicators.outcome.ア.target.2020")
    assert (figure.value, figure.number_format) == (55, '"※2 ※18 "* #,##0;"※2 ※18 "* -#,##0')
    unit = found(sheet, WITH_FINDINGS, "indicators.population.ア.unit")
    assert [(run.text, run.font.color.rgb) for run in unit.value] == [("※23 ", "FF4D4D4D"), ("件", "FF1A1A1A")]
    assert found(sheet, WITH_FINDINGS, "costs.total.forecast.2024").value == "※8 "
    assert "検算の指摘 誤り7件、注意6件、参考13件" in texts(worksheet(WITH_FINDINGS))


def test_ticked_boxes_are_bold_and_the_others_grey():
    grid = form_of(seed_sheet())
    cell = next(cell for cell in grid.cells() if any(box.name == "head.period.every_year" for box in cell.boxes))
    row = next(first for one, first, _last in placed(grid) if one is cell)
    runs = worksheet(grid, rich_text=True).cell(row, cell.column + 1).value
    assert [(run.text, bool(run.font.b), run.font.color.rgb) for run in runs if "☐" in run.text or "☑" in run.text] == [
        ("☐ 単年度のみ", False, "FF4D4D4D"),
        ("☑ 単年度繰返", True, "FF1A1A1A"),
        ("☐ 期間限定複数年度", False, "FF4D4D4D"),
    ]


def test_every_cell_below_a_merged_one_has_its_border(grid):
    sheet = worksheet(grid)
    for cell, first, last in placed(grid):
        if cell.role not in {CellRole.TITLE, CellRole.DATE}:
            corner = sheet.cell(last, cell.column + cell.columns)
            assert (corner.border.right.style, corner.border.bottom.style) == ("thin", "thin"), cell
            assert sheet.cell(first, cell.column + 1).border.left.style == "thin", cell


def test_the_form_is_coloured_by_its_roles():
    grid = form_of(seed_sheet())
    sheet = worksheet(grid)
    assert found(sheet, grid, "indicators.outcome.ア.actual.2020").fill.fgColor.rgb == "FFF5F7FF"
    assert found(sheet, grid, "costs.total").fill.fgColor.rgb == "FFEEF0F5"
    assert found(sheet, grid, "costs.total").font.b
    assert found(sheet, grid, "summary").fill.fill_type is None
    assert {cell.font.name for row in sheet.iter_rows() for cell in row if cell.value} == {"BIZ UDGothic"}
    upright = [row[0].value for row in sheet.iter_rows() if row[0].alignment.text_rotation == 255 and row[0].value]
    assert upright == ["投入量", "目標達成度評価", "有効性評価", "効率性評価"]


HOSTILE = [
    ('=HYPERLINK("http://example.com","x")', '=HYPERLINK("http://example.com","x")'),
    ("+1+1", "+1+1"),
    ("@SUM(A1)", "@SUM(A1)"),
    ("-1", "-1"),
    ("{=1}", "{=1}"),
    ("http://example.com", "http://example.com"),
    ("2021-01-01", "2021-01-01"),
    ("0012", "0012"),
    ("  spaces  ", "  spaces  "),
    ("a\r\nb\rc", "a\nb\nc"),
    ("\x00 \x08 \x0b \x1f \ufffe \uffff \ud800", "〓 〓 〓 〓 〓 〓 〓"),
    ("_x0041_ & <b>", "_x0041_ & <b>"),
    ("𠮷野家 👩‍👩‍👧", "𠮷野家 👩‍👩‍👧"),
]


@pytest.mark.parametrize(("written", "read"), HOSTILE)
def test_what_somebody_wrote_stays_a_text(written, read):
    grid = form_of(clean_sheet(summary=written, head__title=written))
    data = sheet_xlsx(grid)
    rows = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()
    row = row_of(grid, "summary")
    assert rows[row - 1][0] == read
    cell = worksheet(grid).cell(row, 1)
    assert (cell.data_type, cell.hyperlink, bool(cell.quotePrefix)) == ("s", None, read[0] in "=+-@")
    assert all(b"<f>" not in zipfile.ZipFile(io.BytesIO(data)).read(name) for name in members(data))


def members(data):
    return zipfile.ZipFile(io.BytesIO(data)).namelist()


def test_the_document_says_what_it_is():
    book = worksheet(form_of(seed_sheet())).parent
    assert book.properties.title.startswith("産学官連携推進事業 事務事業マネジメントシート")
    assert book.properties.creator == "総務部 秘書政策課"
    assert {book.properties.created, book.properties.modified} == {datetime(2021, 12, 20)}  # noqa: DTZ001 - as above
    assert book.sheetnames == ["令和2年度"]


SCRIPT = """
import hashlib
from registry.evaluation.checks import check
from registry.evaluation.layout import form_of
from registry.exports.sheet_xlsx import sheet_xlsx
from tests.evaluation.seed_sheet import seed_sheet
print(hashlib.sha256(sheet_xlsx(form_of(seed_sheet(), findings=check(seed_sheet())))).hexdigest())
"""


def test_it_is_the_same_to_the_byte_wherever_it_is_made(tmp_path):
    ours = hashlib.sha256(sheet_xlsx(WITH_FINDINGS)).hexdigest()
    assert hashlib.sha256(sheet_xlsx(WITH_FINDINGS)).hexdigest() == ours
    for zone, locale, user, seed in (("Asia/Tokyo", "ja_JP.UTF-8", "sato", "1"), ("America/New_York", "C", "", "2")):
        places = {"PYTHONPATH": str(ROOT), "TMPDIR": str(tmp_path), "HOME": str(tmp_path)}
        surroundings = {"TZ": zone, "LANG": locale, "LC_ALL": locale, "USER": user, "PYTHONHASHSEED": seed}
        command = [sys.executable, "-c", SCRIPT]
        done = subprocess.run(command, cwd=tmp_path, env=places | surroundings, capture_output=True, check=True)
        assert done.stdout.decode().strip() == ours


def test_the_archive_tells_nothing_of_the_machine():
    archive = zipfile.ZipFile(io.BytesIO(sheet_xlsx(form_of(seed_sheet()))))
    told = {(one.date_time, one.create_system, one.compress_type, one.extra) for one in archive.infolist()}
    assert told == {((1980, 1, 1, 0, 0, 0), 0, zipfile.ZIP_STORED, b"")}
    assert all(b"/tmp" not in archive.read(name) for name in archive.namelist())


@pytest.mark.parametrize("cell", ["costs.total.actual.2020", "costs.personnel.planned.2022"])
@pytest.mark.parametrize("count", [3, 4])
def test_many_findings_about_a_figure_stand_below_it(cell, count):
    grid = form_of(seed_sheet(), findings=[replace(check(seed_sheet())[0], cell=cell)] * count)
    sheet = worksheet(grid)
    figure = found(sheet, grid, cell)
    assert (figure.data_type, figure.number_format) == ("n", "#,##0")
    numbers = "".join(f"※{n} " for n in range(1, count + 1))
    assert sheet.cell(figure.row + 1, figure.column).value == numbers


def test_one_finding_stands_beside_its_figure():
    grid = form_of(seed_sheet(), findings=[replace(check(seed_sheet())[0], cell="costs.total.actual.2020")])
    assert found(worksheet(grid), grid, "costs.total.actual.2020").number_format == '"※1 "* #,##0;"※1 "* -#,##0'


def test_a_figure_as_a_text_has_its_findings_once():
    sheet = clean_sheet(costs__total__actual__2020=Decimal(1234567890123456789))
    grid = form_of(sheet, findings=[replace(check(seed_sheet())[0], cell="costs.total.actual.2020")] * 3)
    assert found(worksheet(grid), grid, "costs.total.actual.2020").value == "1,234,567,890,123,456,789"
