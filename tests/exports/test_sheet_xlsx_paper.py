"""How the workbook prints: how high its rows are, where its pages end, and what becomes of long texts."""

import pytest

from registry.evaluation.checks import check
from registry.evaluation.layout import form_of
from registry.evaluation.sheet import Sheet
from tests.evaluation.clean_sheet import clean_sheet
from tests.evaluation.seed_sheet import seed_sheet
from tests.exports.workbooks import found, placed, row_of, texts, worksheet

WIDTH, HEIGHT = 210 / 25.4 * 72, 297 / 25.4 * 72
"""A4 in points."""
DIGIT, POINTS = 8, 0.75
"""How many pixels of 0.75 points Excel gives a digit of Verdana 10, in which column widths are counted."""
HIGHEST_ROW = 409.5
LONGEST_TEXT = 32_767
SENTENCE = "連携協定を結んだ団体との協議を続け、成果を市民に還元する。"


def height(sheet, first, last):
    return sum(sheet.row_dimensions[row].height for row in range(first, last + 1))


def first_row(grid, name):
    head = grid.block(name).rows[0].cells[0]
    return next(row for cell, row, _last in placed(grid) if cell is head)


def column_points(sheet):
    groups = sheet.column_dimensions.values()
    return [one.width * DIGIT * POINTS for one in groups for _ in range(one.min, one.max + 1)]


def test_the_columns_are_as_wide_to_each_other_as_on_the_form():
    grid = form_of(seed_sheet())
    widths = column_points(worksheet(grid))
    scale = sum(widths) / sum(grid.columns)
    assert widths == pytest.approx([width * scale for width in grid.columns], abs=0.5)


def test_it_prints_on_a4_in_portrait_one_page_wide():
    sheet = worksheet(form_of(seed_sheet()))
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "portrait")
    assert (sheet.sheet_properties.pageSetUpPr.fitToPage, sheet.page_setup.fitToHeight) == (True, 0)
    assert sheet.print_options.horizontalCentered
    assert sheet.print_area == f"'令和2年度'!$A$1:$T${sheet.max_row}"
    assert (sheet.oddFooter.center.text, sheet.oddHeader.center.text) == ("&P / &N", None)


@pytest.mark.parametrize("sheet", [seed_sheet(), Sheet(2021)], ids=["the published sheet", "a blank one"])
def test_the_form_takes_two_pages_in_excel_too(sheet):
    """Excel makes the columns fit by a whole percentage; both pages' rows must then fit between the margins."""
    grid = form_of(sheet)
    paper = worksheet(grid)
    margins = paper.page_margins
    scale = int((WIDTH - (margins.left + margins.right) * 72) / sum(column_points(paper)) * 100) / 100
    room = HEIGHT - (margins.top + margins.bottom) * 72
    first_of_second = first_row(grid, "second_head")
    assert [one.id for one in paper.row_breaks.brk] == [first_of_second - 1]
    assert 0.7 <= scale <= 0.8
    assert height(paper, 1, first_of_second - 1) * scale <= room * 0.98
    assert height(paper, first_of_second, paper.max_row) * scale <= room


def test_the_findings_have_a_page_of_their_own():
    grid = form_of(seed_sheet(), findings=check(seed_sheet()))
    paper = worksheet(grid)
    bar = first_row(grid, "findings") - 1
    assert [one.id for one in paper.row_breaks.brk] == [first_row(grid, "second_head") - 1, bar - 1]


def test_every_row_says_its_height():
    """One that does not is made to fit by LibreOffice, which knows nothing of merged cells."""
    sheet = worksheet(form_of(seed_sheet(), findings=check(seed_sheet())))
    assert all(sheet.row_dimensions[row].customHeight for row in range(1, sheet.max_row + 1))


def test_a_row_is_as_high_as_its_text():
    """The summary is 20 columns wide: 726 points, or 72 full-width signs of 10 points; a line is 14.5 points high."""
    for text, lines in (
        ("字" * 60, 1),
        ("字" * 100, 2),
        ("字" * 360, 6),
        ("字\n字\n字", 3),
        ("a" * 100, 1),
        ("a" * 200, 2),
        ("", 1),
    ):
        grid = form_of(clean_sheet(summary=text))
        row = row_of(grid, "summary")
        need = lines * 14.5
        assert need - 0.5 <= worksheet(grid).row_dimensions[row].height <= need + 2, text


def test_a_cell_over_two_rows_makes_both_higher():
    grid = form_of(clean_sheet(do__target="字" * 250))
    row = row_of(grid, "do.target")
    heights = [worksheet(grid).row_dimensions[one].height for one in (row, row + 1)]
    assert heights[0] == heights[1]
    assert 8 * 14.5 <= sum(heights) <= 9 * 14.5 + 2


def test_upright_words_have_room():
    """Seven letters of 8 points below one another."""
    grid = form_of(clean_sheet())
    first, last = next((first, last) for cell, first, last in placed(grid) if cell.vertical and len(cell.text) == 7)
    assert height(worksheet(grid), first, last) >= 7 * 8 * 1.45


def test_room_to_write_is_left_where_the_form_leaves_it():
    grid = form_of(Sheet(2021))
    assert worksheet(grid).row_dimensions[row_of(grid, "action.problems")].height == pytest.approx(5 * 14.5, abs=0.75)


def test_no_box_is_torn_at_the_end_of_a_line():
    grid = form_of(seed_sheet())
    cell = next(cell for cell in grid.cells() if any(box.name == "action.maintain" for box in cell.boxes))
    row = next(first for one, first, _last in placed(grid) if one is cell)
    assert worksheet(grid).cell(row, 1).value.split("\n") == [
        "☐ 廃止\u3000☐ 休止\u3000☐ 目的再設定\u3000☐ 事業統廃合・連携",
        "☐ 事業のやり方改善（有効性改善）\u3000☐ 事業のやり方改善（効率性改善）",
        "☐ 事業のやり方改善（公平性改善）\u3000☐ 現状維持（従来通りで特に改革改善をしない）",
    ]


def long_text(length):
    return (SENTENCE * (length // len(SENTENCE) + 1))[:length]


def area_of(sheet, text):
    """The rows of the merged cell that begins with the text."""
    cell = next(cell for row in sheet.iter_rows() for cell in row if str(cell.value).startswith(text))
    return next((one.min_row, one.max_row) for one in sheet.merged_cells.ranges if cell.coordinate in one)


def test_a_long_text_flows_over_several_rows_in_one_cell():
    text = long_text(20_000)
    sheet = worksheet(form_of(clean_sheet(summary=text)))
    assert [one for one in texts(sheet) if one.startswith(SENTENCE)] == [text]
    first, last = area_of(sheet, SENTENCE)
    assert last - first > 20
    assert height(sheet, first, last) >= 20_000 / 72 * 14.5
    assert all(one.height <= HIGHEST_ROW for one in sheet.row_dimensions.values())


def test_what_excel_holds_in_no_cell_goes_on_in_the_next():
    text = long_text(40_000)
    sheet = worksheet(form_of(clean_sheet(summary=text)))
    parts = [one for one in texts(sheet) if one[:3] in text and len(one) > 5_000]
    assert "".join(parts) == text
    assert len(parts) == 2
    assert all(len(one) <= LONGEST_TEXT for one in parts)
    first, last = area_of(sheet, SENTENCE)
    assert sheet.cell(last + 1, 1).value == parts[1]
    assert (sheet.cell(last, 1).border.bottom.style, sheet.cell(last + 1, 1).border.top.style) == (None, None)
    end = area_of(sheet, parts[1])[1]
    assert height(sheet, first, last) >= len(parts[0]) / 72 * 14.5
    assert height(sheet, last + 1, end) >= len(parts[1]) / 72 * 14.5


def test_signs_outside_the_plane_count_twice():
    text = "𠮷" * 20_000
    parts = [one for one in texts(worksheet(form_of(clean_sheet(summary=text)))) if one.startswith("𠮷")]
    assert "".join(parts) == text
    assert all(len(one.encode("utf-16-le")) // 2 <= LONGEST_TEXT for one in parts)


def test_more_line_breaks_than_excel_allows_go_on_in_the_next_cell():
    text = "\n".join(f"項目{n}" for n in range(600))
    parts = [one for one in texts(worksheet(form_of(clean_sheet(summary=text)))) if one.startswith("項目")]
    assert "".join(parts) == text
    assert [one.count("\n") for one in parts] == [253, 253, 93]


def test_long_texts_side_by_side_keep_their_rows():
    grid = form_of(clean_sheet(do__actual=long_text(40_000), do__next_plan="短い計画"))
    sheet = worksheet(grid)
    first, last = area_of(sheet, "短い計画")
    assert "".join(str(sheet.cell(row, 1).value or "") for row in range(first, last + 1)) == long_text(40_000)


def test_the_rest_of_the_form_is_as_it_was_around_a_long_text():
    short, long = form_of(clean_sheet()), form_of(clean_sheet(summary=long_text(20_000)))
    assert len(texts(worksheet(short))) == len(texts(worksheet(long)))
    assert found(worksheet(short), short, "check.3.reason").row == found(worksheet(long), long, "check.3.reason").row
