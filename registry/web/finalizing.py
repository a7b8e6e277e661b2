"""確定, 差戻し, 公表済みとして登録: what the chief does with a whole sheet."""

from typing import TYPE_CHECKING, TypeVar

from flask import Blueprint, current_app, url_for
from flask_babel import gettext as _

from registry.commands.finalizing import Signature, check_draft, finalize_sheet, reopen_sheet
from registry.commands.sheets import publish_sheet
from registry.config import Settings
from registry.domain.errors import EditedMeanwhile, FiguresMoved, SheetNotFinalized
from registry.domain.permissions import Permission
from registry.domain.vocabulary import Noun, SheetState
from registry.evaluation.sheet import Sheet
from registry.forms.office_form import RecordForm
from registry.forms.sheet_signing import FinalizingForm, PublishedForm, ReopeningForm
from registry.queries.rules import get_rules
from registry.queries.sheet_revisions import find_newest_revision, reopening_reason
from registry.queries.sheets import get_sheet, get_stored_sheet
from registry.web.access import requires
from registry.web.annexes import ANNEXES
from registry.web.clock import today
from registry.web.finalizing_page import finalizing_page, signing_values
from registry.web.frame import show_page
from registry.web.readers import deed
from registry.web.saving import Answer, Conflict, Saving
from registry.words import year_name

if TYPE_CHECKING:
    from registry.models import EvaluationSheet, SheetRevision

bp = Blueprint("finalizing", __name__)
F = TypeVar("F", bound=RecordForm)


@bp.get("/sheets/<int:fiscal_year>/finalize")
@requires(Permission.FINALIZE_SHEETS)
def show(fiscal_year: int) -> str:
    """What is still missing, what will be kept, and the signature."""
    sheet, former = _reckoned(fiscal_year), find_newest_revision(fiscal_year)
    check_draft(sheet)
    values = {"reason": reopening_reason(former.sheet_id) if former else "", "version": sheet.version}
    return _page(sheet, FinalizingForm(formdata=None, data=values | signing_values(sheet)), former)


@bp.post("/sheets/<int:fiscal_year>/finalize")
@requires(Permission.FINALIZE_SHEETS)
def finalize(fiscal_year: int) -> Answer:
    """確定."""
    form = FinalizingForm()
    check_draft(get_stored_sheet(fiscal_year))
    return Saving(
        form,
        Noun.SHEETS,
        page=lambda _conflict: _page(_reckoned(fiscal_year), form, find_newest_revision(fiscal_year)),
        act=lambda: _sign(fiscal_year, form),
        done=lambda _id: url_for("revisions.show_list", fiscal_year=fiscal_year),
        said=_("The sheet was finalized. It does not move any more."),
    ).answer()


def _sign(fiscal_year: int, form: FinalizingForm) -> "EvaluationSheet":
    """Who was overtaken by somebody else is shown the sheet as it is now, like one whose figures have moved."""
    settings: Settings = current_app.config["SETTINGS"]
    signature = Signature(
        version=form.seen_version,
        seen=str(form.seen.data or ""),
        document_number=form.document_number.data or "",
        reason=form.reason.data or "",
        font_folders=settings.font_folders,
        further=ANNEXES,
    )
    try:
        return finalize_sheet(deed(), fiscal_year=fiscal_year, signature=signature, as_of=today())
    except EditedMeanwhile as refusal:
        raise FiguresMoved from refusal


@bp.get("/sheets/<int:fiscal_year>/reopen")
@requires(Permission.FINALIZE_SHEETS)
def show_reopen(fiscal_year: int) -> str:
    """What reopening does, and the reason for it."""
    _check_finalized(fiscal_year)
    return _reopening_page(fiscal_year, _as_stored(ReopeningForm, fiscal_year)[0], None)


@bp.post("/sheets/<int:fiscal_year>/reopen")
@requires(Permission.FINALIZE_SHEETS)
def reopen(fiscal_year: int) -> Answer:
    """差戻し."""
    form = ReopeningForm()
    _check_finalized(fiscal_year)
    return Saving(
        form,
        Noun.SHEETS,
        page=lambda conflict: _reopening_page(fiscal_year, form, conflict),
        act=lambda: reopen_sheet(
            deed(), fiscal_year=fiscal_year, version=form.seen_version, reason=form.reason.data or ""
        ),
        done=lambda _id: url_for("sheets.show_year", fiscal_year=fiscal_year),
        said=_("The sheet is a draft again. What was signed is kept as a revision."),
        stored=lambda: _as_stored(ReopeningForm, fiscal_year),
    ).answer()


@bp.get("/sheets/<int:fiscal_year>/published")
@requires(Permission.FINALIZE_SHEETS)
def show_published(fiscal_year: int) -> str:
    """What it means, and the document."""
    check_draft(get_stored_sheet(fiscal_year))
    return _published_page(fiscal_year, _as_stored(PublishedForm, fiscal_year)[0], None)


@bp.post("/sheets/<int:fiscal_year>/published")
@requires(Permission.FINALIZE_SHEETS)
def publish(fiscal_year: int) -> Answer:
    """公表済みとして登録."""
    form = PublishedForm()
    check_draft(get_stored_sheet(fiscal_year))
    return Saving(
        form,
        Noun.SHEETS,
        page=lambda conflict: _published_page(fiscal_year, form, conflict),
        act=lambda: publish_sheet(
            deed(), fiscal_year=fiscal_year, version=form.seen_version, source=form.source.data or "", as_of=today()
        ),
        done=lambda _id: url_for("sheets.show_year", fiscal_year=fiscal_year),
        said=_("The sheet is entered as published. Now correct its figures to those of the document."),
        stored=lambda: _as_stored(PublishedForm, fiscal_year),
    ).answer()


def _reckoned(fiscal_year: int) -> Sheet:
    return get_sheet(fiscal_year, as_of=today(), rules=get_rules())


def _check_finalized(fiscal_year: int) -> None:
    """Let in where the sheet is finalized; raises SheetNotFinalized."""
    if get_stored_sheet(fiscal_year).state is not SheetState.FINALIZED:
        raise SheetNotFinalized(year=fiscal_year)


def _as_stored(kind: type[F], fiscal_year: int) -> tuple[F, int, int]:
    """A blank form beside the sheet as it is stored, with its id and version."""
    stored = get_stored_sheet(fiscal_year)
    return kind(formdata=None, data={"version": stored.version}), stored.id, stored.version


def _page(sheet: Sheet, form: FinalizingForm, former: "SheetRevision | None") -> str:
    page = finalizing_page(sheet, form, former=former, today=today())
    return show_page("finalizing/show.html", form=form, conflict=None, page=page)


def _reopening_page(fiscal_year: int, form: ReopeningForm, conflict: Conflict | None) -> str:
    former = find_newest_revision(fiscal_year)
    return show_page(
        "finalizing/reopen.html",
        form=form,
        conflict=conflict,
        of_year=year_name(fiscal_year),
        fiscal_year=fiscal_year,
        revision=former.number if former else 0,
    )


def _published_page(fiscal_year: int, form: PublishedForm, conflict: Conflict | None) -> str:
    year = year_name(fiscal_year)
    return show_page("finalizing/published.html", form=form, conflict=conflict, of_year=year, fiscal_year=fiscal_year)
