"""引継書: what the next person in charge has to know, of a department or of the whole section, as one document."""

from flask import Blueprint, abort, current_app, request
from flask_login import current_user

from registry.config import Settings
from registry.domain.errors import NoDepartment
from registry.domain.names import clean
from registry.domain.permissions import Permission, may_for_others
from registry.exports.file_names import file_name
from registry.exports.handover import HandoverDocument
from registry.exports.handover_pdf import handover_pdf
from registry.exports.handover_xlsx import handover_xlsx
from registry.exports.sheet_documents import MIMETYPES
from registry.forms.handover import HandoverForm
from registry.queries.handover import get_handover
from registry.queries.reference import list_all_department_names
from registry.web.access import requires
from registry.web.clock import today
from registry.web.files import file_answer
from registry.web.frame import show_page
from registry.web.handover_document import document_of, said
from registry.web.saving import Answer

bp = Blueprint("handover", __name__)


@bp.get("/handover")
@requires(Permission.SEE_REPORTS)
def show() -> str:
    """Choose whose, and the day; raises NoDepartment for a reader who could have a department's own, but has none."""
    if not _sees_all() and _own() is None:
        raise NoDepartment
    return _page(_form())


@bp.get("/handover.<any(pdf, xlsx):form>")
@requires(Permission.SEE_REPORTS)
def download(form: str) -> Answer:
    """The document; the page again where what was asked for is not understood, and 403 for another department's."""
    wanted = _form()
    department = wanted.department.data or _own()
    if not _sees_all() and (department is None or department != _own()):
        abort(403)
    if not wanted.validate() or wanted.day.data is None:
        return _page(wanted), 422
    document = document_of(get_handover(department, day=wanted.day.data))
    name = file_name(f"{document.title} {document.subtitle}", form)
    plain_name = f"handover-{document.as_of.isoformat()}.{form}"
    return file_answer(_data(document, form), mimetype=MIMETYPES[form], name=name, plain_name=plain_name)


def _sees_all() -> bool:
    return may_for_others(current_user.role, Permission.SEE_REPORTS)


def _own() -> str | None:
    """The only department whose handover the reader may make; None for who may make any."""
    return None if _sees_all() else current_user.department or None


def _data(document: HandoverDocument, form: str) -> bytes:
    if form == "xlsx":
        return handover_xlsx(document)
    settings: Settings = current_app.config["SETTINGS"]
    return handover_pdf(document, say=said, font_folders=settings.font_folders).data


def _form() -> HandoverForm:
    sent = request.args if "day" in request.args else None
    form = HandoverForm(formdata=sent, data={"day": today()}, meta={"today": today(), "csrf": False})
    own = _own()
    form.department.offer([own] if own else list_all_department_names() if _sees_all() else ())
    form.department.blank = form.department.blank if _sees_all() else None
    if sent is None:
        form.department.data = clean(request.args.get("department", "")) or own
    return form


def _page(form: HandoverForm) -> str:
    return show_page("handover/show.html", form=form)
