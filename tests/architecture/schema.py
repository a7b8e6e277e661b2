"""A database described by what its catalogue says, so that two of them can be compared."""

from collections.abc import Iterator

import sqlalchemy as sa
from sqlalchemy.engine.reflection import Inspector

NOT_OURS = {"alembic_version"}


def describe(engine: sa.Engine) -> set[str]:
    """One line for each column, constraint and index, names, defaults and deletion rules included."""
    inspector = sa.inspect(engine)
    tables = sorted(set(inspector.get_table_names()) - NOT_OURS)
    return {f"{table}: {line}" for table in tables for line in lines(inspector, table)}


def lines(inspector: Inspector, table: str) -> Iterator[str]:
    for column in inspector.get_columns(table):
        default = plain(column["default"])
        yield f"column {column['name']} {column['type']} nullable={column['nullable']} default={default}"
    key = inspector.get_pk_constraint(table)
    yield f"primary key {key['name']} {key['constrained_columns']}"
    for unique in inspector.get_unique_constraints(table):
        yield f"unique {unique['name']} {unique['column_names']}"
    for check in inspector.get_check_constraints(table):
        yield f"check {check['name']} {plain(check['sqltext'])}"
    for foreign in inspector.get_foreign_keys(table):
        target = f"{foreign['referred_table']} {foreign['referred_columns']}"
        yield f"foreign key {foreign['name']} {foreign['constrained_columns']} -> {target} {foreign['options']}"
    for index in inspector.get_indexes(table):
        where = {key: plain(str(value)) for key, value in index.get("dialect_options", {}).items() if "where" in key}
        columns = index.get("expressions") or index["column_names"]
        yield f"index {index['name']} {columns} unique={bool(index['unique'])} {where}"


def plain(sql: str | None) -> str | None:
    """The same text however it was wrapped, bracketed or quoted."""
    return None if sql is None else " ".join(sql.replace('"', "").split()).strip("()")
