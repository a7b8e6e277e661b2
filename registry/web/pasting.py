"""Meetings pasted from a spreadsheet: looked at first, then recorded, all rows or none."""

from flask import Blueprint, flash, redirect, request, url_for
from flask_babel import gettext as _

from registry.domain.errors import BadArgument
from registry.domain.permissions import Permission
from registry.domain.vocabulary import Noun
from registry.forms.imports import PasteForm
from registry.imports.pasted import NAME, pasted_file
from registry.imports.plan import Request
from registry.language import say
from registry.queries.settings import get_city
from registry.web.access import requires
from registry.web.frame import show_page
from registry.web.import_page import ImportPage, import_page
from registry.web.importing import look_or_write, say_why_not
from registry.web.saving import Answer

bp = Blueprint("pasting", __name__)


@bp.get("/meetings/paste")
@requires(Permission.IMPORT_RECORDS)
def show() -> str:
    """The field to paste into."""
    return _page(PasteForm(), None)


@bp.post("/meetings/paste")
@requires(Permission.IMPORT_RECORDS)
def paste() -> Answer:
    """What was understood; with ``go=write`` it is recorded."""
    form = PasteForm()
    if not form.validate():
        return _page(form, None), 422
    writes = request.form.get("go") == "write"
    try:
        rows = pasted_file(form.text.data or "")
        seen = form.seen.data or "" if writes else ""
        wanted = Request(Noun.MEETINGS, NAME, rows.data, get_city())
        outcome = look_or_write(wanted, seen=seen, accepted=form.accepted.data)
    except BadArgument as refusal:
        form.text.errors = [say(refusal.message)]
        return _page(form, None), 422
    if outcome.report is not None:
        flash(_("%(count)s meetings were recorded or changed.", count=outcome.report.created + outcome.report.updated))
        return redirect(url_for("meetings.show_list"), 303)
    if writes:
        say_why_not(form, outcome)
    return _page(form, import_page(outcome.plan, added=rows.added)), 422 if writes else 200


def _page(form: PasteForm, page: ImportPage | None) -> str:
    return show_page("meetings/paste.html", form=form, page=page)
