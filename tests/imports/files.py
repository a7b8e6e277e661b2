"""Files as a clerk writes them, and what planning makes of them against a registry given by hand."""

import dataclasses
from io import BytesIO

import openpyxl

from registry.domain.drafts import OrganizationDraft
from registry.domain.known import Known, Stored
from registry.domain.vocabulary import Noun, OrganizationKind
from registry.imports.plan import Plan, Request
from registry.imports.planning import make_plan

CITY = "試験市"


def request(kind: str, text: str | bytes, *, file: str = "file.csv", city: str = CITY) -> Request:
    data = text.encode() if isinstance(text, str) else text
    return Request(Noun(kind), file, data, city)


def planned(kind: str, text: str | bytes, known: Known | None = None, **more: str) -> Plan:
    """The plan for a csv text."""
    return make_plan(request(kind, text, **more), known or Known())


def codes(plan: Plan) -> dict[str, list[tuple[int, str, str, str]]]:
    """All problems as (row, column, value, code)."""
    return {
        name: [(each.row, each.column, each.value, each.code) for each in getattr(plan.report, name)]
        for name in ("warnings", "questions", "errors")
    }


def errors(plan: Plan) -> list[tuple[int, str, str, str]]:
    return codes(plan)["errors"]


def questions(plan: Plan) -> list[tuple[int, str, str, str]]:
    return codes(plan)["questions"]


def warnings(plan: Plan) -> list[tuple[int, str, str, str]]:
    return codes(plan)["warnings"]


def counts(plan: Plan) -> tuple[int, int, int, int]:
    """Rows, created, updated, unchanged."""
    report = plan.report
    return report.rows, report.created, report.updated, report.unchanged


def stored(record_id: int, draft, *, version: int = 1, imported: int | None = 1, key: str | None = None) -> Stored:
    return Stored(record_id, version, imported, draft, key)


def bodies(*names: str, **more) -> Known:
    """A registry of organizations with these names, with the ids 1, 2, …"""
    drafts = (OrganizationDraft(name, kind=OrganizationKind.COMPANY) for name in names)
    return Known(organizations=tuple(stored(place, draft) for place, draft in enumerate(drafts, start=1)), **more)


def with_records(known: Known, **records) -> Known:
    return dataclasses.replace(known, **records)


def workbook(**sheets: list[list[object]]) -> bytes:
    """An .xlsx file with these sheets."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    data = BytesIO()
    book.save(data)
    return data.getvalue()
