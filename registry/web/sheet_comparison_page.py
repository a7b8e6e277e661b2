"""Two years side by side as plain values: counts, figures, boxes and texts, each cell beside the other year's."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from flask import url_for
from flask_babel import gettext as _

from registry.evaluation.indicators import columns_of
from registry.evaluation.layout_figures import column_words
from registry.evaluation.layout_words import COST_WORDS, INDICATOR_TITLES, SLOT
from registry.evaluation.sheet import COST_ROWS, Sheet
from registry.evaluation.sheet_comparison import CellDifference, compared_cells, in_columns_of, is_figure
from registry.evaluation.sheet_names import Value, is_blank
from registry.evaluation.text_changes import Piece, changed_pieces
from registry.queries.sheet_years import TwoYears
from registry.web.counts_page import counts_table
from registry.web.evidence_links import LinkedNumber
from registry.web.evidence_page import title_of
from registry.web.history_sheets import cell_in_words, value_in_words
from registry.words import SHEET_STATES, difference, number, year_label, year_name

OWN_PLACES = (2, 3, 4)
"""Columns of a sheet's own year in the order of the form: its target, its actual figure, the next year's target."""


@dataclass(frozen=True)
class Side:
    """One of the two years: ``address`` leads to its sheet, ``state`` says what that is, or that there is none."""

    name: str
    label: str
    address: str | None
    state: str


@dataclass(frozen=True)
class FigureRow:
    """A figure of both; ``what`` is in the words of the form, ``which`` names its columns there."""

    what: str
    which: str
    before: LinkedNumber
    after: LinkedNumber
    change: str


@dataclass(frozen=True)
class TextRow:
    """A cell with its text or box in pieces; the changed ones are marked, but not where one side is blank."""

    what: str
    before: tuple[Piece, ...]
    after: tuple[Piece, ...]


@dataclass(frozen=True)
class FigureGroup:
    """Figures under one heading; ``form_words``: they are called as on the form, in Japanese."""

    title: str
    note: str
    form_words: bool
    rows: tuple[FigureRow, ...]


@dataclass(frozen=True)
class TextGroup:
    title: str
    rows: tuple[TextRow, ...]


@dataclass(frozen=True)
class OtherYear:
    text: str
    address: str
    current: bool


@dataclass(frozen=True)
class ComparisonPage:
    """``missing`` says which year has no sheet; ``turned`` leads to everything, or back to what differs."""

    title: str
    sides: tuple[Side, Side]
    missing: str
    others: tuple[OtherYear, ...]
    whole: bool
    turned: str
    figures: tuple[FigureGroup, ...]
    texts: tuple[TextGroup, ...]


def comparison_page(found: TwoYears, asked: tuple[int, int], years: Sequence[int], *, whole: bool) -> ComparisonPage:
    """The page; ``asked`` is the page's own year and the one that was chosen."""
    sides = (_side(found.before, found.sheet_before), _side(found.after, found.sheet_after))
    own, other = asked
    figures, texts = _groups(found, whole=whole)
    return ComparisonPage(
        title=_("%(before)s and %(after)s side by side", before=sides[0].name, after=sides[1].name),
        sides=sides,
        missing=_missing(found),
        others=tuple(
            OtherYear(year_label(year), _address(own, year, whole=whole), year == other)
            for year in years
            if year != own
        ),
        whole=whole,
        turned=_address(own, other, whole=not whole),
        figures=tuple(group for group in figures if group.rows),
        texts=tuple(group for group in texts if group.rows),
    )


def _address(own: int, other: int, *, whole: bool) -> str:
    return url_for("sheet_years.compare", fiscal_year=own, other=other, all=1 if whole else None)


def _side(year: int, sheet: Sheet | None) -> Side:
    if sheet is None:
        return Side(year_name(year), year_label(year), None, _("no sheet"))
    address = url_for("sheets.show_year", fiscal_year=year)
    return Side(year_name(year), year_label(year), address, _(SHEET_STATES[sheet.state]))


def _missing(found: TwoYears) -> str:
    years = [
        year_name(year)
        for year, sheet in ((found.before, found.sheet_before), (found.after, found.sheet_after))
        if sheet is None
    ]
    if not years:
        return ""
    return _("There is no evaluation sheet of %(years)s: only the counts are compared.", years=_(", ").join(years))


def _groups(found: TwoYears, *, whole: bool) -> tuple[list[FigureGroup], list[TextGroup]]:
    figures = [_counts(found, whole=whole)]
    before, after = found.sheet_before, found.sheet_after
    if before is None or after is None:
        return figures, []
    same_places = compared_cells(in_columns_of(before, after.fiscal_year), after)
    same_years = compared_cells(before, after)
    figures += [
        FigureGroup(
            _("Each sheet's own year"),
            _("The figures in the same column of both forms."),
            form_words=True,
            rows=tuple(_own_year(same_places, before, after, whole=whole)),
        ),
        FigureGroup(
            _("The same year on both sheets"),
            _("A difference means that the later sheet says otherwise of a year than the earlier one did."),
            form_words=True,
            rows=tuple(_same_years(same_years, before, after, whole=whole)),
        ),
    ]
    shown = [one for one in same_years if (one.differs or whole) and not _says_nothing(one)]
    boxes = tuple(_box_row(one, after) for one in shown if isinstance(one.before, bool))
    texts = tuple(_text_row(one, after) for one in shown if _is_text(one))
    return figures, [TextGroup(_("Boxes"), boxes), TextGroup(_("Texts"), texts)]


def _counts(found: TwoYears, *, whole: bool) -> FigureGroup:
    """The registry's own counts of both years; of a year not begun there are none."""
    rows: list[FigureRow] = []
    if len(found.counts.years) > 1:
        numbers = {one.fiscal_year: one.numbers for one in found.counts.years}
        for group in counts_table(found.counts).groups:
            for row in group.rows:
                before, after = row.numbers
                change = numbers[found.after].get(row.count, 0) - numbers[found.before].get(row.count, 0)
                if change or whole:
                    rows.append(FigureRow(title_of(row.count), "", before, after, difference(change)))
    note = _("By today's records, each year on its 31 March or today.")
    return FigureGroup(_("Counted by the registry"), note, form_words=False, rows=tuple(rows))


def _own_year(cells: Sequence[CellDifference], before: Sheet, after: Sheet, *, whole: bool) -> Iterator[FigureRow]:
    places = [(columns_of(before.fiscal_year)[place], columns_of(after.fiscal_year)[place]) for place in OWN_PLACES]
    for old, new in places:
        which = f"{column_words(old)} → {column_words(new)}"
        for one in cells:
            if is_figure(one.name) and one.name.endswith(f".{new.name}") and _is_shown(one, whole=whole):
                old_name = one.name.removesuffix(new.name) + old.name
                yield _figure_row(one, which, (before, old_name), (after, one.name))


def _same_years(cells: Sequence[CellDifference], before: Sheet, after: Sheet, *, whole: bool) -> Iterator[FigureRow]:
    for column in after.columns:
        for one in cells:
            if is_figure(one.name) and one.name.endswith(f".{column.name}") and _is_shown(one, whole=whole):
                yield _figure_row(one, column_words(column), (before, one.name), (after, one.name))


def _is_shown(one: CellDifference, *, whole: bool) -> bool:
    return one.differs or (whole and not _says_nothing(one))


def _says_nothing(one: CellDifference) -> bool:
    return is_blank(one.before) and is_blank(one.after)


Place = tuple[Sheet, str]
"""A sheet, and a cell of it by its stable name."""


def _figure_row(one: CellDifference, which: str, before: Place, after: Place) -> FigureRow:
    return FigureRow(
        what=_row_words(one.name, after[0]),
        which=which,
        before=_linked(one.before, before),
        after=_linked(one.after, after),
        change="-" if one.change is None else difference(one.change),
    )


def _linked(value: Value, place: Place) -> LinkedNumber:
    sheet, name = place
    address = url_for("sheets.show_year", fiscal_year=sheet.fiscal_year, _anchor=name)
    return LinkedNumber(number(value), address) if isinstance(value, Decimal) else LinkedNumber("-")


def _row_words(name: str, sheet: Sheet) -> str:
    """What the form calls the row of a figure."""
    for indicator in sheet.all_indicators():
        if name.startswith(f"{indicator.key}."):
            title = INDICATOR_TITLES[indicator.kind].partition("(")[0]
            return f"{title} {SLOT.format(slot=indicator.slot, name=indicator.name)}"
    row = next(row for row in COST_ROWS if name.startswith(f"costs.{row}."))
    return COST_WORDS[row][0]


def _is_text(one: CellDifference) -> bool:
    return not is_figure(one.name) and not isinstance(one.before, bool)


def _text_row(one: CellDifference, sheet: Sheet) -> TextRow:
    said = (value_in_words(one.before), value_in_words(one.after))
    if not all(said):
        return TextRow(cell_in_words(one.name, sheet.fiscal_year), *((Piece(text, changed=False),) for text in said))
    before, after = changed_pieces(*said)
    return TextRow(cell_in_words(one.name, sheet.fiscal_year), before, after)


def _box_row(one: CellDifference, sheet: Sheet) -> TextRow:
    before, after = ((Piece(value_in_words(value), changed=False),) for value in (one.before, one.after))
    return TextRow(cell_in_words(one.name, sheet.fiscal_year), before, after)
