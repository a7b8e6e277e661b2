"""What the documents of a sheet are called on pages, and which one is asked for."""

from collections.abc import Mapping

from registry.domain.message import N_

FORM_NAMES: Mapping[str, str] = {
    "pdf": N_("PDF"),
    "xlsx": N_("Excel"),
    "html": N_("Web page"),
    "json": N_("JSON"),
    "findings.pdf": N_("PDF with findings"),
    "findings.xlsx": N_("Excel with findings"),
    "findings.html": N_("Web page with findings"),
    "annex.pdf": N_("Evidence annex (PDF)"),
    "annex.xlsx": N_("Evidence annex (Excel)"),
    "own": N_("The city's own form"),
}
"""By the form under which a finalized sheet keeps it, in the order in which they are offered."""
MIMETYPES: Mapping[str, str] = {
    "html": "text/html; charset=utf-8",
    "json": "application/json",
    "pdf": "application/pdf",
    "xlsm": "application/vnd.ms-excel.sheet.macroEnabled.12",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
"""By the ending of a file's name."""
