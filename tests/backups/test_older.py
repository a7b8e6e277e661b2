"""A backup of an older version is restored as it was, then migrated."""

from contextlib import closing
from datetime import date

import pytest
import sqlalchemy as sa
from flask_migrate import upgrade

from registry.database import db, migrating
from registry.domain.audit_chain import FIRST_PREVIOUS
from registry.domain.backups import Manifest
from registry.domain.progress import NOBODY
from registry.exports.backups import BackupWriter
from registry.models import Department, Organization
from registry.queries.backups import kept_tables, rows_of
from tests.backups.test_round_trip import restore
from tests.databases import MIGRATIONS
from tests.office import SATO

COLUMNS = "id, name, name_key, loose_key, sort_key, search_key, target_from"
ROWS = (
    "INSERT INTO departments (id, name) VALUES (7, '農政課')",
    f"INSERT INTO organizations ({COLUMNS}) VALUES (12, '﨑山㈱', 'a', 'b', 'c', 'd', '2019-04-01')",
)


def back_up_older(app, file, revision: str) -> None:
    with app.app_context():
        upgrade(directory=str(MIGRATIONS), revision=revision)
        with migrating() as connection:
            for statement in ROWS:
                connection.exec_driver_sql(statement)
        with file.open("wb") as out, closing(BackupWriter(out)) as backup:
            for table in kept_tables(db.session.connection()):
                backup.add_table(table.name, table.columns.keys(), rows_of(table), NOBODY)
            backup.finish(Manifest(revision, SATO.at, 0, FIRST_PREVIOUS, backup.rows, backup.members))
        db.session.remove()


@pytest.mark.parametrize("revision", ["0001", "0002"])
@pytest.mark.parametrize(("source", "target"), [("sqlite", "postgresql"), ("postgresql", "sqlite")])
def test_it_comes_up_to_this_version(registry, file, source, target, revision):
    back_up_older(registry(source, "empty"), file, revision)
    app = registry(target, "demonstration")
    done = restore(app, file, replace=True)
    assert (done.rows, done.files, done.log.head.entries) == (2, 0, 0)
    with app.app_context():
        department, body = db.session.get(Department, 7), db.session.get(Organization, 12)
        assert (department.name, department.valid_from) == ("農政課", None)
        assert (body.name, body.target_from, body.incomplete) == ("﨑山㈱", date(2019, 4, 1), False)
        assert db.session.scalar(sa.select(sa.func.count(Organization.id))) == 1
