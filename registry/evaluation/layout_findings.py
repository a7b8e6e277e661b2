"""The page behind the form: what on the sheet contradicts itself, as a numbered list."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence

from registry.domain.message import Message
from registry.domain.vocabulary import IndicatorKind, Severity
from registry.evaluation import layout_words as words
from registry.evaluation.findings import Finding
from registry.evaluation.layout_cells import WIDTH, label, row, written
from registry.evaluation.layout_grid import GridBlock, GridRow

Say = Callable[[Message], str]
SPANS = (1, 1, 5)
"""How many of the grid's columns number, severity and cell take; the sentence takes the rest."""


def findings_block(
    findings: Sequence[Finding], blocks: Sequence[GridBlock], *, settled: Sequence[Finding] = (), say: Say
) -> GridBlock:
    """The findings in their order, each with its number, the words of its cell, its sentence and its explanation.

    Below them, without numbers, what was settled by its explanation.
    """
    places = cell_words(blocks)
    heads = (
        label(span, text, scope="col")
        for span, text in zip((*SPANS, WIDTH - sum(SPANS)), words.FINDING_HEADS, strict=True)
    )
    rows = [_row(str(number), one, places, say) for number, one in enumerate(findings, start=1)]
    if settled:
        rows += [row(label(WIDTH, words.SETTLED, scope="col")), *(_row("", one, places, say) for one in settled)]
    return GridBlock(
        "findings", words.FINDINGS_BAR, (row(*heads), *rows), _tally(findings), heads=1, page_break_before=True
    )


def cell_words(blocks: Sequence[GridBlock]) -> Mapping[str, str]:
    """What each named cell, box or row is about, in the words of the form; a figure with the words of its row."""
    found: dict[str, str] = {}
    for block in blocks:
        for one in block.rows:
            for name, text in _names(one):
                found.setdefault(name, text)
    return found


def _names(one: GridRow) -> Iterator[tuple[str, str]]:
    for cell in one.cells:
        if cell.name:
            text = "" if cell.name == one.name else cell.heading or cell.text
            yield cell.name, f"{_row_words(cell.name)} {text}".strip()
        yield from ((box.name, f"{cell.heading} {box.label}".strip()) for box in cell.boxes)
    if one.name:
        yield one.name, _row_words(one.name) or one.cells[0].heading or one.cells[0].text


def _row_words(name: str) -> str:
    """The row that a figure's stable name begins with: 成果指標 ア, (B) 人件費計; "" for cells that are no figures."""
    section, *rest = name.split(".")
    if section == "indicators":
        kind, slot = rest[:2]
        return words.INDICATOR_ROW.format(kind=words.INDICATOR_WORDS[IndicatorKind(kind)], slot=slot)
    return words.COST_WORDS[rest[0]][0] if section == "costs" else ""


def _row(number: str, finding: Finding, places: Mapping[str, str], say: Say) -> GridRow:
    sentence, place = say(finding.message), places.get(finding.cell, finding.cell)
    if finding.explanation:
        sentence = f"{sentence}\n{words.EXPLANATION.format(text=finding.explanation)}"
    return row(
        written(SPANS[0], None, number, heading=words.FINDING_HEADS[0], align="center"),
        written(SPANS[1], None, words.SEVERITY_WORDS[finding.severity], heading=words.FINDING_HEADS[1], align="center"),
        written(SPANS[2], None, " ".join(place.split()), heading=words.FINDING_HEADS[2]),
        written(WIDTH - sum(SPANS), None, sentence, heading=words.FINDING_HEADS[3]),
    )


def _tally(findings: Sequence[Finding]) -> str:
    tally = Counter(one.severity for one in findings)
    return words.LIST_SEPARATOR.join(
        words.TALLY.format(severity=words.SEVERITY_WORDS[severity], count=tally[severity]) for severity in Severity
    )
