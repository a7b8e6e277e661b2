"""``db upgrade``: safe when two start at once, all or nothing, and through the program's own engine."""

import multiprocessing
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.util import CommandError
from flask_migrate import downgrade, upgrade

from registry.database import db, migrating, writing
from tests.databases import MIGRATIONS, running_app
from tests.office import agreement, meeting, organization, project


def upgrade_in_a_process(url: str, folder: Path) -> None:
    with running_app(url, folder) as app, app.app_context():
        upgrade(directory=str(MIGRATIONS))


def test_two_that_start_at_once_both_find_a_migrated_database(databases, tmp_path):
    url = databases.empty()
    spawn = multiprocessing.get_context("spawn")
    processes = [spawn.Process(target=upgrade_in_a_process, args=(url, tmp_path)) for _ in range(2)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    assert [process.exitcode for process in processes] == [0, 0]
    with running_app(url, tmp_path) as app, app.app_context():
        assert sa.inspect(db.engine).has_table("audit_entries")
        assert len(db.session.scalars(sa.text("SELECT version_num FROM alembic_version")).all()) == 1
        db.session.rollback()


def test_a_migration_that_breaks_off_leaves_nothing(databases, tmp_path):
    def break_off() -> None:
        with migrating() as connection:
            connection.execute(sa.text("CREATE TABLE half_done (id INTEGER)"))
            raise ZeroDivisionError

    with running_app(databases.empty(), tmp_path) as app, app.app_context():
        with pytest.raises(ZeroDivisionError):
            break_off()
        assert sa.inspect(db.engine).get_table_names() == []


def test_records_go_down_and_the_tables_come_up_again_empty(app):
    with app.app_context():
        with writing():
            party = organization("甲", groups=("東京ネットワーク",))
            contract = agreement(party, fields=("防災",), department="農政課")
            project(agreements=(contract.id,), departments=("農政課",))
            meeting(party, agreements=(contract.id,))
        db.session.remove()
        downgrade(directory=str(MIGRATIONS), revision="base")
        upgrade(directory=str(MIGRATIONS))
        with writing():
            assert organization("乙").id == 1


def test_references_are_followed_again_after_a_migration(sqlite_app):
    with sqlite_app.app_context():
        with migrating() as connection:
            assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar_one() == 0
        with db.engine.connect() as connection:
            assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar_one() == 1


def test_a_database_that_cannot_be_reached_is_one_sentence(tmp_path):
    with (
        running_app("sqlite:////nowhere/at/all.sqlite3", tmp_path) as app,
        app.app_context(),
        pytest.raises((CommandError, SystemExit)),
    ):
        upgrade(directory=str(MIGRATIONS))


@pytest.mark.parametrize("statement", ["UPDATE audit_entries SET label = 'x'", "DELETE FROM audit_entries"])
def test_the_log_is_not_altered_by_a_statement(session, statement):
    with writing():
        organization("甲")
    with pytest.raises(sa.exc.IntegrityError, match="tr_audit_entries_immutable"), db.engine.begin() as connection:
        connection.exec_driver_sql(statement)


def test_nor_emptied_at_once_on_postgresql(postgresql, tmp_path):
    with (
        postgresql.fresh() as url,
        running_app(url, tmp_path) as app,
        app.app_context(),
        pytest.raises(sa.exc.IntegrityError, match="immutable"),
        db.engine.begin() as connection,
    ):
        connection.exec_driver_sql("TRUNCATE audit_entries")
