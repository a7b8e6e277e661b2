"""What a deed would do to the counts: the same numbers as when it is done, and no trace while it is not."""

from collections.abc import Callable
from dataclasses import replace

import pytest
import sqlalchemy as sa
from sqlalchemy import event

from registry.commands.agreements import conclude_agreement, delete_agreement, end_agreement
from registry.commands.foresight import foresee
from registry.commands.meetings import record_meeting, revise_meeting
from registry.commands.organizations import (
    delete_organization,
    merge_organizations,
    register_organization,
    revise_organization,
    succeed_organizations,
)
from registry.commands.projects import record_project
from registry.commands.rules import set_rule
from registry.database import db, writes, writing
from registry.domain.drafts import AgreementDraft, MeetingDraft, OrganizationDraft, PartyDraft, ProjectDraft
from registry.domain.errors import EditedMeanwhile, InvalidDraft, StillReferred, UnauditedWrite
from registry.domain.rules import CountingRules
from registry.domain.vocabulary import OrganizationKind
from registry.evaluation.effects import Change
from registry.models import Base, Organization
from registry.queries import meetings, organizations
from registry.queries.audit import get_head
from registry.queries.counting import count_years
from registry.queries.rules import get_rules
from tests.office import SATO, agreement, day, meeting, organization

YEARS = range(2018, 2022)
TODAY = day("2021-12-20")
AOBA_NUMBER = "9000000000000"


@pytest.fixture
def office(session) -> dict[str, int]:
    """Four bodies, two of them the same, three agreements and a meeting; ids by name."""
    with writing():
        aoba = organization("株式会社あおば", kind=OrganizationKind.COMPANY)
        twin = organization("あおば", kind=OrganizationKind.COMPANY)
        college = organization("若葉大学", kind=OrganizationKind.ACADEMIC)
        prospect = organization("ひのくに信用金庫", kind=OrganizationKind.FINANCIAL)
        first = agreement(aoba, concluded="2018-05-01", title="一")
        agreement(twin, concluded="2020-05-01", title="二")
        late = agreement(college, concluded="2021-03-31", effective_on=day("2021-04-01"), title="三")
        met = meeting(aoba, twin, held="2020-06-01")
        records = {"あおば": aoba, "重複": twin, "大学": college, "信金": prospect}
        ids = {name: record.id for name, record in (records | {"一": first, "三": late, "協議": met}).items()}
    session.expunge_all()
    return ids


def conclude(ids: dict[str, int]) -> None:
    parties = (PartyDraft(ids["信金"]), PartyDraft(ids["大学"]))
    conclude_agreement(SATO, draft=AgreementDraft(day("2020-07-01"), parties, title="四"), create_names=True)


def record(ids: dict[str, int]) -> None:
    draft = MeetingDraft(day("2021-07-01"), organizations=(ids["信金"],))
    record_meeting(SATO, draft=draft, create_names=True)


def move_meeting(ids: dict[str, int]) -> None:
    draft = replace(meetings.draft_of(meetings.get_meeting(ids["協議"])), held_on=day("2019-06-01"))
    revise_meeting(SATO, meeting_id=ids["協議"], draft=draft, version=1)


def classify(ids: dict[str, int]) -> None:
    draft = replace(organizations.draft_of(organizations.get_organization(ids["大学"])), kind="unclassified")
    revise_organization(SATO, organization_id=ids["大学"], draft=draft, version=1)


def plan_project(ids: dict[str, int]) -> None:
    draft = ProjectDraft("健康都市", "農政課", day("2019-04-01"), agreements=(ids["一"],))
    record_project(SATO, draft=draft, create_names=True)


def three_rules(_ids: dict[str, int]) -> None:
    for name, value in (
        ("agreement_date", "effective"),
        ("meeting_basis", "participation"),
        ("merged_organizations", "today"),
    ):
        set_rule(SATO, name=name, value=value)


DEEDS: dict[str, Callable[[dict[str, int]], object]] = {
    "conclude": conclude,
    "record": record,
    "move": move_meeting,
    "classify": classify,
    "project": plan_project,
    "rules": three_rules,
    "end": lambda ids: end_agreement(SATO, agreement_id=ids["一"], on=day("2020-03-31"), reason="目的達成"),
    "delete": lambda ids: delete_agreement(SATO, agreement_id=ids["三"]),
    "merge": lambda ids: merge_organizations(SATO, duplicate_id=ids["重複"], into_id=ids["あおば"]),
    "succeed": lambda ids: succeed_organizations(
        SATO, organization_ids=[ids["大学"]], successor_id=ids["あおば"], on=day("2021-04-01")
    ),
}


def everything() -> dict[str, list[tuple]]:
    """All rows of all tables, and the head of the audit log."""
    rows = {
        table.name: [tuple(row) for row in db.session.execute(sa.select(table).order_by(*table.primary_key))]
        for table in Base.metadata.sorted_tables
    }
    db.session.rollback()
    return rows | {"head": [(get_head(),)]}


def all_counts() -> dict[tuple[int, str], int]:
    years = count_years(YEARS, as_of=TODAY, rules=get_rules()).years
    return {(year.fiscal_year, name): number for year in years for name, number in year.numbers.items()}


@pytest.mark.parametrize("name", DEEDS)
def test_what_is_foreseen_comes_true_and_leaves_no_trace_before(session, office, name):
    rows, before = everything(), all_counts()
    foreseen = foresee(lambda: DEEDS[name](office), years=YEARS, as_of=TODAY)
    assert everything() == rows
    with writing():
        DEEDS[name](office)
    after = all_counts()
    differing = {key for key in {**before, **after} if before.get(key, 0) != after.get(key, 0)}
    assert {(one.fiscal_year, one.count): (one.before, one.after) for one in foreseen} == {
        key: (before.get(key, 0), after.get(key, 0)) for key in differing
    }
    assert (name == "succeed") is (not differing)


def test_merging_two_records_of_one_body_is_one_organization_less(session, office):
    """株式会社あおば signed in FY2018, its duplicate in FY2020: two of three organizations become one."""
    foreseen = foresee(lambda: DEEDS["merge"](office), years=[2019, 2020], as_of=TODAY)
    assert foreseen == (
        Change(2020, "population", 3, 2),
        Change(2020, "organizations_cumulative", 3, 2),
        Change(2020, "organizations_by_kind.company", 2, 1),
        Change(2020, "organizations_in_force", 2, 1),
        Change(2020, "organizations_new", 2, 1),
        Change(2020, "organizations_new_by_agreement", 2, 1),
        Change(2020, "agreements_new_with_new", 2, 1),
        Change(2020, "agreements_new_with_existing_only", 0, 1),
    )


def test_rules_that_the_deed_changes_hold_afterwards(session, office):
    basis = lambda: set_rule(SATO, name="meeting_basis", value="participation")  # noqa: E731
    assert foresee(basis, years=[2020], as_of=TODAY) == (Change(2020, "meetings", 1, 2),)
    assert get_rules() == CountingRules()


def test_years_that_have_not_begun_are_left_out(session, office):
    assert foresee(lambda: DEEDS["record"](office), years=[2021], as_of=day("2021-03-31")) == ()


def test_a_refusal_comes_out_as_itself(session, office):
    with writing():
        organization("甲", corporate_number=AOBA_NUMBER)
    rows = everything()
    refused = {
        InvalidDraft: lambda: register_organization(SATO, draft=OrganizationDraft("乙", corporate_number=AOBA_NUMBER)),
        StillReferred: lambda: delete_organization(SATO, organization_id=office["大学"]),
        EditedMeanwhile: lambda: revise_organization(
            SATO, organization_id=office["大学"], draft=OrganizationDraft("甲大学"), version=5
        ),
    }
    for refusal, deed in refused.items():
        with pytest.raises(refusal):
            foresee(deed, years=YEARS, as_of=TODAY)
        with pytest.raises(refusal), writing():
            foresee(deed, years=YEARS, as_of=TODAY)
    assert everything() == rows


def test_within_a_transaction_that_writes_only_the_rehearsal_is_taken_back(session, office):
    with writing():
        meeting(db.session.get_one(Organization, office["信金"]), held="2020-07-01", subject="本番")
        assert foresee(lambda: DEEDS["record"](office), years=[2020, 2021], as_of=TODAY) == (
            Change(2021, "meetings", 0, 1),
        )
        with pytest.raises(InvalidDraft):
            foresee(lambda: organization("", corporate_number="1"), years=[2020], as_of=TODAY)
    assert [all_counts()[year, "meetings"] for year in (2020, 2021)] == [2, 0]


def test_a_rehearsal_does_not_hide_a_write_without_its_entry(session, office):
    @writes
    def write_secretly() -> None:
        session.add(Organization(name="誰も見ていない"))
        foresee(lambda: DEEDS["record"](office), years=[2020], as_of=TODAY)

    with pytest.raises(UnauditedWrite):
        write_secretly()


def test_what_the_reader_has_loaded_stays_loaded(session, office):
    body, reading = session.get_one(Organization, office["あおば"]), session()
    foresee(lambda: DEEDS["merge"](office), years=[2020], as_of=TODAY)
    assert session() is reading
    asked: list[str] = []
    event.listen(db.engine, "before_cursor_execute", lambda *each: asked.append(each[2]))
    assert body.name == "株式会社あおば"
    assert body.merged_into_id is None
    assert asked == []


def test_the_reading_has_ended_before_the_turn_to_write_is_waited_for(sqlite_app):
    """Without a write-ahead log, whoever commits waits for all readers."""
    happened: list[str] = []
    with sqlite_app.app_context():
        for name in ("begin", "commit", "rollback"):
            event.listen(db.engine, name, lambda _connection, name=name: happened.append(name))
        db.session.scalars(sa.select(Organization)).all()
        foresee(lambda: organization("甲"), years=[2020], as_of=TODAY)
    assert happened == ["begin", "commit", "begin", "rollback"]
