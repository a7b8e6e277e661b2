"""Drafts of yearly reports and of the calls for them: input that was read and is not yet recorded."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from registry.domain.drafts import FieldProblem
from registry.domain.message import N_, message
from registry.domain.vocabulary import AfterReport, ReportOutcome

LARGEST = 10**12
"""No cost in yen and no figure of a department is as large."""
ENDS = frozenset({AfterReport.COMPLETED, AfterReport.CANCELLED})
"""What needs the day on which the project ended."""


@dataclass(frozen=True)
class FigureDraft:
    """A measure of the department's own; ``position`` is its place among the others, from 1."""

    measure: str
    value: Decimal
    unit: str = ""
    position: int = 1


@dataclass(frozen=True)
class ReportDraft:
    """実績報告; ``cost`` is in yen, ``ended_on`` is asked for where the project is completed or cancelled."""

    outcome: ReportOutcome | None = None
    result: str = ""
    figures: tuple[FigureDraft, ...] = ()
    cost: int | None = None
    next_plan: str = ""
    publicity: str = ""
    after: AfterReport = AfterReport.GOES_ON
    ended_on: date | None = None

    def problems(self) -> tuple[FieldProblem, ...]:
        """Rules that a report breaks even while it is being written."""
        return tuple(_figures(self.figures))

    def gaps(self, started_on: date) -> tuple[FieldProblem, ...]:
        """What is missing before it can be submitted, for a project that began on a day; in the order of the fields."""
        return (
            *_needed("outcome", self.outcome, N_("Choose whether the work was done.")),
            *_needed("result", self.result, N_("Enter what came of it, or why nothing was done.")),
            *(_end(self.ended_on, started_on) if self.after in ENDS else ()),
        )


@dataclass(frozen=True)
class CallDraft:
    """実績報告の依頼."""

    opens_on: date
    due_on: date
    message: str = ""

    def problems(self) -> tuple[FieldProblem, ...]:
        """Broken rules."""
        if self.due_on >= self.opens_on:
            return ()
        sentence = N_("%(end)s is before %(start)s, the day it starts.")
        told = message(sentence, start=self.opens_on, end=self.due_on)
        return (FieldProblem("due_on", "dates_out_of_order", told),)


def _needed(field: str, value: object, sentence: str) -> Iterator[FieldProblem]:
    if not value:
        yield FieldProblem(field, "required", message(sentence))


def _figures(figures: tuple[FigureDraft, ...]) -> Iterator[FieldProblem]:
    for each in figures:
        if not each.measure or abs(each.value) >= LARGEST:
            yield FieldProblem("figures", "bad_figure", message(N_("Each measure needs a name and a value.")))


def _end(ended_on: date | None, started_on: date) -> Iterator[FieldProblem]:
    yield from _needed("ended_on", ended_on, N_("Enter the day on which it ended."))
    if ended_on is not None and ended_on < started_on:
        sentence = N_("%(end)s is before %(start)s, the day it starts.")
        told = message(sentence, start=started_on, end=ended_on)
        yield FieldProblem("ended_on", "dates_out_of_order", told)
