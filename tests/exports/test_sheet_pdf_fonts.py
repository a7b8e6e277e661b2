"""Folders with further fonts, as an office has them: with damaged files and files that are no fonts.

Typst remembers fonts by their names for as long as a program runs: each test has its own.
"""

import pytest

from registry.evaluation.layout import form_of
from registry.exports.sheet_pdf import sheet_pdf
from tests.evaluation.clean_sheet import clean_sheet
from tests.exports.pdf_reading import all_text, fonts
from tests.exports.tiny_font import SQUARE, font_with

GRID = form_of(clean_sheet(summary="外字\ue000と\ue001"))
GOOD = font_with("\ue000", family="Sound")


@pytest.mark.parametrize("family", ["Torn", "破損", "Torn\u0012"])
def test_a_damaged_font_is_passed_over(tmp_path, family):
    damaged = font_with("\ue001", family=family).replace(SQUARE, b"\xff" * len(SQUARE))
    (tmp_path / "damaged.ttf").write_bytes(damaged)
    pdf = sheet_pdf(GRID, font_folders=(tmp_path,))
    assert pdf.missing == ("\ue000", "\ue001")
    assert "外字〓と〓" in all_text(pdf)


def test_other_fonts_are_used_beside_a_damaged_one(tmp_path):
    (tmp_path / "good.ttf").write_bytes(GOOD)
    (tmp_path / "cut.ttf").write_bytes(font_with("\ue001", family="Cut")[:200])
    (tmp_path / "none.otf").write_bytes(b"no font")
    (tmp_path / "empty.ttf").write_bytes(b"")
    damaged = font_with("\ue001", family="Damaged").replace(SQUARE, b"\xff" * len(SQUARE))
    (tmp_path / "damaged.ttf").write_bytes(damaged)
    pdf = sheet_pdf(GRID, font_folders=(tmp_path,))
    assert pdf.missing == ("\ue001",)
    assert any("Sound" in name for name in fonts(pdf))
