"""The names that forms offer: departments, fields, groups."""

from collections.abc import Sequence
from datetime import date

import sqlalchemy as sa

from registry.database import db
from registry.models import Department, Field, Group
from registry.models.reference import Reference
from registry.queries.unchanged import while_unchanged


def list_department_names(day: date) -> Sequence[str]:
    """The departments that there are on a day."""
    there = (
        sa.or_(Department.valid_from.is_(None), Department.valid_from <= day),
        sa.or_(Department.valid_until.is_(None), Department.valid_until >= day),
    )
    return db.session.scalars(
        sa.select(Department.name).where(*there).order_by(Department.position, Department.id)
    ).all()


def list_all_department_names() -> Sequence[str]:
    """All departments that ever were, for filters."""
    return while_unchanged("all departments", lambda: _names(sa.select(Department.name), Department))


def list_field_names() -> Sequence[str]:
    """The fields that are offered."""
    return _offered(Field)


def list_group_names() -> Sequence[str]:
    """The groups that are offered."""
    return _offered(Group)


def _offered(kind: type[Field] | type[Group]) -> Sequence[str]:
    return while_unchanged(kind.__tablename__, lambda: _names(sa.select(kind.name).where(~kind.retired), kind))


def _names(wanted: sa.Select[str], kind: type[Reference]) -> Sequence[str]:
    return tuple(db.session.scalars(wanted.order_by(kind.position, kind.id)))
