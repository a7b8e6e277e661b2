"""変更協定、予告、終了: what becomes of an agreement after its conclusion."""

import pytest

from registry.commands.agreements import (
    amend_agreement,
    end_agreement,
    note_notice,
    remove_amendment,
    revise_amendment,
)
from registry.domain.errors import EditedMeanwhile, InvalidDraft, NoSuchRecord
from registry.domain.vocabulary import Noun
from registry.queries.agreements import list_agreements
from registry.queries.audit import find_last_entry
from tests.office import SATO, agreement, day, organization, problems


def amend(known, on: str = "2021-02-01", summary: str = "分野の追加"):
    return amend_agreement(
        SATO, agreement_id=known.id, amended_on=day(on), effective_on=day("2021-04-01"), summary=summary
    )


def test_an_amendment_is_no_agreement_of_its_own(session):
    known = agreement(organization("甲"))
    amend(known)
    assert [each.summary for each in known.amendments] == ["分野の追加"]
    assert list_agreements() == [known]
    assert known.version == 2


def test_an_amendment_comes_after_the_conclusion_and_says_what_changes(session):
    known = agreement(organization("甲"))
    with pytest.raises(InvalidDraft) as refused:
        amend(known, "2020-04-30", " ")
    assert problems(refused) == [("amended_on", "dates_out_of_order"), ("summary", "required")]
    assert known.amendments == []


def test_an_amendment_is_corrected_and_removed_and_the_log_keeps_both(session):
    known = agreement(organization("甲"))
    first, second = amend(known), amend(known, "2021-03-01", "期間の延長")
    revise_amendment(
        SATO,
        agreement_id=known.id,
        amendment_id=first.id,
        amended_on=day("2021-02-02"),
        effective_on=None,
        summary="分野に防災を追加",
    )
    assert find_last_entry(Noun.AGREEMENTS, known.id).action == "revise_amendment"
    assert (first.amended_on, first.effective_on, first.summary) == (day("2021-02-02"), None, "分野に防災を追加")
    remove_amendment(SATO, agreement_id=known.id, amendment_id=second.id)
    assert find_last_entry(Noun.AGREEMENTS, known.id).action == "remove_amendment"
    assert known.amendments == [first]


def test_an_amendment_of_another_agreement_is_none_of_this_one(session):
    body = organization("甲")
    amendment = amend(agreement(body))
    other = agreement(body)
    with pytest.raises(NoSuchRecord):
        remove_amendment(SATO, agreement_id=other.id, amendment_id=amendment.id)


def test_notice_in_time_ends_the_running_term(session):
    known = agreement(organization("甲"), expires_on=day("2021-03-31"), auto_renewal_months=12, notice_months=3)
    note_notice(SATO, agreement_id=known.id, on=day("2020-12-31"))
    assert (known.notice_given_on, known.last_day) == (day("2020-12-31"), day("2021-03-31"))
    assert find_last_entry(Noun.AGREEMENTS, known.id).action == "give_notice"


def test_what_does_not_renew_itself_takes_no_notice(session):
    known = agreement(organization("甲"), expires_on=day("2021-03-31"))
    with pytest.raises(InvalidDraft) as refused:
        note_notice(SATO, agreement_id=known.id, on=day("2020-12-31"))
    assert problems(refused) == [("notice_given_on", "no_renewal")]


def test_an_end_and_a_notice_are_not_written_over_what_somebody_else_saved(session):
    known = agreement(organization("甲"), expires_on=day("2022-03-31"), auto_renewal_months=12)
    seen = known.version
    end_agreement(SATO, agreement_id=known.id, on=day("2021-06-30"), reason="解散", version=seen)
    with pytest.raises(EditedMeanwhile):
        end_agreement(SATO, agreement_id=known.id, on=day("2021-12-31"), reason="合併", version=seen)
    with pytest.raises(EditedMeanwhile):
        note_notice(SATO, agreement_id=known.id, on=day("2021-01-01"), version=seen)
    assert (known.ended_on, known.end_reason) == (day("2021-06-30"), "解散")
