"""The second page: CHECK, summary and ACTION."""

from collections.abc import Iterator

from registry.domain.fiscal_year import FiscalYear
from registry.evaluation import layout_words as words
from registry.evaluation.layout_cells import WIDTH, box, boxes, heading, label, row, written
from registry.evaluation.layout_grid import BoxItem, CellRole, GridBlock, GridCell, GridRow
from registry.evaluation.sheet import DIRECTIONS, MATRIX_COSTS, MATRIX_RESULTS, QUESTIONS, Sheet

ROOM_FOR_PROBLEMS = 5


def second_head_block(sheet: Sheet) -> GridBlock:
    """Which sheet the second page belongs to; its cells repeat the head and have no names of their own."""
    cells = (
        label(3, words.PROJECT_NAME),
        written(7, None, sheet.head.title, bold=True),
        label(1, words.DIVISION),
        written(3, None, sheet.head.division),
        label(2, words.SECTION),
        written(4, None, sheet.head.section),
    )
    return GridBlock("second_head", "", (row(*cells),), page_break_before=True)


def check_block(sheet: Sheet) -> GridBlock:
    """2 評価の部: eight questions, each with its boxes and the reason below them."""
    this = FiscalYear(sheet.fiscal_year).label
    return GridBlock("check", words.CHECK_BAR, tuple(_question_rows(sheet)), words.CHECK_NOTE.format(this=this))


def _question_rows(sheet: Sheet) -> Iterator[GridRow]:
    years = {"this": FiscalYear(sheet.fiscal_year).label, "next": FiscalYear(sheet.fiscal_year + 1).label}
    for group, questions in words.QUESTION_GROUPS:
        for place, question in enumerate(questions):
            answer, title = sheet.answer(question), words.QUESTION_WORDS[question].format(**years)
            *left, right = (box(f"{answer.key}.{one}", ticked=one in answer.ticked) for one in QUESTIONS[question])
            cells = (
                label(2, title, rows=2),
                boxes(7, *left, heading=title),
                boxes(9, right, heading=title),
            )
            if place == 0:
                yield row(_group(group, rows=2 * len(questions)), *cells, name=answer.key)
            else:
                yield row(*cells, start=2, name=answer.key)
            yield row(written(16, f"{answer.key}.reason", answer.reason, heading=title), start=4)


def _group(text: str, *, rows: int) -> GridCell:
    return label(2, text, rows=rows, scope="rowgroup", vertical=rows > 2)  # noqa: PLR2004 - two rows are too low


def summary_block(sheet: Sheet) -> GridBlock:
    """3 評価結果の総括."""
    return GridBlock("summary", words.SUMMARY_BAR, (row(written(WIDTH, "summary", sheet.summary)),))


def action_block(sheet: Sheet) -> GridBlock:
    """4 今後の方向性: boxes, the matrix of result and cost, problems and solutions."""
    problems = written(WIDTH, "action.problems", sheet.action.problems, heading=words.PROBLEMS)
    rows = (
        row(heading(11, words.DIRECTION), heading(9, words.EXPECTED)),
        *_matrix_heads(sheet),
        *_matrix_rows(sheet),
        row(heading(WIDTH, words.PROBLEMS)),
        row(problems, lines=ROOM_FOR_PROBLEMS),
    )
    return GridBlock("action", words.ACTION_BAR, rows)


def _matrix_heads(sheet: Sheet) -> tuple[GridRow, GridRow]:
    corner = GridCell(0, 3, CellRole.BLANK, rows=2)
    directions = boxes(11, *_directions(sheet), rows=2 + len(MATRIX_RESULTS), heading=words.DIRECTION)
    costs = (label(2, words.MATRIX_COST_WORDS[cost], scope="col") for cost in MATRIX_COSTS)
    return row(directions, corner, label(6, words.COST, scope="col")), row(*costs, start=14)


def _directions(sheet: Sheet) -> tuple[BoxItem, ...]:
    return tuple(box(f"action.{one}", ticked=one in sheet.action.ticked) for one in DIRECTIONS)


def _matrix_rows(sheet: Sheet) -> Iterator[GridRow]:
    for place, result in enumerate(MATRIX_RESULTS):
        cells = (label(1, words.MATRIX_RESULT_WORDS[result]), *(_mark(sheet, result, cost) for cost in MATRIX_COSTS))
        if place == 0:
            group = label(2, words.RESULT, rows=len(MATRIX_RESULTS), scope="rowgroup", vertical=True)
            yield row(group, *cells, start=11)
        else:
            yield row(*cells, start=13)


def _mark(sheet: Sheet, result: str, cost: str) -> GridCell:
    place = f"{result}.{cost}"
    about = f"{words.RESULT}{words.MATRIX_RESULT_WORDS[result]} {words.COST}{words.MATRIX_COST_WORDS[cost]}"
    sign = sheet.action.matrix.get(place, "")
    return GridCell(0, 2, CellRole.MARK, sign, name=f"action.matrix.{place}", heading=about, align="center")
