"""What the page of a year's own form shows: the workbooks that there are, and what filling one puts where."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import groupby
from typing import TYPE_CHECKING, Any

from flask import url_for

from registry.domain.own_forms import UnusableForm
from registry.evaluation.layout_grid import CellRole, Grid
from registry.evaluation.layout_names import form_values, in_braces, plain_form
from registry.evaluation.layout_words import WITHIN
from registry.evaluation.sheet import Sheet
from registry.exports.own_form import FilledForm, fill_own_form
from registry.exports.own_form_answers import Spot, printed
from registry.language import say
from registry.web.clock import office_time
from registry.words import file_size, year_name

if TYPE_CHECKING:
    from registry.models import OwnForm


@dataclass(frozen=True)
class KeptForm:
    """An uploaded workbook in words; ``address`` gives it back as it came."""

    name: str
    size: str
    at: str
    by: str
    year: str
    address: str
    delete: str
    restore: str


@dataclass(frozen=True)
class UnknownName:
    """A name that the sheet does not have, where it stands, and the one that may be meant."""

    name: str
    cells: str
    near: str


@dataclass(frozen=True)
class FilledCell:
    cell: str
    name: str
    text: str


@dataclass(frozen=True)
class Preview:
    """``refused`` says why the workbook cannot be filled with today's values."""

    filled: tuple[FilledCell, ...]
    unknown: tuple[UnknownName, ...]
    unused: tuple[str, ...]
    download: str
    refused: str = ""


@dataclass(frozen=True)
class NamedValue:
    """``about`` is what the form prints beside the cell."""

    name: str
    about: str
    text: str


@dataclass(frozen=True)
class NamedBlock:
    """A part of the form with the names in it."""

    key: str
    names: tuple[NamedValue, ...]


def kept_form(form: "OwnForm") -> KeptForm:
    """A workbook for the page."""
    where: dict[str, Any] = {"fiscal_year": form.fiscal_year, "form_id": form.id}
    return KeptForm(
        name=form.file_name,
        size=file_size(form.size),
        at=office_time(form.uploaded_at.isoformat()),
        by=form.uploaded_by,
        year=year_name(form.fiscal_year),
        address=url_for("own_forms.download_kept", **where),
        delete=url_for("own_forms.delete", **where),
        restore=url_for("own_forms.restore", **where),
    )


def preview_of(form: "OwnForm", sheet: Sheet) -> Preview:
    """What filling the workbook with the sheet's present values would put where."""
    ending = form.file_name.rpartition(".")[2]
    download = url_for("own_forms.download_filled", fiscal_year=sheet.fiscal_year, form=ending)
    values = form_values(sheet)
    try:
        filled = fill_own_form(form.data, values, name=form.file_name)
    except UnusableForm as refusal:
        return Preview((), (), (), "", say(refusal.message))
    return Preview(_cells(filled), tuple(_unknown(filled.unknown, tuple(values))), filled.unused, download)


def _cells(filled: FilledForm) -> tuple[FilledCell, ...]:
    return tuple(FilledCell(one.cell, one.name, one.text) for one in filled.filled)


def _unknown(spots: Iterable[Spot], names: Sequence[str]) -> Iterable[UnknownName]:
    """Each name once, with all its cells."""
    for name, same in groupby(sorted(spots, key=lambda one: one.name), key=lambda one: one.name):
        cells = dict.fromkeys(one.cell for one in same)
        yield UnknownName(name, ", ".join(cells), next(iter(get_close_matches(name, names, 1)), ""))


def named_blocks(sheet: Sheet, wanted: str) -> tuple[NamedBlock, ...]:
    """All names with today's values by part of the form; with some words only those that have them somewhere."""
    about = cell_labels(plain_form(sheet))
    words = wanted.casefold().split()
    rows = [
        NamedValue(in_braces(name), about.get(name, ""), printed(value)) for name, value in form_values(sheet).items()
    ]
    found = [one for one in rows if all(word in f"{one.name} {one.about} {one.text}".casefold() for word in words)]
    blocks = groupby(sorted(found, key=_place), key=_block)
    return tuple(NamedBlock(key, tuple(names)) for key, names in blocks)


def cell_labels(grid: Grid) -> dict[str, str]:
    """What the form prints beside each named cell or box; a figure has the words of its row and of its column."""
    labels = dict(WITHIN)
    for title, row in ((one.title, row) for one in grid.blocks for row in one.rows):
        beside = title
        for cell in row.cells:
            if cell.role is CellRole.LABEL:
                beside = " ".join((cell.heading or cell.text).split())
            of_row = beside if cell.role is CellRole.NUMBER and row.name else ""
            words = " ".join(filter(None, (of_row, cell.heading or beside)))
            labels |= {cell.name: " ".join((words or cell.text).split())} if cell.name else {}
            labels |= {box.name: " ".join(filter(None, (words, box.label))) for box in cell.boxes}
    return labels


BLOCKS = ("head", "plan", "do", "indicators", "costs", "check", "summary", "action")
"""The parts of the form in its order, by the first word of the names in it."""


def _block(one: NamedValue) -> str:
    return one.name.strip("{}").partition(".")[0]


def _place(one: NamedValue) -> int:
    return BLOCKS.index(_block(one))
