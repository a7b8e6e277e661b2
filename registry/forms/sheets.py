"""The form of a part of the evaluation sheet: a field for each of its cells, called by the cell's stable name."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import Field, SelectMultipleField

from registry.domain.vocabulary import SheetState
from registry.evaluation.cost_sums import sums_of, with_sums
from registry.evaluation.indicators import Indicator
from registry.evaluation.sheet import MATRIX, Sheet
from registry.evaluation.sheet_names import Value, names, with_values
from registry.evaluation.sheet_parts import names_to_write
from registry.forms.amounts import FigureField
from registry.forms.fields import DayField, LongTextField, NameField, TextField, TickField
from registry.forms.office_form import RecordForm, as_version, fields_of, fits

LONGEST_TEXT, LONGEST_LINE, LONGEST_UNIT = 10_000, 200, 20
SIGNS = ("●", "／")
"""What stands in a cell of the matrix."""
LINES = ("head.", "do.category", "do.total_cost_from", "do.total_cost_until")
"""Texts of one line, by the beginning of their names, with the words of an indicator."""


class CellFigure(FigureField):
    """A figure in a cell, whose row and column its label names."""

    def read(self, text: str) -> Decimal:
        """The figure."""
        try:
            return super().read(text)
        except ValueError:
            raise ValueError(gettext("This is no number.")) from None


class SignField(NameField):
    """The sign in a cell of the matrix."""

    def __init__(self, **more: Any) -> None:
        super().__init__(None, blank="", **more)
        self.offer(SIGNS)


class TitledField(NameField):
    """One of several values, each offered with its title."""

    titles: Mapping[str, str] = {}

    def offer_titles(self, titles: Mapping[str, str]) -> None:
        """Say which values may be chosen: value → title."""
        self.offer(titles)
        self.titles = titles

    @property
    def options(self) -> tuple[tuple[str, str, bool], ...]:
        """Value, title, whether chosen."""
        return tuple((value, self.titles.get(value, name), chosen) for value, name, chosen in super().options)

    def shown(self) -> str:
        """The title."""
        return next((title for _value, title, chosen in self.options if chosen), "")


class CountField(TitledField):
    """The COUNT that feeds an indicator, or none where its figures are typed in."""

    def __init__(self, **more: Any) -> None:
        super().__init__(None, blank=_("typed in"), **more)


class ConfirmedField(SelectMultipleField):
    """The stable names of carried texts that stand as they are; told at the texts themselves."""

    def shown(self) -> str:
        """Nothing: two people who confirm the same text do not contradict each other."""
        return ""


class SheetForm(RecordForm):
    """What is the same for all parts; ``_form_class`` adds a field for each cell."""

    confirmed = ConfirmedField(validate_choice=False, choices=[], default=())

    was_typed = False
    """Whether it shows what was typed and not saved."""

    @property
    def cells(self) -> dict[str, Field]:
        """The fields by the stable names of their cells."""
        return {field.name: field for field in self if "." in field.name or field.name == "summary"}

    @property
    def confirmed_cells(self) -> list[str]:
        """The cells of the part whose carried texts stand as they are."""
        return [name for name in self.confirmed.data or () if name in self.cells]

    @property
    def all_shown(self) -> list[object]:
        """What stands in the fields, in words, and what is ticked beside them."""
        return [[field.shown() for field in fields_of(self)], sorted(self.confirmed.data or ())]

    def written(self, sheet: Sheet) -> Sheet:
        """The typed sheet with what the form holds; in a draft's figures sums that were left blank are reckoned."""
        values = {name: _value(field) for name, field in self.cells.items()}
        words = {name: values.pop(name) for name in list(values) if _is_word_of_an_indicator(name)}
        indicators = tuple(_named(one, words) for one in sheet.all_indicators())
        content = with_values(replace(sheet, indicators=indicators), values)
        return with_sums(content) if _reckons(sheet) and "do.cost_note" in values else content


def sheet_form(
    sheet: Sheet, part: str, *, labels: Mapping[str, str], counts: Mapping[str, str], **sent: Any
) -> SheetForm:
    """The form of a part with what was sent, or, where ``formdata`` is None, with what the sheet holds.

    ``labels`` are what the cells are called, ``counts`` the COUNTs that may feed an indicator with their titles.
    """
    stored = _stored(sheet, part)
    shown = {name: value for name, value in stored.items() if name not in _reckoned(sheet)}
    kinds = tuple((name, _kind(name, value)) for name, value in stored.items())
    values = shown | {"version": as_version(stored)} if sent.get("formdata", sent) is None else {}
    form = _form_class(kinds)(data=values, **sent)
    for name, field in form.cells.items():
        field.label.text = labels[name]
        if isinstance(field, CountField):
            field.offer_titles(counts)
    return form


def part_version(sheet: Sheet, part: str) -> int:
    """What stands for the version of a part: another number as soon as somebody writes another value in it."""
    return as_version(_stored(sheet, part))


def _stored(sheet: Sheet, part: str) -> dict[str, Value]:
    values = dict(names(sheet)) | {f"{one.key}.count": one.count or "" for one in sheet.all_indicators()}
    return {name: values.get(name, "") for name in names_to_write(sheet, part)}


def _reckons(sheet: Sheet) -> bool:
    """What a published sheet says stays as it was published, blank sums too."""
    return sheet.state is SheetState.DRAFT


def _reckoned(sheet: Sheet) -> set[str]:
    """Sums that are what their parts make: they stay blank, so that they follow their parts."""
    return {one.name for one in sums_of(sheet) if not one.difference} if _reckons(sheet) else set()


@lru_cache(maxsize=64)
def _form_class(kinds: tuple[tuple[str, str], ...]) -> type[SheetForm]:
    return type("PartForm", (SheetForm,), {name: FIELDS[kind]() for name, kind in kinds})


FIELDS: Mapping[str, Any] = {
    "text": lambda: LongTextField(validators=[fits(LONGEST_TEXT)]),
    "line": lambda: TextField(validators=[fits(LONGEST_LINE)]),
    "unit": lambda: TextField(validators=[fits(LONGEST_UNIT)]),
    "figure": CellFigure,
    "day": DayField,
    "tick": TickField,
    "sign": SignField,
    "count": CountField,
}


def _kind(name: str, value: Value) -> str:
    """Which field a cell has; a line that holds several all the same keeps them."""
    if name == "head.updated_on":
        return "day"
    if isinstance(value, bool):
        return "tick"
    if not isinstance(value, str):
        return "figure"
    if name.startswith("indicators."):
        return {"unit": "unit", "count": "count"}.get(name.rpartition(".")[2], "line")
    if name.removeprefix("action.matrix.") in MATRIX:
        return "sign"
    return "line" if name.startswith(LINES) and "\n" not in value else "text"


def _value(field: Field) -> Value:
    value: Value = field.data
    return value if isinstance(field, DayField | CellFigure | TickField) else value or ""


def _is_word_of_an_indicator(name: str) -> bool:
    return name.startswith("indicators.") and name.endswith((".name", ".unit", ".count"))


def _named(indicator: Indicator, words: Mapping[str, Value]) -> Indicator:
    if f"{indicator.key}.name" not in words:
        return indicator
    name, unit, count = (str(words[f"{indicator.key}.{word}"]) for word in ("name", "unit", "count"))
    return replace(indicator, name=name, unit=unit, count=count or None)
