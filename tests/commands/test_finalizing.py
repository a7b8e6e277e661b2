"""確定と差戻し: what the chief signs is kept as it is, and nothing is signed unknowingly."""

import json
from dataclasses import replace

import pytest

from registry.commands.finalizing import finalize_sheet, reopen_sheet
from registry.commands.findings import explain_finding, overrule_finding
from registry.commands.sheets import publish_sheet, record_published_sheet, revise_sheet
from registry.database import writing
from registry.domain.audit_chain import sha256
from registry.domain.errors import (
    EditedMeanwhile,
    FiguresMoved,
    InvalidDraft,
    NoError,
    NoReason,
    NoSource,
    OpenErrors,
    SheetExists,
    SheetFinalized,
    SheetNotDraft,
    SheetNotFinalized,
    YearNotOver,
)
from registry.domain.rules import CountingRules
from registry.domain.vocabulary import IndicatorKind, SheetState
from registry.evaluation.checks import check
from registry.evaluation.drift import record_data
from registry.evaluation.indicators import Basis, Column
from registry.evaluation.sheet_names import with_values
from registry.models import SheetFigure, SheetRevision
from registry.queries.audit import get_head, verify_chain
from registry.queries.counting import get_evidence
from registry.queries.sheet_revisions import find_newest_revision, get_revision, list_evidence_of
from registry.queries.sheets import find_sheet, get_sheet, typed_sheet
from tests.evaluation.seed_sheet import published
from tests.finalizing import AFTER, CHIEF, drafted, finalized, overruled, signature
from tests.office import SATO, agreement, day, meeting, newest_entry, organization, problems

OUTCOME = "indicators.outcome.ア.actual.2020"
COLUMN = Column(2020, Basis.ACTUAL)


@pytest.fixture
def office(session):
    """One organization with an agreement and a meeting."""
    body = organization("甲株式会社", kind="company")
    agreement(body, concluded="2020-05-01")
    meeting(body, held="2020-06-01")
    return session


def sign(**values):
    return finalize_sheet(CHIEF, fiscal_year=2020, signature=signature(**values), as_of=AFTER)


def figures(session):
    return {row.name: row.value for row in session.query(SheetFigure)}


def test_a_signed_sheet_keeps_what_the_registry_counted(office):
    finalized()
    stored = find_sheet(2020)
    assert (stored.state, figures(office)[OUTCOME]) == (SheetState.FINALIZED, 1)
    cell = get_sheet(2020, as_of=AFTER, rules=CountingRules()).indicator(IndicatorKind.OUTCOME).cell(COLUMN)
    assert (cell.value, cell.computed, cell.published, cell.difference) == (1, 1, 1, 0)


def test_it_keeps_its_documents_and_the_records_behind_its_numbers(office):
    finalized(document_number="秘政第12号")
    revision = find_newest_revision(2020)
    assert (revision.number, revision.document_number, revision.finalized_by) == (1, "秘政第12号", "課長")
    assert {one.form for one in revision.documents} >= {"json", "html", "xlsx", "pdf", "findings.pdf", "findings.xlsx"}
    assert all(sha256(one.data) == one.sha256 for one in revision.documents)
    kept = {(one.count, one.fiscal_year): one for one in list_evidence_of(revision)}
    assert {("meetings", year) for year in (2018, 2019, 2020)} <= kept.keys()
    evidence = get_evidence("organizations_cumulative", 2020, as_of=AFTER, rules=CountingRules())
    one = kept["organizations_cumulative", 2020]
    assert json.loads(one.records) == [record_data(record) for record in evidence.records]
    assert (one.number, sha256(one.records.encode())) == (1, one.sha256)


def test_the_log_vouches_for_every_document_and_every_list_of_records(office):
    before = get_head()
    finalized(document_number="秘政第12号")
    entry, revision = newest_entry(office), find_newest_revision(2020)
    changes = json.loads(entry.changes)
    assert (entry.action, entry.actor, entry.id) == ("finalize", "課長", revision.log_entries + 1)
    assert revision.log_entries > before.entries
    assert changes["revision"] == [None, 1]
    assert changes["document_number"] == [None, "秘政第12号"]
    assert set(changes["documents"][1]) == {f"{one.form} {one.sha256}" for one in revision.documents}
    named = {f"{one.count} {one.fiscal_year} {one.sha256}" for one in revision.evidence}
    assert set(changes["evidence"][1]) == named
    assert verify_chain(revision.log_head).broken == ()


def test_what_is_written_passes_the_guard_of_the_audit_log(app):
    with app.app_context():
        for deed in (drafted, overruled, finalized, reopen, lambda: finalized(reason="訂正のため")):
            with writing():
                deed()
        assert verify_chain().broken == ()


def test_nothing_is_signed_with_an_open_error(office):
    drafted()
    with pytest.raises(OpenErrors) as refused:
        sign()
    assert refused.value.values == {"count": 6}  # targets of 2020 to 2024, and the tick
    assert office.query(SheetRevision).count() == 0


def test_nothing_is_signed_before_the_year_is_over(office):
    drafted()
    overruled()
    for last_day in ("2021-03-31", "2020-12-01"):
        with pytest.raises(YearNotOver):
            finalize_sheet(CHIEF, fiscal_year=2020, signature=signature(), as_of=day(last_day))
    overruled(as_of=day("2021-04-01"))
    first = signature(as_of=day("2021-04-01"))
    finalize_sheet(CHIEF, fiscal_year=2020, signature=first, as_of=day("2021-04-01"))


def test_nobody_signs_what_another_has_edited_meanwhile(office):
    drafted()
    overruled()
    read = signature()
    content = with_values(typed_sheet(find_sheet(2020)), {"summary": "新"})
    revise_sheet(SATO, content=content, version=read.version)
    with pytest.raises(EditedMeanwhile):
        finalize_sheet(CHIEF, fiscal_year=2020, signature=read, as_of=AFTER)


def test_nobody_signs_figures_other_than_those_that_were_shown(office):
    drafted()
    overruled()
    read = signature()
    meeting(organization("乙"), held="2021-03-31")
    with pytest.raises(FiguresMoved):
        finalize_sheet(CHIEF, fiscal_year=2020, signature=read, as_of=AFTER)


def test_what_has_nothing_to_do_with_the_sheet_keeps_nobody_from_signing(office):
    drafted()
    overruled()
    read = signature()
    meeting(organization("乙"), held="2021-04-01")
    finalize_sheet(CHIEF, fiscal_year=2020, signature=read, as_of=AFTER)


def test_a_published_or_signed_sheet_is_not_signed(office):
    record_published_sheet(SATO, content=published())
    with pytest.raises(SheetNotDraft):
        sign()
    find_sheet(2020).state = SheetState.DRAFT
    finalized()
    with pytest.raises(SheetFinalized):
        sign()


def test_a_signed_sheet_is_neither_revised_nor_explained(office):
    version = finalized().version
    with pytest.raises(SheetFinalized):
        revise_sheet(SATO, content=published(), version=version)
    with pytest.raises(SheetFinalized):
        explain_finding(SATO, fiscal_year=2020, code="cost_total_wrong", cell=OUTCOME, explanation="理由")
    about = {"code": "cost_total_wrong", "cells": [OUTCOME], "reason": "理由", "seen": "", "as_of": AFTER}
    with pytest.raises(SheetFinalized):
        overrule_finding(CHIEF, fiscal_year=2020, **about)


def reopen(reason="会議の数え漏れ"):
    return reopen_sheet(CHIEF, fiscal_year=2020, version=find_sheet(2020).version, reason=reason)


def test_a_reopened_sheet_counts_anew_and_its_signature_is_the_next_revision(office):
    finalized()
    agreement(organization("乙"), concluded="2020-09-01")
    reopen()
    assert (find_sheet(2020).state, OUTCOME in figures(office)) == (SheetState.DRAFT, False)
    entry = newest_entry(office)
    assert (entry.action, json.loads(entry.changes)["reason"]) == ("reopen", [None, "会議の数え漏れ"])
    finalized(reason="会議の数え漏れ")
    assert figures(office)[OUTCOME] == 2
    first, second = (get_revision(2020, number) for number in (1, 2))
    assert (first.reason, second.reason) == ("", "会議の数え漏れ")
    assert json.loads(next(one.data for one in first.documents if one.form == "json"))["state"] == "finalized"


def test_a_further_revision_needs_its_reason(office):
    finalized()
    reopen()
    with pytest.raises(InvalidDraft) as refused:
        finalized()
    assert problems(refused) == [("reason", "required")]


def test_only_a_signed_sheet_is_reopened_and_not_without_a_reason(office):
    drafted()
    with pytest.raises(SheetNotFinalized):
        reopen()
    finalized()
    with pytest.raises(NoReason):
        reopen("  ")
    with pytest.raises(EditedMeanwhile):
        reopen_sheet(CHIEF, fiscal_year=2020, version=1, reason="理由")


def test_a_later_sheet_believes_the_signed_one_also_while_it_is_reopened(office):
    finalized()
    agreement(organization("乙"), concluded="2020-09-01")
    for _state in ("finalized", "reopened"):
        later = replace(published(), fiscal_year=2021, state=SheetState.DRAFT, indicators=published().indicators)
        if find_sheet(2021) is None:
            made = drafted(2021)
            assert made.fiscal_year == later.fiscal_year
        cell = get_sheet(2021, as_of=day("2022-04-01"), rules=CountingRules()).indicator(IndicatorKind.OUTCOME)
        assert (cell.cell(COLUMN).value, cell.cell(COLUMN).computed) == (1, 2)
        if find_sheet(2020).state is SheetState.FINALIZED:
            reopen()


def test_an_overruled_error_is_open_again_when_it_says_something_else(office):
    drafted()
    overruled()
    meeting(organization("丙"), held="2021-02-01")
    agreement(organization("乙"), concluded="2020-09-01")
    with pytest.raises(OpenErrors):
        sign()


def test_only_what_is_an_error_is_overruled_and_only_what_was_read(office):
    drafted()
    about = {"cells": ["indicators.activity.ア"], "reason": "理由", "seen": "", "as_of": AFTER}
    with pytest.raises(NoError):
        overrule_finding(CHIEF, fiscal_year=2020, code="indicator_never_moves", **about)
    about |= {"cells": ["check.1.achieved"]}
    with pytest.raises(FiguresMoved):
        overrule_finding(CHIEF, fiscal_year=2020, code="ticked_achieved_below_target", **about)
    with pytest.raises(NoReason):
        overrule_finding(CHIEF, fiscal_year=2020, code="ticked_achieved_below_target", **about | {"reason": " "})


def test_another_explanation_overrules_no_more(office):
    drafted()
    overruled()
    about = {"code": "ticked_achieved_below_target", "cell": "check.1.achieved"}
    explain_finding(SATO, fiscal_year=2020, **about, explanation="別の説明")
    assert not next(one for one in find_sheet(2020).explanations if one.cell == about["cell"]).overruled
    with pytest.raises(OpenErrors):
        sign()


def test_one_explanation_goes_for_all_cells_of_an_entry(office):
    drafted()
    cells = [f"indicators.outcome.ア.{column}" for column in ("target.2021", "planned.2022")]
    about = {"code": "outcome_above_population", "cell": cells[0], "also": cells[1:]}
    explain_finding(SATO, fiscal_year=2020, **about, explanation="見込みによる")
    assert [one.cell for one in find_sheet(2020).explanations] == cells
    explain_finding(SATO, fiscal_year=2020, **about, explanation=" ")
    assert find_sheet(2020).explanations == []


def test_a_draft_is_entered_as_published_with_the_figures_that_it_shows(office):
    made = drafted()
    publish_sheet(SATO, fiscal_year=2020, version=made.version, source="市の公表資料", as_of=AFTER)
    stored = find_sheet(2020)
    assert (stored.state, stored.source, figures(office)[OUTCOME]) == (SheetState.PUBLISHED, "市の公表資料", 1)
    with pytest.raises(SheetExists):
        publish_sheet(SATO, fiscal_year=2020, version=stored.version, source="市の公表資料", as_of=AFTER)


def test_published_needs_its_source_and_never_takes_a_signature_back(office):
    made = drafted()
    with pytest.raises(NoSource):
        publish_sheet(SATO, fiscal_year=2020, version=made.version, source=" ", as_of=AFTER)
    finalized()
    reopen()
    with pytest.raises(SheetFinalized):
        publish_sheet(SATO, fiscal_year=2020, version=find_sheet(2020).version, source="資料", as_of=AFTER)


def test_what_is_corrected_later_adds_the_differences_and_no_other_finding(office):
    said = with_values(typed_sheet(drafted()), {"do.actual": "令和2年度までに、1件(1団体)の協定を締結した。"})
    revise_sheet(SATO, content=said, version=said.version)
    finalized()
    before = findings_now()
    assert not any(code == "prose_number_differs" for code, _cell in before)
    agreement(organization("乙株式会社", kind="company"), concluded="2020-07-01")
    assert findings_now() - before == {
        ("published_differs_from_computed", OUTCOME),
        ("published_differs_from_computed", OUTCOME.replace("outcome", "population")),
    }


def findings_now():
    return {(one.code, one.cell) for one in check(get_sheet(2020, as_of=AFTER, rules=CountingRules()))}
