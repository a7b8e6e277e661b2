"""Carrying out an import from a page: shown first, and written only as it was shown."""

from dataclasses import dataclass

from registry.commands.imports import carry_out_import, plan_import
from registry.imports.plan import Plan, Request
from registry.imports.report import Report
from registry.web.import_page import seen_of
from registry.web.readers import deed


@dataclass(frozen=True)
class Outcome:
    """The plan, and the report of what was written; None where it was not."""

    plan: Plan
    report: Report | None


def look_or_write(request: Request, *, seen: str, accepted: bool) -> Outcome:
    """Plan it; write it where the reader was shown just this (``seen``) and nothing stands in the way.

    Raises an UnreadableFile.
    """
    plan = plan_import(request)
    if seen != seen_of(plan.report) or not plan.report.may_be_written(accept_questions=accepted):
        return Outcome(plan, None)
    report = carry_out_import(deed(), plan=plan, accept_questions=accepted)
    return Outcome(plan, report if report.written else None)
