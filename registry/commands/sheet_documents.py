"""The documents that a finalized sheet keeps; one more is one row of the table."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from registry.domain.audit_chain import canonical, sha256
from registry.domain.fiscal_year import FiscalYear
from registry.domain.own_forms import UnusableForm
from registry.evaluation.checks import check
from registry.evaluation.counts import Evidence
from registry.evaluation.drift import record_data
from registry.evaluation.layout import printed_form
from registry.evaluation.layout_names import form_values
from registry.evaluation.layout_words import (
    FILE_NAME,
    FILE_NAME_OF_ANNEX,
    FILE_NAME_OF_OWN_FORM,
    FILE_NAME_WITH_FINDINGS,
)
from registry.evaluation.sheet import Sheet
from registry.exports.file_names import file_name
from registry.exports.own_form import fill_own_form
from registry.exports.sheet_documents import sheet_document
from registry.exports.sheet_json import sheet_json
from registry.language import say_in_japanese
from registry.models import OwnForm, SheetDocument, SheetEvidence


@dataclass(frozen=True)
class Signed:
    """What is signed: the sheet in its final state, the records behind its numbers, and the fonts for its paper.

    ``own`` is the year's form of the city's own, where there is one.
    ``further`` makes documents that are written in the words of pages, by the form under which they are kept.
    """

    sheet: Sheet
    evidence: Sequence[Evidence]
    own: OwnForm | None = None
    font_folders: tuple[Path, ...] = ()
    further: Mapping[str, Callable[[Sheet], bytes]] = field(default_factory=dict)

    def form(self, form: str, *, with_findings: bool = False) -> bytes:
        """The form as html, xlsx or pdf."""
        grid = printed_form(self.sheet, with_findings=with_findings, say=say_in_japanese)
        return sheet_document(form, grid, font_folders=self.font_folders).data


def kept_json(sheet: Sheet) -> bytes:
    """The whole sheet for other programs, in Japanese: what is signed, and what it is read back from."""
    return (sheet_json(sheet, check(sheet), say=say_in_japanese) + "\n").encode()


def _own_form(signed: Signed) -> bytes | None:
    """The city's own workbook, filled; one that cannot be filled keeps nobody from signing."""
    if signed.own is None:
        return None
    with suppress(UnusableForm):
        return fill_own_form(signed.own.data, form_values(signed.sheet), name=signed.own.file_name).data
    return None


Make = Callable[[Signed], bytes | None]
KEPT: Mapping[str, Make] = {
    "json": lambda signed: kept_json(signed.sheet),
    "html": lambda signed: signed.form("html"),
    "xlsx": lambda signed: signed.form("xlsx"),
    "pdf": lambda signed: signed.form("pdf"),
    "findings.html": lambda signed: signed.form("html", with_findings=True),
    "findings.xlsx": lambda signed: signed.form("xlsx", with_findings=True),
    "findings.pdf": lambda signed: signed.form("pdf", with_findings=True),
    "own": _own_form,
}
"""What is kept, by the form under which it is stored; None where the year has no such document."""
NAMES: Mapping[str, str] = {
    **{form: FILE_NAME_WITH_FINDINGS for form in KEPT if form.startswith("findings.")},
    "annex.pdf": FILE_NAME_OF_ANNEX,
    "annex.xlsx": FILE_NAME_OF_ANNEX,
    "own": FILE_NAME_OF_OWN_FORM,
}
"""What the file is called, where it is not the sheet itself."""


def documents_of(signed: Signed) -> list[SheetDocument]:
    """All documents of what is signed, in the order of the table; then those that the surface makes."""
    made = [(form, make(signed)) for form, make in KEPT.items()]
    made += [(form, make(signed.sheet)) for form, make in signed.further.items()]
    return [_document(signed, form, data) for form, data in made if data is not None]


def _document(signed: Signed, form: str, data: bytes) -> SheetDocument:
    named, sheet = signed.own.file_name if form == "own" and signed.own else form, signed.sheet
    ending = named.rpartition(".")[2]
    words = NAMES.get(form, FILE_NAME).format(year=FiscalYear(sheet.fiscal_year).full_label, title=sheet.head.title)
    name = file_name(words, ending)
    return SheetDocument(form=form, file_name=name, sha256=sha256(data), data=data)


def evidence_of(signed: Signed) -> list[SheetEvidence]:
    """The records behind each number, as they were shown."""
    return [_evidence(one) for one in signed.evidence]


def _evidence(one: Evidence) -> SheetEvidence:
    records = canonical([record_data(record) for record in one.records])
    about = {"count": one.count, "fiscal_year": one.fiscal_year, "number": one.number}
    return SheetEvidence(**about, records=records, sha256=sha256(records.encode()))
