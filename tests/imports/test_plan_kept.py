"""A plan is kept only where one made anew, after what others did meanwhile, would decide the same."""

from dataclasses import replace

import pytest
import sqlalchemy as sa

from registry.commands.imports import carry_out_import, plan_import
from registry.commands.meetings import delete_meeting, restore_meeting, revise_meeting
from registry.commands.organizations import (
    delete_organization,
    merge_organizations,
    revise_organization,
    unmerge_organization,
)
from registry.database import db, writing
from registry.domain.drafts import MeetingDraft
from registry.domain.vocabulary import OrganizationKind
from registry.models import Department, Meeting, Organization
from registry.queries.audit import verify_chain
from registry.queries.organizations import draft_of
from tests.imports.files import request
from tests.office import SATO, day, meeting, organization, project

MEETINGS = "番号,開催日,相手方,件名,担当課\n,R2.4.1,株式会社乙,一,農 政課\n"
NUMBERED = MEETINGS.replace("\n,", "\n5,")
AGREEMENTS = "番号,締結日,相手方,担当課\n1,R2.4.1,株式会社乙,秘書 政策課\n"
TWO_DAYS = "開催日,相手方,件名\nR2.4.1、R2.5.1,株式会社乙,{}\n"


def company(name: str) -> int:
    with writing():
        return organization(name, kind=OrganizationKind.COMPANY).id


def merged(duplicate: str, into: str) -> int:
    duplicate_id, into_id = company(duplicate), company(into)
    with writing():
        merge_organizations(SATO, duplicate_id=duplicate_id, into_id=into_id)
    return duplicate_id


def called(organization_id: int, name: str) -> None:
    one = db.session.get_one(Organization, organization_id)
    draft = replace(draft_of(one), name=name)
    revise_organization(SATO, organization_id=one.id, draft=draft, version=one.version)


def met(organization_id: int) -> None:
    with writing():
        body = db.session.get_one(Organization, organization_id)
        meeting(body, held="2020-04-01", subject="一", department="農 政課")


def import_file(kind: str, text: str):
    return carry_out_import(SATO, plan=plan_import(request(kind, text)), accept_questions=True)


def assert_planned_anew(kind: str, text: str, meanwhile) -> None:
    """Carried out after the deed, a plan made before it reports what one made now reports."""
    plan = plan_import(request(kind, text))
    db.session.rollback()
    with writing():
        meanwhile()
    anew = plan_import(request(kind, text)).report
    done = carry_out_import(SATO, plan=plan, accept_questions=True)
    assert done == replace(anew, written=True)
    assert verify_chain().broken == ()


@pytest.mark.parametrize(
    ("kind", "text", "meanwhile"),
    [
        ("meetings", MEETINGS, lambda: meeting(held="2020-04-05", department="農政課")),
        ("agreements", AGREEMENTS, project),
    ],
)
def test_somebody_adds_the_department_in_another_spelling(session, kind, text, meanwhile):
    company("株式会社乙")
    assert_planned_anew(kind, text, meanwhile)
    assert session.scalar(sa.select(sa.func.count(Department.id))) == 1


def test_a_body_whose_meeting_is_in_the_file_becomes_one_with_that_of_the_file(session):
    other, own = company("前の名前"), company("株式会社乙")
    met(other)
    assert_planned_anew("meetings", MEETINGS, lambda: merge_organizations(SATO, duplicate_id=other, into_id=own))
    assert session.scalar(sa.select(sa.func.count(Meeting.id))) == 1


def test_a_merged_body_of_the_file_is_one_of_its_own_again(session):
    own = merged("株式会社乙", "別の名前")
    assert_planned_anew("meetings", MEETINGS, lambda: unmerge_organization(SATO, organization_id=own))


def test_a_merged_body_loses_the_name_of_the_file(session):
    own = merged("株式会社乙", "別の名前")
    assert_planned_anew("meetings", MEETINGS, lambda: called(own, "丙"))


def test_the_body_of_a_row_that_changes_nothing_is_called_otherwise(session):
    own = company("株式会社乙")
    met(own)
    assert_planned_anew("meetings", MEETINGS, lambda: called(own, "丙"))


@pytest.mark.parametrize(
    "meanwhile", [lambda body: delete_organization(SATO, organization_id=body), lambda body: called(body, "丙")]
)
def test_a_body_that_was_likely_the_same_is_gone(session, meanwhile):
    likely = company("乙株式会社")
    assert_planned_anew("meetings", MEETINGS, lambda: meanwhile(likely))


def test_a_deleted_meeting_that_a_row_was_known_by_is_restored(session):
    import_file("meetings", MEETINGS)
    imported = session.scalars(sa.select(Meeting)).one()
    with writing():
        draft = MeetingDraft(day("2020-04-02"), organizations=(imported.organizations[0].id,), subject="改")
        revise_meeting(SATO, meeting_id=imported.id, draft=draft, version=imported.version)
        delete_meeting(SATO, meeting_id=imported.id)
    assert_planned_anew("meetings", MEETINGS, lambda: restore_meeting(SATO, meeting_id=imported.id))


def test_the_number_that_a_row_gives_to_a_meeting_is_taken(session):
    met(company("株式会社乙"))
    assert_planned_anew("meetings", NUMBERED, lambda: meeting(held="2020-06-01", number="５"))


def test_a_question_that_another_import_accepted_is_not_asked_again(session):
    company("株式会社乙")
    plan = plan_import(request("meetings", TWO_DAYS.format("一")))
    import_file("meetings", TWO_DAYS.format("二"))
    done = carry_out_import(SATO, plan=plan)
    assert (done.written, done.created, done.questions) == (True, 1, ())
