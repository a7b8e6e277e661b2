"""The form of a part of the sheet as its page needs it: what it begins with, and a sentence added on request."""

from collections.abc import Mapping
from typing import Any

from flask import request

from registry.evaluation.narrative_offers import offers_for
from registry.evaluation.sheet import Sheet
from registry.evaluation.sheet_parts import names_to_write
from registry.forms.sheets import SheetForm, part_version, sheet_form
from registry.queries.sheets import get_stored_sheet, typed_sheet
from registry.web.clock import today
from registry.web.history_sheets import cell_in_words
from registry.web.typed_forms import typed_into
from registry.words import COUNT_NAMES, KINDS, count_title

ADDS = "add"
"""The name of the buttons that add a sentence: cell and sentence, with a bar between."""


def sent_form(sheet: Sheet, part: str) -> SheetForm:
    """The form that was sent."""
    return _form(sheet, part)


def writing_form(sheet: Sheet, part: str) -> SheetForm:
    """What the reader typed last, else what is recorded."""
    stored, typed = _form(sheet, part, formdata=None), typed_into(request.path)
    if typed is None:
        return stored
    form = _form(sheet, part, formdata=typed)
    if form.all_shown == stored.all_shown:
        return stored
    form.was_typed = True
    return form


def stored_form(fiscal_year: int, part: str) -> tuple[SheetForm, int, int]:
    """The form with what is recorded, the sheet's id and the version of the part; raises NoSuchSheet."""
    stored = get_stored_sheet(fiscal_year)
    sheet = typed_sheet(stored)
    return _form(sheet, part, formdata=None), stored.id, part_version(sheet, part)


def add_offer(form: SheetForm, sheet: Sheet) -> bool:
    """Add the sentence that a button asks for at the end of its field; False where none was pressed."""
    cell, _bar, text = request.form.get(ADDS, "").partition("|")
    field = form.cells.get(cell)
    if field is not None and any(one.text == text for one in offers_for(sheet, cell)):
        field.data = f"{field.data or ''}{text}"
    return ADDS in request.form


def _form(sheet: Sheet, part: str, **sent: Any) -> SheetForm:
    labels = {name: cell_in_words(name, sheet.fiscal_year) for name in names_to_write(sheet, part)}
    return sheet_form(sheet, part, labels=labels, counts=_counts(), meta={"today": today()}, **sent)


def _counts() -> Mapping[str, str]:
    """The COUNTs that an indicator may show, with their titles."""
    return {name: count_title(name) for name in (*COUNT_NAMES, *(f"organizations_by_kind.{kind}" for kind in KINDS))}
