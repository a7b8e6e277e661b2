"""Two records side by side."""

import pytest

from registry.commands.duplicates import keep_apart
from registry.commands.organizations import delete_organization, merge_organizations
from registry.domain.errors import AlreadyMerged, NoSuchRecord
from registry.queries.duplicate_pair import get_pair
from registry.queries.duplicates import PairState, Reason
from tests.office import SATO, agreement, meeting, organization


def test_the_one_recorded_first_stands_first_with_all_reasons(session):
    one = organization("株式会社あおば", kana="あおば", kind="company")
    other = organization("㈲あおば", kana="あおば", kind="company")
    for pair in (get_pair(one.id, other.id), get_pair(other.id, one.id)):
        assert (pair.one.record, pair.other.record, pair.state) == (one, other, PairState.OPEN)
        assert pair.reasons == (Reason.SAME_NAME, Reason.SAME_READING)
        assert pair.duplicate is None


def test_each_side_has_what_names_it_or_what_was_merged_into_it(session):
    one, other, merged = (organization(name) for name in ("甲", "乙", "丙"))
    merge_organizations(SATO, duplicate_id=merged.id, into_id=other.id)
    agreement(one)
    meeting(merged)
    pair = get_pair(one.id, other.id)
    assert (pair.one.belongings.agreements.total, pair.one.belongings.meetings.total) == (1, 0)
    assert (pair.other.belongings.agreements.total, pair.other.belongings.meetings.total) == (0, 1)


def test_merged_ones_keep_apart_what_was_each_ones_own(session):
    one, other = organization("甲"), organization("乙")
    agreement(one)
    meeting(other)
    merge_organizations(SATO, duplicate_id=one.id, into_id=other.id)
    pair = get_pair(one.id, other.id)
    assert (pair.state, pair.duplicate) == (PairState.MERGED, one)
    assert (pair.one.belongings.agreements.total, pair.other.belongings.agreements.total) == (1, 0)
    assert (pair.one.belongings.meetings.total, pair.other.belongings.meetings.total) == (0, 1)


def test_an_answered_pair_says_so(session):
    one, other = organization("甲"), organization("乙")
    keep_apart(SATO, one_id=one.id, other_id=other.id)
    assert get_pair(one.id, other.id).state is PairState.SEPARATE


def test_a_pair_has_two_living_records_that_stand_for_themselves(session):
    one, other, third = (organization(name) for name in ("甲", "乙", "丙"))
    for ids in ((one.id, one.id), (one.id, 999)):
        with pytest.raises(NoSuchRecord):
            get_pair(*ids)
    merge_organizations(SATO, duplicate_id=third.id, into_id=other.id)
    with pytest.raises(AlreadyMerged):
        get_pair(one.id, third.id)
    delete_organization(SATO, organization_id=one.id)
    with pytest.raises(NoSuchRecord):
        get_pair(one.id, other.id)
