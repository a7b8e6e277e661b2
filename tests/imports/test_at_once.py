"""Records come in all at once and are the same as if somebody had recorded or revised each."""

import json

import sqlalchemy as sa

from registry.commands.imports import carry_out_import, plan_import
from registry.commands.meetings import record_meeting, revise_meeting
from registry.commands.organizations import register_organization
from registry.database import db, writing
from registry.domain.drafts import FormerNameDraft, MeetingDraft, OrganizationDraft
from registry.domain.vocabulary import MeetingChannel, MeetingType, OrganizationKind
from registry.models import AuditEntry, Department, Meeting, Organization
from registry.queries.audit import verify_chain
from tests.databases import running_app
from tests.imports.files import request
from tests.office import SATO, day, meeting, organization, subjects

ORGANIZATIONS = (
    "名称,ふりがな,区分,所在地,対象開始日,グループ,旧名称,備考\n"
    '株式会社﨑山,さきやま,企業,南町１－１,R2.4.1,東京ネットワーク、農業,旧﨑山、前の名,"二行の\n備考 ""引用"""\n'
)
MEETINGS = (
    "番号,開催日,種類,形式,相手方,担当課,件名,内容,計上,計上理由\n"
    "7,R2.5.1,アプローチ,オンライン,試験銀行、若葉大学,農政課,ﾎﾞｳｻｲ相談,一行目,×,重複のため\n"
)


def import_file(kind, text):
    return carry_out_import(SATO, plan=plan_import(request(kind, text)), accept_questions=True)


def rows_of(session, table) -> list[dict]:
    rows = session.execute(sa.select(table).order_by(*table.primary_key.columns)).mappings()
    return [{name: value for name, value in row.items() if not name.startswith("imported_")} for row in rows]


def all_rows(session) -> dict[str, list[dict]]:
    """What stands in the tables of records; the file's own entry in the log left out."""
    tables = [table for name, table in db.metadata.tables.items() if name != "audit_entries"]
    found = {table.name: rows_of(session, table) for table in tables}
    entries = session.execute(sa.select(AuditEntry).where(AuditEntry.action != "import").order_by(AuditEntry.id))
    found["entries"] = [
        (each.action, each.noun, each.record_id, each.label, each.changes, each.actor, each.at) for (each,) in entries
    ]
    return found


def record_the_same_by_hand():
    with writing():
        register_organization(
            SATO,
            draft=OrganizationDraft(
                "株式会社﨑山",
                "さきやま",
                OrganizationKind.COMPANY,
                address="南町１－１",
                target_from=day("2020-04-01"),
                groups=("東京ネットワーク", "農業"),
                former_names=(FormerNameDraft("旧﨑山"), FormerNameDraft("前の名")),
                notes='二行の\n備考 "引用"',
            ),
            create_names=True,
        )
        bank = organization("試験銀行", kind=OrganizationKind.FINANCIAL)
        university = organization("若葉大学", kind=OrganizationKind.ACADEMIC)
        record_meeting(
            SATO,
            draft=MeetingDraft(
                day("2020-05-01"),
                MeetingType.APPROACH,
                organizations=(bank.id, university.id),
                number="7",
                channel=MeetingChannel.ONLINE,
                department="農政課",
                subject="ﾎﾞｳｻｲ相談",
                summary="一行目",
                counted=False,
                counted_reason="重複のため",
            ),
            create_names=True,
        )


def test_an_imported_record_is_the_one_that_somebody_would_have_recorded(databases, tmp_path):
    with databases.fresh() as url, running_app(url, tmp_path) as app, app.app_context():
        record_the_same_by_hand()
        by_hand = all_rows(db.session)
    with databases.fresh() as url, running_app(url, tmp_path) as app, app.app_context():
        import_file("organizations", ORGANIZATIONS)
        import_file("meetings", MEETINGS)
        imported = all_rows(db.session)
        assert verify_chain().broken == ()
    assert imported == by_hand
    assert len(by_hand["entries"]) == 4


CHANGED = (
    "番号,開催日,種類,形式,相手方,担当課,件名,内容,計上,計上理由\n"
    '7,R2.5.2,協議,,"試験銀行、若葉大学、新しい銀行",総務課,"ﾎﾞｳｻｲ相談 ""再""","一行目\n二行目",○,\n'
)


def revise_the_same_by_hand():
    record_the_same_by_hand()
    with writing():
        new = organization("新しい銀行", kind=OrganizationKind.FINANCIAL)
        revise_meeting(
            SATO,
            meeting_id=1,
            draft=MeetingDraft(
                day("2020-05-02"),
                MeetingType.CONSULTATION,
                organizations=(2, 3, new.id),
                number="7",
                channel=MeetingChannel.ONLINE,
                department="総務課",
                subject='ﾎﾞｳｻｲ相談 "再"',
                summary="一行目\n二行目",
                counted=True,
                counted_reason="重複のため",
            ),
            version=1,
            create_names=True,
        )


def test_a_changed_record_is_the_one_that_somebody_would_have_revised(databases, tmp_path):
    with databases.fresh() as url, running_app(url, tmp_path) as app, app.app_context():
        revise_the_same_by_hand()
        by_hand = all_rows(db.session)
    with databases.fresh() as url, running_app(url, tmp_path) as app, app.app_context():
        for kind, text in (("organizations", ORGANIZATIONS), ("meetings", MEETINGS), ("meetings", CHANGED)):
            assert import_file(kind, text).written
        imported = all_rows(db.session)
        assert verify_chain().broken == ()
        changed = db.session.scalars(sa.select(Meeting)).one()
        assert (changed.version, changed.imported_version) == (2, 2)
    assert imported == by_hand
    assert by_hand["entries"][-1][0] == "revise"


def test_a_record_that_is_changed_twice_by_files_is_still_no_edit_of_somebody(session):
    for subject in ("一", "二", "三"):
        report = import_file("meetings", f"番号,開催日,件名\n1,R2.4.1,{subject}\n")
        assert report.questions == ()
    assert subjects(session) == ["三"]


def test_a_thousand_changed_rows_take_no_more_statements_than_two(sqlite_app):
    def statements(rows: int) -> int:
        text = "番号,開催日,件名\n" + "".join(f"{number},R2.4.1,{{}}{number}\n" for number in range(rows))
        import_file("meetings", text.format(*["前"] * rows))
        plan = plan_import(request("meetings", text.format(*["後"] * rows)))
        seen = []
        note = lambda *about: seen.append(about[2])  # noqa: E731 - a listener must be the same object to be removed
        sa.event.listen(db.engine, "before_cursor_execute", note)
        assert carry_out_import(SATO, plan=plan).updated == rows
        sa.event.remove(db.engine, "before_cursor_execute", note)
        return len(seen)

    with sqlite_app.app_context():
        assert statements(2) == statements(1000)


def test_ids_go_on_after_those_of_an_import(session):
    import_file("meetings", "開催日,相手方,件名\n" + "".join(f"R2.4.{n},試験銀行,{n}\n" for n in range(1, 8)))
    with writing():
        later = meeting(organization("若葉大学"))
    assert later.id == 8
    assert later.organizations[0].id == 2
    assert verify_chain().broken == ()


def test_names_of_departments_and_groups_are_made_once(session):
    import_file("meetings", "開催日,担当課\nR2.4.1,農政課\nR2.4.2,農政課\nR2.4.3,\n")
    assert [each.name for each in session.scalars(sa.select(Department))] == ["農政課"]
    departments = [each.department and each.department.name for each in session.scalars(sa.select(Meeting))]
    assert departments == ["農政課", "農政課", None]


def test_a_changed_row_and_a_new_row_of_one_file_both_come_in(session):
    import_file("meetings", "番号,開催日,相手方,件名\n1,R2.4.1,試験銀行,前\n")
    report = import_file("meetings", "番号,開催日,相手方,件名\n1,R2.4.1,試験銀行、若葉大学,後\n2,R2.4.2,若葉大学,新\n")
    assert (report.created, report.updated) == (1, 1)
    first, second = session.scalars(sa.select(Meeting).order_by(Meeting.number))
    assert (first.subject, [each.name for each in first.organizations]) == ("後", ["試験銀行", "若葉大学"])
    assert (second.subject, [each.name for each in second.organizations]) == ("新", ["若葉大学"])
    assert verify_chain().broken == ()


TWO = "開催日,相手方,件名\nR2.4.1,試験銀行,一\nR2.4.2,若葉大学,二\n"


def test_nothing_that_was_staged_is_left(app, session):
    import_file("meetings", TWO)
    left = (
        sa.text("SELECT count(*) FROM pg_class WHERE relname LIKE 'staged%'")
        if db.engine.dialect.name == "postgresql"
        else sa.text("SELECT count(*) FROM sqlite_temp_schema WHERE name LIKE 'staged%'")
    )
    assert session.scalar(left) == 0


def test_the_log_says_what_the_file_was(session):
    import_file("meetings", TWO)
    entry = session.scalars(sa.select(AuditEntry).order_by(AuditEntry.id.desc()).limit(1)).one()
    assert (entry.action, entry.noun, entry.label) == ("import", "imports", "file.csv")
    assert json.loads(entry.changes)["created"] == [None, 2]


def test_what_is_not_seen_at_the_end_of_a_name_is_not_stored_and_names_nobody(session):
    import_file("organizations", "名称,グループ,旧名称\n㈱甲,東、\u200b西、\u200b,昔\u200b、\u2060\n")
    body = session.scalars(sa.select(Organization)).one()
    assert [each.name for each in body.groups] == ["東", "西"]
    assert [each.name for each in body.former_names] == ["昔"]
    import_file("meetings", "開催日,相手方\nR2.4.1,㈱甲、\u200b、\u200b㈱乙\n")
    assert list(session.scalars(sa.select(Organization.name).order_by(Organization.id))) == ["㈱甲", "㈱乙"]
