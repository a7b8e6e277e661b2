"""Carrying out an import from a page: shown first, and written only as it was shown."""

from dataclasses import dataclass

from flask_babel import gettext as _

from registry.commands.imports import carry_out_import, plan_import
from registry.forms.imports import ConfirmForm, PasteForm
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


def say_why_not(form: PasteForm | ConfirmForm, outcome: Outcome) -> None:
    """Tell whoever wanted it written what stands in the way, where it is not an error of the rows themselves."""
    report = outcome.plan.report
    if form.seen.data != seen_of(report):
        form.form_errors = [_("The registry has changed since you looked. Look at it again; nothing was written.")]
    elif report.questions and not form.accepted.data and not report.errors:
        form.accepted.errors = [_("Read the questions, and tick here to import all the same.")]
