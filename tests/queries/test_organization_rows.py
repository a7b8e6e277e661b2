"""What a row of the list says of agreements that follow each other, begin later, or belong to a deleted record."""

from datetime import date

from registry.commands.organizations import delete_organization
from registry.domain.drafts import PartyDraft
from registry.domain.lists import ListQuery, Window
from registry.queries.organization_list import OrganizationRow, list_organization_rows
from tests.office import SATO, agreement, organization

TODAY = date(2021, 12, 20)


def rows(**values: str) -> list[OrganizationRow]:
    return list(list_organization_rows(ListQuery(values=values), Window(), day=TODAY).listed.rows)


def listed(**values: str) -> set[int]:
    return {row.id for row in rows(**values)}


def test_a_chain_of_renewals_is_one_agreement(session):
    body = organization("甲")
    first = agreement(body, concluded="2015-04-01", expires_on=date(2020, 3, 31))
    agreement(body, concluded="2020-04-01", renews_id=first.id)
    agreement(body, concluded="2021-04-01", title="別の協定")
    [row] = rows()
    assert (len(row.comprehensive), len(row.cumulative), len(row.in_force)) == (3, 2, 2)


def test_what_has_not_begun_is_neither_in_force_nor_ended(session):
    early, late = organization("甲"), organization("乙")
    agreement(early, PartyDraft(late.id, joined_on=date(2022, 4, 1)), concluded="2020-04-01")
    coming = organization("丙")
    agreement(coming, concluded="2022-01-01")
    assert listed(agreement="in_force") == {early.id}
    assert listed(agreement="with") == {early.id, late.id, coming.id}
    assert listed(agreement="ended") == set()
    assert [[one.past for one in row.comprehensive] for row in rows()] == [[False]] * 3


def test_a_deleted_one_says_so(session):
    delete_organization(SATO, organization_id=organization("消した会社").id)
    assert [(row.name, row.deleted) for row in rows(record="deleted")] == [("消した会社", True)]
