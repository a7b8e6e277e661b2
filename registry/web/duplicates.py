"""Possible duplicates: the pairs, two of them side by side, and the answers that the office gives."""

from flask import Blueprint, flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from registry.commands.duplicates import ask_again, keep_apart
from registry.commands.organizations import merge_organizations, unmerge_organization
from registry.database import writes, writing
from registry.domain.errors import Refusal
from registry.domain.lists import Window
from registry.domain.permissions import Permission
from registry.forms.duplicates import MergeForm
from registry.queries.duplicate_pair import ComparedPair, get_pair
from registry.queries.duplicates import list_pairs
from registry.web.access import requires
from registry.web.duplicate_pair_page import pair_page
from registry.web.duplicates_page import pair_list, wanted_state
from registry.web.form_problems import refusal_in_words
from registry.web.frame import show_page
from registry.web.pages import PER_PAGE, wanted_page
from registry.web.readers import deed

bp = Blueprint("duplicates", __name__)


@bp.get("/duplicates")
@requires(Permission.EDIT_RECORDS)
def show_list() -> str:
    """The pairs that wait for an answer, or those that got one."""
    state, page = wanted_state(request.args.get("state", "")), wanted_page()
    found = list_pairs(state, Window((page - 1) * PER_PAGE, PER_PAGE))
    return show_page("duplicates/list.html", list=pair_list(found, state, page))


@bp.get("/duplicates/<int:one_id>/<int:other_id>")
@requires(Permission.EDIT_RECORDS)
def show_pair(one_id: int, other_id: int) -> str:
    """Two records side by side."""
    pair = get_pair(one_id, other_id)
    return _page(pair, _merge_form(pair))


@bp.post("/duplicates/<int:one_id>/<int:other_id>/merge")
@requires(Permission.EDIT_RECORDS)
def merge(one_id: int, other_id: int) -> str | Response | tuple[str, int]:
    """名寄せ."""
    pair = get_pair(one_id, other_id)
    form = _merge_form(pair)
    if not form.validate():
        return _page(pair, form), 422
    into_id = int(form.into.data)
    try:
        with writing():
            merge_organizations(deed(), duplicate_id=one_id if into_id == other_id else other_id, into_id=into_id)
    except Refusal as refusal:
        form.form_errors = [refusal_in_words(refusal)]
        return _page(get_pair(one_id, other_id), form), 422
    return _answered(one_id, other_id, _("The two records were merged."))


@bp.post("/duplicates/<int:one_id>/<int:other_id>/unmerge")
@requires(Permission.EDIT_RECORDS)
@writes
def unmerge(one_id: int, other_id: int) -> Response:
    """名寄せの取消し."""
    duplicate = get_pair(one_id, other_id).duplicate
    unmerge_organization(deed(), organization_id=duplicate.id if duplicate else one_id)
    return _answered(one_id, other_id, _("The merger was undone: they are two records again."))


@bp.post("/duplicates/<int:one_id>/<int:other_id>/apart")
@requires(Permission.EDIT_RECORDS)
@writes
def separate(one_id: int, other_id: int) -> Response:
    """別の団体."""
    keep_apart(deed(), one_id=one_id, other_id=other_id)
    return _answered(one_id, other_id, _("They are kept as two bodies, and nobody is asked again."))


@bp.post("/duplicates/<int:one_id>/<int:other_id>/reopen")
@requires(Permission.EDIT_RECORDS)
@writes
def reopen(one_id: int, other_id: int) -> Response:
    """別の団体とした判断の取消し."""
    ask_again(deed(), one_id=one_id, other_id=other_id)
    return _answered(one_id, other_id, _("The question is open again."))


def _merge_form(pair: ComparedPair) -> MergeForm:
    form = MergeForm()
    form.into.names = {str(each.record.id): each.record.name for each in (pair.one, pair.other)}
    return form


def _page(pair: ComparedPair, form: MergeForm) -> str:
    return show_page("duplicates/show.html", page=pair_page(pair, deed()), form=form)


def _answered(one_id: int, other_id: int, said: str) -> Response:
    flash(said)
    return redirect(url_for("duplicates.show_pair", one_id=one_id, other_id=other_id), 303)
