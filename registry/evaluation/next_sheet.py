"""The next year's sheet from a former one: what stays, what moves on by a year, what is to be judged anew."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from registry.domain.vocabulary import SheetState
from registry.evaluation.indicators import Cell, Column, Indicator, columns_of
from registry.evaluation.sheet import QUESTIONS, Answer, CostRow, Do, Head, Sheet
from registry.evaluation.sheet_names import values_of

WORDS_OF_THE_YEAR = frozenset(
    {
        "plan.opinions",
        "do.category",
        "do.actual",
        "do.next_plan",
        "do.budget_change",
        "do.rationale",
        *(f"{Answer(question).key}.reason" for question in QUESTIONS),
        "summary",
        "action.problems",
    }
)
"""Texts that are carried over and marked, until somebody writes them anew or says that they stand.

What hardly changes is carried over without a mark: the rest of the head and of PLAN, ``do.target``, ``do.intent``, and
the names, units and counts of the indicators. Not carried over are the day of the last change, the boxes for this
year's end or start, all boxes of CHECK and ACTION with the matrix, and what explains figures of one year:
``do.bridge``, ``do.reports``, ``do.cost_note``.
"""


@dataclass(frozen=True)
class Move:
    """A column of the new sheet and the former one's column that speaks of the same year; None where none does."""

    column: Column
    source: Column | None

    @property
    def becomes(self) -> bool:
        """Whether what was foreseen in one way is foreseen in another now: a forecast has become a target."""
        return self.source is not None and self.source != self.column


def next_sheet(former: Sheet, fiscal_year: int) -> Sheet:
    """A draft for ``fiscal_year``: words are carried over, those of the year marked; boxes and marks are blank.

    A figure moves with its year: what 4年度 was to be stands in the draft's column of 4年度, whatever that column is
    now (a forecast that has become a target is where planning starts). Columns of actual figures that the registry
    counts are left to it.
    """
    moves = moves_between(former.fiscal_year, fiscal_year)
    draft = Sheet(
        fiscal_year=fiscal_year,
        state=SheetState.DRAFT,
        head=_head(former.head),
        plan=former.plan,
        do=_do(former.do),
        indicators=tuple(_indicator(one, moves) for one in former.all_indicators()),
        costs=tuple(CostRow(row.row, tuple(_cost(former, row.row, move) for move in moves)) for row in former.costs),
        check=tuple(replace(one, ticked=frozenset()) for one in former.check),
        summary=former.summary,
        action=replace(former.action, ticked=frozenset(), matrix={}),
    )
    return replace(draft, carried=dict.fromkeys(WORDS_OF_THE_YEAR & values_of(draft).keys(), former.fiscal_year))


def moves_between(former_year: int, fiscal_year: int) -> tuple[Move, ...]:
    """Where each of the eight columns of a year's sheet comes from."""
    return tuple(_moves(columns_of(former_year), columns_of(fiscal_year)))


def _moves(old: tuple[Column, ...], new: tuple[Column, ...]) -> Iterator[Move]:
    """The same basis of the same year, else what was foreseen of it."""
    for column in new:
        same_year = [one for one in old if one.fiscal_year == column.fiscal_year and one.is_actual == column.is_actual]
        yield Move(column, column if column in same_year else next(iter(same_year), None))


def _head(head: Head) -> Head:
    return replace(head, updated_on=None, ends_this_year=False, starts_this_year=False)


def _do(do: Do) -> Do:
    return replace(do, bridge="", reports="", cost_note="")


def _indicator(former: Indicator, moves: tuple[Move, ...]) -> Indicator:
    return replace(former, cells=tuple(_cell(former, move) for move in moves))


def _cell(former: Indicator, move: Move) -> Cell:
    counted = former.count is not None and move.column.is_actual
    return Cell(move.column, None if move.source is None or counted else former.value(move.source))


def _cost(former: Sheet, row: str, move: Move) -> Decimal | None:
    return None if move.source is None else former.cost(row, move.source)
