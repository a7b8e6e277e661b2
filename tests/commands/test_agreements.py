"""協定: the office's deeds on agreements."""

from dataclasses import replace

import pytest

from registry.commands.agreements import (
    conclude_agreement,
    delete_agreement,
    end_agreement,
    restore_agreement,
    revise_agreement,
)
from registry.domain.drafts import AgreementDraft, PartyDraft
from registry.domain.errors import EditedMeanwhile, InvalidDraft, NoSuchRecord, StillReferred
from registry.domain.vocabulary import AgreementType, PartyRole
from registry.models import Agreement
from registry.queries.agreements import draft_of, list_agreements
from tests.office import SATO, agreement, day, meeting, organization, problems, project


def revise(known: Agreement, **values) -> Agreement:
    draft = replace(draft_of(known), **values)
    return revise_agreement(SATO, agreement_id=known.id, draft=draft, version=known.version, create_names=True)


def test_a_concluded_agreement_gives_its_draft_back(session):
    party, guest = organization("甲"), organization("乙")
    earlier = agreement(party, concluded="2015-05-01", number="H27-01")
    draft = AgreementDraft(
        day("2020-05-01"),
        (PartyDraft(party.id), PartyDraft(guest.id, PartyRole.OBSERVER, day("2020-06-01"), day("2020-12-31"))),
        title="包括連携協定",
        number="R2-01",
        effective_on=day("2020-04-01"),
        expires_on=day("2021-03-31"),
        auto_renewal_months=12,
        notice_months=3,
        notice_given_on=day("2022-12-31"),
        ended_on=day("2022-06-30"),
        end_reason="解散",
        renews_id=earlier.id,
        department="農政課",
        fields=("防災", "福祉"),
        summary="概要",
        notes="備考",
    )
    made = conclude_agreement(SATO, draft=draft, create_names=True)
    session.expire_all()
    assert draft_of(made) == draft
    assert made.last_day == day("2022-06-30")


@pytest.mark.parametrize(
    ("concluded", "number"),
    [
        ("2019-03-31", "H30-01"),
        ("2019-04-01", "H31-01"),
        ("2019-05-01", "H31-01"),
        ("2020-03-31", "H31-01"),
        ("2020-04-01", "R2-01"),
        ("1989-01-07", "S63-01"),
    ],
)
def test_a_blank_number_is_given_by_the_era_of_the_fiscal_years_first_of_april(session, concluded, number):
    assert agreement(organization("甲"), concluded=concluded).number == number


def test_the_next_number_is_after_the_highest_one_typed_in_any_width_and_deleted_ones_count(session):
    party = organization("甲")
    agreement(party, number="Ｒ２－０７")
    agreement(party, number="R2-x")
    agreement(party, number="R20-30")
    eighth = agreement(party)
    assert eighth.number == "R2-08"
    delete_agreement(SATO, agreement_id=eighth.id)
    assert agreement(party).number == "R2-09"


def test_a_blank_number_keeps_the_one_that_was_given(session):
    known = agreement(organization("甲"))
    assert revise(known, number=None, title="新しい名").number == "R2-01"


def test_numbers_of_three_digits_follow_those_of_two(session):
    party = organization("甲")
    agreement(party, number="R2-99")
    assert [agreement(party).number for _ in range(2)] == ["R2-100", "R2-101"]


def test_an_observer_becomes_a_party_in_two_periods(session):
    host, guest = organization("甲"), organization("乙")
    known = agreement(host, PartyDraft(guest.id, PartyRole.OBSERVER))
    host_row = known.parties[0].id
    periods = (
        PartyDraft(host.id),
        PartyDraft(guest.id, PartyRole.OBSERVER, None, day("2021-03-31")),
        PartyDraft(guest.id, PartyRole.PARTY, day("2021-04-01")),
    )
    revise(known, parties=periods)
    session.expire_all()
    assert set(draft_of(known).parties) == set(periods)
    assert known.parties[0].id == host_row
    assert known.version > 1


def test_two_periods_may_change_places(session):
    party = organization("甲")
    first = (PartyDraft(party.id, left_on=day("2020-12-31")), PartyDraft(party.id, joined_on=day("2021-01-01")))
    other = (PartyDraft(party.id, left_on=day("2021-06-30")), PartyDraft(party.id, joined_on=day("2021-07-01")))
    known = agreement(*first)
    revise(known, parties=other)
    session.expire_all()
    assert set(draft_of(known).parties) == set(other)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"parties": ()}, [("parties", "required")]),
        ({"expires_on": day("2020-04-30")}, [("expires_on", "dates_out_of_order")]),
        ({"effective_on": day("2020-06-01"), "expires_on": day("2020-05-31")}, [("expires_on", "dates_out_of_order")]),
        ({"auto_renewal_months": 12}, [("auto_renewal_months", "bad_renewal")]),
        ({"ended_on": day("2020-04-30")}, [("ended_on", "dates_out_of_order")]),
        ({"expires_on": day("2021-03-31"), "ended_on": day("2021-04-01")}, [("ended_on", "dates_out_of_order")]),
        ({"notice_months": -1}, [("notice_months", "bad_renewal")]),
        ({"department": "知らない課"}, [("department", "unknown_value")]),
    ],
)
def test_a_draft_that_breaks_a_rule_is_refused_by_its_field(session, values, expected):
    draft = replace(AgreementDraft(day("2020-05-01"), (PartyDraft(organization("甲").id),)), **values)
    with pytest.raises(InvalidDraft) as refused:
        conclude_agreement(SATO, draft=draft)
    assert problems(refused) == expected


def test_periods_of_one_party_do_not_overlap(session):
    party = organization("甲")
    twice = (PartyDraft(party.id, left_on=day("2021-01-01")), PartyDraft(party.id, joined_on=day("2021-01-01")))
    with pytest.raises(InvalidDraft) as refused:
        agreement(*twice)
    assert problems(refused) == [("parties", "party_twice")]


def test_a_party_must_be_registered(session):
    with pytest.raises(NoSuchRecord):
        agreement(PartyDraft(99))


def test_an_agreement_renews_one_earlier_one_of_its_type(session):
    party = organization("甲")
    first = agreement(party, concluded="2015-04-01")
    assert agreement(party, concluded="2018-04-01", renews_id=first.id).renews is first


@pytest.mark.parametrize(
    "values",
    [
        {"concluded": "2015-04-01"},
        {"concluded": "2014-04-01"},
        {"concluded": "2018-04-01", "type": AgreementType.INDIVIDUAL},
        {"concluded": "2018-04-01", "renews_id": 99},
    ],
)
def test_a_renewal_of_what_is_later_other_or_unknown_is_refused(session, values):
    party = organization("甲")
    first = agreement(party, concluded="2015-04-01")
    with pytest.raises(InvalidDraft) as refused:
        agreement(party, **({"renews_id": first.id} | values))
    assert problems(refused) == [("renews_id", "bad_renewal")]


def test_an_agreement_is_renewed_once_only(session):
    party = organization("甲")
    first = agreement(party, concluded="2015-04-01")
    second = agreement(party, concluded="2018-04-01", renews_id=first.id)
    with pytest.raises(InvalidDraft) as refused:
        agreement(party, concluded="2019-04-01", renews_id=first.id)
    assert problems(refused) == [("renews_id", "bad_renewal")]
    revise(second, title="同じものの更新")
    delete_agreement(SATO, agreement_id=second.id)
    agreement(party, concluded="2019-04-01", renews_id=first.id)
    with pytest.raises(InvalidDraft) as refused:
        restore_agreement(SATO, agreement_id=second.id)
    assert problems(refused) == [("renews_id", "bad_renewal")]


def test_what_was_renewed_stays_before_its_renewal_and_of_its_type(session):
    party = organization("甲")
    first = agreement(party, concluded="2015-04-01")
    second = agreement(party, concluded="2018-04-01", renews_id=first.id)
    for values in ({"concluded_on": day("2018-04-01")}, {"type": AgreementType.INDIVIDUAL}, {"renews_id": second.id}):
        with pytest.raises(InvalidDraft) as refused:
            revise(first, **values)
        assert problems(refused) == [("renews_id", "bad_renewal")]


def test_a_deleted_agreement_is_not_renewed(session):
    party = organization("甲")
    first = agreement(party, concluded="2015-04-01")
    delete_agreement(SATO, agreement_id=first.id)
    with pytest.raises(InvalidDraft):
        agreement(party, concluded="2018-04-01", renews_id=first.id)


def test_an_end_has_its_day_and_reason_and_lies_within_the_term(session):
    known = agreement(organization("甲"), expires_on=day("2021-03-31"))
    with pytest.raises(InvalidDraft) as refused:
        end_agreement(SATO, agreement_id=known.id, on=day("2021-04-01"), reason="解散")
    assert problems(refused) == [("ended_on", "dates_out_of_order")]
    end_agreement(SATO, agreement_id=known.id, on=day("2020-12-31"), reason="解散")
    assert (known.ended_on, known.end_reason, known.last_day) == (day("2020-12-31"), "解散", day("2020-12-31"))


def test_a_revision_needs_the_version_that_was_read(session):
    known = agreement(organization("甲"))
    revise(known, title="一")
    with pytest.raises(EditedMeanwhile):
        revise_agreement(SATO, agreement_id=known.id, draft=replace(draft_of(known), title="二"), version=1)


def test_an_agreement_that_others_name_is_not_deleted(session):
    party = organization("甲")
    first = agreement(party, concluded="2015-04-01")
    second = agreement(party, concluded="2018-04-01", renews_id=first.id)
    third, fourth = agreement(party), agreement(party)
    project("事業", agreements=(third.id,))
    meeting(party, subject="協議", agreements=(fourth.id,))
    for each, named in ((first, second.number), (third, "事業"), (fourth, "協議")):
        with pytest.raises(StillReferred, match=named):
            delete_agreement(SATO, agreement_id=each.id)


def test_a_restored_agreement_is_as_it_was(session):
    known = agreement(organization("甲"), fields=("防災",))
    before = draft_of(known)
    delete_agreement(SATO, agreement_id=known.id)
    assert list_agreements() == []
    restore_agreement(SATO, agreement_id=known.id)
    session.expire_all()
    assert draft_of(known) == before
