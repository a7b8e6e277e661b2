"""A short way to a year's sheet that is signed, for tests of what happens to it afterwards."""

from dataclasses import replace
from datetime import date

import sqlalchemy as sa

from registry.commands.finalizing import Signature, finalize_sheet, seen_in
from registry.commands.findings import overrule_finding, wording
from registry.commands.sheets import draft_sheet, revise_sheet
from registry.database import BULK, db
from registry.domain.vocabulary import Severity, SheetState
from registry.evaluation.finalization import all_findings
from registry.models import EvaluationSheet
from registry.queries.rules import get_rules
from registry.queries.sheets import find_sheet, get_sheet
from tests.evaluation.seed_sheet import published
from tests.office import SATO

AFTER = date(2021, 6, 1)
"""A day on which the fiscal year 2020 is over."""
TODAY = date(2021, 12, 20)
"""The day of the demonstration."""
CHIEF = replace(SATO, actor="課長")


def drafted(fiscal_year: int = 2020) -> EvaluationSheet:
    """A draft that says what the published sheet says, its counted figures left to the registry."""
    made = draft_sheet(SATO, fiscal_year=fiscal_year)
    content = replace(published(), fiscal_year=fiscal_year, state=SheetState.DRAFT, source="")
    return revise_sheet(SATO, content=content, version=made.version)


def drafted_again(fiscal_year: int = 2020) -> EvaluationSheet:
    """The published sheet of the demonstration as if it were a draft of the registry's own."""
    table = EvaluationSheet.__table__
    as_draft = {"state": SheetState.DRAFT, "source": ""}
    db.session.execute(
        sa.update(table).where(table.c.fiscal_year == fiscal_year).values(as_draft), execution_options=BULK
    )
    db.session.expire_all()
    content = replace(published(), fiscal_year=fiscal_year, state=SheetState.DRAFT, source="")
    return revise_sheet(SATO, content=content, version=find_sheet(fiscal_year).version)


def overruled(fiscal_year: int = 2020, *, as_of: date = AFTER) -> None:
    """Every error of the sheet stands with a reason of the chief."""
    found = all_findings(get_sheet(fiscal_year, as_of=as_of, rules=get_rules()))
    for one in [each for each in found if each.severity is Severity.ERROR]:
        about = {"code": one.code, "cells": [one.cell], "seen": wording([one]), "as_of": as_of}
        overrule_finding(CHIEF, fiscal_year=fiscal_year, reason="統計の訂正は翌年度に行う", **about)


def signature(fiscal_year: int = 2020, *, as_of: date = AFTER, **values) -> Signature:
    """What the chief signs with who has just read the sheet."""
    sheet = get_sheet(fiscal_year, as_of=as_of, rules=get_rules())
    return Signature(version=sheet.version, seen=seen_in(sheet), **values)


def finalized(fiscal_year: int = 2020, *, as_of: date = AFTER, **values) -> EvaluationSheet:
    """A signed sheet; one that is not there yet is drafted, and its errors stand."""
    if find_sheet(fiscal_year) is None:
        drafted(fiscal_year)
    overruled(fiscal_year, as_of=as_of)
    signed_with = signature(fiscal_year, as_of=as_of, **values)
    return finalize_sheet(CHIEF, fiscal_year=fiscal_year, signature=signed_with, as_of=as_of)
