"""協定の当事者: organizations join an agreement and leave it, with an entry of their own in the log."""

import json

import pytest

from registry.commands.agreement_parties import join_agreement, leave_agreement
from registry.domain.drafts import PartyDraft
from registry.domain.errors import InvalidDraft, NoSuchRecord
from registry.domain.vocabulary import Noun, PartyRole
from registry.queries.agreements import draft_of
from registry.queries.audit import find_last_entry
from tests.office import SATO, agreement, day, organization, problems

PARTY, OBSERVER = PartyRole.PARTY, PartyRole.OBSERVER


def join(known, body, on: str, role: PartyRole = PARTY):
    return join_agreement(SATO, agreement_id=known.id, organization_id=body.id, role=role, on=day(on))


def leave(known, body, on: str):
    return leave_agreement(SATO, agreement_id=known.id, organization_id=body.id, on=day(on))


def test_one_joins_from_a_day_on_and_the_log_says_so(session):
    host, guest = organization("主"), organization("客")
    known = agreement(host)
    join(known, guest, "2021-04-01")
    assert draft_of(known).parties == (PartyDraft(host.id), PartyDraft(guest.id, PARTY, day("2021-04-01")))
    entry = find_last_entry(Noun.AGREEMENTS, known.id)
    assert (entry.action, entry.actor) == ("join", "佐藤")
    assert list(json.loads(entry.changes)) == ["parties"]


def test_an_observer_becomes_a_party_and_was_an_observer_until_the_day_before(session):
    host, guest = organization("主"), organization("客")
    known = agreement(host, PartyDraft(guest.id, OBSERVER))
    join(known, guest, "2021-04-01")
    session.expire_all()
    assert set(draft_of(known).parties) == {
        PartyDraft(host.id),
        PartyDraft(guest.id, OBSERVER, None, day("2021-03-31")),
        PartyDraft(guest.id, PARTY, day("2021-04-01")),
    }


@pytest.mark.parametrize("joined", [None, "2020-05-01"])
def test_whoever_changes_its_role_on_its_first_day_was_never_in_the_other_one(session, joined):
    host, guest = organization("主"), organization("客")
    known = agreement(host, PartyDraft(guest.id, OBSERVER, joined and day(joined)))
    join(known, guest, "2020-05-01")
    session.expire_all()
    assert set(draft_of(known).parties) == {PartyDraft(host.id), PartyDraft(guest.id, PARTY, day("2020-05-01"))}


def test_one_that_left_may_come_again(session):
    host, guest = organization("主"), organization("客")
    known = agreement(host, PartyDraft(guest.id, left_on=day("2020-12-31")))
    join(known, guest, "2021-01-01")
    assert len(known.parties) == 3


def test_nobody_joins_twice_or_before_the_conclusion(session):
    host, guest = organization("主"), organization("客")
    known = agreement(host)
    for body, on, expected in (
        (host, "2021-04-01", ("organization", "party_twice")),
        (guest, "2020-04-30", ("joined_on", "dates_out_of_order")),
    ):
        with pytest.raises(InvalidDraft) as refused:
            join(known, body, on)
        assert problems(refused) == [expected]
    with pytest.raises(NoSuchRecord):
        join_agreement(SATO, agreement_id=known.id, organization_id=99, role=PARTY, on=day("2021-04-01"))


def test_one_leaves_with_a_last_day_and_stays_in_the_list(session):
    host, guest = organization("主"), organization("客")
    known = agreement(host, guest)
    leave(known, guest, "2021-03-31")
    assert draft_of(known).parties == (PartyDraft(host.id), PartyDraft(guest.id, left_on=day("2021-03-31")))
    assert find_last_entry(Noun.AGREEMENTS, known.id).action == "leave"


@pytest.mark.parametrize("on", ["2020-04-30", "2020-06-30", "2021-04-01"])
def test_nobody_leaves_who_is_not_there_on_that_day(session, on):
    host = organization("主")
    guest = organization("客")
    known = agreement(host, PartyDraft(guest.id, PARTY, day("2020-07-01"), day("2021-03-31")))
    with pytest.raises(InvalidDraft) as refused:
        leave(known, guest, on)
    assert problems(refused) == [("left_on", "no_party")]
