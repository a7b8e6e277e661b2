"""The page on which a part of the sheet is written: the form's own tables, and what stands beside each field."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import ceil

from flask import request, url_for
from flask_babel import gettext as _

from registry.domain.message import N_
from registry.evaluation.checks import check
from registry.evaluation.cost_sums import Sum, sums_of
from registry.evaluation.layout import form_of, form_to_write
from registry.evaluation.layout_grid import Grid
from registry.evaluation.narrative_offers import Offer, offers_of
from registry.evaluation.sheet import Sheet
from registry.evaluation.sheet_names import names
from registry.evaluation.sheet_parts import PARTS, part_of
from registry.forms.sheets import SheetForm
from registry.queries.sheets import list_sheet_years
from registry.web.evidence_links import evidence_address
from registry.web.findings_panel import Entry, entries_of, marks_of
from registry.web.frame import show_page
from registry.web.saving import Conflict
from registry.web.sheet_carried import carried_in_words
from registry.web.sheet_figures import find_typed_sheet
from registry.web.sheet_head import sheet_head
from registry.web.sheet_page import FormBlock, cell_words, form_blocks
from registry.web.typed_forms import colleagues_typing
from registry.words import number, year_name

PART_NAMES: Mapping[str, str] = {
    "head": N_("Head and PLAN"),
    "do": N_("DO"),
    "figures": N_("Indicators and costs"),
    "check": N_("CHECK"),
    "summary": N_("Overall summary"),
    "action": N_("ACTION"),
}
BESIDE: Mapping[str, tuple[str, ...]] = {
    "head.period.every_year": ("head.period.started_year",),
    "head.period.limited_years": ("head.period.limited_from", "head.period.limited_until"),
    "do.total_cost": ("do.total_cost_from", "do.total_cost_until"),
}
"""A box or a cell → the cells whose values its printed words hold."""
CHARACTERS_IN_A_COLUMN = 3
"""So many fit side by side into one of the grid's columns, about."""
FEWEST_LINES, MOST_LINES = 2, 14


@dataclass(frozen=True)
class PartLink:
    address: str
    text: str
    current: bool
    findings: int


@dataclass(frozen=True)
class OfferedSentence:
    """``pieces`` are text and the address of the evidence where a piece is a figure."""

    text: str
    pieces: tuple[tuple[str, str | None], ...]


@dataclass(frozen=True)
class Note:
    """What is said below a figure's field; ``differs`` where it is not what was typed."""

    text: str
    differs: bool = True


@dataclass(frozen=True)
class WritingPage:
    """All but the form itself; the mappings are by stable name of a cell."""

    title: str
    sheet: str
    address: str
    fiscal_year: int
    parts: tuple[PartLink, ...]
    follows: str
    blocks: tuple[FormBlock, ...]
    columns: tuple[int, ...]
    beside: Mapping[str, tuple[str, ...]]
    rows: Mapping[str, int]
    carried: Mapping[str, str]
    notes: Mapping[str, tuple[Note, ...]]
    offers: Mapping[str, tuple[OfferedSentence, ...]]
    entries: tuple[Entry, ...]


def writing_page(form: SheetForm, sheet: Sheet, part: str, conflict: Conflict | None = None) -> str:
    """The page of a part."""
    return show_page(
        "sheets/edit.html",
        year=sheet.fiscal_year,
        years=list_sheet_years(),
        form=form,
        conflict=conflict,
        page=_page(form, sheet, part),
        colleagues=colleagues_typing(request.path),
    )


def address_after(fiscal_year: int, part: str, *, goes_on: bool) -> str:
    """The sheet at the part that was saved, or the next part."""
    follows = _follows(part)
    if goes_on and follows:
        return url_for("sheet_writing.edit", fiscal_year=fiscal_year, part=follows)
    return url_for("sheets.show_year", fiscal_year=fiscal_year, _anchor=f"part-{PARTS[part][-1]}")


def _follows(part: str) -> str:
    """The next part; "" behind the last one."""
    parts = [*PARTS, ""]
    return parts[parts.index(part) + 1]


def _page(form: SheetForm, sheet: Sheet, part: str) -> WritingPage:
    grid, head = form_to_write(sheet), sheet_head(sheet, form_of(sheet))
    entries = entries_of(check(sheet), cell_words(grid))
    blocks = form_blocks(grid, marks_of(entries), leave_out=())
    return WritingPage(
        title=_("%(year)s: %(part)s", year=head.year, part=_(PART_NAMES[part])),
        sheet=head.title,
        address=url_for("sheets.show_year", fiscal_year=sheet.fiscal_year),
        fiscal_year=sheet.fiscal_year,
        parts=tuple(_part_links(sheet, part, entries)),
        follows=_(PART_NAMES[_follows(part)]) if _follows(part) else "",
        blocks=tuple(block for block in blocks if block.name in PARTS[part]),
        columns=grid.columns,
        beside=BESIDE,
        rows=_rows(form, grid),
        carried=carried_in_words(sheet),
        notes=_notes(sheet) if part == "figures" else {},
        offers=_offers(form, sheet),
        entries=tuple(entry for entry in entries if _is_of(entry, part)),
    )


def _is_of(entry: Entry, part: str) -> bool:
    return any(part_of(cell.name) == part for cell in entry.cells)


def _part_links(sheet: Sheet, current: str, entries: tuple[Entry, ...]) -> Iterator[PartLink]:
    for part, name in PART_NAMES.items():
        address = url_for("sheet_writing.edit", fiscal_year=sheet.fiscal_year, part=part)
        yield PartLink(address, _(name), part == current, sum(_is_of(entry, part) for entry in entries))


def _rows(form: SheetForm, grid: Grid) -> dict[str, int]:
    """How many lines each text takes, so that its field shows all of it."""
    widths = {cell.name: cell.columns * CHARACTERS_IN_A_COLUMN for cell in grid.cells() if cell.name}
    return {name: _lines(str(field.data or ""), widths.get(name, 1)) for name, field in form.cells.items()}


def _lines(text: str, width: int) -> int:
    lines = sum(max(1, ceil(len(line) / width)) for line in text.split("\n"))
    return min(max(lines + 1, FEWEST_LINES), MOST_LINES)


def _offers(form: SheetForm, sheet: Sheet) -> dict[str, tuple[OfferedSentence, ...]]:
    """The sentences offered for the part's fields, but for those that stand there already."""
    found: dict[str, tuple[OfferedSentence, ...]] = {}
    for offer in offers_of(sheet):
        field = form.cells.get(offer.cell)
        if field is not None and offer.text not in str(field.data or ""):
            found[offer.cell] = (*found.get(offer.cell, ()), _offered(offer, sheet.fiscal_year))
    return found


def _offered(offer: Offer, sheet_year: int) -> OfferedSentence:
    pieces = (
        (one.text, evidence_address(one.count, one.fiscal_year, sheet_year=sheet_year) if one.count else None)
        for one in offer.pieces
    )
    return OfferedSentence(offer.text, tuple(pieces))


def _notes(sheet: Sheet) -> dict[str, tuple[Note, ...]]:
    """Below the figures: what the parts of a sum make, what the registry counts, what the sheet before says."""
    notes: dict[str, tuple[Note, ...]] = {}
    for name, note in (*_sum_notes(sheet), *_counted_notes(sheet), *_former_notes(sheet)):
        notes[name] = (*notes.get(name, ()), note)
    return notes


def _sum_notes(sheet: Sheet) -> Iterator[tuple[str, Note]]:
    return ((one.name, _sum_note(one)) for one in sums_of(sheet))


def _sum_note(one: Sum) -> Note:
    reckoned = number(one.reckoned)
    if not one.difference:
        return Note(_("reckoned %(number)s", number=reckoned), differs=False)
    about = {"number": reckoned, "difference": f"{one.difference:+,f}"}
    return Note(_("%(number)s by the parts (difference %(difference)s)", **about))


def _counted_notes(sheet: Sheet) -> Iterator[tuple[str, Note]]:
    for indicator in sheet.all_indicators():
        for cell in indicator.cells:
            if cell.difference:
                yield indicator.cell_name(cell.column), Note(_("recounted %(number)s", number=number(cell.computed)))


def _former_notes(sheet: Sheet) -> Iterator[tuple[str, Note]]:
    """Figures for which the newest earlier sheet has another value in the same column."""
    year = max((one for one in list_sheet_years() if one < sheet.fiscal_year), default=None)
    former = find_typed_sheet(year) if year is not None else None
    if former is None:
        return
    mine = dict(names(sheet))
    for name, value in names(former):
        if part_of(name) == "figures" and value not in (None, "") and mine.get(name, value) not in (None, value):
            about = {"year": year_name(former.fiscal_year), "number": number(value)}  # type: ignore[arg-type]
            yield name, Note(_("%(number)s in the sheet of %(year)s", **about))
