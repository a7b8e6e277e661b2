"""市の様式: the city's own workbook of a year, what filling it puts where, and the names that it may have."""

from flask import Blueprint, abort, flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from registry.commands.own_forms import (
    checked_form,
    delete_own_form,
    restore_own_form,
    take_over_own_form,
    upload_own_form,
)
from registry.database import writes
from registry.domain.fiscal_year import FiscalYear
from registry.domain.message import N_
from registry.domain.names import clean
from registry.domain.own_forms import FormKind
from registry.domain.permissions import Permission
from registry.domain.vocabulary import Noun
from registry.evaluation.layout_names import form_values
from registry.evaluation.layout_words import FILE_NAME
from registry.evaluation.sheet import Sheet
from registry.exports.file_names import file_name
from registry.exports.own_form import fill_own_form
from registry.exports.own_form_start import own_form_start
from registry.forms.own_forms import OwnFormForm
from registry.queries.own_forms import find_earlier_form, find_own_form, get_kept_form, get_own_form, list_own_forms
from registry.queries.rules import get_rules
from registry.queries.sheets import get_sheet, list_sheet_years
from registry.web.access import requires
from registry.web.clock import today
from registry.web.files import file_answer
from registry.web.frame import show_page
from registry.web.own_form_page import kept_form, named_blocks, preview_of
from registry.web.readers import deed
from registry.web.saving import Answer, Saving
from registry.web.shown_years import checked
from registry.words import year_name

bp = Blueprint("own_forms", __name__)
BLOCK_TITLES = {
    "head": N_("Head of the form"),
    "plan": N_("Outline of the project (PLAN)"),
    "do": N_("What was done and is planned (DO)"),
    "indicators": N_("Indicators over the years"),
    "costs": N_("Costs over the years"),
    "check": N_("Evaluation (CHECK)"),
    "summary": N_("Summary of the evaluation"),
    "action": N_("Direction (ACTION)"),
}


@bp.get("/sheets/<int:fiscal_year>/form")
@requires(Permission.SEE_SHEETS)
def show(fiscal_year: int) -> str:
    """The year's workbook, what it would be filled with, and what could take its place."""
    return _page(_upload_form(), _sheet(fiscal_year))


@bp.post("/sheets/<int:fiscal_year>/form")
@requires(Permission.EDIT_SHEETS)
def upload(fiscal_year: int) -> Answer:
    """登録."""
    sheet = _sheet(fiscal_year)
    form = _upload_form(sheet)
    return Saving(
        form,
        Noun.OWN_FORMS,
        page=lambda _conflict: _page(form, sheet),
        act=lambda: upload_own_form(deed(), fiscal_year=fiscal_year, form=form.file.checked[0]),
        done=lambda _id: _address(fiscal_year),
        said=_("The form was kept. Below stands what it is filled with."),
    ).answer()


@bp.post("/sheets/<int:fiscal_year>/form/take-over")
@requires(Permission.EDIT_SHEETS)
@writes
def take_over(fiscal_year: int) -> Response:
    """引継ぎ."""
    checked(fiscal_year, list_sheet_years())
    take_over_own_form(deed(), fiscal_year=fiscal_year)
    flash(_("The form was taken over. The years in its names moved on; change years that are written out by hand."))
    return redirect(_address(fiscal_year), 303)


@bp.post("/sheets/<int:fiscal_year>/form/<int:form_id>/delete")
@requires(Permission.EDIT_SHEETS)
@writes
def delete(fiscal_year: int, form_id: int) -> Response:
    """削除."""
    delete_own_form(deed(), form_id=get_kept_form(fiscal_year, form_id).id)
    flash(_("The form was deleted. It can be restored below."))
    return redirect(_address(fiscal_year), 303)


@bp.post("/sheets/<int:fiscal_year>/form/<int:form_id>/restore")
@requires(Permission.EDIT_SHEETS)
@writes
def restore(fiscal_year: int, form_id: int) -> Response:
    """復元."""
    restore_own_form(deed(), form_id=get_kept_form(fiscal_year, form_id).id)
    flash(_("The form was restored."))
    return redirect(_address(fiscal_year), 303)


@bp.get("/sheets/<int:fiscal_year>/form/<int:form_id>")
@requires(Permission.SEE_SHEETS)
def download_kept(fiscal_year: int, form_id: int) -> Response:
    """A workbook as it was uploaded."""
    form = get_kept_form(fiscal_year, form_id)
    kind = FormKind(form.file_name.rpartition(".")[2])
    return file_answer(form.data, mimetype=kind.media_type, name=form.file_name, plain_name=f"form-{form.id}.{kind}")


@bp.get("/sheets/<int:fiscal_year>/form.<any(xlsx, xlsm):form>")
@requires(Permission.SEE_SHEETS)
def download_filled(fiscal_year: int, form: str) -> Response:
    """The workbook with the sheet's values; raises NoOwnForm."""
    sheet, own, kind = _sheet(fiscal_year), get_own_form(fiscal_year), FormKind(form)
    if not own.file_name.endswith(f".{kind}"):
        abort(404)
    filled = fill_own_form(own.data, form_values(sheet), name=own.file_name)
    name = file_name(FILE_NAME.format(year=FiscalYear(fiscal_year).full_label, title=sheet.head.title), kind)
    return file_answer(filled.data, mimetype=kind.media_type, name=name, plain_name=f"form-{fiscal_year}.{kind}")


@bp.get("/sheets/<int:fiscal_year>/form-start.xlsx")
@requires(Permission.SEE_SHEETS)
def download_start(fiscal_year: int) -> Response:
    """The built-in form with names in place of its values."""
    kind, name = FormKind.PLAIN, _("Form with names %(year)s", year=year_name(fiscal_year))
    return file_answer(
        own_form_start(_sheet(fiscal_year)),
        mimetype=kind.media_type,
        name=file_name(name, kind),
        plain_name=f"form-start-{fiscal_year}.{kind}",
    )


@bp.get("/sheets/<int:fiscal_year>/names")
@requires(Permission.SEE_SHEETS)
def show_names(fiscal_year: int) -> str:
    """All names with today's values, to copy; ``?q=`` are words of which all have to stand there."""
    wanted = clean(request.args.get("q", ""))
    sheet = _sheet(fiscal_year)
    return show_page(
        "own_forms/names.html",
        fiscal_year=fiscal_year,
        year=fiscal_year,
        years=list_sheet_years(),
        sheet_year=year_name(fiscal_year),
        wanted=wanted,
        blocks=named_blocks(sheet, wanted),
        titles=BLOCK_TITLES,
    )


def _sheet(fiscal_year: int) -> Sheet:
    return get_sheet(checked(fiscal_year, list_sheet_years()), as_of=today(), rules=get_rules())


def _address(fiscal_year: int) -> str:
    return url_for("own_forms.show", fiscal_year=fiscal_year)


def _upload_form(sheet: Sheet | None = None) -> OwnFormForm:
    """The form of a workbook, with what fills it for a trial."""
    form = OwnFormForm()
    form.file.check = lambda name, data: checked_form(data, name, form_values(sheet)) if sheet else None
    return form


def _page(form: OwnFormForm, sheet: Sheet) -> str:
    fiscal_year = sheet.fiscal_year
    own = find_own_form(fiscal_year)
    others = [one for one in list_own_forms(fiscal_year) if own is None or one.id != own.id]
    earlier = find_earlier_form(fiscal_year) if own is None else None
    return show_page(
        "own_forms/show.html",
        fiscal_year=fiscal_year,
        year=fiscal_year,
        years=list_sheet_years(),
        sheet_year=year_name(fiscal_year),
        form=form,
        own=kept_form(own) if own else None,
        preview=preview_of(own, sheet) if own else None,
        older=tuple(kept_form(one) for one in others if one.deleted_at is None),
        deleted=tuple(kept_form(one) for one in others if one.deleted_at is not None),
        earlier=kept_form(earlier) if earlier else None,
    )
