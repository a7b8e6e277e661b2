"""検算: the table of checks; each finds contradictions of a sheet before anybody signs it.

A check of the sheet is a function from the sheet to (stable name of the cell, sentence) pairs; to add one, write the
function and its row here, and its test.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from registry.domain.message import N_, message
from registry.domain.vocabulary import Severity
from registry.evaluation import checks_answers, checks_costs, checks_indicators, checks_registry, checks_words
from registry.evaluation.checks_indicators import Found
from registry.evaluation.findings import Finding
from registry.evaluation.sheet import Sheet

SETTLED_BY_EXPLANATION = ("_unexplained", "_not_explained")
"""Findings of these codes ask for an explanation; given one, they are no longer made."""


@dataclass(frozen=True)
class Check:
    """One check: its stable code is the name of its function; ``remedy`` says how what it finds can be mended."""

    severity: Severity
    find: Callable[[Sheet], Found]
    remedy: str

    @property
    def code(self) -> str:
        """The code by which others know it."""
        return self.find.__name__


CHECKS = (
    Check(
        Severity.ERROR,
        checks_indicators.outcome_above_population,
        N_("Correct one of the two figures, or count the population by the same rule as the outcome."),
    ),
    Check(
        Severity.ERROR,
        checks_indicators.ticked_achieved_below_target,
        N_("Tick “not achieved” and give the cause, or correct the target."),
    ),
    Check(
        Severity.ERROR,
        checks_costs.cost_total_wrong,
        N_("Correct the sum or its parts; where thousands of yen were rounded, say so in the note under the costs."),
    ),
    Check(
        Severity.WARNING,
        checks_costs.cost_column_missing,
        N_("Enter the costs of that year."),
    ),
    Check(
        Severity.WARNING,
        checks_costs.cost_over_budget_unexplained,
        N_("Say in the explanation why more was spent, or correct the figure."),
    ),
    Check(
        Severity.NOTICE,
        checks_costs.cost_under_budget_unexplained,
        N_("Say in the explanation why less was spent, or correct the figure."),
    ),
    Check(
        Severity.NOTICE,
        checks_costs.staff_over_plan_unexplained,
        N_("Say in the explanation why more work was needed, or correct the figure."),
    ),
    Check(
        Severity.WARNING,
        checks_indicators.indicator_never_moves,
        N_("See whether it is measured each year; choose another indicator where it cannot move."),
    ),
    Check(
        Severity.NOTICE,
        checks_indicators.actual_always_equals_target,
        N_("See whether the actual figure was counted, not copied from the target."),
    ),
    Check(
        Severity.NOTICE,
        checks_indicators.population_equals_outcome,
        N_("See whether the population leaves out those that could still be won."),
    ),
    Check(
        Severity.WARNING,
        checks_indicators.room_for_growth_contradicts_coverage,
        N_("Tick “no room”, or add to the population those that can still be won."),
    ),
    Check(
        Severity.NOTICE,
        checks_indicators.target_implausible,
        N_("Correct the target, or say in the explanation how it is to be reached."),
    ),
    Check(
        Severity.NOTICE,
        checks_indicators.target_never_moves,
        N_("Set a target for each year."),
    ),
    Check(
        Severity.WARNING,
        checks_indicators.cumulative_falls,
        N_("Correct the figure; what was once counted stays counted."),
    ),
    Check(
        Severity.NOTICE,
        checks_indicators.target_below_actual,
        N_("Raise the target above what is reached already."),
    ),
    Check(
        Severity.ERROR,
        checks_answers.boxes_contradict,
        N_("Leave the box that is true."),
    ),
    Check(
        Severity.WARNING,
        checks_answers.ticked_not_achieved_on_target,
        N_("Tick “achieved”, or correct the target."),
    ),
    Check(
        Severity.WARNING,
        checks_answers.direction_contradicts,
        N_("Leave the direction that is meant."),
    ),
    Check(
        Severity.NOTICE,
        checks_answers.room_without_direction,
        N_("Tick a direction that takes this up, or change the answer."),
    ),
    Check(
        Severity.WARNING,
        checks_answers.text_carried_over,
        N_("Write it anew for this year, or confirm while editing that it still holds."),
    ),
    Check(
        Severity.NOTICE,
        checks_words.forecast_in_past_tense,
        N_("Write what is expected for the year to come."),
    ),
    Check(
        Severity.NOTICE,
        checks_words.rationale_differs_from_indicator,
        N_("Name in the rationale what the indicator counts, or choose the indicator that the rationale means."),
    ),
    Check(
        Severity.NOTICE,
        checks_words.unit_differs_from_count,
        N_("Correct the unit to what is counted."),
    ),
    Check(
        Severity.WARNING,
        checks_registry.prose_number_differs,
        N_("Correct the number in the text, or the table."),
    ),
    Check(
        Severity.WARNING,
        checks_registry.new_agreements_not_explained,
        N_("Add the line on agreements and organizations, which says how the two numbers go together."),
    ),
    Check(
        Severity.NOTICE,
        checks_registry.published_differs_from_computed,
        N_("Open the number to see which records make the difference; explain it where the published figure stands."),
    ),
    Check(
        Severity.WARNING,
        checks_registry.unclassified_organizations,
        N_("Choose a kind for these organizations."),
    ),
    Check(
        Severity.WARNING,
        checks_registry.pending_duplicates,
        N_("Settle on the page of possible duplicates whether they are the same."),
    ),
)
CODES = tuple(check.code for check in CHECKS)


def check(sheet: Sheet) -> tuple[Finding, ...]:
    """All findings of a sheet in the order of the table, each with the explanation that somebody gave for it."""
    explanations = {(one.code, one.cell): one.text for one in sheet.explanations}
    return tuple(finding for one in CHECKS for finding in _findings(one, sheet, explanations))


def _findings(one: Check, sheet: Sheet, explanations: Mapping[tuple[str, str], str]) -> tuple[Finding, ...]:
    found = (
        Finding(one.code, one.severity, cell, text, explanations.get((one.code, cell)), message(one.remedy))
        for cell, text in one.find(sheet)
    )
    settled = one.code.endswith(SETTLED_BY_EXPLANATION)
    return tuple(finding for finding in found if not (settled and finding.explanation))
