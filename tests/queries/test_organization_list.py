"""The list of organizations beside a plain look through the same records, on both databases."""

from datetime import date

import pytest

from registry.commands.agreements import delete_agreement
from registry.commands.meetings import delete_meeting
from registry.commands.organizations import delete_organization, merge_organizations
from registry.domain.drafts import FormerNameDraft, PartyDraft
from registry.domain.lists import ListQuery, Window
from registry.domain.reading_order import ROWS
from registry.domain.vocabulary import AgreementType, OrganizationKind, PartyRole
from registry.models import Agreement, Organization
from registry.queries.agreements import list_agreements
from registry.queries.meetings import list_meetings
from registry.queries.organization_list import OrganizationRow, count_organization_views, list_organization_rows
from registry.queries.organizations import list_organizations
from tests.office import SATO, agreement, meeting, organization

ALL = Window()
TODAY = date(2021, 12, 20)
KANA = ("あおぞら", "カワカミ", "さくら", "たなばた", "", "ABC", "ﾊﾅﾐ", "ばらえん")


class Office:
    """The same records as plain Python sees them."""

    def __init__(self) -> None:
        self.organizations = list(list_organizations())
        self.agreements = list(list_agreements())
        self.meetings = list(list_meetings())

    def where(self, condition) -> set[int]:
        found = {one.id for one in self.organizations if condition(one)}
        assert 0 < len(found) < len(self.organizations)
        return found

    def agreements_of(self, body: Organization) -> list[Agreement]:
        parties = ((one, party) for one in self.agreements for party in one.parties)
        return [one for one, party in parties if party.organization_id == body.id and party.role is PartyRole.PARTY]

    def in_force(self, body: Organization) -> list[Agreement]:
        return [
            one
            for one in self.agreements_of(body)
            if one.concluded_on <= TODAY
            and (one.effective_on or one.concluded_on) <= TODAY
            and (one.expires_on is None or one.expires_on >= TODAY)
            and any(
                party.organization_id == body.id and (party.left_on is None or party.left_on >= TODAY)
                for party in one.parties
            )
        ]

    def last_contact(self, body: Organization) -> date | None:
        days = [
            one.held_on
            for one in self.meetings
            if body in one.organizations and one.status == "held" and one.held_on <= TODAY
        ]
        return max(days, default=None)


@pytest.fixture
def office(session) -> Office:
    """Twenty-four bodies of all kinds: without an agreement, observers, left, expired, not yet in force."""
    bodies = [
        organization(
            f"株式会社見本{number}",
            kana=KANA[number % 8] and f"{KANA[number % 8]}{number}",
            kind=list(OrganizationKind)[number % 5],
            groups=("東京ネットワーク",) if number % 3 == 0 else (),
            incomplete=number % 7 == 0,
        )
        for number in range(24)
    ]
    for number, one in enumerate(bodies[:18]):
        party = PartyDraft(
            one.id,
            role=PartyRole.OBSERVER if number % 6 == 5 else PartyRole.PARTY,
            left_on=date(2021, 6, 30) if number % 6 == 4 else None,
        )
        agreement(
            party,
            PartyDraft(bodies[(number + 1) % 18].id),
            concluded=f"20{14 + number % 7}-05-01",
            type=AgreementType.INDIVIDUAL if number % 6 == 3 else AgreementType.COMPREHENSIVE,
            effective_on=date(2022, 1, 1) if number == 2 else None,
            expires_on=date(2021, 12, 19 + number % 2) if number % 3 == 1 else None,
            department=("秘書政策課", "農政課")[number % 2],
            fields=("防災",) if number % 4 == 0 else ("健康", "観光"),
        )
    for number, one in enumerate(bodies[2:22]):
        meeting(one, held=f"20{18 + number % 4}-0{1 + number % 9}-15", status="planned" if number % 6 == 1 else "held")
    meeting(bodies[3], held="2022-02-01")
    delete_meeting(SATO, meeting_id=meeting(bodies[0], held="2021-12-01").id)
    delete_agreement(SATO, agreement_id=agreement(bodies[22], concluded="2020-05-01").id)
    return Office()


def listed(text: str = "", **values: str) -> set[int]:
    found = list_organization_rows(ListQuery(text=text, values=values), ALL, day=TODAY).listed
    assert found.total == len(found.rows)
    return {row.id for row in found.rows}


def rows() -> dict[int, OrganizationRow]:
    return {row.id: row for row in list_organization_rows(ListQuery(), ALL, day=TODAY).listed.rows}


def names(text: str) -> list[str]:
    found = list_organization_rows(ListQuery(text=text), ALL, day=TODAY).listed
    return [row.name for row in found.rows]


def test_each_filter_finds_what_a_plain_look_finds(office):
    of = office.agreements_of
    assert listed(kind="financial") == office.where(lambda one: one.kind == "financial")
    assert listed(group="東京ネットワーク") == office.where(lambda one: bool(one.groups))
    assert listed(incomplete="yes") == office.where(lambda one: one.incomplete or one.kind == "unclassified")
    assert listed(agreement="with") == office.where(lambda one: bool(of(one)))
    assert listed(agreement="without") == office.where(lambda one: not of(one))
    assert listed(agreement="in_force") == office.where(lambda one: bool(office.in_force(one)))
    assert listed(agreement="ended") == office.where(lambda one: of(one) and not office.in_force(one))
    for field in ("防災", "観光"):
        assert listed(field=field) == office.where(
            lambda one, field=field: any(field in (each.name for each in found.fields) for found in of(one))
        )
    assert listed(department="農政課") == office.where(
        lambda one: any(found.department.name == "農政課" for found in of(one))
    )


@pytest.mark.parametrize(("months", "day"), [("6", "2021-06-20"), ("12", "2020-12-20"), ("36", "2018-12-20")])
def test_silent_is_who_has_met_nobody_for_so_many_months(office, months, day):
    since = date.fromisoformat(day)
    assert listed(silent=months) == office.where(
        lambda one: office.last_contact(one) is None or office.last_contact(one) <= since
    )


def test_conditions_hold_together_and_deleted_ones_are_listed_apart(office):
    assert listed("見本1", kind="company", agreement="with") == office.where(
        lambda one: "見本1" in one.name and one.kind == "company" and bool(office.agreements_of(one))
    )
    gone = office.organizations[-1]
    delete_organization(SATO, organization_id=organization("消した会社").id)
    assert gone.id not in listed(record="deleted")
    assert len(listed(record="deleted")) == 1
    assert listed() == {one.id for one in office.organizations}


def test_a_row_says_what_the_records_say(office):
    shown = rows()
    for one in office.organizations:
        row, comprehensive = shown[one.id], AgreementType.COMPREHENSIVE
        assert (row.name, row.kind, row.incomplete) == (one.name, one.kind, one.incomplete)
        assert len(row.comprehensive) == len([each for each in office.agreements_of(one) if each.type is comprehensive])
        assert len(row.in_force) == len([each for each in office.in_force(one) if each.type is comprehensive])
        assert row.last_contact == office.last_contact(one)


def test_the_order_of_readings_has_kana_then_letters_then_the_rest(session):
    for name, kana in (
        ("株式会社乙", "かぶしきがいしゃさくら"),
        ("甲銀行", "ザクロ"),
        ("丙", "ｻｸﾗｲ"),
        ("丁", ""),
        ("ABC", "abc"),
        ("戊", "アース"),
    ):
        organization(name, kana=kana)
    up = list_organization_rows(ListQuery(sort="name"), ALL, day=TODAY).listed.rows
    assert [row.name for row in up] == ["戊", "株式会社乙", "丙", "甲銀行", "ABC", "丁"]
    down = list_organization_rows(ListQuery(sort="name", descending=True), Window(1, 2), day=TODAY).listed
    assert ([row.name for row in down.rows], down.total) == (["ABC", "甲銀行"], 6)


def test_the_order_of_last_meetings_has_nobody_met_at_its_far_end(office):
    def key(row: OrganizationRow) -> date:
        return row.last_contact or date.min

    up = list_organization_rows(ListQuery(sort="contact"), ALL, day=TODAY).listed.rows
    down = list_organization_rows(ListQuery(sort="contact", descending=True), ALL, day=TODAY).listed.rows
    assert [key(row) for row in up] == sorted(map(key, up))
    assert [key(row) for row in down] == sorted(map(key, down), reverse=True)
    assert {row.id for row in up} == {row.id for row in down} == listed()
    assert up[0].last_contact is None is down[-1].last_contact


def test_a_window_behind_the_end_is_the_last_one(office):
    last = list_organization_rows(ListQuery(), Window(20, 10), day=TODAY).listed
    behind = list_organization_rows(ListQuery(), Window(10_000_000, 10), day=TODAY).listed
    assert len(last.rows) == 4
    assert behind == last


def test_the_index_has_the_letters_that_somebody_stands_under_and_each_leads_to_them(office):
    index = list_organization_rows(ListQuery(values={"row": "さ"}), ALL, day=TODAY).index
    assert index == {"あ", "か", "さ", "た", "は", "英数", "その他"}
    found = [listed(row=row) for row in ROWS]
    assert set().union(*found) == listed()
    assert sum(map(len, found)) == len(listed())
    assert listed(row="は") == office.where(lambda one: one.kana.startswith(("ﾊﾅﾐ", "ばらえん")))


def test_the_views_are_counted_as_they_are_listed(office):
    views = [("all", ListQuery()), ("with", ListQuery(values={"agreement": "with"})), ("none", ListQuery("無い"))]
    assert count_organization_views(views, day=TODAY) == {
        "all": len(listed()),
        "with": len(listed(agreement="with")),
        "none": 0,
    }


@pytest.mark.parametrize(
    "text",
    [
        "あおば",
        "アオバ",
        "ｱｵﾊﾞ",
        "株式会社アオバ",
        "㈱アオバ",
        "(株)アオバ",
        "（株）　ｱｵﾊﾞ",
        "株式会社 アオバ",
        "こうぎょう",
        "ﾐﾄﾞﾘ",
        "みどり商会",
        "㈲ミドリ",
        "有限会社みどり",
        "7000012050002",
        "７０００－０１２０５０００２".replace("－", ""),
        "アオバ みどり",
    ],
)
def test_a_body_is_found_by_any_width_kana_form_and_by_its_former_names(session, text):
    organization("別会社", kana="べつ")
    organization(
        "株式会社アオバ工業",
        kana="あおばこうぎょう",
        corporate_number="7000012050002",
        former_names=(FormerNameDraft("(有)ミドリ商会"),),
    )
    assert names(text) == ["株式会社アオバ工業"]


@pytest.mark.parametrize("text", ["%", "_", "\\", "'", "\x00無", "あ" * 10_000, "アオバ ミズウミ", "700001205000"])
def test_what_is_in_no_name_finds_nobody(session, text):
    organization("株式会社アオバ", kana="あおば", corporate_number="7000012050002")
    assert names(text) == []


def test_a_merged_record_is_listed_and_reckoned_under_the_one_that_stands(session):
    stands, merged, again = (organization(name) for name in ("青空工業株式会社", "アオゾラ(株)", "あおぞら社"))
    partner = organization("相手")
    both = agreement(stands, merged, concluded="2019-05-01")
    agreement(merged, partner, concluded="2020-05-01")
    meeting(stands, held="2019-06-01")
    meeting(again, held="2021-06-01")
    merge_organizations(SATO, duplicate_id=again.id, into_id=merged.id)
    merge_organizations(SATO, duplicate_id=merged.id, into_id=stands.id)
    assert both.id
    assert set(rows()) == {stands.id, partner.id}
    row = rows()[stands.id]
    assert (len(row.agreements), row.last_contact) == (2, date(2021, 6, 1))
    assert names("アオゾラ") == names("あおぞら社") == ["青空工業株式会社"]
    assert listed(agreement="without") == set()
    assert listed(silent="12") == {partner.id}
    down = list_organization_rows(ListQuery(sort="contact", descending=True), ALL, day=TODAY).listed.rows
    assert [each.id for each in down] == [stands.id, partner.id]


def test_a_body_that_left_and_came_back_has_one_agreement(session):
    body = organization("甲")
    agreement(PartyDraft(body.id, left_on=date(2019, 3, 31)), PartyDraft(body.id, joined_on=date(2020, 4, 1)))
    [row] = rows().values()
    assert (len(row.in_force), len(row.comprehensive)) == (1, 1)
