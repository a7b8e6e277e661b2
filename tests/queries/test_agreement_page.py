"""What an agreement's page shows of its chain, its parties' names and the records under it."""

import pytest

from registry.commands.agreements import delete_agreement
from registry.commands.meetings import delete_meeting
from registry.commands.organizations import rename_organization
from registry.domain.drafts import PartyDraft
from registry.domain.errors import NoSuchRecord
from registry.queries.agreement_page import get_agreement_record
from tests.office import SATO, agreement, day, meeting, organization, project


def test_the_chain_is_the_same_from_each_of_its_links(session):
    body = organization("甲")
    first = agreement(body, concluded="2012-04-01")
    second = agreement(body, concluded="2015-04-01", renews_id=first.id)
    third = agreement(body, concluded="2018-04-01", renews_id=second.id)
    agreement(body, concluded="2018-04-01")
    for place, one in enumerate((first, second, third)):
        chain = get_agreement_record(one.id).chain
        assert [(link.id, link.place) for link in chain] == [
            (each.id, step - place) for step, each in enumerate((first, second, third))
        ]
        assert [link.terms.renewed for link in chain] == [True, True, False]


def test_a_deleted_renewal_is_no_part_of_the_chain(session):
    body = organization("甲")
    first = agreement(body, concluded="2012-04-01")
    second = agreement(body, concluded="2015-04-01", renews_id=first.id)
    delete_agreement(SATO, agreement_id=second.id)
    assert [link.id for link in get_agreement_record(first.id).chain] == [first.id]
    assert get_agreement_record(second.id).facts.deleted


def test_a_party_stands_with_the_name_that_it_bore_when_it_joined(session):
    body = organization("第一の名")
    known = agreement(PartyDraft(body.id), PartyDraft(organization("乙").id), concluded="2015-05-01")
    late = agreement(PartyDraft(body.id, joined_on=day("2019-04-01")), concluded="2015-06-01")
    now = agreement(PartyDraft(body.id), concluded="2021-06-01")
    rename_organization(SATO, organization_id=body.id, name="第二の名", kana="", on=day("2018-04-01"))
    rename_organization(SATO, organization_id=body.id, name="第三の名", kana="", on=day("2020-04-01"))
    names = [
        [(one.name, one.name_then) for one in get_agreement_record(each.id).parties] for each in (known, late, now)
    ]
    assert names == [[("第三の名", "第一の名"), ("乙", "")], [("第三の名", "第二の名")], [("第三の名", "")]]


def test_the_newest_ten_meetings_and_projects_stand_there_with_the_number_of_all(session):
    body = organization("甲")
    known = agreement(body)
    for month in range(1, 13):
        meeting(body, held=f"2021-{month:02}-01", agreements=(known.id,), subject=f"{month}月")
        project(f"事業{month}", f"2021-{month:02}-01", agreements=(known.id,))
    gone = meeting(body, held="2021-12-31", agreements=(known.id,))
    delete_meeting(SATO, meeting_id=gone.id)
    record = get_agreement_record(known.id)
    assert (record.meeting_count, record.project_count) == (12, 12)
    assert [one.subject for one in record.meetings] == [f"{month}月" for month in range(12, 2, -1)]
    assert [one.name for one in record.projects] == [f"事業{month}" for month in range(12, 2, -1)]


def test_one_that_never_was_has_no_page(session):
    with pytest.raises(NoSuchRecord):
        get_agreement_record(99)
