"""Sentences that offices write anyway, filled with the registry's own figures: offered as a draft, never written alone.

A new sentence is a row in ``SENTENCES``: the cell it is offered for, its words with the names of its figures, and when
it can be said. A name is a COUNT of the sheet's year, or one of ``_words``.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from string import Formatter

from registry.domain.fiscal_year import FiscalYear
from registry.domain.vocabulary import Basis, IndicatorKind
from registry.evaluation.achievement import achievement
from registry.evaluation.cost_sums import sums_of
from registry.evaluation.counts import YearCounts
from registry.evaluation.indicators import Column
from registry.evaluation.layout_words import LIST_SEPARATOR, ROUNDED, figure
from registry.evaluation.sheet import Sheet
from registry.evaluation.sheet_names import names


@dataclass(frozen=True)
class Piece:
    """A piece of an offered sentence; a figure of the registry has its COUNT and the year that it is of."""

    text: str
    count: str | None = None
    fiscal_year: int = 0


@dataclass(frozen=True)
class Offer:
    """A sentence that fits into a cell."""

    cell: str
    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        """The whole sentence."""
        return "".join(piece.text for piece in self.pieces)


Numbers = Mapping[str, int]
When = Callable[[Numbers], object]


@dataclass(frozen=True)
class Sentence:
    """``when`` says of the year's counts whether there is anything to say."""

    cell: str
    words: str
    when: When


SENTENCES = (
    Sentence(
        "do.actual",
        "{label}までに、{agreements_cumulative}件({organizations_cumulative}団体:{kinds})との"
        "地域社会発展のための包括的連携協定を締結した。",
        lambda n: n["agreements_cumulative"],
    ),
    Sentence("do.actual", "{label}は、連携の相手方等との協議を{meetings}回実施した。", lambda n: n["meetings"]),
    Sentence("do.actual", "協定に基づき、{projects}事業に取り組んだ。", lambda n: n["projects"]),
    Sentence(
        "do.bridge",
        "{clauses}ため、団体数は{opening}→{organizations_cumulative}({growth})である。",
        lambda n: n["agreements_new"] != n["organizations_new"] - n["organizations_merged"],
    ),
    Sentence(
        "check.1.reason", "{label}は新たに{agreements_new}件の連携協定を締結した。", lambda n: n["agreements_new"]
    ),
    Sentence(
        "check.1.reason",
        "成果指標は目標{target}{unit}に対し実績{actual}{unit}、達成率{rate}%である。",
        lambda _numbers: True,
    ),
    Sentence(
        "summary",
        "{label}は新たに{agreements_new}件の連携協定を締結し、協議を{meetings}回実施した。",
        lambda n: n["agreements_new"] and n["meetings"],
    ),
)
KINDS = {
    "company": "{organizations_by_kind.company}企業",
    "academic": "{organizations_by_kind.academic}学術機関",
    "financial": "{organizations_by_kind.financial}金融機関",
    "association": "{organizations_by_kind.association}団体",
    "unclassified": "未分類{organizations_by_kind.unclassified}団体",
}
"""The parts of the organizations, each where there are any."""
CLAUSES: tuple[tuple[When, str, tuple[str, str]], ...] = (
    (
        lambda n: n["agreements_new_with_new"] and n["agreements_new_with_existing_only"],
        (
            "新規協定{agreements_new}件のうち{agreements_new_with_new}件は新たな団体、"
            "{agreements_new_with_existing_only}件は既存団体との協定で"
        ),
        ("あり", "ある"),
    ),
    (
        lambda n: n["agreements_new_with_existing_only"] == n["agreements_new"] > 0,
        "新規協定{agreements_new}件は既存団体との協定で",
        ("あり", "ある"),
    ),
    (
        lambda n: n["agreements_new_with_new"] == n["agreements_new"] > 0,
        "新規協定{agreements_new}件により{organizations_new_by_agreement}団体が",
        ("加わり", "加わった"),
    ),
    (
        lambda n: n["organizations_new_by_joining"],
        "既存の協定への参加や更新により{organizations_new_by_joining}団体が",
        ("加わり", "加わった"),
    ),
    (lambda n: n["organizations_merged"], "合併・再編により{organizations_merged}団体が", ("減り", "減った")),
)
"""Why the organizations moved by another number than the agreements: in the middle of the sentence, and before ため."""


def offers_of(sheet: Sheet) -> tuple[Offer, ...]:
    """All sentences that can be said of the sheet's year and do not stand in their cells already."""
    return tuple(_offers(sheet))


def offers_for(sheet: Sheet, cell: str) -> tuple[Offer, ...]:
    """Those for one cell."""
    return tuple(one for one in offers_of(sheet) if one.cell == cell)


def _offers(sheet: Sheet) -> Iterator[Offer]:
    for one in _of_the_year(sheet):
        if one.text not in str(dict(names(sheet)).get(one.cell, "")):
            yield one


def _of_the_year(sheet: Sheet) -> Iterator[Offer]:
    year = sheet.counts.year(sheet.fiscal_year) if sheet.counts else None
    if year is not None:
        numbers = Counter(year.numbers)
        figures = _words(sheet, year) | {name: _counted(year, name) for name in year.numbers}
        for one in SENTENCES:
            words = one.words.replace("{kinds}", _kinds(numbers)).replace("{clauses}", _clauses(numbers))
            if one.when(numbers) and _named(words) <= figures.keys():
                yield Offer(one.cell, tuple(_pieces(words, figures)))
    if any(one.is_rounding for one in sums_of(sheet)):
        yield Offer("do.cost_note", (Piece(ROUNDED),))


def _named(words: str) -> set[str]:
    return {name for _text, name, *_format in Formatter().parse(words) if name}


def _pieces(words: str, figures: Mapping[str, Piece]) -> Iterator[Piece]:
    for text, name, *_format in Formatter().parse(words):
        if text:
            yield Piece(text)
        if name:
            yield figures[name]


def _counted(year: YearCounts, count: str) -> Piece:
    return Piece(figure(Decimal(year.numbers[count])), count, year.fiscal_year)


def _kinds(numbers: Numbers) -> str:
    there = (words for kind, words in KINDS.items() if numbers[f"organizations_by_kind.{kind}"])
    return LIST_SEPARATOR.join(there)


def _clauses(numbers: Numbers) -> str:
    clauses = [(words, *ends) for when, words, ends in CLAUSES if when(numbers)]
    in_the_middle = [words + middle for words, middle, _end in clauses[:-1]]
    return LIST_SEPARATOR.join([*in_the_middle, *(words + end for words, _middle, end in clauses[-1:])])


def _words(sheet: Sheet, year: YearCounts) -> dict[str, Piece]:
    """What can be said beside the year's own counts; no target, no words of it."""
    return {"label": Piece(FiscalYear(year.fiscal_year).full_label), **_growth(sheet, year), **_outcome(sheet)}


def _growth(sheet: Sheet, year: YearCounts) -> dict[str, Piece]:
    before = sheet.counts.year(year.fiscal_year - 1) if sheet.counts else None
    if before is None:
        return {}
    count = "organizations_cumulative"
    growth = year.numbers[count] - before.numbers[count]
    return {
        "opening": _counted(before, count),
        "growth": Piece(f"{growth:+,}" if growth else "±0"),
    }


def _outcome(sheet: Sheet) -> dict[str, Piece]:
    outcome = sheet.indicator(IndicatorKind.OUTCOME)
    target = outcome.value(Column(sheet.fiscal_year, Basis.TARGET))
    actual = outcome.value(Column(sheet.fiscal_year, Basis.ACTUAL))
    rate = achievement(actual, target)
    if rate is None:
        return {}
    return {
        "target": Piece(figure(target)),
        "actual": Piece(figure(actual), outcome.count, sheet.fiscal_year),
        "unit": Piece(outcome.unit),
        "rate": Piece(str(rate)),
    }
