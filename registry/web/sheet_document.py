"""The sheet as a file to keep: its bytes under a name that says what and when it is."""

import io

from flask import current_app, send_file
from werkzeug.wrappers import Response

from registry.config import Settings
from registry.evaluation.layout import printed_form
from registry.evaluation.layout_words import FILE_NAME
from registry.evaluation.sheet import Sheet
from registry.exports.sheet_documents import MIMETYPES, sheet_document
from registry.language import say_in_japanese


def document_of(sheet: Sheet, form: str, *, with_findings: bool) -> Response:
    """The sheet in one of the formats for paper."""
    settings: Settings = current_app.config["SETTINGS"]
    grid = printed_form(sheet, with_findings=with_findings, say=say_in_japanese)
    document = sheet_document(form, grid, font_folders=settings.font_folders)
    name = FILE_NAME.format(year=grid.year, title=sheet.head.title)
    return send_file(
        io.BytesIO(document.data),
        mimetype=MIMETYPES[form],
        as_attachment=True,
        download_name=f"{name}.{form}",
        etag=False,
        last_modified=None,
    )
