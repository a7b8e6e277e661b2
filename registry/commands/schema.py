"""The tables as the migrations make them: which revision they are at, and how they are made anew."""

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import current_app

from registry.database import db
from registry.domain.errors import NotMigrated


def newest_revision() -> str:
    """The revision that this program works with."""
    return _scripts().get_current_head() or ""


def is_known_revision(revision: str) -> bool:
    """Whether this program's migrations lead there."""
    return any(each.revision == revision for each in _scripts().walk_revisions())


def check_revision() -> str:
    """The database's revision, which is this program's; raises NotMigrated."""
    revision = _revision_of(db.session.connection())
    if revision != newest_revision():
        raise NotMigrated
    return revision


def make_tables_anew(connection: sa.Connection, revision: str) -> None:
    """Take all tables away and make those of a revision, empty; inside ``database.migrating``. Raises NotMigrated.

    The migrations do it: what refuses to delete from the audit log goes with its table, and comes back with it.
    """
    present = _revision_of(connection)
    if present is not None:
        if not is_known_revision(present):
            raise NotMigrated
        command.downgrade(_settings(), "base")
    bring_up(revision)


def bring_up(revision: str) -> None:
    """Migrate up to a revision; inside ``database.migrating`` it is a part of that."""
    command.upgrade(_settings(), revision)


def _revision_of(connection: sa.Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _settings() -> Config:
    migrate = current_app.extensions["migrate"]
    settings: Config = migrate.migrate.get_config(migrate.directory)
    settings.attributes["silent"] = True
    return settings


def _scripts() -> ScriptDirectory:
    return ScriptDirectory.from_config(_settings())
