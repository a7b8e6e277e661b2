"""The evaluation sheets: what was typed, with the registry's own counts beside it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

import sqlalchemy as sa

from registry.database import db
from registry.domain.errors import NoSuchSheet
from registry.domain.rules import CountingRules
from registry.domain.vocabulary import OrganizationKind, SheetState
from registry.evaluation.counts import Counts
from registry.evaluation.finalization import as_signed, counted_figures
from registry.evaluation.indicators import Indicator
from registry.evaluation.sheet import Doubts, Explanation, ReportLine, Sheet
from registry.evaluation.sheet_assembly import assemble, years_to_count
from registry.evaluation.sheet_data import sheet_from_data
from registry.evaluation.sheet_names import Value, build_sheet
from registry.models import EvaluationSheet, Organization, SheetFigure, SheetIndicator
from registry.queries.counting import count_years, list_counted_among
from registry.queries.duplicates import list_questioned_bodies
from registry.queries.reports import list_accepted_reports
from registry.queries.sheet_revisions import find_finalized_rules, list_data_of_reopened, list_signed_numbers
from registry.queries.unchanged import while_unchanged

ORGANIZATION_COUNTS = ("organizations_cumulative", "population")
"""The counts of a sheet that count organizations; an organization that both count is doubted under the first."""


def find_sheet(fiscal_year: int) -> EvaluationSheet | None:
    """The stored sheet of a fiscal year, with all its rows; six statements."""
    return db.session.scalar(
        sa.select(EvaluationSheet).where(
            EvaluationSheet.fiscal_year == fiscal_year, EvaluationSheet.deleted_at.is_(None)
        )
    )


def get_stored_sheet(fiscal_year: int) -> EvaluationSheet:
    """The stored sheet of a fiscal year; raises NoSuchSheet."""
    stored = find_sheet(fiscal_year)
    if stored is None:
        raise NoSuchSheet(year=fiscal_year)
    return stored


def list_sheet_years() -> Sequence[int]:
    """The fiscal years that have a sheet, the earliest first."""
    years = sa.select(EvaluationSheet.fiscal_year).where(EvaluationSheet.deleted_at.is_(None))
    in_order = years.order_by(EvaluationSheet.fiscal_year)
    return while_unchanged("sheet years", lambda: tuple(db.session.scalars(in_order)))


def newest_sheet_year() -> int | None:
    """The last fiscal year that has a sheet."""
    newest = sa.select(sa.func.max(EvaluationSheet.fiscal_year)).where(EvaluationSheet.deleted_at.is_(None))
    return db.session.scalar(newest)


def get_sheet(fiscal_year: int, *, as_of: date, rules: CountingRules) -> Sheet:
    """The sheet as its form prints it, reckoned as of a day by these rules; raises NoSuchSheet.

    A finalized one is reckoned by the rules with which it was signed, and its texts are read beside the numbers of
    then. A small number of statements that does not depend on the number of records.
    """
    sheet = typed_sheet(get_stored_sheet(fiscal_year))
    is_signed = sheet.state is SheetState.FINALIZED
    signed_by = find_finalized_rules(fiscal_year) if is_signed else None
    counts = count_years(years_to_count(sheet), as_of=as_of, rules=signed_by or rules)
    found = reckoned(sheet, counts, as_of=as_of)
    return replace(found, counts=as_signed(counts, list_signed_numbers(fiscal_year))) if is_signed else found


def reckoned(sheet: Sheet, counts: Counts, *, as_of: date) -> Sheet:
    """A typed sheet beside the registry's counts, which have at least the years of its actual columns.

    At most six statements.
    """
    doubts = _doubts(sheet, counts, as_of)
    if sheet.state is not SheetState.DRAFT:
        return assemble(sheet, counts=counts, doubts=doubts)
    published, reports = _published_before(sheet), _reports(sheet.fiscal_year)
    return assemble(sheet, counts=counts, published=published, doubts=doubts, reports=reports)


def _reports(fiscal_year: int) -> list[ReportLine]:
    """What the departments' accepted reports of the year say; one statement."""
    return [ReportLine(one.project, one.department, one.result) for one in list_accepted_reports(fiscal_year)]


def typed_sheet(stored: EvaluationSheet) -> Sheet:
    """What somebody typed, without the registry's counts."""
    values: dict[str, Value] = {"head.updated_on": stored.updated_on}
    values |= {row.name: row.text for row in stored.texts}
    values |= {row.name: True for row in stored.ticks}
    values |= {row.name: row.value for row in stored.figures}
    return build_sheet(
        values,
        fiscal_year=stored.fiscal_year,
        indicators=tuple(_indicator(row) for row in stored.indicators),
        state=stored.state,
        source=stored.source,
        explanations=tuple(
            Explanation(row.code, row.cell, row.explanation, row.explained_by, row.overruled, row.finding)
            for row in stored.explanations
        ),
        carried={row.name: row.carried_from for row in stored.texts if row.carried_from is not None},
        version=stored.version,
        saved_at=stored.saved_at,
        saved_by=stored.saved_by,
    )


def _indicator(row: SheetIndicator) -> Indicator:
    return Indicator(row.kind, row.slot, row.name, row.unit, row.count)


def _published_before(sheet: Sheet) -> Mapping[str, Decimal]:
    """Figures of earlier years as published or finalized sheets printed them, by stable name; two statements.

    A year's own sheet is believed before later ones, an older of those before a newer one; a figure of an
    indicator that another COUNT fed is another figure.
    """
    cells = {
        one.cell_name(column): (one, column)
        for one in sheet.all_indicators()
        for column in sheet.columns
        if column.is_actual and one.count
    }
    found: dict[str, Decimal] = {}
    for _year, name, value, *fed_by in sorted((*_kept_figures(sheet, cells), *_signed_figures(sheet)), reverse=True):
        if name in cells:
            one, _column = cells[name]
            if tuple(fed_by) == (one.kind, one.slot, one.count):
                found[name] = value  # the earliest sheet comes last: a year's own sheet is the earliest that prints it
    return found


Figure = tuple[int, str, Decimal, str, str, str | None]
"""The fiscal year of a sheet, a figure of it by its stable name, and the figure's indicator: kind, slot, COUNT."""


def _kept_figures(sheet: Sheet, names: Iterable[str]) -> Iterator[Figure]:
    indicator = SheetIndicator
    rows = db.session.execute(
        sa.select(
            EvaluationSheet.fiscal_year,
            SheetFigure.name,
            SheetFigure.value,
            indicator.kind,
            indicator.slot,
            indicator.count,
        )
        .join(EvaluationSheet, EvaluationSheet.id == SheetFigure.sheet_id)
        .join(indicator, indicator.sheet_id == EvaluationSheet.id)
        .where(
            EvaluationSheet.state != SheetState.DRAFT,
            EvaluationSheet.deleted_at.is_(None),
            EvaluationSheet.fiscal_year < sheet.fiscal_year,
            SheetFigure.name.in_(names),
            indicator.count.is_not(None),
        )
    )
    yield from rows


def _signed_figures(sheet: Sheet) -> Iterator[Figure]:
    """Those of earlier sheets that are drafts again at the moment: what was signed last is what is published."""
    for earlier in map(sheet_from_data, list_data_of_reopened(sheet.fiscal_year)):
        for name, value in counted_figures(earlier).items():
            one = next(one for one in earlier.indicators if name.startswith(f"{one.key}."))
            yield earlier.fiscal_year, name, value, one.kind, one.slot, one.count


def _doubts(sheet: Sheet, counts: Counts, as_of: date) -> Doubts:
    """Counted organizations without a kind, or with an open question; at most four statements."""
    if counts.year(sheet.fiscal_year) is None:
        return Doubts()
    counted = {indicator.count for indicator in sheet.indicators}
    no_kind, questioned = set(db.session.scalars(_NO_KIND)), list_questioned_bodies()
    doubtful = no_kind | questioned
    unclassified: dict[str, int] = {}
    duplicates: dict[str, int] = {}
    for name in ORGANIZATION_COUNTS:
        if name not in counted:
            continue
        ids = list_counted_among(sorted(doubtful), name, sheet.fiscal_year, as_of=as_of, rules=counts.rules)
        unclassified[name] = len(no_kind.intersection(ids))
        duplicates[name] = len(questioned.intersection(ids))
        doubtful = doubtful.difference(ids)
    return Doubts(unclassified, duplicates)


_NO_KIND = sa.select(Organization.id).where(
    Organization.kind == OrganizationKind.UNCLASSIFIED, Organization.deleted_at.is_(None)
)
