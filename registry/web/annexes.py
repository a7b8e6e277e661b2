"""根拠資料: every number of a sheet with its records, as a file for auditors."""

from collections.abc import Callable, Mapping

from flask import Blueprint, current_app
from werkzeug.wrappers import Response

from registry.config import Settings
from registry.domain.permissions import Permission
from registry.evaluation.sheet import Sheet
from registry.exports.annex import AnnexDocument
from registry.exports.annex_pdf import annex_pdf
from registry.exports.annex_xlsx import annex_xlsx
from registry.exports.file_names import file_name
from registry.exports.sheet_documents import MIMETYPES
from registry.queries.annex import get_annex
from registry.queries.rules import get_rules
from registry.queries.settings import get_city
from registry.queries.sheet_revisions import find_finalized_document
from registry.queries.sheets import get_sheet
from registry.web.access import requires
from registry.web.annex_document import document_of, said
from registry.web.clock import today
from registry.web.files import file_answer
from registry.web.sheet_document import kept_document

bp = Blueprint("annexes", __name__)


@bp.get("/sheets/<int:fiscal_year>/annex.<any(xlsx, pdf):form>")
@requires(Permission.SEE_SHEETS)
def download(fiscal_year: int, form: str) -> Response:
    """The annex of a year's sheet by today's records, in Japanese whoever asks; a finalized one as it was signed."""
    kept = find_finalized_document(fiscal_year, f"annex.{form}")
    if kept is not None:
        return kept_document(kept, fiscal_year)
    document = _annex(get_sheet(fiscal_year, as_of=today(), rules=get_rules()))
    name, plain_name = file_name(document.title, form), f"annex-{fiscal_year}.{form}"
    return file_answer(annex_file(document, form), mimetype=MIMETYPES[form], name=name, plain_name=plain_name)


def _annex(sheet: Sheet) -> AnnexDocument:
    return document_of(get_annex(sheet, as_of=today(), rules=sheet.rules), city=get_city())


ANNEXES: Mapping[str, Callable[[Sheet], bytes]] = {
    "annex.xlsx": lambda sheet: annex_file(_annex(sheet), "xlsx"),
    "annex.pdf": lambda sheet: annex_file(_annex(sheet), "pdf"),
}
"""What a finalized sheet keeps of its annex, by the form under which it does."""


def annex_file(document: AnnexDocument, form: str) -> bytes:
    """The document in one of the formats ``xlsx`` and ``pdf``."""
    if form == "xlsx":
        return annex_xlsx(document)
    settings: Settings = current_app.config["SETTINGS"]
    return annex_pdf(document, say=said, font_folders=settings.font_folders).data
