"""The findings beside a sheet: counted by severity, filtered, and each with the cells it stands for."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

from flask import request, url_for
from flask_babel import gettext as _

from registry.domain.message import N_
from registry.domain.vocabulary import Severity
from registry.evaluation.findings import Finding, gravest_first
from registry.evaluation.layout_grid import FindingMark
from registry.language import say

FIRST_SHOWN = 7
"""So many entries are seen at once; the rest opens below them."""
SEVERITIES: Mapping[Severity, str] = {
    Severity.ERROR: N_("Error"),
    Severity.WARNING: N_("Warning"),
    Severity.NOTICE: N_("Notice"),
}
PARTS_OF_A_COLUMN = 2
"""``.actual.2020`` at the end of a cell's stable name."""


@dataclass(frozen=True)
class CellLink:
    """A cell of the form: its stable name, which is its anchor, and what it is about."""

    name: str
    text: str


@dataclass(frozen=True)
class Entry:
    """One finding, or several of the same row that differ only in their year, as one entry with one number."""

    number: int
    severity: Severity
    word: str
    text: str
    cells: tuple[CellLink, ...]
    explanations: tuple[str, ...]


@dataclass(frozen=True)
class Filter:
    """How many findings of a severity there are; ``chosen`` where only they are shown."""

    severity: Severity
    word: str
    size: int
    address: str
    chosen: bool


@dataclass(frozen=True)
class Panel:
    """``printed`` are address and words of the documents with the findings."""

    total: int
    filters: tuple[Filter, ...]
    sentence: str
    shown: tuple[Entry, ...]
    more: tuple[Entry, ...]
    printed: tuple[tuple[str, str], ...]


def wanted_severity() -> Severity | None:
    """The only severity that the address asks for, if it does."""
    wanted = request.args.get("severity", "")
    return Severity(wanted) if wanted in set(Severity) else None


def entries_of(findings: Sequence[Finding], cell_words: Mapping[str, str]) -> tuple[Entry, ...]:
    """The findings as numbered entries, the gravest first; those that differ only in their year are one entry."""
    groups: dict[Hashable, list[Finding]] = {}
    for finding in gravest_first(findings):
        groups.setdefault((finding.code, _row_of(finding.cell), _values_but_the_year(finding)), []).append(finding)
    return tuple(_entry(number, group, cell_words) for number, group in enumerate(groups.values(), start=1))


def marks_of(entries: Sequence[Entry]) -> dict[str, tuple[FindingMark, ...]]:
    """Stable name of a cell → the marks of its entries."""
    marks: dict[str, tuple[FindingMark, ...]] = {}
    for entry in entries:
        for cell in entry.cells:
            marks[cell.name] = (*marks.get(cell.name, ()), FindingMark(entry.number, entry.severity))
    return marks


def panel(findings: Sequence[Finding], entries: Sequence[Entry], chosen: Severity | None) -> Panel:
    """The panel, with all entries or those of one severity."""
    shown = tuple(entry for entry in entries if chosen in (None, entry.severity))
    return Panel(
        total=len(findings),
        filters=tuple(_filter(severity, findings, chosen) for severity in SEVERITIES),
        sentence=_sentence(findings),
        shown=shown[:FIRST_SHOWN],
        more=shown[FIRST_SHOWN:],
        printed=_printed(),
    )


def _printed() -> tuple[tuple[str, str], ...]:
    """Address and words of each document that has the findings on a page of their own."""
    words = {"pdf": _("PDF with findings"), "xlsx": _("Excel with findings")}
    about = request.view_args or {}
    return tuple((url_for("sheets.show_document", form=form, findings=1, **about), words[form]) for form in words)


def _row_of(cell: str) -> str:
    """The row of a figure's cell; other cells stand for themselves."""
    parts = cell.split(".")
    return ".".join(parts[:-PARTS_OF_A_COLUMN]) if parts[-1].isdigit() and len(parts) > PARTS_OF_A_COLUMN else cell


def _values_but_the_year(finding: Finding) -> Hashable:
    return tuple(sorted((name, str(value)) for name, value in finding.message.values.items() if name != "year"))


def _entry(number: int, findings: Sequence[Finding], cell_words: Mapping[str, str]) -> Entry:
    severity = findings[0].severity
    return Entry(
        number=number,
        severity=severity,
        word=_(SEVERITIES[severity]),
        text=say(findings[0].message),
        cells=tuple(CellLink(finding.cell, cell_words.get(finding.cell, finding.cell)) for finding in findings),
        explanations=tuple(finding.explanation for finding in findings if finding.explanation),
    )


def _filter(severity: Severity, findings: Sequence[Finding], chosen: Severity | None) -> Filter:
    values = dict(request.view_args or {})
    if severity is not chosen:
        values["severity"] = severity
    return Filter(
        severity=severity,
        word=_(SEVERITIES[severity]),
        size=sum(finding.severity is severity for finding in findings),
        address=url_for(str(request.endpoint), **values),
        chosen=severity is chosen,
    )


def _sentence(findings: Sequence[Finding]) -> str:
    errors = sum(finding.severity is Severity.ERROR for finding in findings)
    if errors:
        return _("Errors: %(count)s. Each of them is mended, or explained by the section chief.", count=errors)
    if findings:
        return _("There is no error.")
    return _("The sheet contradicts itself nowhere.")
