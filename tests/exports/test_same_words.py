"""HTML file, workbook and PDF of one form say the same: the HTML file is the yardstick."""

import io
import re
from collections import Counter
from dataclasses import replace
from decimal import Decimal
from html.parser import HTMLParser

import openpyxl
import pytest

from registry.evaluation.checks import check
from registry.evaluation.layout import form_of
from registry.evaluation.sheet import Sheet
from registry.exports.sheet_html import sheet_html
from registry.exports.sheet_pdf import sheet_pdf
from registry.exports.sheet_xlsx import sheet_xlsx
from tests.evaluation.clean_sheet import clean_sheet
from tests.evaluation.seed_sheet import seed_sheet
from tests.exports.pdf_reading import pages

SEED = seed_sheet()
FOUND = tuple(replace(one, explanation=f"{one.code}の説明") for one in check(SEED))
FIGURES = {
    "costs__total__actual__2020": Decimal(-1234567),
    "costs__staff__actual__2020": Decimal("2.5"),
    "do__total_cost": Decimal(123456789012),
}
REPORTS = "\n".join(
    f"連携事業{place}（農政課）：講座を{place}回開き、受講者は延べ{place}00人であった。" for place in range(1, 7)
)
FORMS = {
    "the published sheet": form_of(SEED),
    "a blank one": form_of(Sheet(2021)),
    "one without contradictions": form_of(clean_sheet()),
    "with findings": form_of(SEED, findings=FOUND),
    "with many findings in one cell": form_of(SEED, findings=[replace(FOUND[0], cell="costs.total.actual.2020")] * 12),
    "with reports of many departments": form_of(clean_sheet(do__reports=REPORTS)),
    "with figures of all kinds": form_of(clean_sheet(**FIGURES)),
}
FOOT = re.compile(r"\d+ / \d+")
WORDS = re.compile(r"-?\d[\d,.]*|[^\W\d_]|[☑☐※①-⑨㈱→↗⇒⇔〓]")
"""A figure whole, other words sign by sign: where a line ends, and which cell is read first, is the format's own."""


class Said(HTMLParser):
    """All that an HTML file prints; the marks of findings with the sign that the workbook has before them."""

    def __init__(self, page):
        super().__init__(convert_charrefs=True)
        self.parts = []
        self.feed(page)

    def handle_starttag(self, tag, _attributes):
        self.parts.append(" ※" if tag == "sup" else " ")

    def handle_data(self, data):
        self.parts.append(data)


def words(text):
    return Counter(WORDS.findall(text))


def in_html(grid):
    return words("".join(Said(sheet_html(grid)).parts))


def in_pdf(grid):
    """The foot of each page left out; a mark is a white number in a box, and has no ※."""
    title, project = grid.title, grid.by_name()["head.title"].text
    texts = pages(sheet_pdf(grid))
    return words(" ".join(FOOT.sub("", text) for text in texts)) - words(f"{title} {project} " * (len(texts) - 1))


def in_workbook(grid):
    """What a person reads in the cells: a number and a day in their formats."""
    sheet = openpyxl.load_workbook(io.BytesIO(sheet_xlsx(grid))).active
    return words(" ".join(shown(cell, grid) for row in sheet.iter_rows() for cell in row if cell.value is not None))


def shown(cell, grid):
    if cell.is_date:
        return grid.updated
    if cell.data_type == "n":
        marks = "".join(re.findall("※[0-9]+ ", cell.number_format.partition(";")[0]))
        return f"{marks}{cell.value:,}"
    return str(cell.value)


@pytest.fixture(params=FORMS.values(), ids=FORMS.keys())
def grid(request):
    return request.param


def test_the_workbook_says_what_the_html_file_says(grid):
    assert in_workbook(grid) == in_html(grid)


def test_the_pdf_says_what_the_html_file_says(grid):
    html = in_html(grid)
    marks = sum(len(cell.marks) for cell in grid.cells())
    assert in_pdf(grid) == html - Counter({"※": marks})


def test_what_is_missing_in_one_of_them_is_noticed():
    """The measure itself: one figure, one tick, one word."""
    html = in_html(FORMS["the published sheet"])
    assert html["15,099"] == 1
    assert html["☑"] == 9
    assert words("☑ 達成した 15,099") != words("☐ 達成した 15,099")
    assert words("15,099") != words("15,09 9")
