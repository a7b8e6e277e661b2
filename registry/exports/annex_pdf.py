"""The annex as PDF: its contents and parts set by typst on A4, with the template ``annex.typ`` beside this module."""

from collections.abc import Callable, Sequence
from pathlib import Path

from registry.exports.annex import AnnexContents, AnnexDocument, AnnexPart, AnnexTable, Fact, Value, is_figure
from registry.exports.press import PrintedDocument
from registry.exports.sheet_pdf_data import clean_text
from registry.exports.tables import TableColumn
from registry.exports.titled_pdf import print_titled

TEMPLATE = Path(__file__).with_name("annex.typ")
Say = Callable[[Value], str]


def annex_pdf(document: AnnexDocument, *, say: Say, font_folders: tuple[Path, ...] = ()) -> PrintedDocument:
    """The document as a tagged PDF; ``say`` puts a value into words."""
    return print_titled(TEMPLATE, document, lambda: _whole(document, say), font_folders=font_folders)


def _whole(document: AnnexDocument, say: Say) -> dict[str, object]:
    return {
        "subtitle": clean_text(document.subtitle),
        "facts": _facts(document.facts),
        "contents": _contents(document.contents, say),
        "parts": [_part(part, say) for part in document.parts],
    }


def _contents(contents: AnnexContents, say: Say) -> dict[str, object]:
    return {
        "title": clean_text(contents.title),
        "named": contents.named,
        "page": contents.page,
        "columns": _columns(contents.columns, [one.values for group in contents.groups for one in group.lines]),
        "groups": [
            {
                "title": clean_text(group.title),
                "lines": [{"key": one.key, "values": _row(one.values, say)} for one in group.lines],
            }
            for group in contents.groups
        ],
    }


def _part(part: AnnexPart, say: Say) -> dict[str, object]:
    return {
        "key": part.key,
        "title": clean_text(part.title),
        "facts": _facts(part.facts),
        "tables": [_table(table, say) for table in part.tables],
    }


def _table(table: AnnexTable, say: Say) -> dict[str, object]:
    return {
        "title": clean_text(table.title),
        "empty": clean_text(table.empty),
        "columns": _columns(table.columns, table.rows),
        "rows": [_row(row, say) for row in table.rows],
    }


def _facts(facts: Sequence[Fact]) -> list[list[str]]:
    return [[clean_text(name), clean_text(text)] for name, text in facts]


def _columns(columns: Sequence[TableColumn], rows: Sequence[Sequence[Value]]) -> list[dict[str, object]]:
    """Each column with whether it holds figures, above which its head stands at the right."""
    figures = {place for row in rows for place, value in enumerate(row) if is_figure(value)}
    return [
        {"heading": clean_text(column.heading), "width": column.width, "figures": place in figures}
        for place, column in enumerate(columns)
    ]


def _row(values: Sequence[Value], say: Say) -> list[list[object]]:
    return [[clean_text(say(value)), is_figure(value)] for value in values]
