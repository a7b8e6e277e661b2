"""Workbooks written by hand, part by part, as no library would write them, and what has become of them."""

import io
import zipfile
from collections.abc import Mapping

import openpyxl

from registry.exports.own_form import FilledForm, fill_own_form

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n'
SHEET, STRINGS, BOOK, STYLES = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/workbook.xml", "xl/styles.xml"
PLAIN = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
WITH_MACROS = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
DAY, YEN = 1, 2
"""Styles of cells: a day, and a figure with commas."""
STYLE_SHEET = (
    f'<styleSheet xmlns="{MAIN}"><numFmts count="2">'
    '<numFmt numFmtId="164" formatCode="[$-411]ggge&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/>'
    '<numFmt numFmtId="165" formatCode="#,##0&quot;年度&quot;"/></numFmts>'
    '<fonts count="1"><font><sz val="11"/><name val="ＭＳ ゴシック"/></font></fonts>'
    '<fills count="1"><fill><patternFill/></fill></fills><borders count="1"><border/></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="14"/></cellStyleXfs><cellXfs count="3"><xf numFmtId="0" xfId="0"/>'
    '<xf numFmtId="164" xfId="0"/><xf numFmtId="165" xfId="0"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)


def packed(parts: Mapping[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def parts_of(data: bytes) -> dict[str, bytes]:
    """Path → what is in it, in the order of the file."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def worksheet(rows: str, *, before: str = "", after: str = "") -> str:
    return (
        f'{HEAD}<worksheet xmlns="{MAIN}" xmlns:r="{OFFICE}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'
    )


def strings(*items: str) -> str:
    inside = "".join(f"<si>{one}</si>" for one in items)
    return f'{HEAD}<sst xmlns="{MAIN}" count="{len(items)}" uniqueCount="{len(items)}">{inside}</sst>'


def book(
    rows: str = "", *items: str, names: str = "", calculation: str = "", properties: str = "", kind: str = PLAIN, **more
) -> bytes:
    """A workbook with one sheet, 様式, with these rows and shared strings; ``parts`` are added or put in place."""
    defined = f"<definedNames>{names}</definedNames>" if names else ""
    types = {"worksheets/sheet1": "worksheet", "styles": "styles", "sharedStrings": "sharedStrings"}
    related = "".join(
        f'<Relationship Id="rId{n}" Type="{OFFICE}/{type_}" Target="{path}.xml"/>'
        for n, (path, type_) in enumerate(types.items(), start=1)
    )
    parts = {
        "[Content_Types].xml": f'{HEAD}<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" '
        f'ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-'
        f'package.relationships+xml"/><Override PartName="/{BOOK}" ContentType="{kind}"/>'
        f'<Override PartName="/{SHEET}" ContentType="{PLAIN.replace("sheet.main", "worksheet")}"/>'
        f'<Override PartName="/{STYLES}" ContentType="{PLAIN.replace("sheet.main", "styles")}"/>'
        f'<Override PartName="/{STRINGS}" ContentType="{PLAIN.replace("sheet.main", "sharedStrings")}"/></Types>',
        "_rels/.rels": f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{OFFICE}/officeDocument" Target="{BOOK}"/></Relationships>',
        BOOK: f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">{properties}<sheets><sheet name="様式" sheetId="1" '
        f'r:id="rId1"/></sheets>{defined}{calculation}</workbook>',
        "xl/_rels/workbook.xml.rels": f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{related}</Relationships>',
        SHEET: worksheet(rows, before=more.get("before", ""), after=more.get("after", "")),
        STYLES: HEAD + STYLE_SHEET,
        STRINGS: strings(*items),
    }
    return packed(parts | more.get("parts", {}))


def name(of: str, refers_to: str, more: str = "") -> str:
    return f'<definedName name="{of}"{more}>{refers_to}</definedName>'


def texts(data: bytes, sheet: int = 0) -> dict[str, object]:
    """Cell → its value, of those that have one, as openpyxl reads them."""
    found = openpyxl.load_workbook(io.BytesIO(data)).worksheets[sheet]
    return {cell.coordinate: cell.value for row in found.iter_rows() for cell in row if cell.value is not None}


def filled(data: bytes, values: Mapping[str, object]) -> FilledForm:
    """Filled, with all parts as they were but the sheet and the workbook's own."""
    form = fill_own_form(data, values)
    before, after = parts_of(data), parts_of(form.data)
    assert list(before) == list(after)
    changed = {path for path in before if before[path] != after[path]}
    assert changed <= {SHEET, BOOK}, changed
    return form
