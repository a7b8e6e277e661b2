"""検算: the table of checks; each finds contradictions of a sheet before anybody signs it.

A check of the sheet is a function from the sheet to (stable name of the cell, sentence) pairs; to add one, write the
function and its row here, and its test.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from registry.domain.vocabulary import Severity
from registry.evaluation import checks_answers, checks_costs, checks_indicators, checks_registry, checks_words
from registry.evaluation.checks_indicators import Found
from registry.evaluation.findings import Finding
from registry.evaluation.sheet import Sheet

SETTLED_BY_EXPLANATION = ("_unexplained", "_not_explained")
"""Findings of these codes ask for an explanation; given one, they are no longer made."""


@dataclass(frozen=True)
class Check:
    """One check: its stable code is the name of its function."""

    severity: Severity
    find: Callable[[Sheet], Found]

    @property
    def code(self) -> str:
        """The code by which others know it."""
        return self.find.__name__


CHECKS = (
    Check(Severity.ERROR, checks_indicators.outcome_above_population),
    Check(Severity.ERROR, checks_indicators.ticked_achieved_below_target),
    Check(Severity.ERROR, checks_costs.cost_total_wrong),
    Check(Severity.WARNING, checks_costs.cost_column_missing),
    Check(Severity.WARNING, checks_costs.cost_over_budget_unexplained),
    Check(Severity.NOTICE, checks_costs.cost_under_budget_unexplained),
    Check(Severity.NOTICE, checks_costs.staff_over_plan_unexplained),
    Check(Severity.WARNING, checks_indicators.indicator_never_moves),
    Check(Severity.NOTICE, checks_indicators.actual_always_equals_target),
    Check(Severity.NOTICE, checks_indicators.population_equals_outcome),
    Check(Severity.WARNING, checks_indicators.room_for_growth_contradicts_coverage),
    Check(Severity.NOTICE, checks_indicators.target_implausible),
    Check(Severity.NOTICE, checks_indicators.target_never_moves),
    Check(Severity.WARNING, checks_indicators.cumulative_falls),
    Check(Severity.NOTICE, checks_indicators.target_below_actual),
    Check(Severity.ERROR, checks_answers.boxes_contradict),
    Check(Severity.WARNING, checks_answers.ticked_not_achieved_on_target),
    Check(Severity.WARNING, checks_answers.direction_contradicts),
    Check(Severity.NOTICE, checks_answers.room_without_direction),
    Check(Severity.WARNING, checks_answers.text_carried_over),
    Check(Severity.NOTICE, checks_words.forecast_in_past_tense),
    Check(Severity.NOTICE, checks_words.rationale_differs_from_indicator),
    Check(Severity.NOTICE, checks_words.unit_differs_from_count),
    Check(Severity.WARNING, checks_registry.prose_number_differs),
    Check(Severity.WARNING, checks_registry.new_agreements_not_explained),
    Check(Severity.NOTICE, checks_registry.published_differs_from_computed),
    Check(Severity.WARNING, checks_registry.unclassified_organizations),
    Check(Severity.WARNING, checks_registry.pending_duplicates),
)
CODES = tuple(check.code for check in CHECKS)


def check(sheet: Sheet) -> tuple[Finding, ...]:
    """All findings of a sheet in the order of the table, each with the explanation that somebody gave for it."""
    explanations = {(one.code, one.cell): one.text for one in sheet.explanations}
    return tuple(finding for one in CHECKS for finding in _findings(one, sheet, explanations))


def _findings(one: Check, sheet: Sheet, explanations: Mapping[tuple[str, str], str]) -> tuple[Finding, ...]:
    found = (
        Finding(one.code, one.severity, cell, text, explanations.get((one.code, cell)))
        for cell, text in one.find(sheet)
    )
    settled = one.code.endswith(SETTLED_BY_EXPLANATION)
    return tuple(finding for finding in found if not (settled and finding.explanation))
