"""The parts in which the form is written, each a page: which cells belong to which."""

from collections.abc import Iterator, Mapping

from registry.evaluation.sheet import Sheet
from registry.evaluation.sheet_assembly import left_to_the_registry
from registry.evaluation.sheet_names import ONLY_FILLED, names

PARTS: Mapping[str, tuple[str, ...]] = {
    "head": ("title", "head", "plan"),
    "do": ("do",),
    "figures": ("figures",),
    "check": ("check",),
    "summary": ("summary",),
    "action": ("action",),
}
"""Part → the blocks of the form that are written in it, in the order of the form."""
WORDS_OF_AN_INDICATOR = (".name", ".unit", ".count")
IN_ANOTHER_PART = {"plan": "head", "indicators": "figures", "costs": "figures"}
"""Section of a stable name → its part, where that is called otherwise."""


def part_of(name: str) -> str:
    """The part in which a cell, a row or an indicator's word is written, by its stable name."""
    section = name.partition(".")[0]
    if name == "do.cost_note":
        return "figures"
    if section == "indicators" and name.endswith(WORDS_OF_AN_INDICATOR):
        return "do"
    return IN_ANOTHER_PART.get(section, section)


def names_to_write(sheet: Sheet, part: str) -> list[str]:
    """The stable names of a part's cells that somebody writes, in the form's order; what is counted is not written.

    With ``.count`` of each indicator, which is no cell, and with the optional lines.
    """
    rows = {one.key for one in sheet.all_indicators()}
    left_out = {"do.reports", *rows, *left_to_the_registry(sheet)}
    return [name for name in _names(sheet) if part_of(name) == part and name not in left_out]


def _names(sheet: Sheet) -> Iterator[str]:
    for name, _value in names(sheet):
        if name not in ONLY_FILLED:
            yield name
        if name.startswith("indicators.") and name.endswith(".unit"):
            yield name.removesuffix(".unit") + ".count"
    yield from sorted(ONLY_FILLED)
