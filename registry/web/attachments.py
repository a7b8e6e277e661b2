"""Files at agreements and meetings: attach, keep a copy, replace, remove, restore.

All views ask for the weaker one of the two permissions; once the record is known, they ask for that record's own.
"""

from collections.abc import Callable
from pathlib import PurePath
from typing import TYPE_CHECKING

from flask import Blueprint, abort, flash, redirect
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from registry.commands.attachments import KeptFile, attach_file, keep_file, remove_file, replace_file, restore_file
from registry.database import writes
from registry.domain.errors import FileLost
from registry.domain.permissions import Permission
from registry.domain.vocabulary import Noun
from registry.forms.attachments import UploadForm
from registry.queries.attachments import file_store, get_attachment, get_owner, newest_of, owner_of
from registry.web.access import requires
from registry.web.attachment_list import may_change_files, page_of, upload_form
from registry.web.files import stored_file_answer
from registry.web.frame import show_page
from registry.web.readers import deed
from registry.web.record_links import list_link
from registry.web.saving import Answer, Saving

if TYPE_CHECKING:
    from registry.models import Attachment
    from registry.queries.attachments import Owner

bp = Blueprint("attachments", __name__)
NEW = "/<any(agreements, meetings):noun>/<int:record_id>/files/new"


@bp.get("/attachments/<int:attachment_id>")
@requires(Permission.SEE_REGISTRY)
def download(attachment_id: int) -> Response:
    """A copy to keep, never shown in the browser; a removed one, and what it had replaced, for who may restore it."""
    file = get_attachment(attachment_id)
    if newest_of(file).deleted_at is not None:
        _changeable(owner_of(file))
    try:
        stream = file_store().open(file.stored_as)
    except OSError as error:
        raise FileLost(name=file.file_name) from error
    plain_name = f"file-{file.id}{PurePath(file.file_name).suffix}"
    return stored_file_answer(
        stream, size=file.size, mimetype=file.media_type, name=file.file_name, plain_name=plain_name
    )


@bp.get(NEW)
@requires(Permission.RECORD_MEETINGS)
def show_new(noun: str, record_id: int) -> str:
    """The form for a file."""
    return _page(upload_form(), _changeable(get_owner(Noun(noun), record_id)))


@bp.post(NEW)
@requires(Permission.RECORD_MEETINGS)
def attach(noun: str, record_id: int) -> Answer:
    """添付."""
    owner = _changeable(get_owner(Noun(noun), record_id))

    def act(file: KeptFile) -> "Attachment":
        return attach_file(deed(), noun=owner.noun, record_id=owner.id, file=file)

    return _saved(owner, None, act, _("The file was attached."))


@bp.get("/attachments/<int:attachment_id>/replace")
@requires(Permission.RECORD_MEETINGS)
def show_replace(attachment_id: int) -> str:
    """The form for a newer file."""
    file = get_attachment(attachment_id)
    return _page(upload_form(), _changeable(owner_of(file)), file)


@bp.post("/attachments/<int:attachment_id>/replace")
@requires(Permission.RECORD_MEETINGS)
def replace(attachment_id: int) -> Answer:
    """差替え."""
    replaced = get_attachment(attachment_id)

    def act(file: KeptFile) -> "Attachment":
        return replace_file(deed(), attachment_id=attachment_id, file=file)

    said = _("The file was replaced. The older one stays below it.")
    return _saved(_changeable(owner_of(replaced)), replaced, act, said)


@bp.post("/attachments/<int:attachment_id>/remove")
@requires(Permission.RECORD_MEETINGS)
@writes
def remove(attachment_id: int) -> Response:
    """取外し."""
    owner = _changeable(owner_of(get_attachment(attachment_id)))
    remove_file(deed(), attachment_id=attachment_id)
    flash(_("The file was removed. It can be restored below the files."))
    return redirect(page_of(owner), 303)


@bp.post("/attachments/<int:attachment_id>/restore")
@requires(Permission.RECORD_MEETINGS)
@writes
def restore(attachment_id: int) -> Response:
    """復元."""
    owner = _changeable(owner_of(get_attachment(attachment_id)))
    restore_file(deed(), attachment_id=attachment_id)
    flash(_("The file was restored."))
    return redirect(page_of(owner), 303)


def _changeable(owner: "Owner") -> "Owner":
    """The record, whose files the reader may change; answers 403 otherwise."""
    if not may_change_files(owner):
        abort(403)
    return owner


def _saved(owner: "Owner", replaced: "Attachment | None", act: Callable[[KeptFile], "Attachment"], said: str) -> Answer:
    """Keep what was sent, then do the deed with it: while the bytes are written, nobody waits."""
    form = upload_form()
    if not form.validate():
        return _page(form, owner, replaced), 422
    kept = keep_file(form.to_upload())
    return Saving(
        form,
        owner.noun,
        page=lambda _conflict: _page(form, owner, replaced),
        act=lambda: owner_of(act(kept)),
        done=lambda _id: page_of(owner),
        said=said,
    ).answer()


def _page(form: UploadForm, owner: "Owner", replaced: "Attachment | None" = None) -> str:
    name, back = replaced.file_name if replaced else "", page_of(owner)
    crumbs = (list_link(owner.noun), (owner.label, back))
    return show_page("attachments/edit.html", form=form, crumbs=crumbs, back=back, replaced=name)
