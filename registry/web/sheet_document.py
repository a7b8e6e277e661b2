"""The sheet as a file to keep: its bytes under a name that says what and when it is."""

from flask import current_app
from werkzeug.wrappers import Response

from registry.config import Settings
from registry.evaluation.layout import printed_form
from registry.evaluation.layout_words import FILE_NAME
from registry.evaluation.sheet import Sheet
from registry.exports.file_names import file_name
from registry.exports.sheet_documents import MIMETYPES, sheet_document
from registry.language import say_in_japanese
from registry.queries.sheet_revisions import KeptDocument
from registry.web.files import file_answer
from registry.web.sheet_forms import MIMETYPES as KEPT_AS


def document_of(sheet: Sheet, form: str, *, with_findings: bool) -> Response:
    """The sheet in one of the formats for paper."""
    settings: Settings = current_app.config["SETTINGS"]
    grid = printed_form(sheet, with_findings=with_findings, say=say_in_japanese)
    document = sheet_document(form, grid, font_folders=settings.font_folders)
    name = file_name(FILE_NAME.format(year=grid.year, title=sheet.head.title), form)
    plain_name = f"sheet-{sheet.fiscal_year}.{form}"
    return file_answer(document.data, mimetype=MIMETYPES[form], name=name, plain_name=plain_name)


def kept_document(kept: KeptDocument, fiscal_year: int) -> Response:
    """A document that was kept when the sheet was finalized, as it is."""
    ending = kept.file_name.rpartition(".")[2]
    part = kept.form.removesuffix(ending).rstrip(".")
    plain_name = f"sheet-{fiscal_year}{part and '-' + part}.{ending}"
    return file_answer(kept.data, mimetype=KEPT_AS[ending], name=kept.file_name, plain_name=plain_name)
