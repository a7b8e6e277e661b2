"""What stands above a sheet: its project, its state, and where its words come from."""

from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _

from registry.domain.vocabulary import SheetState
from registry.evaluation.layout_grid import Grid
from registry.evaluation.sheet import Sheet
from registry.words import SHEET_STATES, day_name, year_name

TAGS = {SheetState.DRAFT: "info", SheetState.PUBLISHED: "ok", SheetState.FINALIZED: "ok"}


@dataclass(frozen=True)
class SheetHead:
    """``form`` is the title that the form prints, ``state_tag`` the colour of the state."""

    form: str
    title: str
    year: str
    fiscal_year: int
    state: str
    state_tag: str
    facts: tuple[str, ...]
    source: str


@dataclass(frozen=True)
class SheetLink:
    address: str
    text: str


def sheet_link(sheet: Sheet) -> SheetLink:
    """The way to a sheet, with its state."""
    state = _(SHEET_STATES[sheet.state])
    address = url_for("sheets.show_year", fiscal_year=sheet.fiscal_year)
    return SheetLink(address, _("Open the evaluation sheet (%(state)s)", state=state))


def sheet_head(sheet: Sheet, grid: Grid) -> SheetHead:
    """The head of a sheet's page."""
    saved_by = sheet.saved_by if sheet.state is SheetState.DRAFT else ""
    facts = (
        _("Updated on %(day)s", day=day_name(sheet.head.updated_on)) if sheet.head.updated_on else "",
        _("Last changed by %(name)s", name=saved_by) if saved_by else "",
    )
    return SheetHead(
        form=grid.title,
        title=sheet.head.title,
        year=year_name(sheet.fiscal_year),
        fiscal_year=sheet.fiscal_year,
        state=_(SHEET_STATES[sheet.state]),
        state_tag=TAGS[sheet.state],
        facts=tuple(fact for fact in facts if fact),
        source=sheet.source,
    )
