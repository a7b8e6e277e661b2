"""Agreements: their list, the page of each, and the forms that conclude, renew, correct and restore one."""

from typing import TYPE_CHECKING

from flask import Blueprint, flash, redirect, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from registry.commands.agreements import conclude_agreement, restore_agreement, revise_agreement
from registry.database import writes
from registry.domain.drafts import AgreementDraft
from registry.domain.lists import Window
from registry.domain.permissions import Permission
from registry.domain.vocabulary import Noun
from registry.exports.tables import Table
from registry.forms.agreements import AgreementForm, CorrectionForm
from registry.queries.agreement_list import count_agreement_views, list_agreement_rows
from registry.queries.agreements import get_agreement
from registry.queries.views import list_views
from registry.web.access import requires
from registry.web.agreement_deeds import opened_box
from registry.web.agreement_forms import (
    beside,
    draft_of_form,
    new_form,
    prepared,
    renewed_agreement,
    sent,
    stored_form,
)
from registry.web.agreement_list import ORDERS, SPEC, shown_rows, table_of
from registry.web.agreement_page import agreement_page
from registry.web.conditions import listed_day
from registry.web.effects import unsaved
from registry.web.files import list_answer
from registry.web.frame import show_page
from registry.web.lists import asked, list_page
from registry.web.paper import on_paper
from registry.web.readers import deed
from registry.web.saving import Answer, Conflict, Saving

if TYPE_CHECKING:
    from registry.models import Agreement

bp = Blueprint("agreements", __name__)


@bp.get("/agreements")
@requires(Permission.SEE_REGISTRY)
def show_list() -> str:
    """The list, as its address narrows it down."""
    wanted, day = asked(SPEC), listed_day()
    found = list_agreement_rows(wanted.query, wanted.window, day=day)
    return show_page(
        "agreements/list.html",
        list=list_page(
            wanted,
            total=found.total,
            counts=count_agreement_views(wanted.view_queries, day=day),
            saved=list_views(Noun.AGREEMENTS, current_user.id),
        ),
        rows=shown_rows(found.rows, day),
        order=_(ORDERS[wanted.query.sort]),
    )


@bp.get("/agreements.<any(csv, xlsx):form>")
@requires(Permission.SEE_REGISTRY)
def download(form: str) -> Response:
    """The whole list as a file, narrowed down in the same way."""
    return list_answer(_table(), form, "agreements")


@bp.get("/agreements/print")
@requires(Permission.SEE_REGISTRY)
def show_paper() -> str:
    """The whole list on paper."""
    return show_page("lists/paper.html", table=on_paper(_table()))


def _table() -> Table:
    day = listed_day()
    return table_of(list_agreement_rows(asked(SPEC).query, Window(), day=day).rows, day)


@bp.get("/agreements/new")
@requires(Permission.EDIT_RECORDS)
def show_new() -> str:
    """The form for a new one; ``?organization=`` is its first party, ``?renews=`` the agreement that it renews."""
    return _new_page(prepared(new_form()))


@bp.post("/agreements/new")
@requires(Permission.EDIT_RECORDS)
def conclude() -> Answer:
    """締結; a button of the form may only ask for another row, or for what saving would change."""
    form, asks = sent(AgreementForm())
    saving = Saving(
        form,
        Noun.AGREEMENTS,
        page=lambda conflict: _new_page(form, conflict),
        act=lambda: conclude_agreement(deed(), draft=draft_of_form(form)),
        done=_address,
        said=_("The agreement was recorded."),
    )
    return unsaved(form, lambda: _new_page(form), asks=asks) or saving.answer()


@bp.get("/agreements/<int:agreement_id>")
@requires(Permission.SEE_REGISTRY)
def show(agreement_id: int) -> str:
    """One agreement; ``?deed=`` opens the form of a deed on it, for who may do it."""
    return agreement_page(agreement_id, opened_box(agreement_id))


@bp.get("/agreements/<int:agreement_id>/edit")
@requires(Permission.EDIT_RECORDS)
def show_edit(agreement_id: int) -> str:
    """The form with what is recorded."""
    return _edit_page(stored_form(agreement_id)[0], agreement_id)


@bp.post("/agreements/<int:agreement_id>/edit")
@requires(Permission.EDIT_RECORDS)
def revise(agreement_id: int) -> Answer:
    """訂正; buttons as in ``conclude``."""
    form, asks = sent(CorrectionForm())
    saving = Saving(
        form,
        Noun.AGREEMENTS,
        page=lambda conflict: _edit_page(form, agreement_id, conflict),
        act=lambda: _revise(agreement_id, draft_of_form(form), form.seen_version),
        done=_address,
        said=_("The correction was saved."),
        stored=lambda: stored_form(agreement_id),
    )
    return unsaved(form, lambda: _edit_page(form, agreement_id), asks=asks) or saving.answer()


@bp.post("/agreements/<int:agreement_id>/restore")
@requires(Permission.EDIT_RECORDS)
@writes
def restore(agreement_id: int) -> Response:
    """復元."""
    restore_agreement(deed(), agreement_id=agreement_id)
    flash(_("The agreement was restored."))
    return redirect(_address(agreement_id), 303)


def _revise(agreement_id: int, draft: AgreementDraft, version: int) -> "Agreement":
    return revise_agreement(deed(), agreement_id=agreement_id, draft=draft, version=version)


def _new_page(form: AgreementForm, conflict: Conflict | None = None) -> str:
    return show_page(
        "agreements/edit.html",
        form=form,
        conflict=conflict,
        is_new=True,
        renewed=renewed_agreement(form),
        beside=beside(form, lambda draft: conclude_agreement(deed(), draft=draft), is_new=True),
        cancel=url_for("agreements.show_list"),
    )


def _edit_page(form: AgreementForm, agreement_id: int, conflict: Conflict | None = None) -> str:
    agreement = get_agreement(agreement_id)
    version, days = agreement.version, (agreement.concluded_on, agreement.effective_on)
    return show_page(
        "agreements/edit.html",
        form=form,
        conflict=conflict,
        is_new=False,
        name=agreement.title,
        number=agreement.number,
        renewed="",
        beside=beside(form, lambda draft: _revise(agreement_id, draft, version), is_new=False, stored=days),
        cancel=_address(agreement_id),
    )


def _address(agreement_id: int) -> str:
    return url_for("agreements.show", agreement_id=agreement_id)
