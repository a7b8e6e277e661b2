"""The list of organizations beside a plain look through the same records, on both databases."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import pytest
import sqlalchemy as sa

from registry.commands.organizations import delete_organization, merge_organizations
from registry.domain.drafts import FormerNameDraft, PartyDraft
from registry.domain.lists import ListQuery, Window
from registry.domain.names import gojuon_row
from registry.domain.vocabulary import AgreementType, MeetingStatus, OrganizationKind, PartyRole
from registry.models import Agreement, AgreementParty, Meeting, Organization
from registry.queries.organization_list import OrganizationRow, count_organization_views, list_organization_rows
from tests.office import SATO, agreement, day, meeting, organization

TODAY = date(2021, 12, 20)
INDIVIDUAL = AgreementType.INDIVIDUAL


@dataclass
class Body:
    """An organization with all that its records have, reckoned by walking through everything."""

    record: Organization
    records: set[int]
    parties: list[tuple[Agreement, AgreementParty]]
    met: list[date]

    def in_force(self) -> bool:
        return any(
            one.concluded_on <= TODAY
            and (one.effective_on or one.concluded_on) <= TODAY
            and (one.last_day is None or one.last_day >= TODAY)
            and (party.joined_on or date.min) <= TODAY <= (party.left_on or date.max)
            for one, party in self.parties
        )

    def all_past(self) -> bool:
        return all((one.last_day or TODAY) < TODAY or (party.left_on or TODAY) < TODAY for one, party in self.parties)


@pytest.fixture
def bodies(session) -> list[Body]:
    """Bodies of every sort that a filter tells apart."""
    plain = organization("株式会社あおば", kana="あおば", kind="company", groups=("東京ネットワーク",))
    agreement(plain, concluded="2018-04-01", department="農政課", fields=("防災",))
    meeting(plain, held="2020-12-20")
    renewed = organization("見本大学", kana="みほんだいがく", kind="academic")
    first = agreement(renewed, concluded="2015-04-01", expires_on=day("2020-03-31"), department="秘書政策課")
    agreement(renewed, concluded="2020-04-01", renews_id=first.id)
    meeting(renewed, held="2020-12-21")
    over = organization("㈲かもめ", kana="かもめ", kind="company")
    agreement(over, concluded="2015-04-01", expires_on=day("2016-03-31"), fields=("福祉",))
    left = organization("見本銀行", kana="みほんぎんこう", kind="financial")
    agreement(PartyDraft(left.id, left_on=day("2021-12-19")), plain, concluded="2019-04-01")
    meeting(left, held="2021-11-01", status="planned")
    agreement(organization("見本協会", kind="association"), concluded="2022-01-01")
    joins_later = organization("英語株式会社", kana="English", kind="company")
    agreement(plain, PartyDraft(joins_later.id, joined_on=day("2022-04-01")), concluded="2021-04-01")
    watches = organization("見る会")
    agreement(plain, PartyDraft(watches.id, PartyRole.OBSERVER), concluded="2021-05-01")
    agreement(
        organization("個別だけ株式会社", kana="こべつだけ", kind="company"), type=INDIVIDUAL, concluded="2021-05-01"
    )
    organization("新規株式会社", kana="しんき", kind="company", incomplete=True)
    stands = organization("若葉商店", kana="わかば", kind="company")
    twin = organization("わかば商店㈱", kana="わかば", kind="company", former_names=(FormerNameDraft("双葉堂"),))
    agreement(twin, concluded="2020-04-01", department="農政課", fields=("防災",))
    meeting(twin, held="2021-12-01")
    merge_organizations(SATO, duplicate_id=twin.id, into_id=stands.id)
    delete_organization(SATO, organization_id=organization("消えた株式会社", kana="きえた", kind="company").id)
    session.flush()
    return [_body(session, record) for record in session.scalars(sa.select(Organization)).all()]


def _body(session, record: Organization) -> Body:
    records = {
        each.id for each in session.scalars(sa.select(Organization)) if record.id in (each.id, each.merged_into_id)
    }
    contracts = session.scalars(sa.select(Agreement)).all()
    meetings = session.scalars(sa.select(Meeting)).all()
    return Body(
        record,
        records,
        [
            (contract, party)
            for contract in contracts
            for party in contract.parties
            if party.organization_id in records and party.role is PartyRole.PARTY
        ],
        [
            one.held_on
            for one in meetings
            if one.status is MeetingStatus.HELD and records & {each.id for each in one.organizations}
        ],
    )


def rows(text: str = "", *, window: Window | None = None, sort: str = "name", descending=False, **values):
    query = ListQuery(text, values, sort, descending)
    return list_organization_rows(query, window or Window(), day=TODAY).listed


def names(*args, **values) -> list[str]:
    return [row.name for row in rows(*args, **values).rows]


def where(bodies: list[Body], condition: Callable[[Body], bool]) -> set[str]:
    living = [one for one in bodies if one.record.merged_into_id is None and one.record.deleted_at is None]
    found = {one.record.name for one in living if condition(one)}
    assert 0 < len(found) < len(living), "the condition tells nobody apart"
    return found


@pytest.mark.parametrize("kind", OrganizationKind)
def test_a_kind(bodies, kind):
    assert set(names(kind=kind)) == where(bodies, lambda one: one.record.kind == kind)


@pytest.mark.parametrize(
    ("value", "condition"),
    [
        ("with", lambda one: one.parties),
        ("without", lambda one: not one.parties),
        ("in_force", Body.in_force),
        ("ended", lambda one: one.parties and one.all_past()),
    ],
)
def test_an_agreement(bodies, value, condition):
    assert set(names(agreement=value)) == where(bodies, condition)


def test_who_has_left_or_whose_agreements_are_over_has_ended_ones_only_and_who_only_begins_has_not(bodies):
    assert names(agreement="ended") == ["㈲かもめ", "見本銀行"]


@pytest.mark.parametrize("field", ["防災", "福祉"])
def test_a_field(bodies, field):
    expected = where(bodies, lambda one: any(field in {each.name for each in a.fields} for a, _party in one.parties))
    assert set(names(field=field)) == expected


@pytest.mark.parametrize("department", ["農政課", "秘書政策課"])
def test_a_department(bodies, department):
    expected = where(bodies, lambda one: any(a.department and a.department.name == department for a, _ in one.parties))
    assert set(names(department=department)) == expected


@pytest.mark.parametrize(("months", "since"), [("6", "2021-06-20"), ("12", "2020-12-20"), ("36", "2018-12-20")])
def test_silence_begins_after_the_last_held_meeting(bodies, months, since):
    assert set(names(silent=months)) == where(bodies, lambda one: not [met for met in one.met if met > day(since)])


def test_groups_what_is_to_be_completed_and_what_was_deleted(bodies):
    assert names(group="東京ネットワーク") == ["株式会社あおば"]
    assert set(names(incomplete="yes")) == where(
        bodies, lambda one: one.record.incomplete or one.record.kind is OrganizationKind.UNCLASSIFIED
    )
    assert [(row.name, row.deleted) for row in rows(record="deleted").rows] == [("消えた株式会社", True)]


def test_conditions_hold_together(bodies):
    assert names(kind="company", agreement="in_force", field="防災", silent="12") == ["株式会社あおば"]


def test_the_order_is_that_of_the_readings_and_can_be_turned_round(bodies):
    expected = [
        "株式会社あおば",
        "㈲かもめ",
        "個別だけ株式会社",
        "新規株式会社",
        "見本銀行",
        "見本大学",
        "若葉商店",
        "英語株式会社",
        "見る会",
        "見本協会",
    ]
    assert names() == expected
    assert names(descending=True) == expected[::-1]


def test_the_order_of_last_meetings_has_those_without_one_first_and_last_the_other_way(bodies):
    ascending, descending = names(sort="contact"), names(sort="contact", descending=True)
    assert ascending[-3:] == ["株式会社あおば", "見本大学", "若葉商店"]
    assert descending[:3] == ["若葉商店", "見本大学", "株式会社あおば"]
    assert ascending[:-3] == descending[3:]


def test_the_index_has_the_headings_under_which_somebody_stands(bodies):
    def index(**values) -> set[str]:
        return set(list_organization_rows(ListQuery(values=values), Window(), day=TODAY).index)

    expected = where_headings(bodies)
    assert index() == index(row="あ") == expected
    assert index(kind="financial") == {"ま"}
    for heading in expected:
        assert set(names(row=heading)) == {
            one.record.name
            for one in bodies
            if one.record.merged_into_id is None
            and one.record.deleted_at is None
            and gojuon_row(one.record.kana, one.record.name) == heading
        }


def where_headings(bodies: list[Body]) -> set[str]:
    living = [one.record for one in bodies if one.record.merged_into_id is None and one.record.deleted_at is None]
    return {gojuon_row(one.kana, one.name) for one in living}


def row_of(name: str) -> OrganizationRow:
    return next(row for row in rows().rows if row.name == name)


def test_a_row_says_what_holds_for_all_records_of_a_body(bodies):
    row = row_of("若葉商店")
    assert (len(row.in_force), len(row.cumulative), row.last_contact) == (1, 1, day("2021-12-01"))
    assert (row.department, row.former_names) == ("農政課", ("双葉堂",))


def test_a_chain_of_renewals_is_one_agreement(bodies):
    row = row_of("見本大学")
    assert (len(row.comprehensive), len(row.cumulative), len(row.in_force)) == (2, 1, 1)


def test_observing_signing_individually_or_joining_later_is_no_agreement_in_force(bodies):
    for name in ("見る会", "個別だけ株式会社", "英語株式会社", "見本銀行"):
        assert row_of(name).in_force == (), name


def test_who_left_and_came_back_is_a_party_once(bodies):
    returned = organization("戻った株式会社", kana="もどった", kind="company")
    periods = (
        PartyDraft(returned.id, left_on=day("2019-12-31")),
        PartyDraft(returned.id, joined_on=day("2021-01-01")),
    )
    agreement(*periods, concluded="2018-04-01")
    row = row_of("戻った株式会社")
    assert (len(row.cumulative), len(row.in_force)) == (1, 1)
    assert not row.cumulative[0].past


def test_pages_follow_each_other_and_behind_the_last_one_stands_the_last_one(bodies):
    whole = names()
    paged = [name for offset in range(0, 12, 3) for name in names(window=Window(offset, 3))]
    assert paged[: len(whole)] == whole
    assert names(window=Window(3000, 3)) == whole[-1:]
    assert rows(window=Window(3000, 3)).total == len(whole)


def test_many_rows_are_read_in_parts(bodies, monkeypatch):
    whole = rows().rows
    monkeypatch.setattr("registry.queries.organization_list.AT_A_TIME", 3)
    assert rows().rows == whole


def test_each_tab_has_the_number_of_its_list(bodies):
    views = [("all", {}), ("silent", {"agreement": "in_force", "silent": "12"}), ("deleted", {"record": "deleted"})]
    counts = count_organization_views([(name, ListQuery(values=values)) for name, values in views], day=TODAY)
    assert counts == {name: len(names(**values)) for name, values in views}
    assert counts["all"] == 10


def test_nobody_is_nobody(session):
    found = list_organization_rows(ListQuery(text="あおば"), Window(25, 25), day=TODAY)
    assert (list(found.listed.rows), found.listed.total, found.index) == ([], 0, frozenset())
