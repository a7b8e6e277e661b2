"""What stands where on the pages of the PDF when there is much of it."""

from dataclasses import replace

import pytest

from registry.evaluation.checks import check
from registry.evaluation.layout import form_of
from registry.exports.sheet_pdf import sheet_pdf
from tests.evaluation.clean_sheet import clean_sheet
from tests.evaluation.seed_sheet import seed_sheet
from tests.exports.pdf_reading import pages, places, reader

TOTAL = "costs.total.actual.2020"


def printed(grid):
    return [places(page) for page in reader(sheet_pdf(grid)).pages]


def outside_the_margins(page):
    return [one for one in page if not (9.9 < one[1] < 199 and 6.5 < one[2] < 288)]


@pytest.mark.parametrize("count", [1, 2, 3, 5, 9])
def test_the_numbers_of_findings_never_cover_the_figure(count):
    """In the corner there is room for one beside 15,099; where there are more, all stand above it."""
    finding = replace(check(seed_sheet())[0], cell=TOTAL)
    first, *_others = printed(form_of(seed_sheet(), findings=[finding] * count))
    place = next(n for n, one in enumerate(first) if one[0] == "15,099")
    _figure, left, base = first[place]
    marks = first[place - count : place]
    assert [int(text) for text, _x, _y in marks] == list(range(1, count + 1))
    assert all(y > base + 2 or x + 2 < left for _text, x, y in marks)


@pytest.mark.parametrize("lines", range(41, 44))
def test_a_group_of_rows_is_not_torn_from_its_label(lines):
    sheet = sheet_pdf(form_of(clean_sheet(plan__content="説明の行である。\n" * lines)))
    for text in pages(sheet):
        assert ("①\n活動\n指標" in text) == ("ア 回" in text)


def test_a_long_title_keeps_to_one_line_at_the_foot():
    found = printed(form_of(clean_sheet(head__title="連携協定推進" * 60)))
    for page in found[1:]:
        foot = {round(y, 1) for _text, _x, y in page if y < 12.8}
        assert len(foot) <= 2
    assert [outside_the_margins(page) for page in found] == [[]] * len(found)
