"""The list of joint projects beside a plain look through the same records, on both databases."""

from datetime import date

import pytest

from registry.commands.organizations import merge_organizations
from registry.commands.projects import delete_project
from registry.domain.lists import ListQuery, Window
from registry.domain.names import fold
from registry.domain.vocabulary import ProjectState
from registry.models import Project
from registry.queries.project_list import count_project_views, list_project_rows
from registry.queries.projects import list_projects
from tests.office import SATO, agreement, organization, project

ALL = Window()


@pytest.fixture
def projects(session) -> list[Project]:
    """Projects of every state, under agreements and outside any, led by three departments."""
    companies = [organization(f"株式会社見本{number}", kana=f"みほん{number}") for number in range(4)]
    contracts = [agreement(one, title=f"見守り協定{number}") for number, one in enumerate(companies)]
    for number in range(24):
        state = list(ProjectState)[number % 5]
        started = date(2015 + number % 7, 1 + number % 12, 1)
        ended = state is ProjectState.COMPLETED or number % 4 == 1
        project(
            f"見守り{number}" if number % 3 else f"ボウサイ{number}",
            started=started.isoformat(),
            ended_on=date(2016 + number % 7, 3, 31 if number % 2 else 1) if ended else None,
            state=state,
            number=f"A-{number}" if number % 2 else None,
            agreements=tuple(one.id for one in contracts[: number % 3]),
            organizations=tuple(one.id for one in companies[number % 4 : number % 4 + 2]),
            departments=(("福祉課", "農政課") if number % 2 else ("福祉課",)) if number % 5 else (),
        )
    return list(list_projects())


def listed(text: str = "", **values: str) -> set[int]:
    found = list_project_rows(ListQuery(text=text, values=values), ALL)
    assert found.total == len(found.rows)
    return {row.id for row in found.rows}


def where(projects: list[Project], condition) -> set[int]:
    found = {one.id for one in projects if condition(one)}
    assert 0 < len(found) < len(projects)
    return found


@pytest.mark.parametrize("state", ProjectState)
def test_a_state(projects, state):
    assert listed(state=state) == where(projects, lambda one: one.state is state)


def test_a_department_that_leads_or_takes_part(projects):
    assert listed(department="農政課") == where(
        projects, lambda one: "農政課" in (one.lead_department.name, *(each.name for each in one.departments))
    )
    assert listed(lead="農政課") == set()
    assert listed(lead="秘書政策課") == {one.id for one in projects}


@pytest.mark.parametrize("year", [2015, 2017, 2021])
def test_a_fiscal_year_that_the_period_touches(projects, year):
    first, last = date(year, 4, 1), date(year + 1, 3, 31)
    assert listed(year=str(year)) == where(
        projects, lambda one: one.started_on <= last and (one.ended_on is None or one.ended_on >= first)
    )


def test_under_an_agreement_or_outside_any(projects):
    assert listed(agreements="any") == where(projects, lambda one: bool(one.agreements))
    assert listed(agreements="none") == where(projects, lambda one: not one.agreements)


def test_one_agreement_by_its_id_or_a_part_of_its_title(projects):
    second = next(one.agreements[1] for one in projects if len(one.agreements) > 1)
    expected = where(projects, lambda one: second in one.agreements)
    assert listed(agreement=str(second.id)) == listed(agreement="協定1") == expected
    assert listed(agreement="9" * 30) == set()


def test_one_organization_by_its_id_or_a_part_of_its_reading(projects):
    first = projects[0].organizations[0]
    expected = where(projects, lambda one: first in one.organizations)
    assert listed(organization=str(first.id)) == expected
    assert listed(organization=first.kana) == expected


def test_a_body_has_the_projects_of_the_records_that_were_merged_into_it(projects):
    bodies = {body.name: body for one in projects for body in one.organizations}
    first, second = bodies["株式会社見本0"], bodies["株式会社見本2"]
    merge_organizations(SATO, duplicate_id=second.id, into_id=first.id)
    expected = where(projects, lambda one: first in one.organizations or second in one.organizations)
    assert listed(organization=str(first.id)) == expected


@pytest.mark.parametrize("text", ["ぼうさい", "見守り", "ａ－1", "見本2", "見守り 見本2", "みほん0 ボウサイ"])
def test_words_are_found_in_the_name_the_number_and_the_organizations(projects, text):
    def has(one: Project, word: str) -> bool:
        texts = [one.name, one.number or "", *(f"{body.name}{body.kana}" for body in one.organizations)]
        return any(fold(word) in fold(text) for text in texts)

    assert listed(text) == where(projects, lambda one: all(has(one, word) for word in text.split()))


def test_conditions_hold_together(projects):
    assert listed("見守り", state="active", agreements="any") == where(
        projects, lambda one: "見守り" in one.name and one.state is ProjectState.ACTIVE and bool(one.agreements)
    )


def test_deleted_ones_are_listed_apart(projects):
    delete_project(SATO, project_id=projects[3].id)
    assert listed(record="deleted") == {projects[3].id}
    assert projects[3].id not in listed()


@pytest.mark.parametrize(
    ("sort", "key"),
    [
        ("start", lambda one: (one.started_on, one.id)),
        ("name", lambda one: (one.search_key, one.id)),
        ("department", lambda one: (0, one.lead_department_id, one.started_on, one.id)),
    ],
)
def test_the_order_and_its_windows(projects, sort, key):
    expected = [one.id for one in sorted(projects, key=key)]
    up = list_project_rows(ListQuery(sort=sort), ALL).rows
    down = list_project_rows(ListQuery(sort=sort, descending=True), Window(5, 7))
    assert [row.id for row in up] == expected
    assert [row.id for row in down.rows] == expected[::-1][5:12]
    assert down.total == 24


def test_a_row_says_what_the_record_says(projects):
    rows = {row.id: row for row in list_project_rows(ListQuery(), ALL).rows}
    for one in projects:
        row = rows[one.id]
        assert (row.name, row.number, row.state, row.started_on, row.ended_on, row.lead_department) == (
            one.name,
            one.number,
            one.state,
            one.started_on,
            one.ended_on,
            one.lead_department.name,
        )
        assert row.departments == tuple(each.name for each in one.departments)
        assert row.organizations == tuple(each.name for each in one.organizations)
        assert [each.number for each in row.agreements] == [each.number for each in one.agreements]


def test_the_views_are_counted_as_they_are_listed(projects):
    views = [("all", ListQuery()), ("under", ListQuery(values={"agreements": "any"})), ("none", ListQuery("無い"))]
    assert count_project_views(views) == {"all": 24, "under": len(listed(agreements="any")), "none": 0}
