"""While an import prepares, others go on writing, and nothing of it is lost or doubled."""

import threading

import pytest
import sqlalchemy as sa

from registry.commands.imports import TRIES, carry_out_import, plan_import
from registry.database import db, writing
from registry.domain.vocabulary import OrganizationKind
from registry.models import Meeting, Organization
from registry.queries.audit import verify_chain
from tests.imports.files import request
from tests.office import SATO, meeting, organization, subjects


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


def test_nobody_waits_for_what_is_staged_where_sqlite_has_no_write_ahead_log(sqlite_app):
    with sqlite_app.app_context():
        db.session.remove()
        db.engine.dispose()
        sa.event.listen(db.engine, "connect", lambda one, _entry: one.execute("PRAGMA journal_mode = DELETE").close())
        report = import_while(sqlite_app, lambda: meeting(held="2020-04-05", subject="三"))
    assert (report.written, report.created) == (True, 2)
