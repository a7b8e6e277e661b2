"""A form of one year made one of a later year: the years in its names move on, nothing else does.

What somebody typed in words (令和2年度) stays; only names are known to be ours.
"""

import re
from collections.abc import Callable

from registry.domain.vocabulary import Basis
from registry.evaluation.layout_names import in_braces
from registry.exports.own_form import book_and_sheets
from registry.exports.own_form_answers import Answers, folded
from registry.exports.own_form_parts import Package
from registry.exports.own_form_tags import Edit, Tag, edited, read_tags
from registry.exports.own_form_texts import RichText, TextReader

_YEARLY = rf"((?:indicators|costs)\.[\w.]+?\.(?:{'|'.join(Basis)})\.)([0-9]{{4}})(?![0-9])"
_FORMULAS = ("f", "formula", "formula1", "formula2")
"""What may name a cell by its own name: in cells, in conditional formats, in what may be typed."""


def carried_form(data: bytes, *, years: int) -> bytes:
    """The workbook with the years of its names so many later; it was checked when it came in."""
    package = Package(data)

    def later(name: str) -> str:
        return re.sub(_YEARLY, lambda found: f"{found[1]}{int(found[2]) + years}", name)

    book, sheets, strings = book_and_sheets(package)
    package[book] = later(package[book].decode()).encode()
    for part in (*sheets, *strings):
        package[part] = _carried(package[part], later)
    return package.packed()


def _carried(part: bytes, later: Callable[[str], str]) -> bytes:
    """A worksheet or the shared strings."""
    edits: list[Edit] = []
    names = Answers({})

    def carry_text(text: RichText, tag: Tag) -> None:
        found = [(one, later(folded(one.written))) for one in names.names_in(text.text)]
        spans = [(one.start, one.end, in_braces(name)) for one, name in found if name != folded(one.written)]
        if spans:
            edits.append((tag.start, tag.end, text.replaced(spans).xml(tag.prefix, tag.name.encode())))

    def carry_formula(tag: Tag) -> None:
        written = part[tag.inside : tag.ending].decode()
        if later(written) != written:
            edits.append((tag.inside, tag.ending, later(written).encode()))

    texts = TextReader(part, carry_text)
    read_tags(part, texts.closed | dict.fromkeys(_FORMULAS, carry_formula), texts.opened)
    return edited(part, edits)
