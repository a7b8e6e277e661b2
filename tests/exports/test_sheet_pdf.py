import hashlib
import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from pathlib import Path

import pytest

from registry.evaluation.checks import check
from registry.evaluation.layout import form_of
from registry.evaluation.sheet import Sheet
from registry.evaluation.sheet_names import with_values
from registry.exports.press import Press
from registry.exports.sheet_pdf import sheet_pdf
from tests.evaluation.clean_sheet import clean_sheet
from tests.evaluation.seed_sheet import seed_sheet
from tests.exports.pdf_reading import all_text, elements, fonts, pages, places, reader, squeezed
from tests.exports.tiny_font import font_with

ROOT = Path(__file__).parents[2]
HOSTILE = (
    "#panic() *bold* _it_ $x$ \\ \\u{41} [ ] { } \" ' ` @ref <label> // no comment /* nor this */ #sys "
    "= - + 1. ~ -- ... https://example.org/a?b=c#d"
)
MAKE = """
import hashlib
from registry.evaluation.layout import form_of
from registry.exports.sheet_pdf import sheet_pdf
from tests.evaluation.seed_sheet import seed_sheet
print(hashlib.sha256(sheet_pdf(form_of(seed_sheet())).data).hexdigest())
"""


def drawn(**changes):
    return sheet_pdf(form_of(clean_sheet(**changes)))


def with_findings():
    sheet = seed_sheet()
    return form_of(sheet, findings=check(sheet))


# ---- the form ----


def test_the_form_of_the_demonstration_is_two_pages_of_a4():
    boxes = [page.mediabox for page in reader(sheet_pdf(form_of(seed_sheet()))).pages]
    assert [(round(box.width), round(box.height)) for box in boxes] == [(595, 842)] * 2


@pytest.mark.parametrize("grid", [form_of(seed_sheet()), with_findings(), form_of(Sheet(2021))])
def test_every_cell_of_the_grid_is_printed(grid):
    text = all_text(sheet_pdf(grid))
    assert [cell.text for cell in grid.cells() if not cell.boxes and squeezed(cell.text) not in text] == []
    assert [cell.remark for cell in grid.cells() if squeezed(cell.remark) not in text] == []
    boxes = [squeezed(f"{box.sign}{box.label}{box.hint}") for cell in grid.cells() for box in cell.boxes]
    assert [box for box in boxes if box not in text] == []
    bars = [squeezed(block.title + block.subtitle) for block in grid.blocks]
    assert [bar for bar in bars if bar not in text] == []


def test_what_stands_on_which_page():
    first, second = pages(sheet_pdf(form_of(seed_sheet())))
    assert "1 現状把握の部 (DO、PLAN)" in first
    assert "14,983" in first
    assert "再計算 47" in first
    assert "計上の決まり" in first
    assert "☑ 達成した" in second
    assert "☐ 達成しなかった" in second
    assert ("1 / 2" in first, "2 / 2" in second) == (True, True)


def test_the_findings_are_a_page_of_their_own_and_their_numbers_stand_in_the_cells():
    pdf = sheet_pdf(with_findings())
    first, _second, third = pages(pdf)
    assert third.startswith("検算の指摘")
    assert "26 43\n再計算 47" in first


def test_a_blank_sheet_is_two_pages():
    assert len(reader(sheet_pdf(form_of(Sheet(2021)))).pages) == 2


def test_nothing_is_printed_outside_the_margins():
    for pdf in (sheet_pdf(with_findings()), drawn(do__actual="連携を進めた。" * 900, plan__content="説明。" * 2000)):
        for page in reader(pdf).pages:
            assert [one for one in places(page) if not (9.9 < one[1] < 199 and 6.5 < one[2] < 288)] == []
            assert [one for one in places(page) if 8 < one[2] < 12.8] == []


# ---- tags, metadata, fonts ----


def test_it_says_that_it_is_pdf_ua_and_whose_it_is():
    pdf = reader(sheet_pdf(form_of(seed_sheet())))
    root = pdf.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "ja-JP"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data()
    assert pdf.metadata.title == "産学官連携推進事業 事務事業マネジメントシート(令和2年度実績と令和3年度計画)"
    assert pdf.metadata.author == "総務部 秘書政策課"
    assert pdf.metadata.creation_date.date().isoformat() == "2021-12-20"
    assert "★事務事業の概要 (PLAN)" in pdf.metadata.keywords


def test_bars_are_headings_and_blocks_are_tables():
    tree = elements(sheet_pdf(form_of(seed_sheet())))
    tags = [tag for tag, _node in tree]
    headings = [(tag, node.get("/T")) for tag, node in tree if tag.startswith("/H")]
    assert headings[0] == ("/H1", "事務事業マネジメントシート(令和2年度実績と令和3年度計画)")
    assert [tag for tag, _text in headings[1:]] == ["/H2"] * 5
    assert tags.count("/Table") == 8
    assert tags.count("/TR") == sum(len(block.rows) for block in form_of(seed_sheet()).blocks if block.name != "title")
    assert tags.count("/TD") + tags.count("/TH") == len(list(form_of(seed_sheet()).cells())) - 2


def test_heads_are_head_cells_of_their_columns():
    heads = [node for tag, node in elements(sheet_pdf(form_of(seed_sheet()))) if tag == "/TH"]
    assert len(heads) == 23
    assert all("/Column" in str(node["/A"]) for node in heads)


def test_all_fonts_are_inside():
    found = fonts(sheet_pdf(with_findings()))
    assert all(found.values())
    assert {name.split("+")[-1].split("-Identity")[0] for name in found} == {
        "NotoSansCJKjp-Regular",
        "NotoSansCJKjp-Bold",
        "DejaVuSansMono",
        "DejaVuSansMono-Bold",
    }


# ---- always the same ----


@pytest.mark.parametrize(
    "environment",
    [
        {"TZ": "Asia/Tokyo", "LANG": "ja_JP.UTF-8", "LC_ALL": "ja_JP.UTF-8", "PYTHONHASHSEED": "1"},
        {"TZ": "America/New_York", "LANG": "C", "LC_ALL": "C", "PYTHONHASHSEED": "2", "SOURCE_DATE_EPOCH": "1"},
    ],
)
def test_it_is_the_same_bytes_from_another_process_user_place_and_time(environment, tmp_path):
    other = {**os.environ, **environment, "HOME": str(tmp_path), "USER": "other", "PYTHONPATH": str(ROOT)}
    made = subprocess.run([sys.executable, "-c", MAKE], env=other, cwd=tmp_path, capture_output=True, check=True)
    assert made.stdout.decode().strip() == hashlib.sha256(sheet_pdf(form_of(seed_sheet())).data).hexdigest()


def test_many_at_once_get_their_own_sheet_and_always_the_same():
    grids = [form_of(clean_sheet(summary=f"総括その{n}号。")) for n in range(6)]
    alone = [sheet_pdf(grid).data for grid in grids]
    with ThreadPoolExecutor(6) as pool:
        together = list(pool.map(sheet_pdf, grids * 3))
    assert [pdf.data for pdf in together] == alone * 3
    assert [f"総括その{n}号。" in all_text(pdf) for n, pdf in enumerate(together[:6])] == [True] * 6


# ---- whatever somebody wrote ----


def test_what_somebody_wrote_is_never_mark_up():
    pdf = drawn(summary=HOSTILE, head__title=HOSTILE, do__actual=HOSTILE)
    assert all_text(pdf).count(squeezed(HOSTILE)) >= 3
    assert reader(pdf).metadata.title.startswith(HOSTILE)


def test_a_text_of_20000_characters_flows_over_pages_and_nothing_is_lost():
    numbered = "".join(f"項目{n:04}" for n in range(3334))
    pdf = drawn(do__actual=numbered)
    assert re.findall(r"項目(\d{4})", all_text(pdf)) == [f"{n:04}" for n in range(3334)]
    texts = pages(pdf)
    assert len(texts) > 3
    assert all("①手段(主な活動)" in text for text in texts[1:4])
    assert f"{len(texts)} / {len(texts)}" in texts[-1]


def test_a_text_that_is_a_little_longer_still_fits_on_two_pages():
    sheet = seed_sheet()
    longer = form_of(sheet).by_name()["do.next_plan"].text * 2
    assert len(reader(drawn_from(sheet, do__next_plan=longer)).pages) == 2


def drawn_from(sheet, **changes):
    return sheet_pdf(form_of(with_values(sheet, {name.replace("__", "."): value for name, value in changes.items()})))


def test_heads_are_repeated_where_a_list_goes_on():
    sheet = seed_sheet()
    *_form, third, fourth = pages(sheet_pdf(form_of(sheet, findings=check(sheet) * 3)))
    assert "番号 区分 欄 指摘" in squeezed_lines(third)
    assert "番号 区分 欄 指摘" in squeezed_lines(fourth)


def squeezed_lines(text):
    return " ".join(text.split())


@pytest.mark.parametrize("lines", range(54, 64))
def test_no_bar_and_no_head_is_left_alone_at_the_foot_of_a_page(lines):
    heads = ("★", "1 現状", "3 評価結果", "4 今後", "(1) 今後", "①手段", "①活動指標", "②対象(", "③意図", "*③", "(2)各")
    pdf = drawn(plan__content="説明の行である。\n" * lines)
    for text in pages(pdf)[:-1]:
        last = [line for line in text.splitlines() if not re.search(r"\d / \d|マネジメントシート\(", line)][-1]
        assert not last.startswith(heads), last


@pytest.mark.parametrize(
    "run", ["x" * 3000, "ー" * 1000, "https://example.org/" + "a" * 500, "。" * 500, "あ" + "」" * 400 + "い"]
)
def test_a_run_that_cannot_break_is_broken(run):
    pdf = drawn(summary=run, head__section=run[:200])
    assert run in all_text(pdf).replace("\u200b", "")
    assert ("\u200b" in all_text(pdf)) == (not run.isascii())
    assert max(len(line.replace("\u200b", "")) for text in pages(pdf) for line in text.splitlines()) < 150


def test_long_names_and_figures_keep_to_their_cells():
    name = "株式会社" + "連携協定推進機構" * 7
    pdf = drawn(head__title=name, costs__total__actual__2020=Decimal(123456789012345))
    assert (all_text(pdf).count(name), all_text(pdf).count(f"{name[:38]}…")) == (2, 1)
    grid = form_of(seed_sheet())
    cell = grid.by_name()["costs.total.actual.2020"]
    left = 10 + 190 * sum(grid.columns[: cell.column]) / sum(grid.columns)
    assert [x > left for text, x, _y in places(reader(pdf).pages[0]) if text == "123,456,789,012,345"] == [True]
    assert len(reader(pdf).pages) == 2


def test_lines_end_where_somebody_ended_them():
    assert "一行目\n二行目\n三行目" in "".join(pages(drawn(plan__content="一行目\r\n二行目\u2028三行目")))


# ---- characters that no font has ----


def test_names_of_people_have_their_characters():
    pdf = drawn(head__chief="𠮷田 﨑本 髙橋 㐂一", head__staff="葛\U000e0100城 辻\U000e0101")
    assert pdf.missing == ()
    assert "𠮷田﨑本髙橋㐂一" in all_text(pdf)


def test_a_character_that_no_font_has_is_named_and_the_document_comes_out():
    pdf = drawn(do__actual="絵😀と\ue000", summary="また😀、👍🏽、\u0378、太字も", head__title="表題\U0010fffd")
    assert pdf.missing == ("\U0010fffd", "😀", "\ue000", "👍", "🏽", "\u0378")
    text = all_text(pdf)
    assert "絵〓と〓" in text
    assert "また〓、〓〓、〓、太字も" in text
    assert "※次の文字は書体にないため〓で示しています:U+10FFFD、U+1F600、U+E000、U+1F44D、U+1F3FD、U+0378" in text


def test_without_a_missing_character_there_is_no_note():
    assert "書体にない" not in all_text(drawn())


def test_a_character_beside_one_that_is_missing_stays():
    pdf = drawn(
        summary="1\ufe0f\u20e3と2、か\u20e3とか、※\ufe0f\u20e3と※、漢\u200d🙂と한\u20e3と한、a🙂\u0301b、葛\U000e01efと葛"
    )
    assert pdf.missing == ("\u20e3", "🙂")
    assert re.search("1〓と2、か〓とか、※〓と※、漢\u200d?〓と한〓と한、a〓b、葛", all_text(pdf))


def test_characters_that_print_nothing_are_left_out():
    pdf = drawn(summary="前\x00\x07\x1b\ufeff\u2060後\tと家族👨\u200d👩\U000e007f", head__title="改\x0b行")
    assert pdf.missing == ("👨", "👩")
    assert "前後と家族〓〓" in all_text(pdf)


def test_half_a_character_stops_nothing():
    pdf = drawn(summary="半\ud83d分", head__title="\udc00\u0301")
    assert pdf.missing == ("\udc00", "\ud83d")
    assert "半〓分" in all_text(pdf)


def test_many_missing_characters_take_few_tries(monkeypatch):
    tries = []
    document = Press.document
    monkeypatch.setattr(Press, "document", lambda *given: tries.append(1) or document(*given))
    pdf = drawn(summary="".join(map(chr, range(0x1F600, 0x1F640))), do__actual="".join(map(chr, range(0xE000, 0xE040))))
    assert len(pdf.missing) == 128
    assert len(tries) <= 3


def test_further_fonts_have_what_the_built_in_ones_lack(tmp_path):
    (tmp_path / "gaiji.ttf").write_bytes(font_with("\ue000", family="Gaiji"))
    grid = form_of(clean_sheet(summary="外字\ue000と\ue001"))
    pdf = sheet_pdf(grid, font_folders=(tmp_path,))
    assert pdf.missing == ("\ue001",)
    assert "外字\ue000と〓" in all_text(pdf)
    assert any("Gaiji" in name and inside for name, inside in fonts(pdf).items())
    assert sheet_pdf(grid).missing == ("\ue000", "\ue001")


def test_a_folder_without_fonts_changes_nothing(tmp_path):
    grid = form_of(clean_sheet())
    assert sheet_pdf(grid, font_folders=(tmp_path, tmp_path / "missing")).data == sheet_pdf(grid).data
