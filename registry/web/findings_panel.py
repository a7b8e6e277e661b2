"""The findings beside a sheet: counted by severity, filtered, and each with the cells it stands for."""

from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass, replace

from flask import request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from registry.domain.message import N_
from registry.domain.permissions import Permission, may
from registry.domain.vocabulary import Severity, SheetState
from registry.evaluation.finalization import open_errors, settled_findings
from registry.evaluation.findings import Finding, gravest_first
from registry.evaluation.layout_grid import FindingMark
from registry.evaluation.sheet import Sheet
from registry.language import say, say_in_japanese

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

    code: str
    number: int
    severity: Severity
    word: str
    text: str
    remedy: str
    cells: tuple[CellLink, ...]
    explanations: tuple[str, ...]
    explain: str = ""
    """Where it is explained, by who may."""
    overruled: bool = False


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
    settled: tuple[Entry, ...]
    """What is no finding any more because somebody explained it."""


def wanted_severity() -> Severity | None:
    """The only severity that the address asks for, if it does."""
    wanted = request.args.get("severity", "")
    return Severity(wanted) if wanted in set(Severity) else None


def entries_of(findings: Sequence[Finding], cell_words: Mapping[str, str]) -> tuple[Entry, ...]:
    """The findings as numbered entries, the gravest first; those that differ only in their year are one entry."""
    return tuple(_entry(number, group, cell_words) for number, group in enumerate(groups_of(findings), start=1))


def groups_of(findings: Sequence[Finding]) -> tuple[tuple[Finding, ...], ...]:
    """Findings of the same row that differ only in their year together, the gravest first."""
    groups: dict[Hashable, list[Finding]] = {}
    for finding in gravest_first(findings):
        groups.setdefault((finding.code, _row_of(finding.cell), _values_but_the_year(finding)), []).append(finding)
    return tuple(map(tuple, groups.values()))


def marks_of(entries: Sequence[Entry]) -> dict[str, tuple[FindingMark, ...]]:
    """Stable name of a cell → the marks of its entries."""
    marks: dict[str, tuple[FindingMark, ...]] = {}
    for entry in entries:
        for cell in entry.cells:
            marks[cell.name] = (*marks.get(cell.name, ()), FindingMark(entry.number, entry.severity))
    return marks


def panel(sheet: Sheet, findings: Sequence[Finding], entries: Sequence[Entry], chosen: Severity | None) -> Panel:
    """The panel, with all entries or those of one severity; with the ways to explain them for who may."""
    explains = may(current_user.role, Permission.EDIT_SHEETS) and sheet.state is not SheetState.FINALIZED
    open_cells = {(one.code, one.cell) for one in open_errors(sheet, findings, say=say_in_japanese)}
    entries = [_answered(one, open_cells, sheet.fiscal_year if explains else None) for one in entries]
    shown = tuple(entry for entry in entries if chosen in (None, entry.severity))
    return Panel(
        total=len(findings),
        filters=tuple(_filter(severity, findings, chosen) for severity in SEVERITIES),
        sentence=_sentence(findings, len(open_cells)),
        shown=shown[:FIRST_SHOWN],
        more=shown[FIRST_SHOWN:],
        printed=_printed(),
        settled=_settled(sheet, findings) if explains else (),
    )


def _answered(entry: Entry, open_cells: Collection[tuple[str, str]], fiscal_year: int | None) -> Entry:
    """The entry with the way to explain it, and whether it is an error that the chief lets stand."""
    first = entry.cells[0].name
    overruled = entry.severity is Severity.ERROR and not any(
        (entry.code, one.name) in open_cells for one in entry.cells
    )
    address = "" if fiscal_year is None else explaining_address(fiscal_year, entry.code, first)
    return replace(entry, explain=address, overruled=overruled)


def explaining_address(fiscal_year: int, code: str, cell: str) -> str:
    """Where a finding is explained."""
    return url_for("findings.show", fiscal_year=fiscal_year, code=code, cell=cell)


def _settled(sheet: Sheet, findings: Sequence[Finding]) -> tuple[Entry, ...]:
    return tuple(_answered(one, (), sheet.fiscal_year) for one in entries_of(settled_findings(sheet, findings), {}))


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
        code=findings[0].code,
        number=number,
        severity=severity,
        word=_(SEVERITIES[severity]),
        text=say(findings[0].message),
        remedy=say(findings[0].remedy) if findings[0].remedy else "",
        cells=tuple(CellLink(finding.cell, cell_words.get(finding.cell, finding.cell)) for finding in findings),
        explanations=tuple(dict.fromkeys(one.explanation for one in findings if one.explanation)),
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


def _sentence(findings: Sequence[Finding], still_open: int) -> str:
    errors = sum(finding.severity is Severity.ERROR for finding in findings)
    if still_open:
        return _("Errors: %(count)s. Each of them is mended, or explained by the section chief.", count=still_open)
    if errors:
        return _("The section chief lets the errors stand, with a reason for each.")
    if findings:
        return _("There is no error.")
    return _("The sheet contradicts itself nowhere.")
