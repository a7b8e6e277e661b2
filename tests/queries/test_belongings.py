"""What names an organization, under any of its records."""

from registry.commands.meetings import delete_meeting
from registry.domain.drafts import PartyDraft
from registry.domain.vocabulary import PartyRole
from registry.queries.belongings import LATEST, Belongings, get_belongings
from tests.office import SATO, agreement, day, meeting, organization, project


def test_an_organization_that_nothing_names_has_nothing(session):
    assert get_belongings([organization("甲").id]) == Belongings()


def test_each_record_stands_once_for_both_records_of_a_body(session):
    one, other = organization("甲"), organization("乙")
    periods = (
        PartyDraft(one.id, left_on=day("2020-09-30")),
        PartyDraft(one.id, joined_on=day("2021-01-01")),
        PartyDraft(other.id, PartyRole.OBSERVER),
    )
    contract = agreement(*periods, concluded="2020-05-01", number="R2-01", title="包括連携")
    meeting(one, other, held="2020-06-01", subject="顔合わせ")
    project("健康都市", organizations=(other.id,))
    found = get_belongings([one.id, other.id])
    (listed,) = found.agreements.latest
    assert (listed.id, listed.number, listed.label, listed.day) == (contract.id, "R2-01", "包括連携", day("2020-05-01"))
    assert (found.agreements.total, found.meetings.total, found.projects.total) == (1, 1, 1)
    assert get_belongings([one.id]).projects.total == 0


def test_the_latest_are_listed_and_all_are_counted_but_deleted_ones(session):
    one = organization("甲")
    made = [meeting(one, held=f"2020-06-{number:02}", subject=str(number)) for number in range(1, 9)]
    delete_meeting(SATO, meeting_id=made[-1].id)
    found = get_belongings([one.id]).meetings
    assert (found.total, [each.label for each in found.latest]) == (7, ["7", "6", "5", "4", "3"])
    assert len(found.latest) == LATEST
