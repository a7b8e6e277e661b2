"""名寄せ: the answers that two records are two bodies, and taking them back."""

import json

import pytest
import sqlalchemy as sa

from registry.commands.duplicates import ask_again, keep_apart
from registry.commands.organizations import merge_organizations, unmerge_organization
from registry.database import writing
from registry.domain.errors import AlreadyMerged, KeptApart, NoSuchRecord, NotKeptApart
from registry.domain.lists import Window
from registry.models import AuditEntry, PossibleDuplicate
from registry.queries.duplicates import PairState, Reason, list_pairs, list_questioned_bodies
from tests.office import SATO, organization


def answers(session) -> list[tuple[int, int, bool]]:
    rows = session.scalars(sa.select(PossibleDuplicate).order_by(PossibleDuplicate.id))
    return [(row.organization_id, row.other_id, row.different) for row in rows]


def history(session, record_id: int) -> list[tuple[str, dict]]:
    entries = sa.select(AuditEntry).where(AuditEntry.record_id == record_id).order_by(AuditEntry.id)
    return [(entry.action, json.loads(entry.changes)) for entry in session.scalars(entries)][1:]


def test_two_bodies_are_kept_apart_with_an_entry_in_both_histories(session):
    with writing():
        one, other = organization("株式会社あおば"), organization("あおば")
    with writing():
        keep_apart(SATO, one_id=other.id, other_id=one.id)
    assert answers(session) == [(one.id, other.id, True)]
    for record, counterpart in ((one, other), (other, one)):
        known = {"id": counterpart.id, "label": counterpart.name}
        assert history(session, record.id) == [("keep_apart", {"different_from": [None, known]})]
    assert (one.version, other.version) == (1, 1)


def test_the_same_answer_twice_is_one(session):
    one, other = organization("甲"), organization("乙")
    for _ in range(2):
        keep_apart(SATO, one_id=one.id, other_id=other.id)
    assert answers(session) == [(one.id, other.id, True)]
    assert len(history(session, one.id)) == 1


def test_an_answer_that_is_taken_back_leaves_the_question_open(session):
    with writing():
        one, other = organization("甲"), organization("乙")
        keep_apart(SATO, one_id=one.id, other_id=other.id)
    with writing():
        ask_again(SATO, one_id=one.id, other_id=other.id)
    assert [pair.reason for pair in list_pairs(PairState.OPEN, Window(0, 5)).shown] == [Reason.ASKED]
    assert history(session, other.id)[-1][0] == "ask_again"
    with pytest.raises(NotKeptApart):
        ask_again(SATO, one_id=one.id, other_id=other.id)


def test_a_question_about_a_merged_record_is_answered_for_its_body(session):
    body, duplicate, stranger = organization("甲"), organization("乙"), organization("丙")
    session.add(PossibleDuplicate(organization_id=stranger.id, other_id=duplicate.id))
    merge_organizations(SATO, duplicate_id=duplicate.id, into_id=body.id)
    assert list_questioned_bodies() == {body.id, stranger.id}
    keep_apart(SATO, one_id=body.id, other_id=stranger.id)
    assert list_questioned_bodies() == set()
    assert answers(session) == [(stranger.id, duplicate.id, True)]


def test_what_is_kept_apart_is_not_merged_and_what_is_merged_not_kept_apart(session):
    one, other = organization("甲"), organization("乙")
    keep_apart(SATO, one_id=one.id, other_id=other.id)
    with pytest.raises(KeptApart):
        merge_organizations(SATO, duplicate_id=one.id, into_id=other.id)
    ask_again(SATO, one_id=one.id, other_id=other.id)
    merge_organizations(SATO, duplicate_id=one.id, into_id=other.id)
    with pytest.raises(AlreadyMerged):
        keep_apart(SATO, one_id=one.id, other_id=other.id)
    unmerge_organization(SATO, organization_id=one.id)
    assert list_questioned_bodies() == {one.id, other.id}


def test_a_record_that_is_not_there_is_said(session):
    with pytest.raises(NoSuchRecord):
        keep_apart(SATO, one_id=organization("甲").id, other_id=999)
