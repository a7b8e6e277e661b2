"""New records come in all at once and are the same as if somebody had recorded each; others write meanwhile."""

import json
import threading

import pytest
import sqlalchemy as sa

from registry.commands.imports import TRIES, carry_out_import, plan_import
from registry.commands.meetings import record_meeting
from registry.commands.organizations import register_organization
from registry.database import db, writing
from registry.domain.drafts import FormerNameDraft, MeetingDraft, OrganizationDraft
from registry.domain.vocabulary import MeetingChannel, MeetingType, OrganizationKind
from registry.models import AuditEntry, Department, Meeting, Organization
from registry.queries.audit import verify_chain
from tests.databases import running_app
from tests.imports.files import request
from tests.office import SATO, day, meeting, organization

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


class Meanwhile:
    """Somebody else, who does something in another thread while rows are staged, and is done before it goes on."""

    def __init__(self, app, *deeds) -> None:
        self.app, self.deeds, self.done = app, list(deeds), 0

    def __call__(self, _done: int) -> None:
        if self.deeds:
            deed = self.deeds.pop(0)
            other = threading.Thread(target=self._do, args=(deed,))
            other.start()
            other.join(timeout=20)
            assert not other.is_alive(), "the other one waits for the import"

    def _do(self, deed) -> None:
        with self.app.app_context():
            with writing():
                deed()
            self.done += 1
            db.session.remove()


TWO = "開催日,相手方,件名\nR2.4.1,試験銀行,一\nR2.4.2,若葉大学,二\n"


def import_while(app, *deeds, text=TWO):
    others = Meanwhile(app, *deeds)
    report = carry_out_import(SATO, plan=plan_import(request("meetings", text)), accept_questions=True, progress=others)
    assert others.done == len(deeds)
    assert verify_chain().broken == ()
    return report


def subjects(session) -> list[str]:
    return list(session.scalars(sa.select(Meeting.subject).order_by(Meeting.id)))


def test_somebody_records_a_meeting_while_an_import_prepares(app, session):
    report = import_while(app, lambda: meeting(held="2020-04-01", subject="三"))
    assert (report.written, report.created) == (True, 2)
    assert subjects(session) == ["三", "一", "二"]


def test_somebody_records_a_meeting_of_the_file_itself(app, session):
    def record_the_first() -> None:
        meeting(organization("試験銀行", kind=OrganizationKind.FINANCIAL), held="2020-04-01", subject="一")

    report = import_while(app, record_the_first)
    assert (report.written, report.created, report.unchanged) == (True, 1, 1)
    assert subjects(session) == ["一", "二"]
    assert session.scalar(sa.select(sa.func.count(Organization.id))) == 2


def test_somebody_registers_an_organization_that_the_file_does_not_name(app, session):
    report = import_while(app, lambda: organization("農業組合法人甲"))
    assert (report.written, report.created) == (True, 2)
    met = {each.subject: [body.name for body in each.organizations] for each in session.scalars(sa.select(Meeting))}
    assert met == {"一": ["試験銀行"], "二": ["若葉大学"]}


def test_somebody_registers_an_organization_of_the_file(app, session):
    report = import_while(app, lambda: organization("若葉大学", kind=OrganizationKind.ACADEMIC))
    assert (report.written, report.created) == (True, 2)
    assert sorted(session.scalars(sa.select(Organization.name))) == ["若葉大学", "試験銀行"]


def test_somebody_takes_the_number_of_a_row(app, session):
    text = "番号,開催日,相手方,件名\n1,R2.4.1,試験銀行,一\n"
    report = import_while(app, lambda: meeting(number="１", held="2020-04-01", subject="先"), text=text)
    assert (report.created, report.updated) == (0, 1)
    assert subjects(session) == ["一"]


def test_an_import_comes_to_its_end_however_often_the_others_write(app, session):
    deeds = [lambda number=number: organization(f"若葉大学{number}") for number in range(TRIES)]
    report = import_while(app, *[lambda: organization("若葉大学"), *deeds])
    assert (report.written, report.created) == (True, 2)


@pytest.mark.parametrize("times", [1, 2])
def test_the_same_file_by_two_people_at_once_comes_in_once(app, session, times):
    text = TWO + "".join(f"R2.5.{n},試験銀行,{n}\n" for n in range(1, 30))
    plan = plan_import(request("meetings", text))
    reports = []

    def import_it() -> None:
        with app.app_context():
            reports.append(carry_out_import(SATO, plan=plan))
            db.session.remove()

    people = [threading.Thread(target=import_it) for _ in range(times + 1)]
    session.rollback()  # planning has shown this session the registry as it was
    for each in people:
        each.start()
    for each in people:
        each.join()
    assert sorted(each.created for each in reports) == [0] * times + [31]
    assert all(each.written for each in reports)
    assert len(subjects(session)) == 31
    assert verify_chain().broken == ()


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


def test_nobody_waits_for_what_is_staged_where_sqlite_has_no_write_ahead_log(sqlite_app):
    with sqlite_app.app_context():
        db.session.remove()
        db.engine.dispose()
        sa.event.listen(db.engine, "connect", lambda one, _entry: one.execute("PRAGMA journal_mode = DELETE").close())
        report = import_while(sqlite_app, lambda: meeting(held="2020-04-05", subject="三"))
    assert (report.written, report.created) == (True, 2)
