"""The page that begins a year's sheet: which years can be begun, and what the sheet takes over."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from registry.domain.permissions import Permission, may
from registry.evaluation.layout_figures import column_words
from registry.evaluation.next_sheet import Move, moves_between, next_sheet
from registry.evaluation.sheet_names import names
from registry.forms.new_sheet import NewSheetForm
from registry.queries.sheets import list_sheet_years
from registry.web.clock import current_year
from registry.web.frame import show_page
from registry.web.history_sheets import cell_in_words
from registry.web.saving import Conflict
from registry.web.sheet_figures import find_typed_sheet
from registry.web.sheet_head import SheetLink
from registry.words import year_name


@dataclass(frozen=True)
class ColumnMove:
    """A column of the new sheet; ``source`` is the column whose figures it takes, "" where it begins blank."""

    column: str
    source: str
    becomes: bool


@dataclass(frozen=True)
class TakenOver:
    """What a sheet takes over: its columns, and the texts that are marked until somebody touches them."""

    source: str
    columns: tuple[ColumnMove, ...]
    texts: tuple[str, ...]


def years_to_begin(sheet_years: Sequence[int]) -> tuple[int, ...]:
    """The fiscal years whose sheet can be begun, the newest first.

    The year after the newest sheet, the present one and the one before it, and what is missing in between.
    """
    present = current_year().year
    first, last = (min(sheet_years), max(sheet_years) + 1) if sheet_years else (present, present)
    wanted = {present - 1, present, last, *range(first, last)}
    return tuple(sorted(wanted.difference(sheet_years), reverse=True))


def may_begin(year: int) -> bool:
    """Whether the reader may begin the year's sheet, and it can be begun."""
    return may(current_user.role, Permission.EDIT_SHEETS) and year in years_to_begin(list_sheet_years())


def years_to_show(sheet_years: Sequence[int]) -> Sequence[int]:
    """The years of the sheets' pages: those that have one, and for who may begin them those that have none yet."""
    begins = may(current_user.role, Permission.EDIT_SHEETS)
    return (*sheet_years, *years_to_begin(sheet_years)) if begins else sheet_years


def begin_link(year: int) -> SheetLink | None:
    """The way to begin the year's sheet, for who may."""
    if not may_begin(year):
        return None
    return SheetLink(url_for("sheet_writing.show_new", year=year), _("Begin the evaluation sheet"))


def chosen_form() -> NewSheetForm:
    """What the address asks for, else the year after the newest sheet, from the newest sheet before it."""
    years = list_sheet_years()
    offered = years_to_begin(years)
    after = max(years, default=current_year().year - 1) + 1
    wanted = request.args.get("year", type=int)
    year = wanted if wanted in offered else after
    named = request.args.get("source", type=int)
    source = named if named in years else max((one for one in years if one < year), default=None)
    return _offered(NewSheetForm(formdata=None, data={"fiscal_year": str(year), "source": str(source or "")}))


def sent_beginning() -> NewSheetForm:
    """The form that was sent."""
    return _offered(NewSheetForm())


def _offered(form: NewSheetForm) -> NewSheetForm:
    years = list_sheet_years()
    form.fiscal_year.offer_titles({str(year): year_name(year) for year in years_to_begin(years)})
    form.source.offer_titles({str(year): _("The sheet of %(year)s", year=year_name(year)) for year in reversed(years)})
    return form


def beginning_page(form: NewSheetForm, conflict: Conflict | None) -> str:
    """The page with what the chosen sheet would take over beside it."""
    return show_page("sheets/new.html", form=form, conflict=conflict, taken_over=_taken_over(form))


def begun_sentence(form: NewSheetForm) -> str:
    """What is said once it was begun."""
    return "" if form.year is None else _("The sheet of %(year)s was begun.", year=year_name(form.year))


def _taken_over(form: NewSheetForm) -> TakenOver | None:
    """None for a blank form, and where the choice does not go."""
    year, source = form.year, form.from_year
    former = find_typed_sheet(source) if source is not None else None
    if year is None or former is None or former.fiscal_year >= year:
        return None
    draft = next_sheet(former, year)
    return TakenOver(
        source=year_name(former.fiscal_year),
        columns=tuple(_column(move) for move in moves_between(former.fiscal_year, year)),
        texts=tuple(cell_in_words(name, year) for name, _value in names(draft) if name in draft.carried),
    )


def _column(move: Move) -> ColumnMove:
    source = column_words(move.source) if move.source else ""
    return ColumnMove(column_words(move.column), source, becomes=move.becomes)
