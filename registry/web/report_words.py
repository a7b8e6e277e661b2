"""A yearly report in words: its state as a tag, what was written field by field, and when its department is due."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from registry.domain.report_drafts import ENDS, ReportDraft
from registry.domain.vocabulary import ReportState
from registry.forms.amounts import written_figure
from registry.web.agreement_states import StateTag
from registry.words import AFTER_REPORTS, REPORT_OUTCOMES, REPORT_STATES, day_name

if TYPE_CHECKING:
    from registry.models import ReportCall

LOOKS: Mapping[ReportState, str] = {
    ReportState.DRAFT: "off",
    ReportState.SUBMITTED: "info",
    ReportState.RETURNED: "warn",
    ReportState.ACCEPTED: "ok",
}


def report_tag(state: ReportState | None, *, overdue: bool = False) -> StateTag:
    """The state as a tag; what is missing after the last day is red."""
    text = _("Not begun") if state is None else _(REPORT_STATES[state])
    missing = state in {None, ReportState.DRAFT, ReportState.RETURNED}
    return StateTag(text, "err" if overdue and missing else "off" if state is None else LOOKS[state])


def report_address(project_id: int, fiscal_year: int) -> str:
    """The page of a project's report for a year."""
    return url_for("project_reports.show", project_id=project_id, fiscal_year=fiscal_year)


def list_address_of(fiscal_year: int) -> str:
    """The list of a year's reports."""
    return url_for("reports.show_year", fiscal_year=fiscal_year)


def figures_in_words(draft: ReportDraft) -> str:
    """The measures with their values, a line each."""
    return "\n".join(f"{one.measure}: {written_figure(one.value)} {one.unit}".strip() for one in draft.figures)


def fields_in_words(draft: ReportDraft) -> dict[str, str]:
    """What stands in each field, by its name; blank where nothing was written."""
    ended_on = draft.ended_on if draft.after in ENDS else None
    after = _(AFTER_REPORTS[draft.after])
    return {
        "outcome": _(REPORT_OUTCOMES[draft.outcome]) if draft.outcome else "",
        "result": draft.result,
        "figures": figures_in_words(draft),
        "cost": "" if draft.cost is None else _("%(amount)s yen", amount=written_figure(draft.cost)),
        "publicity": draft.publicity,
        "next_plan": draft.next_plan,
        "after": _("%(after)s (%(day)s)", after=after, day=day_name(ended_on)) if ended_on else after,
    }


def due_in_words(call: "ReportCall | None", today: date) -> str:
    """By when the reports of a call are due, and how long that is."""
    if call is None:
        return _("The reports of this year have not been asked for yet. They can be written all the same.")
    if today < call.opens_on:
        days = {"opens": day_name(call.opens_on), "due": day_name(call.due_on)}
        return _("The call goes out on %(opens)s; the reports are due on %(due)s.", **days)
    days_left = (call.due_on - today).days
    due = day_name(call.due_on)
    if days_left < 0:
        return ngettext("Due on %(due)s, %(num)s day ago.", "Due on %(due)s, %(num)s days ago.", -days_left, due=due)
    if not days_left:
        return _("Due today, on %(due)s.", due=due)
    return ngettext("Due on %(due)s, %(num)s day left.", "Due on %(due)s, %(num)s days left.", days_left, due=due)
