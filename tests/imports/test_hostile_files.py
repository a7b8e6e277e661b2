"""Whatever a file was made for: it is read, or refused by one clear sentence, within 5 seconds and 300 MB.

Each heavy file is read in a process of its own, so that its peak is its own. The seconds are those of the processor:
that other tests are busy beside it is no fault of the file.
"""

import json
import struct
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from registry.imports import refusals
from registry.imports.compound_files import container_of
from registry.imports.limits import letters
from registry.imports.refusals import UnreadableFile
from registry.imports.tables import read_file
from tests.imports.files import workbook
from tests.imports.hostile import (
    MANY_NAMES,
    SHEET,
    STRINGS,
    cell,
    encrypted_office,
    excel,
    lying,
    nested,
    ods_blank,
    ods_cell,
    ods_row,
    old_excel,
    opendocument,
    overlapping,
    record,
    records,
    with_parts,
)

ROOT = Path(__file__).parents[2]
SECONDS, MEGABYTES, GIVEN_UP_AFTER = 5, 300, 60
READ = """
import json, sys, time
from pathlib import Path
from registry.domain.known import Known
from registry.domain.vocabulary import Noun
from registry.imports.plan import Request
from registry.imports.planning import make_plan
from registry.imports.refusals import UnreadableFile
from registry.imports.tables import read_file
path = Path(sys.argv[1])
try:
    sheets = read_file(path.read_bytes(), path.name)
    answer = {"cells": sum(len(row) for sheet in sheets for row in sheet.rows)}
    if sys.argv[2:] == ["plan"]:
        errors = make_plan(Request(Noun.ORGANIZATIONS, path.name, path.read_bytes()), Known()).report.errors
        answer["errors"] = [[each.row, each.column, each.code] for each in errors]
except UnreadableFile as refusal:
    answer = {"refusal": type(refusal).__name__, "sentence": str(refusal)}
status = Path("/proc/self/status")
peak = [line.split()[1] for line in status.read_text().splitlines() if "VmHWM" in line] if status.exists() else [0]
print(json.dumps({**answer, "seconds": time.process_time(), "megabytes": int(peak[0]) // 1024}))
"""


def read(folder: Path, name: str, data: bytes, *how: str) -> dict[str, object]:
    """What a fresh process makes of a file; it fails here where that takes too long or too much.

    VmHWM and not ru_maxrss: the latter begins with what the parent used when it made the child.
    """
    path = folder / name
    path.write_bytes(data)
    done = subprocess.run(
        [sys.executable, "-c", READ, str(path), *how], capture_output=True, cwd=ROOT, timeout=GIVEN_UP_AFTER, check=True
    )
    answer = json.loads(done.stdout)
    assert answer.pop("seconds") <= SECONDS
    assert answer.pop("megabytes") <= MEGABYTES
    return answer


_LABEL = record(0x204, struct.pack("<HHHHB", 0, 0, 0, 1, 0) + b"x")


def rows_of(count: int, cells: str) -> str:
    return f"<row>{cells}</row>" * count


def old_shared_bomb() -> bytes:
    longest = struct.pack("<HB", 65_535, 0) + b"x" * 8_000
    pieces = [b"\0" + b"x" * 8_000] * 7 + [b"\0" + b"x" * 1_535]
    strings = record(0xFC, bytes(8) + longest) + b"".join(record(0x3C, piece) for piece in pieces)
    return container_of(
        records(*(record(0xFD, struct.pack("<HHHI", n, 0, 0, 0)) for n in range(60_000)), strings=strings)
    )


def unfolding_formulas() -> bytes:
    """Each seven bytes name the sheet, and its name is the longest there is."""
    sheet = b"\x3a" + bytes(6)
    formula = sheet + (sheet + b"\x08") * 1_000
    cells = (struct.pack("<HHHdHIH", n, 0, 0, 7.0, 0, 0, len(formula)) + formula for n in range(1_900))
    names_itself = record(0x17, struct.pack("<HHHH", 1, 0, 0, 0))
    return container_of(records(*(record(0x06, each) for each in cells), globals_=names_itself, named="あ" * 255))


HEAVY: dict[str, tuple[str, Callable[[], bytes], str | int]] = {
    "a part of 300 MB": (
        "a.xlsx",
        lambda: with_parts(workbook(S=[["x"]]), {SHEET: bytes(300_000_000)}),
        "FileTooLarge",
    ),
    "a thousand entries for one part": ("a.xlsx", lambda: overlapping(1000), "FileTooLarge"),
    "tags within tags": ("a.xlsx", lambda: excel("<x>" * 1_000_000 + "</x>" * 1_000_000), "FileTooLarge"),
    "a million attributes": ("a.xlsx", lambda: excel(f"<a {MANY_NAMES}/>" * 500), "FileTooLarge"),
    "three million empty cells": ("a.xlsx", lambda: excel(f"<row>{'<c/>' * 3_400_000}</row>"), 0),
    "a long text shared by all": (
        "a.xlsx",
        lambda: excel(rows_of(100_000, '<c t="s"><v>0</v></c>'), strings=["x" * 1_000_000]),
        "FileTooLarge",
    ),
    "a number that two readers read differently": (
        "a.xlsx",
        lambda: excel(rows_of(1_000, '<c t="s"><v>0<!-- -->1</v></c>'), strings=["x" * 1_000_000, "y"]),
        "FileTooLarge",
    ),
    "as many cells as are read": ("a.xlsx", lambda: excel(rows_of(54_000, "<c><v>1.5</v></c>" * 11)), 594_000),
    "cells repeated in .ods": (
        "a.ods",
        lambda: opendocument(ods_row(ods_cell("x") * 9, rows=1_000_000)),
        "FileTooLarge",
    ),
    "blank cells written out in .ods": (
        "a.ods",
        lambda: opendocument(ods_row(ods_blank(16_000) * 2) * 5_000 + ods_row(ods_cell("x"))),
        "FileTooLarge",
    ),
    "as many repeated cells as are read": (
        "a.ods",
        lambda: opendocument(ods_row(ods_cell("値", 11), rows=54_000)),
        594_000,
    ),
    "a long text shared by all in .xls": ("a.xls", old_shared_bomb, "FileTooLarge"),
    "formulas that unfold": ("a.xls", unfolding_formulas, 1_900),
    "a record continued for ever": (
        "a.xls",
        lambda: container_of(records(strings=record(0xFC, bytes(8)) + record(0x3C, b"") * 3_500_000)),
        "FileTooLarge",
    ),
    "as many cells as .xls can give": (
        "a.xls",
        lambda: container_of(
            records(*(record(0x203, struct.pack("<HHHd", n // 11, n % 11, 0, n / 7)) for n in range(590_000)))
        ),
        590_007,
    ),
    "one line": ("a.csv", lambda: b"x," * 14_000_000, "LineTooLong"),
    "a quotation that never ends": ("a.csv", lambda: b'a,b\n"' + b"x,y\n" * 7_000_000, "OpenQuotation"),
    "a row of quoted line ends": ("a.csv", lambda: b'"\n",' * 7_000_000, "OpenQuotation"),
    "only line ends": ("a.csv", lambda: b"a" + b"\n" * 29_000_000, "FileTooLarge"),
    "wide characters everywhere": ("a.csv", lambda: ("😀" + "x" * 30_000 + "\n").encode() * 950, 950),
    "a million merged cells": (
        "a.xlsx",
        lambda: excel(cell("A1", "x"), merges=(f"A{row}:B{row}" for row in range(1, 1_000_001))),
        "FileTooLarge",
    ),
    "a million merged cells in .xls": (
        "a.xls",
        lambda: container_of(records(_LABEL, record(0xE5, struct.pack("<H", 1027) + bytes(8_216)) * 1_000)),
        "FileTooLarge",
    ),
    "as many cells and merged cells as are read": (
        "a.xlsx",
        lambda: excel(
            rows_of(54_000, "<c><v>1.5</v></c>" * 11),
            merges=(f"{column}{row}:{column}{row + 1}" for column in "ACEG" for row in range(1, 50_000, 2)),
        ),
        594_000,
    ),
    "marks heaped on a letter": ("a.csv", ("名称\na" + "\u0301\u0323" * 900_000).encode, 2),
}


@pytest.mark.parametrize("case", HEAVY)
def test_a_heavy_file_is_read_or_refused_within_its_bounds(case, tmp_path):
    name, make, expected = HEAVY[case]
    answer = read(tmp_path, name, make())
    if isinstance(expected, int):
        assert answer == {"cells": expected}
    else:
        assert answer["refusal"] == expected
        assert f"“{name}”" in answer["sentence"]


def test_a_hundred_thousand_rows_of_csv_and_twenty_thousand_of_excel_are_read(tmp_path):
    line = "12,包括連携協定,包括,令和2年4月1日,2020-04-01,,12か月,株式会社試験,秘書政策課,防災,備考\r\n"
    assert read(tmp_path, "a.csv", line.encode("cp932") * 100_000) == {"cells": 1_100_000}
    sheet = "".join(f"<row>{cell('', text) * 11}</row>" for text in map(str, range(20_000)))
    assert read(tmp_path, "a.xlsx", excel(sheet)) == {"cells": 220_000}


def test_a_cell_of_a_megabyte_is_named_from_file_to_report(tmp_path):
    long = "あ" * 350_000
    answer = read(tmp_path, "a.csv", f"名称,備考\n㈱試験,{long}\n".encode(), "plan")
    assert answer["errors"] == [[2, "備考", "too_long"]]
    answer = read(tmp_path, "a.xlsx", excel(f"<row>{cell('', '名称')}</row><row>{cell('', long)}</row>"), "plan")
    assert answer["errors"] == [[2, "名称", "too_long"]]


def upside_down_xlsx() -> bytes:
    """Ranges that end before they begin, beside those that cover the sheet hundreds of times."""
    heads = f'<row r="1">{cell("A1", "名称")}</row>'
    rows = "".join(f'<row r="{row}">{cell(f"A{row}", "x")}{cell(f"WB{row}", "x")}</row>' for row in range(2, 1_001))
    over = [f"{letters(column)}{row}:{letters(column)}1000" for row in range(2, 152) for column in range(600)]
    return excel(heads + rows, merges=[*over, *["A1000:WB1"] * 9_999])


def upside_down_ods() -> bytes:
    over = ods_row(*[ods_cell("x", spans=(1_000, 2))] * 600) * 150
    back = ods_row(ods_cell("x", spans=(-999_999_999, 99_999)))
    return opendocument(ods_row(ods_cell("名称")) + back + over + ods_row(ods_cell("x", 600), rows=800))


@pytest.mark.parametrize(("name", "make"), [("a.xlsx", upside_down_xlsx), ("a.ods", upside_down_ods)])
def test_merged_cells_that_end_before_they_begin_cost_nothing(name, make, tmp_path):
    assert "errors" in read(tmp_path, name, make(), "plan")


def test_a_cell_merged_to_the_end_of_the_world_costs_nothing(tmp_path):
    heads = ods_row(*map(ods_cell, ("名称", "対象開始日", "対象終了日")))
    row = ods_row(ods_cell("㈱試験"), ods_cell("R2.4.1～R3.3.31", spans=(1, 999_999_999)))
    assert read(tmp_path, "a.ods", opendocument(heads + row), "plan")["errors"] == []


ENTITIES = '<!DOCTYPE x [<!ENTITY a "{}"><!ENTITY b "{}">]><worksheet><sheetData/></worksheet>'.format(
    "a" * 99, "&a;" * 99
)
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><sst><si><t>&a;</t></si></sst>'
FAR_OUT = f'<row r="1">{cell("A1", "x")}</row><row r="1048576">{cell("XFD1048576", "x")}</row>'
ENCRYPTED_ODS = '<manifest:file-entry><manifest:encryption-data manifest:checksum="x"/></manifest:file-entry>'
HTML = b"<html><body><table><tr><td>x</td></tr></table></body></html>"
TWICE = {
    "xl/workbook.xml": '<workbook xmlns:r="x"><sheets>' + '<sheet name="S" r:id="rId1"/>' * 2 + "</sheets></workbook>"
}


@pytest.mark.parametrize(
    ("name", "data", "refusal"),
    [
        ("a.xlsx", with_parts(workbook(S=[["x"]]), {SHEET: ENTITIES}), refusals.DamagedFile),
        ("a.xlsx", with_parts(workbook(S=[["x"]]), {STRINGS: OUTSIDE}), refusals.DamagedFile),
        ("a.xlsx", excel(FAR_OUT), refusals.SpreadOut),
        ("a.xlsx", excel(cell("XFE1", "x")), refusals.SpreadOut),
        ("a.xlsx", excel(cell("A99999999999", "x")), refusals.DamagedFile),
        ("a.xlsx", excel(cell("ZZZZZZZ1", "x")), refusals.DamagedFile),
        ("a.xlsx", excel("", **{STRINGS: '<sst uniqueCount="99999999999"/>'}), refusals.FileTooLarge),
        ("a.xlsx", excel("", strings=["x"], **{"xl/SharedStrings.xml": "<sst/>"}), refusals.DamagedFile),
        ("a.xlsx", excel("", **TWICE), refusals.DamagedFile),
        ("a.xlsx", workbook(**{f"S{number}": [["x"]] for number in range(101)}), refusals.FileTooLarge),
        ("a.xlsx", lying(workbook(S=[["x"]]), SHEET, 10), refusals.DamagedFile),
        ("a.xlsx", workbook(S=[["x"]]) + b"PK\x01\x02" * 6_000, refusals.FileTooLarge),
        ("a.xlsx", bytes(workbook(S=[["x"]])).ljust(20_000_001, b"\0"), refusals.FileTooLarge),
        ("a.xlsx", nested(2), refusals.OtherArchive),
        ("a.ods", nested(2), refusals.OtherArchive),
        ("a.xlsx", opendocument(ods_row(ods_cell("x"))), refusals.WrongSuffix),
        ("a.ods", workbook(S=[["x"]]), refusals.WrongSuffix),
        ("a.xls", workbook(S=[["x"]]), refusals.WrongSuffix),
        ("a.xlsx", old_excel(["x"]), refusals.WrongSuffix),
        ("a.csv", old_excel(["x"]), refusals.WrongSuffix),
        ("a.xls", HTML, refusals.MarkupInside),
        ("a.csv", b"\r\n" + HTML, refusals.MarkupInside),
        ("a.xls", b'\xef\xbb\xbf<?xml version="1.0"?><Workbook/>', refusals.MarkupInside),
        ("a.xls", '<?xml version="1.0"?>'.encode("utf-16"), refusals.MarkupInside),
        ("a.xlsm", workbook(S=[["x"]]), refusals.MacroWorkbook),
        ("a.xlsx", encrypted_office(), refusals.ProtectedFile),
        ("a.xls", encrypted_office(), refusals.ProtectedFile),
        ("a.xls", container_of(records(globals_=record(0x2F, b"\1\0\1\0"))), refusals.ProtectedFile),
        ("a.ods", opendocument("", manifest=ENCRYPTED_ODS), refusals.ProtectedFile),
        ("a.ods", opendocument(ods_row(ods_cell('<text:s text:c="99999999"/>'))), refusals.FileTooLarge),
        ("a.ods", opendocument(ods_row(ods_cell("x" * 1_000), rows=20_000)), refusals.FileTooLarge),
        ("a.ods", opendocument(ods_row(ods_cell("<table:table/>"))), refusals.DamagedFile),
        ("a.ods", opendocument(ods_row(ods_cell(ods_cell("x")))), refusals.DamagedFile),
        ("a.xls", old_excel(["x"])[:1_000], refusals.DamagedFile),
        ("a.xls", container_of(records(record(0x203, struct.pack("<HHHd", 65_535, 65_535, 0, 1)))), refusals.SpreadOut),
    ],
)
def test_a_hostile_file_is_refused_by_its_reason(name, data, refusal):
    with pytest.raises(UnreadableFile) as raised:
        read_file(data, name)
    assert type(raised.value) is refusal
    assert name in str(raised.value)
    assert "\n" not in str(raised.value)
