"""The migrations make what the models say, and can be taken back with records in the tables."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask
from flask_migrate import downgrade, upgrade

from registry.database import db
from registry.models import Base
from tests.architecture.schema import describe
from tests.databases import MIGRATIONS, running_app

DEMONSTRATION = ["seed", "--demo"]


@pytest.fixture
def empty_app(databases, tmp_path) -> Iterator[Flask]:
    with running_app(databases.empty(), tmp_path) as app:
        yield app


@contextmanager
def engine_of(app: Flask) -> Iterator[sa.Engine]:
    with app.app_context():
        yield db.engine
        db.session.remove()


def test_alembic_would_add_nothing(app):
    with engine_of(app) as engine, engine.connect() as connection:
        # defaults are compared below: on SQLite Alembic takes '' for no default
        options = {"compare_type": True, "include_object": made_here(engine.dialect.name)}
        difference = compare_metadata(MigrationContext.configure(connection, opts=options), Base.metadata)
    assert not difference, f"{difference}. Remedy: flask db revision, for what the models say beyond the migrations."


def made_here(dialect: str) -> Callable[..., bool]:
    """Whether something is made on this database; Alembic itself does not ask."""

    def is_made(thing: object, *_rest: object) -> bool:
        rule = getattr(thing, "_ddl_if", None)
        return rule is None or rule.dialect == dialect

    return is_made


def test_migrated_tables_are_those_of_the_models(app, databases, tmp_path):
    with engine_of(app) as engine:
        migrated = describe(engine)
    with running_app(databases.empty(), tmp_path) as other, engine_of(other) as engine:
        Base.metadata.create_all(engine)
        made = describe(engine)
    assert migrated == made, "Remedy: a migration with the same names, defaults and rules."


def test_every_constraint_has_a_name_of_its_own():
    nameless = [
        f"{table.name}: {constraint}"
        for table in Base.metadata.tables.values()
        for constraint in (*table.constraints, *table.indexes)
        if not constraint.name
    ]
    assert not nameless, f"{nameless}. Remedy: name it, so that a refusal can be told to the field."


def test_each_migration_can_be_taken_back_with_records_in_the_tables(empty_app):
    with engine_of(empty_app) as engine:
        upgrade(directory=str(MIGRATIONS))
        fresh = describe(engine)
        load_demonstration(empty_app)
        for revision in ScriptDirectory(str(MIGRATIONS)).walk_revisions():
            downgrade(directory=str(MIGRATIONS), revision=revision.down_revision or "base")
        assert set(sa.inspect(engine).get_table_names()) <= {"alembic_version"}
        upgrade(directory=str(MIGRATIONS))
        assert describe(engine) == fresh


def test_two_upgrades_change_nothing(app):
    with engine_of(app) as engine:
        before = describe(engine)
        upgrade(directory=str(MIGRATIONS))
        assert describe(engine) == before


def load_demonstration(app: Flask) -> None:
    result = app.test_cli_runner().invoke(args=DEMONSTRATION)
    assert result.exit_code == 0, result.output
