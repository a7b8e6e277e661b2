"""A city's own workbook filled: names in its cells, and cells that have one as their own, become the sheet's values.

Nothing else in the file becomes another: other cells, text boxes, macros, print settings stay byte for byte. The
results of formulas are dropped, and Excel is told to reckon them when it opens the file.
"""

import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from xml.parsers.expat import ExpatError

from registry.domain.own_forms import DamagedForm
from registry.evaluation.sheet_names import Value
from registry.exports.own_form_answers import Answers, Filling, Spot
from registry.exports.own_form_cells import Place, filled_sheet, place_of
from registry.exports.own_form_parts import Package, Relation
from registry.exports.own_form_styles import day_styles
from registry.exports.own_form_tags import Tag, edited, read_tags, tags_of, without
from registry.exports.own_form_texts import RichText, TextReader
from registry.exports.own_form_values import CellWriter, Workbook

_REFERENCE = re.compile(r"(?:'((?:[^']|'')+)'|([^'!\[\]]+))!\$?([A-Z]{1,3})\$?([0-9]{1,7})(?=$|[:,])")
_BEFORE_CALCULATION = ("sheets", "functionGroups", "externalReferences", "definedNames")
"""What stands before calcPr in a workbook's own part."""
_TRUE = ("1", "true")


@dataclass(frozen=True)
class FilledForm:
    """The workbook with the values, and what was found: a name in several cells is told for each of them.

    ``unused`` are names of the sheet that stand nowhere in the form, in the order of the sheet.
    """

    data: bytes
    filled: tuple[Filling, ...]
    unknown: tuple[Spot, ...]
    unused: tuple[str, ...]


def fill_own_form(data: bytes, values: Mapping[str, Value], *, name: str = "") -> FilledForm:
    """Fill a workbook that ``imports.own_forms`` has checked; ``name`` is its file's, for refusals.

    Raises DamagedForm, NameInFormula, TextTooLong.
    """
    answers = Answers(values)
    try:
        package = Package(data)
        _fill(package, answers)
    except (zipfile.BadZipFile, ExpatError, KeyError, ValueError) as error:
        raise DamagedForm(name=name) from error
    answers.check()
    return FilledForm(package.packed(), tuple(answers.filled), tuple(answers.unknown), tuple(answers.unused()))


def _fill(package: Package, answers: Answers) -> None:
    path = _book_of(package)
    book, relations = package[path], package.relations(path)
    sheets = _worksheets(book, relations)
    named = _named_cells(book, answers)
    writer = CellWriter(_common(package, book, relations, answers), answers)
    has_formulas = False
    for sheet, part in sheets.items():
        package[part], own = filled_sheet(package[part], sheet, named=named.get(sheet.casefold(), {}), writer=writer)
        has_formulas = has_formulas or own
    if has_formulas:
        package[path] = _reckoned_on_opening(book)


def _book_of(package: Package) -> str:
    return {one.kind: one.part for one in package.relations("").values()}["officeDocument"]


def book_and_sheets(package: Package) -> tuple[str, list[str], list[str]]:
    """Where the workbook's own part lies, its worksheets, and its shared strings if it has any."""
    path = _book_of(package)
    relations = package.relations(path)
    strings = [one.part for one in relations.values() if one.kind == "sharedStrings"]
    return path, list(_worksheets(package[path], relations).values()), strings


def _worksheets(book: bytes, relations: Mapping[str, Relation]) -> dict[str, str]:
    """Name → part, in the order of the tabs; a sheet with nothing but a chart has no cells."""
    found: dict[str, str] = {}
    for tag in tags_of(book, "sheet"):
        relation = relations[next(value for key, value in tag.attributes.items() if key.rpartition(":")[2] == "id")]
        if relation.kind == "worksheet" and relation.part not in found.values():
            found[tag.attributes["name"]] = relation.part
    return found


def _named_cells(book: bytes, answers: Answers) -> dict[str, dict[Place, str]]:
    """The cells that have a name of ours: folded name of the sheet → place → name; of several cells the first."""
    found: dict[str, dict[Place, str]] = {}
    for tag in tags_of(book, "definedName"):
        written = tag.attributes.get("name", "")
        name, place = answers.name_of(written), _REFERENCE.match(tag.text)
        if place is None:
            continue
        sheet = (place[1] or place[2]).replace("''", "'")
        if name is not None:
            found.setdefault(sheet.casefold(), {})[place_of(place[3] + place[4])] = name
        elif answers.looks_like_ours(written):
            answers.note_unknown(written, f"{sheet}!{place[3]}{place[4]}")
    return found


def _common(package: Package, book: bytes, relations: Mapping[str, Relation], answers: Answers) -> Workbook:
    parts = {one.kind: package[one.part] for one in relations.values() if one.kind in ("sharedStrings", "styles")}
    about = tags_of(book, "workbookPr")
    return Workbook(
        strings=_strings_with_names(parts["sharedStrings"], answers) if "sharedStrings" in parts else {},
        days=day_styles(parts["styles"]) if "styles" in parts else frozenset(),
        from_1904=any(one.attributes.get("date1904") in _TRUE for one in about),
    )


def _strings_with_names(part: bytes, answers: Answers) -> dict[int, RichText]:
    found: dict[int, RichText] = {}
    number = -1

    def note(text: RichText, _tag: Tag) -> None:
        nonlocal number
        number += 1
        if answers.names_in(text.text):
            found[number] = text

    reader = TextReader(part, note)
    read_tags(part, reader.closed, reader.opened)
    return found


def _reckoned_on_opening(book: bytes) -> bytes:
    """The workbook's own part, which asks for all formulas to be reckoned anew."""
    tags = {tag.name: tag for tag in tags_of(book, "calcPr", *_BEFORE_CALCULATION)}
    tag = tags.get("calcPr")
    if tag is None:
        last = max(tags.values(), key=lambda one: one.end)
        return edited(book, [(last.end, last.end, b'<%bcalcPr fullCalcOnLoad="1"/>' % last.prefix)])
    opening = without(book[tag.start : tag.inside], "fullCalcOnLoad")
    end = b"/>" if opening.endswith(b"/>") else b">"
    return edited(book, [(tag.start, tag.inside, opening.removesuffix(end).rstrip() + b' fullCalcOnLoad="1"' + end)])
