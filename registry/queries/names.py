"""Departments, fields and groups for those who look after them: each with what uses it, in the office's order."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from registry.database import db
from registry.domain.errors import NoSuchRecord
from registry.domain.names import fold
from registry.domain.vocabulary import Noun, ProjectState
from registry.models import (
    Agreement,
    Department,
    Field,
    Group,
    Meeting,
    Organization,
    Project,
    ProjectDelegation,
    ProjectReport,
    ReportNudge,
    User,
)
from registry.models.agreements import agreement_fields
from registry.models.organizations import organization_groups
from registry.models.projects import project_departments
from registry.models.reference import Reference

KINDS: Mapping[Noun, type[Reference]] = {Noun.DEPARTMENTS: Department, Noun.FIELDS: Field, Noun.GROUPS: Group}
RUNNING = (ProjectState.PROPOSED, ProjectState.ACTIVE, ProjectState.SUSPENDED)


@dataclass(frozen=True)
class NameRow:
    """A field or group; ``uses`` is the number of living agreements or organizations that have it.

    ``is_used`` says whether any record has it, deleted ones too.
    """

    id: int
    name: str
    retired: bool
    uses: int
    is_used: bool


@dataclass(frozen=True)
class DepartmentRow:
    """A department with its validity, and how many living projects, agreements and working users belong to it.

    ``is_used`` says whether anything refers to it, what was deleted or ended too.
    """

    id: int
    name: str
    valid_from: date | None
    valid_until: date | None
    successor: str | None
    projects: int
    agreements: int
    users: int
    is_used: bool


@dataclass(frozen=True)
class Held:
    """A record of a department that ends: what it is known by, and what is told beside."""

    id: int
    name: str
    beside: str
    department: str


def get_name(noun: Noun, name_id: int) -> Any:
    """The department, field or group; raises NoSuchRecord."""
    row = db.session.get(KINDS[noun], name_id)
    if row is None:
        raise NoSuchRecord(noun=noun, id=name_id)
    return row


def find_same_name(noun: Noun, name: str) -> Reference | None:
    """The one that bears this name, in any width, case and with any spaces."""
    key = fold(name)
    return next((row for row in list_in_order(noun) if fold(row.name) == key), None)


def get_name_called(noun: Noun, name: str) -> Any:
    """The one that bears this very name; raises NoSuchRecord."""
    kind = KINDS[noun]
    row = db.session.scalar(sa.select(kind).where(kind.name == name))
    if row is None:
        raise NoSuchRecord(noun=noun, id=name)
    return row


def list_in_order(noun: Noun) -> Sequence[Reference]:
    """All of them, in the order in which they are offered."""
    kind = KINDS[noun]
    return db.session.scalars(sa.select(kind).order_by(kind.position, kind.id)).all()


def list_name_rows(noun: Noun) -> Sequence[NameRow]:
    """All fields or groups with their uses; one statement."""
    kind: Any = KINDS[noun]
    uses = _of_agreements(kind.id) if kind is Field else _of_organizations(kind.id)
    rows = db.session.execute(
        sa.select(kind.id, kind.name, kind.retired, uses.scalar_subquery(), _used(noun, kind.id)).order_by(
            kind.position, kind.id
        )
    )
    return [NameRow(*row) for row in rows]


def _of_agreements(field_id: Any) -> sa.Select[Any]:
    link = agreement_fields
    living = sa.select(sa.func.count()).select_from(link).join(Agreement, Agreement.id == link.c.agreement_id)
    return living.where(link.c.field_id == field_id, Agreement.deleted_at.is_(None)).correlate(Field)


def _of_organizations(group_id: Any) -> sa.Select[Any]:
    link = organization_groups
    living = sa.select(sa.func.count()).select_from(link).join(Organization, Organization.id == link.c.organization_id)
    return living.where(link.c.group_id == group_id, Organization.deleted_at.is_(None)).correlate(Group)


def list_department_rows() -> Sequence[DepartmentRow]:
    """All departments, former ones too; one statement."""
    successor = aliased(Department)
    takes_part = sa.select(project_departments.c.department_id).where(project_departments.c.project_id == Project.id)
    its_own = sa.or_(Project.lead_department_id == Department.id, Department.id.in_(takes_part))
    rows = db.session.execute(
        sa.select(
            Department.id,
            Department.name,
            Department.valid_from,
            Department.valid_until,
            successor.name,
            _number(Project, its_own, Project.deleted_at.is_(None)),
            _number(Agreement, Agreement.department_id == Department.id, Agreement.deleted_at.is_(None)),
            _number(User, User.department_id == Department.id, User.disabled_at.is_(None)),
            _used(Noun.DEPARTMENTS, Department.id),
        )
        .outerjoin(successor, successor.id == Department.successor_id)
        .order_by(Department.position, Department.id)
    )
    return [DepartmentRow(*row) for row in rows]


def _number(kind: Any, *conditions: sa.ColumnElement[bool]) -> Any:
    return sa.select(sa.func.count()).select_from(kind).where(*conditions).correlate(Department).scalar_subquery()


def is_used(noun: Noun, name_id: int) -> bool:
    """Whether any record has it, deleted ones too, or another department is succeeded by it."""
    return bool(db.session.scalar(sa.select(_used(noun, name_id))))


def _used(noun: Noun, name_id: Any) -> sa.ColumnElement[bool]:
    """The condition that something refers to it; ``name_id`` may be the column of the names themselves."""
    named = sa.literal(name_id) if isinstance(name_id, int) else name_id
    return sa.or_(*(named.in_(sa.select(column).where(column.is_not(None))) for column in USES[noun]))


USES: Mapping[Noun, Sequence[Any]] = {
    Noun.DEPARTMENTS: (
        Project.lead_department_id,
        project_departments.c.department_id,
        Agreement.department_id,
        Meeting.department_id,
        User.department_id,
        ProjectDelegation.department_id,
        ProjectDelegation.named_department_id,
        ProjectReport.department_id,
        ReportNudge.department_id,
        Department.successor_id,
    ),
    Noun.FIELDS: (agreement_fields.c.field_id,),
    Noun.GROUPS: (organization_groups.c.group_id,),
}
"""The columns that refer to each."""


def list_led_projects(department_ids: Sequence[int]) -> Sequence[Held]:
    """The projects under way that the departments lead."""
    columns = (Project.id, Project.name, Project.number, Department.name)
    rows = db.session.execute(
        sa.select(*columns)
        .join(Department, Department.id == Project.lead_department_id)
        .where(Department.id.in_(department_ids), Project.deleted_at.is_(None), Project.state.in_(RUNNING))
        .order_by(Project.search_key, Project.id)
    )
    return [Held(row[0], row[1], row[2] or "", row[3]) for row in rows]


def list_held_agreements(department_ids: Sequence[int], *, after: date) -> Sequence[Held]:
    """The agreements of the departments that are still in force, or not yet, after a day."""
    columns = (Agreement.id, Agreement.title, Agreement.number, Department.name)
    rows = db.session.execute(
        sa.select(*columns)
        .join(Department, Department.id == Agreement.department_id)
        .where(
            Department.id.in_(department_ids),
            Agreement.deleted_at.is_(None),
            sa.or_(Agreement.last_day.is_(None), Agreement.last_day > after),
        )
        .order_by(Agreement.concluded_on, Agreement.id)
    )
    return [Held(*row) for row in rows]


def list_members(department_ids: Sequence[int]) -> Sequence[Held]:
    """The users of the departments who can log in."""
    rows = db.session.execute(
        sa.select(User.id, User.name, User.mail, Department.name)
        .join(Department, Department.id == User.department_id)
        .where(Department.id.in_(department_ids), User.disabled_at.is_(None))
        .order_by(User.name_key)
    )
    return [Held(*row) for row in rows]
