from dataclasses import replace

from registry.evaluation.layout import form_of
from registry.evaluation.narrative_counts import counts_told
from tests.evaluation.seed_sheet import counts, published, seed_sheet

DONE = "令和2年度までに、43件(49団体:27企業、12学術機関、5金融機関、5団体)との協定を締結した。"


def told(text):
    return [(text[one.start : one.end], one.count) for one in counts_told(text, counts().year(2020))]


def test_each_number_of_the_published_text_leads_to_its_count():
    assert told(DONE) == [
        ("43件", "agreements_cumulative"),
        ("49団体", "organizations_cumulative"),
        ("27企業", "organizations_by_kind.company"),
        ("12学術機関", "organizations_by_kind.academic"),
        ("5金融機関", "organizations_by_kind.financial"),
        ("5団体", "organizations_by_kind.association"),
    ]


def test_a_number_that_is_no_count_leads_nowhere():
    assert told("44件の協定と、50名の参加者。") == []


def test_new_agreements_are_told_by_their_number():
    assert told("新たに2件の連携協定を締結した。") == [("2件", "agreements_new")]


def test_without_counts_nothing_is_told():
    assert counts_told(DONE, None) == ()


def done_cell(sheet):
    return next(cell for cell in form_of(sheet).cells() if cell.name == "do.actual")


def test_the_pieces_of_the_form_are_its_text_again():
    cell = done_cell(seed_sheet())

    assert "".join(piece for piece, _count in cell.pieces) == cell.text
    assert [count for _piece, count in cell.pieces if count][:2] == [
        "agreements_cumulative",
        "organizations_cumulative",
    ]
    assert cell.fiscal_year == 2020


def test_a_sheet_without_the_registrys_counts_has_plain_prose():
    cell = done_cell(replace(published(), counts=None))

    assert list(cell.pieces) == [(cell.text, None)]
