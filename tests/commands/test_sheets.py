"""評価シート: the office's deeds on evaluation sheets."""

import json
from dataclasses import replace
from decimal import Decimal

import pytest

from registry.commands.sheets import draft_sheet, explain_finding, record_published_sheet, revise_sheet
from registry.database import writing
from registry.domain.errors import (
    EditedMeanwhile,
    NoSuchSheet,
    SheetExists,
    SheetFinalized,
    UnknownCell,
    UnknownCount,
    UnknownFinding,
)
from registry.domain.vocabulary import SheetState
from registry.evaluation.sheet_names import names, with_values
from registry.models import AuditEntry, EvaluationSheet, SheetFigure
from registry.queries.sheets import find_sheet, typed_sheet
from tests.evaluation.seed_sheet import published
from tests.office import SATO

TANAKA = replace(SATO, actor="田中")
STAFF = "costs.staff.actual.2020"


def stored(session, fiscal_year=2020):
    session.expire_all()
    return typed_sheet(find_sheet(fiscal_year))


def entries(session):
    return [
        (entry.actor, entry.action, json.loads(entry.changes))
        for entry in session.query(AuditEntry).order_by(AuditEntry.id)
        if entry.noun == "sheets"
    ]


def test_a_published_sheet_is_kept_cell_by_cell(session):
    record_published_sheet(SATO, content=published())
    kept = stored(session)
    assert names(kept) == names(published())
    assert [(one.key, one.count) for one in kept.indicators] == [(one.key, one.count) for one in published().indicators]
    assert (kept.state, kept.source, kept.saved_by) == (SheetState.PUBLISHED, published().source, "佐藤")


def test_what_is_written_passes_the_guard_of_the_audit_log(app):
    with app.app_context():
        with writing():
            record_published_sheet(SATO, content=published())
        with writing():
            explain_finding(SATO, fiscal_year=2020, code="cost_total_wrong", cell=STAFF, explanation="理由")
        assert find_sheet(2020).version > 1


def test_the_same_published_sheet_again_changes_nothing(session):
    version = record_published_sheet(SATO, content=published()).version
    again = record_published_sheet(TANAKA, content=published())
    session.flush()
    assert (again.version, again.saved_by, len(entries(session))) == (version, "佐藤", 1)


def test_another_content_replaces_the_published_one_and_says_so_cell_by_cell(session):
    record_published_sheet(SATO, content=published())
    changed = with_values(published(), {STAFF: Decimal(3), "summary": "", "action.maintain": True})
    record_published_sheet(TANAKA, content=changed)
    assert names(stored(session)) == names(changed)
    actor, action, changes = entries(session)[-1]
    assert (actor, action) == ("田中", "revise")
    assert changes[STAFF] == [4, 3]
    assert changes["action.maintain"] == [None, True]
    assert changes["summary"] == [published().summary, None]
    assert len(changes) == 3


def test_a_sheet_made_here_is_not_overwritten_by_a_published_one(session):
    draft_sheet(SATO, fiscal_year=2020)
    with pytest.raises(SheetExists):
        record_published_sheet(SATO, content=published())


def test_the_next_year_begins_with_what_lasts(session):
    record_published_sheet(SATO, content=published())
    draft_sheet(SATO, fiscal_year=2021, from_year=2020)
    draft = stored(session, 2021)
    assert (draft.state, draft.head.title) == (SheetState.DRAFT, "産学官連携推進事業")
    assert draft.do.actual == published().do.actual
    assert draft.carried["do.actual"] == 2020
    assert entries(session)[-1][1] == "draft"


def carried(session):
    return set(stored(session, 2021).carried)


def test_a_text_keeps_its_mark_until_it_is_another_one_or_is_confirmed(session):
    record_published_sheet(SATO, content=published())
    made = draft_sheet(SATO, fiscal_year=2021, from_year=2020)
    before = carried(session)
    assert {"do.actual", "summary", "check.8.reason"} <= before
    changed = with_values(stored(session, 2021), {"summary": "新しい総括", "check.8.reason": "", "do.bridge": "説明"})
    revise_sheet(TANAKA, content=changed, version=made.version)
    assert carried(session) == before - {"summary", "check.8.reason"}
    again = stored(session, 2021)
    revise_sheet(TANAKA, content=again, version=again.version, confirmed=["do.actual", "do.target"])
    assert carried(session) == before - {"summary", "check.8.reason", "do.actual"}
    assert stored(session, 2021).do.actual == published().do.actual


def test_confirming_a_text_stands_in_the_log_and_back_to_the_old_words_it_is_no_copy_any_more(session):
    record_published_sheet(SATO, content=published())
    draft_sheet(SATO, fiscal_year=2021, from_year=2020)
    sheet = stored(session, 2021)
    revise_sheet(TANAKA, content=sheet, version=sheet.version, confirmed=["summary"])
    assert entries(session)[-1] == ("田中", "revise", {"carried.summary": [2020, None]})
    for text in ("別の文", sheet.do.actual):
        sheet = with_values(stored(session, 2021), {"do.actual": text})
        revise_sheet(TANAKA, content=sheet, version=sheet.version)
    assert "do.actual" not in carried(session)


def test_a_content_that_knows_of_no_marks_does_not_take_them_off(session):
    record_published_sheet(SATO, content=published())
    made = draft_sheet(SATO, fiscal_year=2021, from_year=2020)
    before = carried(session)
    revise_sheet(TANAKA, content=replace(stored(session, 2021), carried={}), version=made.version)
    assert carried(session) == before


def test_a_year_has_one_sheet_and_a_former_one_must_be_there(session):
    draft_sheet(SATO, fiscal_year=2021)
    with pytest.raises(SheetExists):
        draft_sheet(SATO, fiscal_year=2021)
    with pytest.raises(NoSuchSheet):
        draft_sheet(SATO, fiscal_year=2022, from_year=2020)


def test_a_draft_does_not_keep_what_the_registry_counts(session):
    made = draft_sheet(SATO, fiscal_year=2020)
    revise_sheet(SATO, content=replace(published(), state=SheetState.DRAFT), version=made.version)
    kept = {row.name for row in session.query(SheetFigure)}
    assert "indicators.outcome.ア.target.2020" in kept
    assert "indicators.outcome.ア.actual.2020" not in kept


def test_a_revised_sheet_has_all_cells_of_its_content_and_stays_what_it_was(session):
    made = record_published_sheet(SATO, content=published())
    content = replace(with_values(published(), {"do.bridge": "1件は既存の相手方"}), state=SheetState.DRAFT)
    revise_sheet(TANAKA, content=content, version=made.version)
    kept = stored(session)
    assert (kept.do.bridge, kept.state, kept.saved_by) == ("1件は既存の相手方", SheetState.PUBLISHED, "田中")


def test_nobody_overwrites_what_another_saved_meanwhile(session):
    made = record_published_sheet(SATO, content=published())
    opened = made.version
    revise_sheet(TANAKA, content=with_values(published(), {"summary": "新"}), version=opened)
    with pytest.raises(EditedMeanwhile):
        revise_sheet(SATO, content=published(), version=opened)


def test_a_finalized_sheet_never_moves(session):
    made = record_published_sheet(SATO, content=published())
    made.state = SheetState.FINALIZED
    with pytest.raises(SheetFinalized):
        revise_sheet(SATO, content=published(), version=made.version)
    with pytest.raises(SheetFinalized):
        explain_finding(SATO, fiscal_year=2020, code="cost_total_wrong", cell=STAFF, explanation="理由")


def test_an_indicator_is_fed_by_a_count_that_there_is(session):
    first, *others = published().indicators
    content = replace(published(), indicators=(replace(first, count="happiness"), *others))
    with pytest.raises(UnknownCount):
        record_published_sheet(SATO, content=content)


def test_an_indicator_that_is_taken_off_leaves_its_slot_blank(session):
    made = record_published_sheet(SATO, content=published())
    first, *others = published().indicators
    blank = replace(first, name="", unit="", count=None, cells=())
    revise_sheet(SATO, content=replace(published(), indicators=(blank, *others)), version=made.version)
    assert stored(session).indicator(first.kind).name == ""
    assert len(find_sheet(2020).indicators) == 2


def test_a_finding_is_explained_once_by_its_code_and_cell(session):
    record_published_sheet(SATO, content=published())
    about = {"fiscal_year": 2020, "code": "staff_over_plan_unexplained", "cell": STAFF}
    explain_finding(SATO, **about, explanation="2人を兼務で増員した。")
    explain_finding(TANAKA, **about, explanation=" 感染症対策のため2人を増員した。 ")
    (explanation,) = stored(session).explanations
    assert (explanation.text, explanation.by) == ("感染症対策のため2人を増員した。", "田中")
    actor, action, changes = entries(session)[-1]
    name = f"explanation.staff_over_plan_unexplained.{STAFF}"
    assert (actor, action) == ("田中", "explain")
    assert changes == {name: ["2人を兼務で増員した。", "感染症対策のため2人を増員した。"]}


def test_a_blank_explanation_takes_it_back_and_leaves_no_entry_where_there_was_none(session):
    record_published_sheet(SATO, content=published())
    about = {"fiscal_year": 2020, "code": "staff_over_plan_unexplained", "cell": STAFF}
    explain_finding(SATO, **about, explanation=" ")
    assert len(entries(session)) == 1
    explain_finding(SATO, **about, explanation="増員")
    explain_finding(SATO, **about, explanation="")
    assert stored(session).explanations == ()
    assert len(entries(session)) == 3


def test_only_a_finding_that_there_can_be_is_explained(session):
    record_published_sheet(SATO, content=published())
    with pytest.raises(UnknownFinding):
        explain_finding(SATO, fiscal_year=2020, code="too_blue", cell=STAFF, explanation="理由")
    with pytest.raises(UnknownCell):
        explain_finding(SATO, fiscal_year=2020, code="cost_total_wrong", cell="costs.fun", explanation="理由")
    with pytest.raises(NoSuchSheet):
        explain_finding(SATO, fiscal_year=2019, code="cost_total_wrong", cell=STAFF, explanation="理由")


def test_a_figure_keeps_three_decimals_and_refuses_a_finer_one(session):
    record_published_sheet(SATO, content=with_values(published(), {STAFF: Decimal("0.125")}))
    kept = session.query(SheetFigure).filter_by(name=STAFF).one()
    session.expire(kept)
    assert kept.value == Decimal("0.125")
    kept.value = Decimal("0.0001")
    with pytest.raises(Exception, match="more than three decimals"):
        session.flush()


def test_a_published_sheet_says_what_it_was_typed_from(session):
    with pytest.raises(Exception, match="ck_evaluation_sheets_published_has_source"):
        record_published_sheet(SATO, content=replace(published(), source=""))


def test_a_sheet_takes_its_rows_with_it(session):
    made = record_published_sheet(SATO, content=published())
    session.delete(made)
    session.flush()
    assert session.query(EvaluationSheet).count() == session.query(SheetFigure).count() == 0
