"""What can be done with a sheet from its page, for those who may, in the states in which it goes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_login import current_user

from registry.domain.message import N_
from registry.domain.permissions import Permission, may
from registry.domain.vocabulary import SheetState
from registry.evaluation.sheet import Sheet

ANY = frozenset(SheetState)
DRAFT, FINALIZED = frozenset({SheetState.DRAFT}), frozenset({SheetState.FINALIZED})


@dataclass(frozen=True)
class Deed:
    """A link in the head (``look``: primary or line) or, with a blank look, in the row below it.

    ``year_as`` is what its address calls the sheet's fiscal year.
    """

    endpoint: str
    text: str
    look: str = ""
    icon: str = ""
    states: frozenset[SheetState] = ANY
    permission: Permission = Permission.SEE_SHEETS
    values: Mapping[str, Any] = field(default_factory=dict)
    year_as: str = "fiscal_year"


DEEDS = (
    Deed(
        "sheet_writing.edit",
        N_("Edit"),
        "line",
        "pencil",
        ANY - FINALIZED,
        Permission.EDIT_SHEETS,
        {"part": "do"},
    ),
    Deed("finalizing.show", N_("Finalize the sheet"), "primary", "lock", DRAFT, Permission.FINALIZE_SHEETS),
    Deed("finalizing.show_reopen", N_("Reopen"), "line", "", FINALIZED, Permission.FINALIZE_SHEETS),
    Deed("year_end.show", N_("Year-end check-list"), states=DRAFT, permission=Permission.EDIT_SHEETS),
    Deed("revisions.show_list", N_("Revisions"), states=ANY - {SheetState.PUBLISHED}),
    Deed("drift.show", N_("Changed since it was finalized"), states=FINALIZED),
    Deed("annexes.download", N_("Evidence annex (Excel)"), values={"form": "xlsx"}),
    Deed("sheet_years.show", N_("Ten years at a glance")),
    Deed("own_forms.show", N_("The city's own form"), permission=Permission.EDIT_SHEETS),
    Deed("sheet_writing.show_new", N_("Begin another year"), permission=Permission.EDIT_SHEETS, year_as="source"),
    Deed(
        "finalizing.show_published",
        N_("Enter as published before the registry"),
        states=DRAFT,
        permission=Permission.FINALIZE_SHEETS,
    ),
)


EDITS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "plan": (("head", N_("Edit")),),
    "do": (("do", N_("Edit")), ("figures", N_("Edit indicators and costs"))),
    "check": (("check", N_("Edit")),),
    "summary": (("summary", N_("Edit")),),
    "action": (("action", N_("Edit")),),
}
"""Block of the form with a bar → the parts that are written from there."""


@dataclass(frozen=True)
class DeedLink:
    address: str
    text: str
    look: str
    icon: str


def deeds_of(sheet: Sheet) -> tuple[DeedLink, ...]:
    """The links that the reader sees at this sheet."""
    return tuple(_link(one, sheet.fiscal_year) for one in DEEDS if _goes(one, sheet.state))


def edits_of(sheet: Sheet) -> dict[str, tuple[DeedLink, ...]]:
    """The links in the bars of the form, by block, for who may write it."""
    if sheet.state is SheetState.FINALIZED or not may(current_user.role, Permission.EDIT_SHEETS):
        return {}
    return {block: tuple(_edit(sheet.fiscal_year, *one) for one in parts) for block, parts in EDITS.items()}


def _edit(fiscal_year: int, part: str, text: str) -> DeedLink:
    return DeedLink(url_for("sheet_writing.edit", fiscal_year=fiscal_year, part=part), _(text), "", "")


def _goes(one: Deed, state: SheetState) -> bool:
    return state in one.states and may(current_user.role, one.permission)


def _link(one: Deed, fiscal_year: int) -> DeedLink:
    values: dict[str, Any] = {one.year_as: fiscal_year, **one.values}
    return DeedLink(url_for(one.endpoint, **values), _(one.text), one.look, one.icon)
