"""評価シート: what the office does with the evaluation sheets."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any, TypeVar

from registry.commands.audit import record_entry
from registry.commands.records import check_version
from registry.database import db
from registry.domain.deed import Deed
from registry.domain.errors import SheetExists, SheetFinalized, UnknownCell, UnknownFinding
from registry.domain.vocabulary import SheetState
from registry.evaluation.checks import CODES
from registry.evaluation.next_sheet import next_sheet
from registry.evaluation.sheet import Sheet
from registry.evaluation.sheet_assembly import left_to_the_registry
from registry.evaluation.sheet_data import plain
from registry.evaluation.sheet_names import Value, names, values_of
from registry.models import EvaluationSheet, FindingExplanation, SheetFigure, SheetIndicator, SheetText, SheetTick
from registry.queries.counting import find_count
from registry.queries.sheets import find_sheet, get_stored_sheet, typed_sheet

Row = TypeVar("Row", SheetText, SheetTick, SheetFigure)


def record_published_sheet(deed: Deed, *, content: Sheet) -> EvaluationSheet:
    """公表済みシートの登録: keep a sheet that was published before the registry was there, with its source.

    The same content again changes nothing and leaves no entry, another one replaces it. Raises SheetExists where the
    year has a sheet that was made here, UnknownCount.
    """
    stored = find_sheet(content.fiscal_year)
    if stored is None:
        return _create(deed, action="record_published", content=replace(content, state=SheetState.PUBLISHED))
    if stored.state is not SheetState.PUBLISHED:
        raise SheetExists(year=content.fiscal_year)
    return _revise(deed, stored=stored, content=content)


def draft_sheet(deed: Deed, *, fiscal_year: int, from_year: int | None = None) -> EvaluationSheet:
    """下書きの作成: begin a year's sheet, from the sheet of an earlier year or blank.

    Raises SheetExists, NoSuchSheet where the earlier year has none.
    """
    if find_sheet(fiscal_year) is not None:
        raise SheetExists(year=fiscal_year)
    former = typed_sheet(get_stored_sheet(from_year)) if from_year is not None else None
    return _create(deed, action="draft", content=next_sheet(former, fiscal_year) if former else Sheet(fiscal_year))


def revise_sheet(deed: Deed, *, content: Sheet, version: int, confirmed: Collection[str] = ()) -> EvaluationSheet:
    """修正: give a sheet all cells of the content; raises NoSuchSheet, SheetFinalized, EditedMeanwhile, UnknownCount.

    Where the registry counts an actual figure itself, what a draft's content says there is left aside. A text that was
    carried over keeps its mark until it is another one, or its name is among the ``confirmed``.
    """
    stored = get_stored_sheet(content.fiscal_year)
    if stored.state is SheetState.FINALIZED:
        raise SheetFinalized(year=content.fiscal_year)
    check_version(stored, version)
    return _revise(deed, stored=stored, content=content, confirmed=confirmed)


def explain_finding(deed: Deed, *, fiscal_year: int, code: str, cell: str, explanation: str) -> EvaluationSheet:
    """説明: say why one finding stands; a blank explanation takes it back.

    Raises NoSuchSheet, SheetFinalized, UnknownFinding, UnknownCell.
    """
    stored = get_stored_sheet(fiscal_year)
    if stored.state is SheetState.FINALIZED:
        raise SheetFinalized(year=fiscal_year)
    if code not in CODES:
        raise UnknownFinding(code=code, known=", ".join(CODES))
    if cell not in dict(names(typed_sheet(stored))):
        raise UnknownCell(name=cell)
    before = _snapshot(stored)
    _explain(deed, stored, code, cell, explanation.strip())
    return _note(deed, action="explain", stored=stored, before=before)


def _explain(deed: Deed, stored: EvaluationSheet, code: str, cell: str, text: str) -> None:
    known = next((one for one in stored.explanations if (one.code, one.cell) == (code, cell)), None)
    if not text:
        if known is not None:
            stored.explanations.remove(known)
    elif known is None:
        about = {"code": code, "cell": cell, "explanation": text}
        stored.explanations.append(FindingExplanation(**about, explained_by=deed.actor, explained_at=deed.at))
    elif known.explanation != text:
        known.explanation, known.explained_by, known.explained_at = text, deed.actor, deed.at


def _create(deed: Deed, *, action: str, content: Sheet) -> EvaluationSheet:
    stored = EvaluationSheet(fiscal_year=content.fiscal_year, saved_at=deed.at, saved_by=deed.actor)
    with db.session.no_autoflush:
        _fill(stored, content)
    for row in stored.texts:
        row.carried_from = content.carried.get(row.name)
    db.session.add(stored)
    record_entry(deed, action=action, record=stored, after=_snapshot(stored))
    return stored


def _revise(deed: Deed, *, stored: EvaluationSheet, content: Sheet, confirmed: Collection[str] = ()) -> EvaluationSheet:
    before, carried = _snapshot(stored), _carried(stored)
    _fill(stored, replace(content, state=stored.state))
    for row in stored.texts:
        touched = row.name in confirmed or row.text != carried.get(row.name, ("", 0))[0]
        row.carried_from = None if touched else carried[row.name][1]
    return _note(deed, action="revise", stored=stored, before=before)


def _note(deed: Deed, *, action: str, stored: EvaluationSheet, before: Mapping[str, Any]) -> EvaluationSheet:
    """Write the entry of what has become of a sheet, if anything has, and who changed it last."""
    after = _snapshot(stored)
    if after != before:
        stored.saved_at, stored.saved_by = deed.at, deed.actor
        record_entry(deed, action=action, record=stored, before=before, after=after)
    return stored


def _carried(stored: EvaluationSheet) -> dict[str, tuple[str, int]]:
    """The texts that still stand as they were carried over: stable name → text and the year that it comes from."""
    return {row.name: (row.text, row.carried_from) for row in stored.texts if row.carried_from is not None}


def _fill(stored: EvaluationSheet, content: Sheet) -> None:
    stored.state, stored.source, stored.updated_on = content.state, content.source, content.head.updated_on
    left_out = left_to_the_registry(content)  # blank in the tables, so that it cannot go stale
    values = {name: value for name, value in values_of(content).items() if name not in left_out}
    _replace(stored.texts, SheetText, "text", {name: one for name, one in values.items() if isinstance(one, str)})
    _replace(stored.ticks, SheetTick, None, {name: None for name, one in values.items() if one is True})
    figures = {name: one for name, one in values.items() if isinstance(one, Decimal)}
    _replace(stored.figures, SheetFigure, "value", figures)
    _fill_indicators(stored, content)


def _replace(rows: list[Row], kind: type[Row], attribute: str | None, wanted: Mapping[str, Value]) -> None:
    """Make the rows those that are wanted; a row that stays as it is is not written."""
    present = {row.name: row for row in rows}
    for name in present.keys() - wanted.keys():
        rows.remove(present[name])
    for name, value in wanted.items():
        row = present.get(name)
        if row is None:
            rows.append(kind(name=name) if attribute is None else kind(name=name, **{attribute: value}))
        elif attribute is not None and getattr(row, attribute) != value:
            setattr(row, attribute, value)


def _fill_indicators(stored: EvaluationSheet, content: Sheet) -> None:
    present = {(row.kind, row.slot): row for row in stored.indicators}
    for one in content.all_indicators():
        if one.count is not None:
            find_count(one.count)
        row, blank = present.get((one.kind, one.slot)), not (one.name or one.unit or one.count)
        if blank and row is not None:
            stored.indicators.remove(row)
        elif not blank and row is None:
            about = {"name": one.name, "unit": one.unit, "count": one.count}
            stored.indicators.append(SheetIndicator(kind=one.kind, slot=one.slot, **about))
        elif row is not None and (row.name, row.unit, row.count) != (one.name, one.unit, one.count):
            row.name, row.unit, row.count = one.name, one.unit, one.count


def _snapshot(stored: EvaluationSheet) -> dict[str, Any]:
    """The sheet's cells by stable name, its indicators and explanations, as the audit log keeps them."""
    sheet = typed_sheet(stored)
    about: dict[str, Any] = {"fiscal_year": stored.fiscal_year, "state": sheet.state.value, "source": sheet.source}
    indicators = {
        f"{one.key}.{field}": getattr(one, field) for one in sheet.indicators for field in ("name", "unit", "count")
    }
    cells = {name: plain(value) for name, value in values_of(sheet).items()}
    carried = {f"carried.{name}": year for name, (_text, year) in _carried(stored).items()}
    return about | indicators | cells | carried | _explained(stored.explanations)


def _explained(explanations: Iterable[FindingExplanation]) -> dict[str, str]:
    return {f"explanation.{one.code}.{one.cell}": one.explanation for one in explanations}
