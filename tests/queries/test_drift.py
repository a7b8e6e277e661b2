"""What has changed since a sheet was signed: the very records, each with who did what."""

from collections.abc import Iterator
from contextlib import suppress

import hypothesis
import pytest
from flask import Flask
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from registry.commands.finalizing import reopen_sheet
from registry.commands.meetings import delete_meeting
from registry.commands.organizations import merge_organizations, rename_organization
from registry.commands.rules import set_rule
from registry.database import db, writing
from registry.domain.audit_chain import canonical
from registry.domain.errors import Refusal
from registry.evaluation.drift import Drifted, record_data
from registry.queries.counting import get_evidence
from registry.queries.drift import Drift, find_drift
from registry.queries.rules import get_rules
from registry.queries.sheet_revisions import find_newest_revision, list_evidence_of, records_of
from registry.queries.sheets import find_sheet
from tests.databases import running_app
from tests.finalizing import AFTER, CHIEF, finalized
from tests.office import agreement, day, meeting, organization
from tests.queries.late_edits import EDITS, LATE, make_office

RULES = (
    {},
    {"agreement_date": "effective", "meeting_basis": "participation", "merged_organizations": "today"},
)
edits = st.lists(
    st.tuples(st.sampled_from(sorted(EDITS)), st.integers(0, 29), st.integers(0, 29)), min_size=1, max_size=6
)


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def kind(request):
    return request.getfixturevalue("sqlite_files" if request.param == "sqlite" else "postgresql")


@pytest.fixture(scope="module", params=RULES, ids=["as usual", "other rules"])
def signed(request, kind, tmp_path_factory) -> Iterator[Flask]:
    """An office whose sheet is signed; every example is rolled back."""
    with kind.fresh() as url, running_app(url, tmp_path_factory.mktemp("drift")) as app, app.app_context():
        with writing():
            for name, value in request.param.items():
                set_rule(CHIEF, name=name, value=value)
            make_office()
            finalized()
        yield app
        db.session.rollback()


@hypothesis.settings(suppress_health_check=list(HealthCheck), max_examples=hypothesis.settings().max_examples // 2)
@given(done=edits)
def test_drift_names_exactly_the_records_that_differ_and_says_why(signed, done):
    try:
        for name, a, b in done:
            with suppress(Refusal), db.session.begin_nested():
                EDITS[name](a, b)
        db.session.flush()
        db.session.expire_all()
        drift = drift_now()
        assert told(drift) == found_by_hand()
        since = find_newest_revision(2020).log_entries
        for key in drift.records:
            assert drift.reasons[key], f"{key} has no reason"
            assert all(entry.id > since + 1 for entry in drift.reasons[key])
    finally:
        db.session.rollback()
        db.session.expire_all()


def told(drift: Drift) -> dict[tuple[str, int], dict[int, Drifted]]:
    return {
        (one.count, one.fiscal_year): {record.key[1]: record.what for record in one.records} for one in drift.counts
    }


def found_by_hand() -> dict[tuple[str, int], dict[int, Drifted]]:
    """The two lists of each number held against each other, record by record."""
    rules, found = get_rules(), {}
    for kept in list_evidence_of(find_newest_revision(2020)):
        now = get_evidence(kept.count, kept.fiscal_year, as_of=AFTER, rules=rules).records
        was, what = records_of(kept), {}
        for number in {one.id for one in (*was, *now)}:
            before, after = (
                sorted(canonical(record_data(one)) for one in rows if one.id == number) for rows in (was, now)
            )
            if before != after:
                what[number] = (Drifted.CHANGED if before else Drifted.ADDED) if after else Drifted.REMOVED
        if what:
            found[kept.count, kept.fiscal_year] = what
    return found


def test_nothing_has_drifted_on_the_day_of_the_signature(session):
    make_office()
    assert find_newest_revision(2020) is None
    finalized()
    assert drift_now().counts == ()
    meeting(organization("後の団体"), held="2021-04-01")
    assert drift_now().counts == ()


def drift_now() -> Drift:
    return find_drift(find_newest_revision(2020))


def deeds(drift: Drift, noun: str, number: int) -> list[tuple[str, str, str]]:
    return [(entry.actor, entry.action, entry.label) for entry in drift.reasons[noun, number]]


def test_an_agreement_recorded_late_adds_its_party_to_the_number(session):
    make_office()
    finalized()
    late = agreement(organization("遅れた団体"), concluded="2020-12-01")
    drift = drift_now()
    [count] = [one for one in drift.counts if (one.count, one.fiscal_year) == ("organizations_cumulative", 2020)]
    assert (count.published, count.recomputed) == (7, 8)
    assert [(one.what, one.label, one.sources) for one in count.records] == [(Drifted.ADDED, "遅れた団体", (late.id,))]
    assert [action for _actor, action, _label in deeds(drift, "organizations", 11)] == ["conclude", "register"]


def test_a_new_name_changes_the_record_and_only_the_renaming_is_told(session):
    make_office()
    finalized()
    rename_organization(LATE, organization_id=1, name="新団体", kana="", on=day("2021-05-01"))
    agreement(organization("外の団体"), concluded="2021-05-02")
    drift = drift_now()
    assert {one.what for found in drift.records.values() for _count, one in found} == {Drifted.CHANGED}
    assert set(drift.records) == {("organizations", 1)}
    assert deeds(drift, "organizations", 1) == [("後任", "rename", "新団体")]
    assert {name for _count, one in drift.records["organizations", 1] for name in one.fields} == {"label", "remarks"}


def test_a_record_found_to_be_another_one_s_twin_is_told_by_the_finding(session):
    make_office()
    finalized()
    merge_organizations(LATE, duplicate_id=2, into_id=10)
    drift = drift_now()
    assert ("後任", "merge", "団体1") in deeds(drift, "organizations", 2)
    assert ("後任", "merge", "団体1") in deeds(drift, "organizations", 10)


def test_drift_is_reckoned_by_the_rules_of_the_signature(session):
    make_office()
    finalized()
    set_rule(CHIEF, name="meeting_basis", value="participation")
    assert drift_now().counts == ()


def test_a_further_revision_starts_anew(session):
    make_office()
    finalized()
    delete_meeting(LATE, meeting_id=3)
    assert set(drift_now().records) == {("meetings", 3)}
    reopen_sheet(CHIEF, fiscal_year=2020, version=find_sheet(2020).version, reason="誤記")
    finalized(reason="誤記")
    assert (drift_now().revision, drift_now().counts) == (2, ())
