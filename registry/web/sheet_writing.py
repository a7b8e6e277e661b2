"""評価シートの作成: a year's sheet is begun, and written part by part on pages that look like the form."""

from flask import Blueprint, request, url_for
from flask_babel import gettext as _

from registry.commands.sheets import draft_sheet, revise_sheet
from registry.domain.errors import SheetFinalized
from registry.domain.permissions import Permission
from registry.domain.vocabulary import Noun, SheetState
from registry.evaluation.sheet import Sheet
from registry.forms.sheets import SheetForm
from registry.queries.rules import get_rules
from registry.queries.sheets import get_sheet, get_stored_sheet, typed_sheet
from registry.web.access import requires
from registry.web.clock import today
from registry.web.new_sheet import beginning_page, begun_sentence, chosen_form, sent_beginning
from registry.web.readers import deed
from registry.web.saving import Answer, Conflict, Made, Saving, unless_changed
from registry.web.sheet_writing_forms import add_offer, sent_form, stored_form, writing_form
from registry.web.sheet_writing_page import address_after, writing_page
from registry.web.typed_forms import forget_typed, keeps_typed

bp = Blueprint("sheet_writing", __name__)


@bp.get("/sheets/new")
@requires(Permission.EDIT_SHEETS)
def show_new() -> str:
    """Which year's sheet is begun, and what it takes over; ``?year=`` and ``?source=`` choose."""
    return beginning_page(chosen_form(), None)


@bp.post("/sheets/new")
@requires(Permission.EDIT_SHEETS)
def begin() -> Answer:
    """作成; a button may only ask for what the sheet would take over."""
    form = sent_beginning()
    if "foresee" in request.form:
        return beginning_page(form, None)
    return Saving(
        form,
        Noun.SHEETS,
        page=lambda conflict: beginning_page(form, conflict),
        act=lambda: draft_sheet(deed(), fiscal_year=form.chosen_year, from_year=form.from_year),
        done=lambda _id: url_for("sheet_writing.edit", fiscal_year=form.year, part="do"),
        said=begun_sentence(form),
    ).answer()


@bp.get("/sheets/<int:fiscal_year>/edit/<any(head, do, figures, check, summary, action):part>")
@requires(Permission.EDIT_SHEETS)
def edit(fiscal_year: int, part: str) -> str:
    """A part of the sheet as the form has it, with fields in its cells and the findings beside it."""
    sheet = _open_sheet(fiscal_year)
    return writing_page(writing_form(sheet, part), sheet, part)


def open_or_refuse(fiscal_year: int, part: str) -> None:  # noqa: ARG001 - the view's own arguments
    """Let in while the sheet may be written; raises NoSuchSheet, SheetFinalized."""
    if get_stored_sheet(fiscal_year).state is SheetState.FINALIZED:
        raise SheetFinalized(year=fiscal_year)


@bp.post("/sheets/<int:fiscal_year>/edit/<any(head, do, figures, check, summary, action):part>")
@keeps_typed(open_or_refuse)
@requires(Permission.EDIT_SHEETS)
def save(fiscal_year: int, part: str) -> Answer:
    """Save the part, and where asked go on to the next; a button may only ask for a sentence to be added."""
    sheet = _open_sheet(fiscal_year)
    form = sent_form(sheet, part)

    def page(conflict: Conflict | None = None) -> str:
        return writing_page(form, _open_sheet(fiscal_year), part, conflict)

    if add_offer(form, sheet):
        return page()
    return Saving(
        form,
        Noun.SHEETS,
        page=page,
        act=unless_changed(form, lambda: stored_form(fiscal_year, part), lambda: _written(form, fiscal_year)),
        done=lambda _id: address_after(fiscal_year, part, goes_on=request.form.get("act") == "next"),
        said=_("The sheet was saved."),
        stored=lambda: stored_form(fiscal_year, part),
    ).answer()


def _open_sheet(fiscal_year: int) -> Sheet:
    """The sheet with the registry's numbers; raises NoSuchSheet, SheetFinalized."""
    sheet = get_sheet(fiscal_year, as_of=today(), rules=get_rules())
    if sheet.state is SheetState.FINALIZED:
        raise SheetFinalized(year=fiscal_year)
    return sheet


def _written(form: SheetForm, fiscal_year: int) -> Made:
    forget_typed()
    sheet = typed_sheet(get_stored_sheet(fiscal_year))
    return revise_sheet(deed(), content=form.written(sheet), version=sheet.version, confirmed=form.confirmed_cells)
