"""根拠資料: every number of a sheet with its records, as a file for auditors."""

from flask import Blueprint, current_app
from werkzeug.wrappers import Response

from registry.config import Settings
from registry.domain.permissions import Permission
from registry.exports.annex import AnnexDocument
from registry.exports.annex_pdf import annex_pdf
from registry.exports.annex_xlsx import annex_xlsx
from registry.exports.file_names import file_name
from registry.exports.sheet_documents import MIMETYPES
from registry.queries.annex import get_annex
from registry.queries.rules import get_rules
from registry.queries.settings import get_city
from registry.queries.sheets import get_sheet
from registry.web.access import requires
from registry.web.annex_document import document_of, said
from registry.web.clock import today
from registry.web.files import file_answer

bp = Blueprint("annexes", __name__)


@bp.get("/sheets/<int:fiscal_year>/annex.<any(xlsx, pdf):form>")
@requires(Permission.SEE_SHEETS)
def download(fiscal_year: int, form: str) -> Response:
    """The annex of a year's sheet by today's records, in Japanese whoever asks."""
    sheet = get_sheet(fiscal_year, as_of=today(), rules=get_rules())
    document = document_of(get_annex(sheet, as_of=today(), rules=sheet.rules), city=get_city())
    name, plain_name = file_name(document.title, form), f"annex-{fiscal_year}.{form}"
    return file_answer(annex_file(document, form), mimetype=MIMETYPES[form], name=name, plain_name=plain_name)


def annex_file(document: AnnexDocument, form: str) -> bytes:
    """The document in one of the formats ``xlsx`` and ``pdf``."""
    if form == "xlsx":
        return annex_xlsx(document)
    settings: Settings = current_app.config["SETTINGS"]
    return annex_pdf(document, say=said, font_folders=settings.font_folders).data
