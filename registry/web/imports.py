"""Files of records: uploaded, looked at, and taken in whole or not at all."""

import hashlib
from typing import Any

from flask import Blueprint, current_app, flash, redirect, url_for
from flask_babel import gettext as _
from flask_login import current_user
from itsdangerous import BadSignature, URLSafeSerializer

from registry.config import Settings
from registry.domain.errors import BadArgument
from registry.domain.permissions import Permission
from registry.domain.vocabulary import Noun
from registry.file_store import FileStore
from registry.forms.imports import ConfirmForm, ImportForm
from registry.imports.plan import Request
from registry.imports.planning import KINDS
from registry.language import say
from registry.queries.settings import get_city
from registry.web.access import requires
from registry.web.clock import now
from registry.web.frame import show_page
from registry.web.import_page import import_page
from registry.web.importing import Outcome, look_or_write, say_why_not
from registry.web.saving import Answer
from registry.web.views import LISTS

bp = Blueprint("imports", __name__)


@bp.get("/imports")
@requires(Permission.IMPORT_RECORDS)
def show() -> str:
    """The form for a file."""
    return _form_page(_import_form())


@bp.post("/imports")
@requires(Permission.IMPORT_RECORDS)
def check() -> Answer:
    """What the file would do; it is kept for a day, so that it need not be sent twice."""
    form = _import_form()
    if not form.validate() or form.file.data is None:
        return _form_page(form), 422
    data = form.file.data.read()
    wanted = Request(form.kind.data, form.file_name, data, get_city())
    try:
        outcome = look_or_write(wanted, seen="", accepted=False)
    except BadArgument as refusal:
        form.file.errors = [say(refusal.message)]
        return _form_page(form), 422
    store = _store()
    store.sweep((), at=now())
    confirm = ConfirmForm(formdata=None, data={"upload": _signed(wanted, store.keep(data))})
    return _preview(confirm, outcome)


@bp.post("/imports/run")
@requires(Permission.IMPORT_RECORDS)
def run() -> Answer:
    """取込み."""
    form = ConfirmForm()
    kept = _kept(form.upload.data or "") if form.validate() else None
    data = _store().read(kept["stored"], sha256=kept["sha256"]) if kept else None
    if kept is None or data is None:
        lost = _import_form(formdata=None)
        lost.form_errors = [_("The file is not kept any more. Choose it again.")]
        return _form_page(lost), 422
    wanted = Request(Noun(kept["kind"]), kept["file"], data, get_city())
    outcome = look_or_write(wanted, seen=form.seen.data or "", accepted=form.accepted.data)
    if outcome.report is None:
        say_why_not(form, outcome)
        return _preview(form, outcome), 422
    _store().remove(kept["stored"])
    flash(_("%(created)s records are new, %(updated)s were changed.", **_numbers(outcome)))
    return redirect(url_for(f"{wanted.kind}.show_list"), 303)


def _import_form(**values: Any) -> ImportForm:
    form = ImportForm(**values)
    form.kind.names = {kind: LISTS[kind] for kind in KINDS}
    return form


def _form_page(form: ImportForm) -> str:
    return show_page("imports/new.html", form=form)


def _preview(form: ConfirmForm, outcome: Outcome) -> str:
    request = outcome.plan.request
    return show_page(
        "imports/preview.html",
        form=form,
        page=import_page(outcome.plan),
        file=request.file,
        kind=_(LISTS[request.kind]),
    )


def _numbers(outcome: Outcome) -> dict[str, int]:
    report = outcome.report or outcome.plan.report
    return {"created": report.created, "updated": report.updated}


def _store() -> FileStore:
    settings: Settings = current_app.config["SETTINGS"]
    return FileStore(settings.instance_path / "imports")


def _signature() -> URLSafeSerializer:
    return URLSafeSerializer(str(current_app.secret_key), salt="import")


def _signed(request: Request, stored: str) -> str:
    """Which file is meant, so that nobody can name another one."""
    about = {"user": current_user.id, "kind": request.kind.value, "file": request.file, "stored": stored}
    return str(_signature().dumps(about | {"sha256": hashlib.sha256(request.data).hexdigest()}))


def _kept(token: str) -> dict[str, str] | None:
    """The reader's own file that a token stands for."""
    try:
        about: dict[str, Any] = _signature().loads(token)
    except BadSignature:
        return None
    return about if about["user"] == current_user.id else None
