"""Whole files into the registry and into it again, on both databases: all or nothing, nothing twice, nothing lost."""

import dataclasses
from datetime import date

import pytest
import sqlalchemy as sa

from registry.commands.agreements import revise_agreement
from registry.commands.imports import carry_out_import, plan_import
from registry.commands.organizations import merge_organizations, rename_organization
from registry.database import db, writing
from registry.domain.vocabulary import MeetingStatus, Noun, OrganizationKind, PartyRole
from registry.models import (
    AcceptedQuestion,
    Agreement,
    AuditEntry,
    Department,
    Meeting,
    Organization,
    PossibleDuplicate,
    Project,
)
from registry.queries.agreements import draft_of
from registry.queries.audit import verify_chain
from registry.queries.imports import load_known
from tests.imports.files import request, workbook
from tests.office import SATO, organization

ORGANIZATIONS = """名称,ふりがな,区分,法人番号,対象開始日,グループ,旧名称,備考
株式会社試験,しけん,企業,8999901000017,H30.4.1,東京ネットワーク、農業,旧試験,記
試験大学,,,,,,,
"""
AGREEMENTS = """番号,協定名,締結日,発効日,満了日,自動更新,相手方,オブザーバー,担当課,分野,更新元
R2-01,二つ目,令和2年4月1日,,令和5年3月31日,1年,㈱試験（オブザーバー：試験大学）,,企画課,農業、防災,H30-01
R2-01,,R2.4.1,,,,試験銀行,,,,
H30-01,一つ目,H30.4.1,,,,株式会社 試験,,企画課,,
,番号なし,R2.5.1,,,,試験大学,,,,
,番号なし,R2.5.1,,,,試験大学,,,,
"""
MEETINGS = """開催日,種類,状態,相手方,担当課,件名,計上
R2.4.1,アプローチ,,㈱試験、試験大学,企画課,一,
R2.4.1,アプローチ,,㈱試験、試験大学,企画課,一,
R2.4.2,,中止,㈱新しい相手,,二,×
"""
PROJECTS = """番号,事業名,協定番号,相手方,主管課,関係課,開始日,終了日,状態
,健康都市,H30-01、R2-01,㈱試験,企画課,農政課,R2.4.1,,実施中
"""
FILES = {"organizations": ORGANIZATIONS, "agreements": AGREEMENTS, "meetings": MEETINGS, "projects": PROJECTS}
TABLES = (Organization, Agreement, Meeting, Project, Department, AuditEntry, AcceptedQuestion, PossibleDuplicate)


def carry_out(kind, text, *, accept=False, **more):
    """Import a file as the command does; returns its report."""
    plan = plan_import(request(kind, text, **more))
    with writing():
        return carry_out_import(SATO, plan=plan, accept_questions=accept)


def counted(report):
    return report.rows, report.created, report.updated, report.unchanged, report.written


def sizes():
    return [db.session.scalar(sa.select(sa.func.count(table.id))) for table in TABLES]


def agreement(number) -> Agreement:
    return db.session.scalars(sa.select(Agreement).where(Agreement.number == number)).one()


@pytest.fixture
def office(session):
    """The four files, imported once."""
    for kind, text in FILES.items():
        assert carry_out(kind, text).written
    return session


def test_every_file_comes_in_as_it_is_written(office):
    company = office.scalars(sa.select(Organization).where(Organization.name == "株式会社試験")).one()
    assert (company.kana, company.kind, company.corporate_number) == (
        "しけん",
        OrganizationKind.COMPANY,
        "8999901000017",
    )
    assert [group.name for group in company.groups] == ["東京ネットワーク", "農業"]
    assert [former.name for former in company.former_names] == ["旧試験"]
    second = agreement("R2-01")
    assert (second.title, second.concluded_on, second.expires_on) == ("二つ目", date(2020, 4, 1), date(2023, 3, 31))
    assert {(party.organization.name, party.role) for party in second.parties} == {
        ("株式会社試験", PartyRole.PARTY),
        ("試験銀行", PartyRole.PARTY),
        ("試験大学", PartyRole.OBSERVER),
    }
    assert second.renews is agreement("H30-01")
    assert {row.number for row in office.scalars(sa.select(Agreement))} == {"R2-01", "H30-01", "R2-02", "R2-03"}
    cancelled = office.scalars(sa.select(Meeting).where(Meeting.subject == "二")).one()
    assert (cancelled.status, cancelled.counted) == (MeetingStatus.CANCELLED, False)
    assert [body.name for body in cancelled.organizations] == ["㈱新しい相手"]
    (project,) = office.scalars(sa.select(Project))
    assert {each.number for each in project.agreements} == {"R2-01", "H30-01"}
    assert [each.name for each in project.departments] == ["農政課"]


def test_the_same_files_again_create_and_change_nothing(office):
    before = sizes()
    for kind, text in FILES.items():
        report = carry_out(kind, text)
        assert (report.created, report.updated, report.questions, report.written) == (0, 0, (), True)
    assert sizes() == before


def test_every_record_has_its_entry_and_the_chain_holds(office):
    entries = {(entry.noun, entry.record_id) for entry in office.scalars(sa.select(AuditEntry))}
    for model in (Organization, Agreement, Meeting, Project):
        assert {(model.noun.value, key) for key in office.scalars(sa.select(model.id))} <= entries
    assert verify_chain().broken == ()


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("agreements", "締結日,相手方\nR2.4.1,㈱新\n平成31年2月29日,㈱新\n"),
        ("meetings", "開催日,相手方\nR2.4.1,㈱新\n,㈱新\n"),
        ("organizations", "名称\n㈱新\n謎の会\n"),
    ],
)
def test_with_an_error_or_an_open_question_nothing_is_written(session, kind, text):
    before = sizes()
    report = carry_out(kind, text)
    assert not report.written
    assert report.created >= 1
    assert sizes() == before


def test_an_error_is_not_accepted_with_the_questions(session):
    report = carry_out("agreements", "締結日,相手方\n未定,㈱新\n", accept=True)
    assert (report.written, sizes()) == (False, [0] * len(TABLES))


def test_accepted_questions_are_listed_and_not_asked_again(session):
    organization("株式会社試験")
    text = "締結日,相手方\nH31.4.1 H30.4.1,試験株式会社、合志市長\n"
    db.session.commit()
    report = carry_out("agreements", text, accept=True)
    asked = {(each.value, each.code) for each in report.questions}
    assert asked == {
        ("H31.4.1 H30.4.1", "several_dates"),
        ("試験株式会社", "possible_duplicate"),
        ("合志市長", "post_title"),
        ("合志市長", "kind_unknown"),
    }
    again = carry_out("agreements", text)
    assert (again.questions, counted(again)) == ((), (1, 0, 0, 1, True))


def test_a_possible_duplicate_waits_on_its_page_and_an_unknown_kind_is_unclassified(session):
    registered = organization("株式会社試験")
    db.session.commit()
    carry_out("organizations", "名称\n試験株式会社\n謎の会\n", accept=True)
    (pair,) = session.scalars(sa.select(PossibleDuplicate))
    own = session.scalars(sa.select(Organization).where(Organization.name == "試験株式会社")).one()
    assert (pair.organization_id, pair.other_id, pair.different) == (own.id, registered.id, False)
    mystery = session.scalars(sa.select(Organization).where(Organization.name == "謎の会")).one()
    assert mystery.kind is OrganizationKind.UNCLASSIFIED


def test_a_record_edited_here_keeps_its_values(office):
    record = agreement("H30-01")
    draft = dataclasses.replace(draft_of(record), title="登録で直した名")
    with writing():
        revise_agreement(SATO, agreement_id=record.id, draft=draft, version=record.version)
    refused = carry_out("agreements", AGREEMENTS)
    assert [(each.row, each.code) for each in refused.questions] == [(4, "edited_since")]
    assert not refused.written
    assert carry_out("agreements", AGREEMENTS, accept=True).written
    assert carry_out("agreements", AGREEMENTS).questions == ()
    assert agreement("H30-01").title == "登録で直した名"


def test_a_record_without_a_number_is_found_after_its_day_and_title_were_corrected_here(office):
    record = agreement("R2-02")
    draft = dataclasses.replace(draft_of(record), title="直した名", concluded_on=date(2020, 5, 2))
    with writing():
        revise_agreement(SATO, agreement_id=record.id, draft=draft, version=record.version)
    report = carry_out("agreements", AGREEMENTS, accept=True)
    assert [(each.row, each.code) for each in report.questions] == [(5, "edited_since")]
    assert counted(report) == (5, 0, 0, 4, True)


def test_an_imported_change_is_no_edit_of_somebody(office):
    for title in ("新しい名", "もっと新しい名"):
        text = f"番号,協定名,締結日,相手方\nH30-01,{title},H30.4.1,㈱試験\n"
        assert counted(carry_out("agreements", text)) == (1, 0, 1, 0, True)
    assert agreement("H30-01").title == "もっと新しい名"


def test_a_renamed_body_and_a_merged_one_are_found_by_their_old_names(office):
    company = office.scalars(sa.select(Organization).where(Organization.name == "株式会社試験")).one()
    new, bank = (
        office.scalars(sa.select(Organization).where(Organization.name == name)).one()
        for name in ("㈱新しい相手", "試験銀行")
    )
    with writing():
        rename_organization(SATO, organization_id=company.id, name="株式会社改名", kana="かいめい", on=date(2021, 4, 1))
        merge_organizations(SATO, duplicate_id=new.id, into_id=bank.id)
    for kind, text in FILES.items():
        report = carry_out(kind, text)
        assert (report.created, report.updated, report.questions) == (0, 0, ()), kind


def test_a_number_that_is_given_takes_none_of_the_file_s_own(session):
    text = "番号,締結日,相手方\n,R2.4.1,㈱一\nR2-01,R2.4.1,㈱二\n"
    carry_out("agreements", text)
    assert agreement("R2-01").parties[0].organization.name == "㈱二"
    assert agreement("R2-02").parties[0].organization.name == "㈱一"
    assert counted(carry_out("agreements", text)) == (2, 0, 0, 2, True)


def test_dates_of_a_chain_of_renewals_move_together_either_way(session):
    text = "番号,締結日,相手方,更新元\n1,{}-04-01,㈱一,\n2,{}-04-01,㈱一,1\n3,{}-04-01,㈱一,2\n"
    for years in ((2010, 2011, 2012), (2015, 2016, 2017), (2005, 2006, 2007)):
        report = carry_out("agreements", text.format(*years))
        assert (report.written, report.created + report.updated) == (True, 3)
    assert agreement("3").concluded_on == date(2007, 4, 1)


def test_a_registry_that_changed_after_planning_is_planned_for_anew(session):
    text = "開催日,相手方\nR2.4.1,㈱新\n"
    early = plan_import(request("meetings", text))
    assert carry_out("meetings", text).created == 1
    with writing():
        late = carry_out_import(SATO, plan=early)
    assert counted(late) == (1, 0, 0, 1, True)


def test_a_question_that_arises_after_planning_stops_the_import(session):
    early = plan_import(request("meetings", "開催日,相手方\nR2.4.1,㈱新\n"))
    organization("新株式会社")
    db.session.commit()
    before = sizes()
    with writing():
        late = carry_out_import(SATO, plan=early)
    assert [each.code for each in late.questions] == ["possible_duplicate"]
    assert (late.written, sizes()) == (False, before)


def test_a_workbook_with_days_and_numbers_comes_in_like_a_csv_file(session):
    data = workbook(S=[["番号", "締結日", "相手方", "満了日", "自動更新"], [7, date(2020, 4, 1), "㈱一", 20210331, 12]])
    assert carry_out("agreements", data, file="a.xlsx").written
    record = agreement("7")
    assert (record.concluded_on, record.expires_on, record.auto_renewal_months) == (
        date(2020, 4, 1),
        date(2021, 3, 31),
        12,
    )


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp932", "utf-16"])
def test_files_of_any_encoding_are_the_same_file(session, encoding):
    carry_out("agreements", AGREEMENTS.encode())
    assert counted(carry_out("agreements", AGREEMENTS.encode(encoding))) == (5, 0, 0, 4, True)


def test_names_are_stored_as_they_are_written(session):
    carry_out("agreements", "締結日,相手方\nR2.4.1,㈱　Ａ﨑ｶﾅ\n")
    assert session.scalars(sa.select(Organization.name)).one() == "㈱　Ａ﨑ｶﾅ"


def test_what_is_known_takes_as_many_statements_for_many_records_as_for_none(session):
    def statements():
        seen = []
        count = lambda *about: seen.append(about[2])  # noqa: E731 - a listener must be the same object to be removed
        sa.event.listen(db.engine, "before_cursor_execute", count)
        for kind in (Noun.ORGANIZATIONS, Noun.AGREEMENTS, Noun.MEETINGS, Noun.PROJECTS):
            load_known(kind)
        sa.event.remove(db.engine, "before_cursor_execute", count)
        return len(seen)

    none = statements()
    for kind, text in FILES.items():
        carry_out(kind, text)
    assert statements() == none
