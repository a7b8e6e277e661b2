"""The list of meetings against a plain look through the same records, on both databases."""

import random
from dataclasses import dataclass
from datetime import date, timedelta

import pytest

from registry.commands.meetings import delete_meeting
from registry.commands.organizations import merge_organizations, rename_organization
from registry.database import db
from registry.domain.fiscal_year import FiscalYear
from registry.domain.lists import ListQuery, Window
from registry.domain.vocabulary import MeetingChannel, MeetingStatus, MeetingType
from registry.queries import meeting_list
from registry.queries.meeting_list import count_meeting_views, find_meeting_years, get_meeting_row, list_meeting_rows
from tests.office import SATO, agreement, day, meeting, organization, project

TODAY = day("2021-02-12")
NAMES = ("青葉野商工会", "株式会社ひのくに", "熊本大学", "青葉野信用金庫")
SUBJECTS = ("防災の打合せ", "特産品の試食", "日程の調整", "講座")
DEPARTMENTS = ("農政課", "防災課", None)


@dataclass(frozen=True)
class Told:
    """A meeting as the test knows it; ``organizations`` are places in NAMES."""

    id: int
    held_on: date
    type: MeetingType
    status: MeetingStatus
    channel: MeetingChannel | None
    counted: bool | None
    organizations: tuple[int, ...]
    subject: str
    department: str | None
    deleted: bool

    @property
    def counts(self) -> bool:
        marked = self.type is not MeetingType.OTHER if self.counted is None else self.counted
        held = self.status is MeetingStatus.HELD and self.held_on <= TODAY
        return held and marked and bool(self.organizations) and not self.deleted


def recorded(chance: random.Random, bodies, *, most: int = 3) -> Told:
    values = {
        "held_on": date(2020, 1, 10) + timedelta(days=chance.randrange(500)),
        "type": chance.choice(list(MeetingType)),
        "status": chance.choice([*MeetingStatus, MeetingStatus.HELD]),
        "channel": chance.choice([None, *MeetingChannel]),
        "counted": chance.choice([None, None, True, False]),
        "subject": chance.choice(SUBJECTS),
        "department": chance.choice(DEPARTMENTS),
    }
    places = tuple(sorted(chance.sample(range(len(bodies)), chance.randrange(most))))
    held = values.pop("held_on")
    made = meeting(*(bodies[place] for place in places), held=held.isoformat(), **values)
    deleted = chance.random() < 0.15
    if deleted:
        delete_meeting(SATO, meeting_id=made.id)
    return Told(made.id, held, organizations=places, deleted=deleted, **values)


@pytest.fixture
def bodies(session):
    kinds = ("association", "company", "academic", "financial")
    return [organization(name, kind=kind) for name, kind in zip(NAMES, kinds, strict=True)]


@pytest.fixture
def told(bodies) -> list[Told]:
    chance = random.Random(7)  # noqa: S311 - no secret
    return [recorded(chance, bodies) for _ in range(60)]


def newest_first(meetings) -> list[int]:
    return [one.id for one in sorted(meetings, key=lambda one: (one.held_on, one.id), reverse=True)]


def asked(text: str = "", window: Window = Window(), *, descending: bool = True, **values):  # noqa: B008 - frozen
    query = ListQuery(text=text, values=values, sort="day", descending=descending)
    return list_meeting_rows(query, window, day=TODAY)


def found(text: str = "", **values) -> list[int]:
    listed = asked(text, **values)
    assert listed.total == len(listed.rows)
    return [row.id for row in listed.rows]


CONDITIONS = [
    ({}, lambda _one: True),
    ({"fiscal_year": "2020"}, lambda one: FiscalYear.of(one.held_on).year == 2020),
    ({"type": "liaison"}, lambda one: one.type is MeetingType.LIAISON),
    ({"status": "planned"}, lambda one: one.status is MeetingStatus.PLANNED),
    ({"status": "cancelled"}, lambda one: one.status is MeetingStatus.CANCELLED),
    ({"counted": "yes"}, lambda one: one.counts),
    ({"counted": "no"}, lambda one: not one.counts),
    ({"channel": "online"}, lambda one: one.channel is MeetingChannel.ONLINE),
    ({"department": "農政課"}, lambda one: one.department == "農政課"),
    ({"kind": "academic"}, lambda one: 2 in one.organizations),
    ({"organization": "青葉野"}, lambda one: bool({0, 3} & set(one.organizations))),
    ({"since": "2020-06-01", "until": "2020-12-31"}, lambda one: date(2020, 6, 1) <= one.held_on <= date(2020, 12, 31)),
    ({"result": "missing"}, lambda one: one.status is MeetingStatus.PLANNED and one.held_on < TODAY),
    ({"counted": "yes", "fiscal_year": "2020", "kind": "company"}, lambda one: one.counts
     and FiscalYear.of(one.held_on).year == 2020 and 1 in one.organizations),
]  # fmt: skip


@pytest.mark.parametrize(
    ("values", "wanted"), CONDITIONS, ids=lambda value: str(value) if isinstance(value, dict) else ""
)
def test_each_condition_finds_what_a_look_through_the_records_finds(told, values, wanted):
    expected = newest_first(one for one in told if not one.deleted and wanted(one))
    assert expected
    assert found(**values) == expected


def test_deleted_ones_are_found_by_themselves(told):
    assert found(record="deleted") == newest_first(one for one in told if one.deleted)
    planned = [one for one in told if one.deleted and one.status is MeetingStatus.PLANNED]
    assert found(record="deleted", status="planned") == newest_first(planned)


def test_a_search_looks_into_subjects_and_names_for_every_word(told):
    alive = [one for one in told if not one.deleted]
    assert found("ボウサイ") == []
    assert found("防災") == newest_first(one for one in alive if one.subject == "防災の打合せ")
    assert found("熊本") == newest_first(one for one in alive if 2 in one.organizations)
    both = [one for one in alive if one.subject == "講座" and {0, 3} & set(one.organizations)]
    assert found("講座 青葉野") == newest_first(both)
    assert found("どこにもない語") == []


def test_an_organization_is_found_by_a_former_name_and_with_the_records_merged_into_it(told, bodies):
    alive = [one for one in told if not one.deleted]
    rename_organization(SATO, organization_id=bodies[2].id, name="肥後大学", kana="", on=day("2021-01-01"))
    assert found("熊本大") == newest_first(one for one in alive if 2 in one.organizations)
    merge_organizations(SATO, duplicate_id=bodies[0].id, into_id=bodies[1].id)
    db.session.flush()
    expected = newest_first(one for one in alive if {0, 1} & set(one.organizations))
    assert found(organization=str(bodies[1].id)) == expected


def test_conditions_go_together(told, bodies):
    expected = newest_first(one for one in told if one.counts and 1 in one.organizations)
    assert found(organization=str(bodies[1].id), counted="yes") == expected


def test_the_meetings_of_an_agreement_and_of_a_project_are_found(session, bodies):
    signed, work = agreement(bodies[0]), project()
    one = meeting(bodies[0], agreements=(signed.id,))
    other = meeting(bodies[0], projects=(work.id,))
    meeting(bodies[0])
    assert found(agreement=str(signed.id)) == [one.id]
    assert found(project=str(work.id)) == [other.id]


@pytest.mark.parametrize("descending", [True, False])
def test_pages_put_together_are_the_whole_from_either_end(told, descending):
    whole = newest_first(one for one in told if not one.deleted)
    expected = whole if descending else whole[::-1]
    pages = [asked(window=Window(start, 7), descending=descending) for start in range(0, len(whole), 7)]
    assert [row.id for page in pages for row in page.rows] == expected
    assert {page.total for page in pages} == {len(whole)}
    behind = asked(window=Window(700, 7), descending=descending)
    assert [row.id for row in behind.rows] == [row.id for row in pages[-1].rows]


def test_a_long_search_is_counted_up_to_a_limit_and_can_be_paged_beyond_it(told, monkeypatch):
    monkeypatch.setattr(meeting_list, "COUNTED_UP_TO", 5)
    whole = found("の")
    assert len(whole) > 12
    first, beyond, behind = (asked("の", Window(start, 3)) for start in (0, 9, 90))
    assert (first.total, first.more) == (5, True)
    assert [row.id for row in first.rows] == whole[:3]
    assert [row.id for row in beyond.rows] == whole[9:12]
    assert (beyond.total, beyond.more) == (12, True)
    assert [row.id for row in behind.rows] == whole[(len(whole) - 1) // 3 * 3 :]
    assert (behind.total, behind.more) == (len(whole), False)
    exact = asked("講座", Window(0, 3))
    assert exact.more == (len(found("講座")) > 5)


def test_a_row_says_all_that_a_list_shows(session, bodies):
    made = meeting(
        bodies[2], bodies[0], held="2021-01-05", department="農政課", subject="講座", summary="一行目\n二行目"
    )
    row = get_meeting_row(made.id, day=TODAY)
    assert [one.name for one in row.organizations] == ["熊本大学", "青葉野商工会"]
    assert (row.department, row.subject, row.summary, row.counts) == ("農政課", "講座", "一行目\n二行目", True)
    assert row.why_not(TODAY) is None


def test_the_views_are_counted_as_the_list_counts_them(told):
    expected = {
        "all": len(found()),
        "year": len(found(fiscal_year="2020")),
        "planned": len(found(status="planned")),
        "missing": len(found(result="missing")),
    }
    assert count_meeting_views(TODAY) == expected


def test_the_years_reach_from_the_first_meeting_to_the_last(session, bodies):
    assert list(find_meeting_years(FiscalYear(2021))) == []
    meeting(bodies[0], held="2018-03-31")
    meeting(bodies[0], held="2020-04-01")
    assert list(find_meeting_years(FiscalYear(2021))) == [2017, 2018, 2019, 2020]
