import re
from html.parser import HTMLParser

from registry.evaluation.checks import check
from registry.evaluation.layout import form_of
from registry.exports.sheet_html import sheet_html, sheet_page
from tests.evaluation.clean_sheet import clean_sheet
from tests.evaluation.seed_sheet import seed_sheet

VOID = {"meta", "br", "col"}


class Reader(HTMLParser):
    """Reads a page, and notes what is not well formed or asks for anything outside it."""

    def __init__(self, page):
        super().__init__(convert_charrefs=True)
        self.open, self.faults, self.cells, self.spans = [], [], {}, []
        self._name = None
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attributes):
        known = dict(attributes)
        self.faults += [name for name in known if name in {"style", "src", "href"} or name.startswith("on")]
        if tag not in VOID:
            self.open.append(tag)
        if tag in {"td", "th"}:
            self.spans.append((int(known.get("colspan", 1)), int(known.get("rowspan", 1))))
            self._name = known.get("data-name")

    def handle_endtag(self, tag):
        if tag in VOID or not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}>")
        if tag in {"td", "th"}:
            self._name = None

    def handle_data(self, data):
        if self._name:
            self.cells[self._name] = self.cells.get(self._name, "") + data


def test_the_page_is_well_formed_and_needs_nothing_from_outside():
    page = sheet_page(form_of(seed_sheet()))
    reader = Reader(page)
    assert reader.faults == []
    assert reader.open == []
    assert page.startswith('<!DOCTYPE html>\n<html lang="ja">')
    assert "@page { size: A4 portrait" in page


def test_every_cell_of_the_form_is_there_with_its_name():
    cells = Reader(sheet_page(form_of(seed_sheet()))).cells
    assert cells["head.title"] == "産学官連携推進事業"
    assert cells["costs.total.actual.2020"] == "15,099"
    assert cells["indicators.population.ア.actual.2018"] == "43 再計算 47"
    assert cells["check.2.reason"].endswith("などして達成した。")


def test_the_tables_have_as_many_cells_as_the_grid():
    grid = form_of(seed_sheet())
    drawn = [cell for block in grid.blocks if block.name != "title" for row in block.rows for cell in row.cells]
    assert Reader(sheet_html(grid)).spans == [(cell.columns, cell.rows) for cell in drawn]


def test_what_somebody_wrote_is_never_mark_up():
    page = sheet_html(form_of(clean_sheet(summary='<script>alert("1")</script> & <b>')))
    assert "<script>" not in page
    assert "&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &lt;b&gt;" in page


def test_the_second_page_begins_with_check():
    page = sheet_page(form_of(seed_sheet()))
    assert page.count('new-page">') == 1
    assert page.index('new-page">') < page.index("2 評価の部 (CHECK)")


def test_findings_stand_in_the_corner_of_their_cells():
    sheet = seed_sheet()
    assert 'class="mark' not in sheet_html(form_of(sheet)).replace('class="mark center', "")
    page = sheet_html(form_of(sheet, findings=check(sheet)))
    numbers = re.findall(r'<sup class="mark (\w+)">(\d+)</sup>', page)
    assert sorted(int(number) for _severity, number in numbers) == list(range(1, 27))
    assert ("error", "1") in numbers
