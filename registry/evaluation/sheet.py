"""事務事業マネジメントシート: the whole form as frozen values, every cell under a stable name.

A field's place is its name: ``head.title`` is ``sheet.head.title``. Texts are "" and figures None where the form is
blank; blank stays blank.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from registry.domain.rules import CountingRules
from registry.domain.vocabulary import IndicatorKind, SheetState, Slot
from registry.evaluation.counts import Counts
from registry.evaluation.indicators import Column, Indicator, columns_of


@dataclass(frozen=True)
class Period:
    """事業期間: the three boxes, and the years beside them as printed (開始年度 18)."""

    single_year: bool = False
    every_year: bool = False
    limited_years: bool = False
    started_year: str = ""
    limited_from: str = ""
    limited_until: str = ""


@dataclass(frozen=True)
class Budget:
    """予算科目: 会計, 款, 項, 目, 事業連番."""

    account: str = ""
    chapter: str = ""
    item: str = ""
    subitem: str = ""
    serial: str = ""


@dataclass(frozen=True)
class Head:
    """The head of the form; 政策, 施策, 施策の柱 are ``policy``, ``measure``, ``pillar``."""

    title: str = ""
    updated_on: date | None = None
    manifesto: str = ""
    cross_city: str = ""
    reform: str = ""
    policy: str = ""
    measure: str = ""
    pillar: str = ""
    division: str = ""
    section: str = ""
    team: str = ""
    chief: str = ""
    staff: str = ""
    extension: str = ""
    budget: Budget = Budget()
    legal_basis: str = ""
    ends_this_year: bool = False
    starts_this_year: bool = False
    period: Period = Period()


@dataclass(frozen=True)
class Plan:
    """★事務事業の概要 (PLAN): 事業の内容, 業務の流れ, 主な予算費目, 意見や要望."""

    content: str = ""
    flow: str = ""
    budget_items: str = ""
    opinions: str = ""


@dataclass(frozen=True)
class Do:
    """1 現状把握の部 (DO、PLAN) but for its figures; ``total_cost`` is 総トータルコスト, as printed.

    ``bridge`` is an optional line that explains why n new agreements moved the organizations by another number.
    ``reports`` is what the departments' accepted reports say, a line for each project: a draft reads it from the
    registry; where there is none, the form has no such cell. ``cost_note`` is an optional line under the costs: why a
    sum is not that of its parts.
    """

    category: str = ""
    actual: str = ""
    next_plan: str = ""
    budget_change: str = ""
    target: str = ""
    intent: str = ""
    rationale: str = ""
    total_cost: Decimal | None = None
    total_cost_from: str = ""
    total_cost_until: str = ""
    bridge: str = ""
    reports: str = ""
    cost_note: str = ""


@dataclass(frozen=True)
class CostRow:
    """A row of 投入量: its name in ``COST_ROWS`` and a figure for each column of the sheet."""

    row: str
    values: tuple[Decimal | None, ...]

    @property
    def key(self) -> str:
        """The stable name of the row: ``costs.total``."""
        return f"costs.{self.row}"


FUNDING_ROWS = ("national", "prefectural", "bonds", "other", "transfers", "general")
"""財源内訳: 国庫支出金, 都道府県支出金, 地方債, その他, 繰入金, 一般財源."""
COST_ROWS = (*FUNDING_ROWS, "project", "designated", "overtime", "staff", "hours", "personnel", "total")
"""Then (A) 事業費計, its two of-which rows, 正規職員従事人数, 延べ業務時間, (B) 人件費計, トータルコスト (A)+(B)."""

QUESTIONS: Mapping[int, tuple[str, ...]] = {
    1: ("achieved", "not_achieved"),
    2: ("expected", "unlikely"),
    3: ("room", "no_room"),
    4: ("other_means", "mergeable", "not_mergeable", "no_other_means"),
    5: ("room", "no_room"),
    6: ("room", "no_room"),
    7: ("review", "fair"),
    8: ("review", "proper"),
}
"""The eight CHECK questions with the names of their boxes, in the order of the form."""


@dataclass(frozen=True)
class Answer:
    """The answer to one CHECK question: the boxes that are ticked, and the reason."""

    question: int
    ticked: frozenset[str] = frozenset()
    reason: str = ""

    @property
    def key(self) -> str:
        """The stable name of the question: ``check.1``."""
        return f"check.{self.question}"


DIRECTIONS = (
    "abolish",
    "suspend",
    "redefine",
    "merge",
    "improve_effectiveness",
    "improve_efficiency",
    "improve_fairness",
    "maintain",
)
"""The boxes of 4 (1) 今後の事業の方向性; several may be ticked."""
MATRIX_RESULTS = ("better", "same", "worse")
MATRIX_COSTS = ("less", "same", "more")
MATRIX = tuple(f"{result}.{cost}" for result in MATRIX_RESULTS for cost in MATRIX_COSTS)
"""4 (2) 成果 × コスト: 向上, 維持, 低下 by 削減, 維持, 増加."""


@dataclass(frozen=True)
class Action:
    """4 今後の方向性 (ACTION): boxes, the sign in each cell of the matrix (● or ／), problems and their solutions."""

    ticked: frozenset[str] = frozenset()
    matrix: Mapping[str, str] = field(default_factory=dict)
    problems: str = ""


@dataclass(frozen=True)
class Doubts:
    """How many counted organizations are unclear, by the COUNT that counts them.

    ``population`` leaves out those that ``organizations_cumulative`` counts already.
    """

    unclassified: Mapping[str, int] = field(default_factory=dict)
    duplicates: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class ReportLine:
    """What a department's accepted report of the year says of one project."""

    project: str
    department: str
    result: str


@dataclass(frozen=True)
class Explanation:
    """What somebody wrote to explain one finding, and who.

    ``overruled``: the chief lets an error stand that says ``finding``, and no other.
    """

    code: str
    cell: str
    text: str
    by: str = ""
    overruled: bool = False
    finding: str = ""


@dataclass(frozen=True)
class Sheet:
    """The form of one fiscal year; ``counts`` are the registry's own numbers for its columns, where it has them.

    ``source`` names the document that a published sheet was typed from; ``saved_at`` and ``saved_by``: its last change.
    ``carried`` are the texts that stand as they were copied from an earlier sheet: stable name -> its fiscal year.
    """

    fiscal_year: int
    state: SheetState = SheetState.DRAFT
    source: str = ""
    head: Head = Head()
    plan: Plan = Plan()
    do: Do = Do()
    indicators: tuple[Indicator, ...] = ()
    costs: tuple[CostRow, ...] = ()
    check: tuple[Answer, ...] = ()
    summary: str = ""
    action: Action = Action()
    rules: CountingRules = field(default_factory=CountingRules)
    counts: Counts | None = None
    doubts: Doubts = Doubts()
    explanations: tuple[Explanation, ...] = ()
    carried: Mapping[str, int] = field(default_factory=dict)
    version: int = 0
    saved_at: datetime | None = None
    saved_by: str = ""

    @property
    def columns(self) -> tuple[Column, ...]:
        """The eight year columns."""
        return columns_of(self.fiscal_year)

    def indicator(self, kind: IndicatorKind, slot: Slot = Slot.FIRST) -> Indicator:
        """The indicator in a slot; a blank one where nothing was ever written."""
        found = (one for one in self.indicators if one.kind is kind and one.slot is slot)
        return next(found, Indicator(kind, slot))

    def all_indicators(self) -> tuple[Indicator, ...]:
        """All six, in the order of the form."""
        return tuple(self.indicator(kind, slot) for kind in IndicatorKind for slot in Slot)

    def cost(self, row: str, column: Column) -> Decimal | None:
        """A figure of a cost row in a column."""
        values = next((cost.values for cost in self.costs if cost.row == row), ())
        return next((value for one, value in zip(self.columns, values, strict=False) if one == column), None)

    def answer(self, question: int) -> Answer:
        """The answer to a question; a blank one where nothing was ever written."""
        return next((answer for answer in self.check if answer.question == question), Answer(question))
