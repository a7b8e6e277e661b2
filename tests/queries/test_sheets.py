"""The sheets as they are read: what was typed, and the registry's own counts beside it."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
import sqlalchemy as sa
from flask import current_app

from registry.commands.organizations import merge_organizations
from registry.commands.reports import accept_report, submit_report
from registry.commands.sheets import draft_sheet, record_published_sheet, revise_sheet
from registry.domain.errors import NoSuchSheet
from registry.domain.report_drafts import ReportDraft
from registry.domain.rules import CountingRules
from registry.domain.vocabulary import Basis, IndicatorKind, OrganizationKind, ReportOutcome, SheetState
from registry.evaluation.checks_words import UNITS, unit_of_count
from registry.evaluation.indicators import Column
from registry.evaluation.sheet import Sheet
from registry.evaluation.sheet_names import with_values
from registry.models import PossibleDuplicate
from registry.queries.counting import COUNTS
from registry.queries.sheets import find_sheet, get_sheet, list_sheet_years, newest_sheet_year
from tests.evaluation.seed_sheet import published
from tests.office import SATO, agreement, meeting, organization, project

AS_OF, RULES = date(2021, 12, 20), CountingRules()
FY2018, FY2019, FY2020 = (Column(year, Basis.ACTUAL) for year in (2018, 2019, 2020))
LIMIT = 14


def read(fiscal_year=2020, as_of=AS_OF):
    return get_sheet(fiscal_year, as_of=as_of, rules=RULES)


def outcome(sheet, column):
    cell = sheet.indicator(IndicatorKind.OUTCOME).cell(column)
    return (cell.value, cell.computed, cell.published, cell.difference)


@pytest.fixture
def statements(session):
    said = []
    engine = session.get_bind()

    def note(_connection, _cursor, statement, *_others):
        said.append(statement)

    sa.event.listen(engine, "before_cursor_execute", note)
    yield said
    sa.event.remove(engine, "before_cursor_execute", note)


def test_years_with_a_sheet_are_listed_in_order(session):
    assert (list_sheet_years(), newest_sheet_year(), find_sheet(2020)) == ((), None, None)
    for year in (2021, 2019, 2020):
        draft_sheet(SATO, fiscal_year=year)
    assert list_sheet_years() == (2019, 2020, 2021)
    assert newest_sheet_year() == 2021
    assert find_sheet(2020).fiscal_year == 2020


def test_a_year_without_a_sheet_is_refused(session):
    with pytest.raises(NoSuchSheet):
        read()


def test_a_published_sheet_has_the_registry_s_own_numbers_beside_it(session):
    agreement(organization("甲"), concluded="2019-05-01")
    record_published_sheet(SATO, content=published())
    sheet = read()
    assert outcome(sheet, FY2018) == (47, 0, 47, -47)
    assert outcome(sheet, FY2019) == (48, 1, 48, -47)
    assert sheet.indicator(IndicatorKind.OUTCOME).value(Column(2021, Basis.TARGET)) == 55


def test_a_draft_prints_the_published_figure_of_a_year_and_else_its_own_count(session):
    agreement(organization("甲"), concluded="2019-05-01")
    record_published_sheet(SATO, content=published())
    draft_sheet(SATO, fiscal_year=2021, from_year=2020)
    sheet = read(2021)
    assert outcome(sheet, FY2020) == (49, 1, 49, -48)
    assert outcome(sheet, Column(2021, Basis.ACTUAL)) == (1, 1, None, None)


def test_a_year_s_own_sheet_is_believed_before_later_ones(session):
    own = Sheet(2019, state=SheetState.PUBLISHED, source="31年度の様式", indicators=published().indicators)
    record_published_sheet(SATO, content=published())  # says 48 for FY2019
    record_published_sheet(SATO, content=with_values(blank(own), {"indicators.outcome.ア.actual.2019": Decimal(46)}))
    draft_sheet(SATO, fiscal_year=2021, from_year=2020)
    assert outcome(read(2021), FY2019)[2] == 46


def blank(sheet):
    """The same sheet with its indicators' figures taken out."""
    return replace(sheet, indicators=tuple(replace(one, cells=()) for one in sheet.indicators))


def test_a_figure_of_another_count_is_another_figure(session):
    content = published()
    indicators = tuple(
        replace(one, count="agreements_cumulative") if one.kind is IndicatorKind.OUTCOME else one
        for one in content.indicators
    )
    record_published_sheet(SATO, content=replace(content, indicators=indicators))
    draft = draft_sheet(SATO, fiscal_year=2021, from_year=2020)
    next(row for row in draft.indicators if row.kind is IndicatorKind.OUTCOME).count = "organizations_cumulative"
    session.flush()
    assert outcome(read(2021), FY2020) == (0, 0, None, None)


def test_drafts_are_not_published_figures(session):
    record_published_sheet(SATO, content=published())
    find_sheet(2020).state = SheetState.DRAFT
    draft_sheet(SATO, fiscal_year=2021, from_year=2020)
    assert outcome(read(2021), FY2020)[2] is None


def test_a_year_that_has_not_begun_is_left_out(session):
    record_published_sheet(SATO, content=published())
    sheet = read(as_of=date(2020, 3, 31))
    assert outcome(sheet, FY2020) == (49, None, 49, None)
    assert outcome(sheet, FY2019)[1] == 0


def test_unclear_organizations_are_counted_once_under_the_count_that_counts_them(session):
    record_published_sheet(SATO, content=published())
    partner = organization("甲")
    agreement(partner, organization("乙", kind=OrganizationKind.COMPANY))
    prospect = organization("丙", target_from=date(2020, 4, 1))
    session.add(PossibleDuplicate(organization_id=prospect.id, other_id=organization("丁").id))
    session.flush()
    doubts = read().doubts
    assert doubts.unclassified == {"organizations_cumulative": 1, "population": 1}
    assert doubts.duplicates == {"organizations_cumulative": 0, "population": 1}


def test_a_question_that_was_answered_is_open_no_more(session):
    record_published_sheet(SATO, content=published())
    one, other, third = (organization(name) for name in ("甲", "乙", "丙"))
    agreement(one, other, third)
    session.add(PossibleDuplicate(organization_id=one.id, other_id=third.id, different=True))
    session.add(PossibleDuplicate(organization_id=one.id, other_id=other.id))
    session.flush()
    assert read().doubts.duplicates["organizations_cumulative"] == 2
    merge_organizations(SATO, duplicate_id=other.id, into_id=one.id)
    assert read().doubts.duplicates["organizations_cumulative"] == 0


def test_reading_a_sheet_takes_the_same_few_statements_for_any_number_of_records(session, statements):
    record_published_sheet(SATO, content=published())
    numbers = []
    for _round in range(2):
        for place in range(5):
            agreement(organization(f"相手方{len(numbers)}-{place}"))
            meeting(organization(f"訪問先{len(numbers)}-{place}"))
        session.flush()
        session.expunge_all()
        current_app.extensions.pop("unchanged", None)
        session.info.pop("state", None)
        statements.clear()
        read()
        numbers.append(len(statements))
    assert numbers[0] == numbers[1] <= LIMIT


def test_every_count_has_the_unit_that_the_checks_expect():
    assert {name: unit_of_count(name) for name in COUNTS} == {name: count.unit for name, count in COUNTS.items()}
    assert set(UNITS) == {name.split("_", maxsplit=1)[0].split(".")[0] for name in COUNTS}


def accepted_report(result: str) -> None:
    draft = ReportDraft(outcome=ReportOutcome.DONE, result=result)
    report = submit_report(SATO, project_id=project().id, fiscal_year=2021, draft=draft)
    accept_report(SATO, report_id=report.id, version=report.version)


def test_a_draft_tells_what_was_reported_and_does_not_keep_it(session):
    draft_sheet(SATO, fiscal_year=2021)
    accepted_report("講座を3回開いた。")
    sheet = read(2021)
    assert sheet.do.reports == "健康都市推進事業（秘書政策課）：講座を3回開いた。"
    stored = revise_sheet(SATO, content=with_values(sheet, {"do.actual": "記入"}), version=sheet.version)
    assert [row.name for row in stored.texts] == ["do.actual"]
    assert read(2021, as_of=AS_OF).do.reports == sheet.do.reports


def test_a_published_sheet_does_not_take_in_reports(session):
    record_published_sheet(SATO, content=replace(blank(published()), fiscal_year=2021))
    accepted_report("講座を3回開いた。")
    assert read(2021).do.reports == ""
