"""Agreements and projects to choose from: by id, by their number or name, or by a part of it or of a party's name."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa

from registry.database import db
from registry.domain.names import fold
from registry.domain.vocabulary import PartyRole
from registry.models import Agreement, AgreementParty, Department, Organization, Project
from registry.models.projects import project_organizations
from registry.queries.holding import holds

CANDIDATES = 5


@dataclass(frozen=True)
class FoundAgreement:
    """An agreement that can be chosen, with the names of its parties."""

    id: int
    number: str
    title: str
    concluded_on: date
    parties: tuple[str, ...]


@dataclass(frozen=True)
class FoundProject:
    """A project that can be chosen, with its lead department."""

    id: int
    number: str | None
    name: str
    started_on: date
    department: str


def list_agreements_by_id(agreement_ids: Iterable[int]) -> Sequence[FoundAgreement]:
    """The living ones with these ids, in this order."""
    wanted = list(dict.fromkeys(agreement_ids))
    found = {one.id: one for one in _agreements(Agreement.id.in_(wanted), most=len(wanted))}
    return [found[one] for one in wanted if one in found]


def list_agreements_called(text: str) -> Sequence[FoundAgreement]:
    """Those whose number or whole title is the text."""
    return _agreements(_called(Agreement.search_key, key)) if (key := fold(text)) else []


def list_agreements_like(text: str) -> Sequence[FoundAgreement]:
    """A few with the text in their number, title or a party's name; the newest first."""
    key = fold(text)
    with_party = (
        sa.select(AgreementParty.agreement_id)
        .join(Organization, Organization.id == AgreementParty.organization_id)
        .where(holds(Organization.search_key, key))
    )
    like = sa.or_(holds(Agreement.search_key, key), Agreement.id.in_(with_party))
    return _agreements(like) if key else []


def _agreements(condition: sa.ColumnElement[bool], *, most: int = CANDIDATES) -> list[FoundAgreement]:
    rows = db.session.execute(
        sa.select(Agreement.id, Agreement.number, Agreement.title, Agreement.concluded_on)
        .where(Agreement.deleted_at.is_(None), condition)
        .order_by(Agreement.concluded_on.desc(), Agreement.id.desc())
        .limit(most)
    ).all()
    parties = _parties([row.id for row in rows])
    return [FoundAgreement(*row, parties=tuple(parties[row.id])) for row in rows]


def _parties(agreement_ids: Sequence[int]) -> defaultdict[int, list[str]]:
    names: defaultdict[int, list[str]] = defaultdict(list)
    for agreement_id, name in db.session.execute(
        sa.select(AgreementParty.agreement_id, Organization.name)
        .join(Organization, Organization.id == AgreementParty.organization_id)
        .where(AgreementParty.agreement_id.in_(agreement_ids), AgreementParty.role == PartyRole.PARTY)
        .order_by(AgreementParty.id)
    ):
        names[agreement_id].append(name)
    return names


def list_projects_by_id(project_ids: Iterable[int]) -> Sequence[FoundProject]:
    """The living ones with these ids, in this order."""
    wanted = list(dict.fromkeys(project_ids))
    found = {one.id: one for one in _projects(Project.id.in_(wanted), most=len(wanted))}
    return [found[one] for one in wanted if one in found]


def list_projects_called(text: str) -> Sequence[FoundProject]:
    """Those whose name or number is the text."""
    return _projects(_called(Project.search_key, key)) if (key := fold(text)) else []


def list_projects_like(text: str) -> Sequence[FoundProject]:
    """A few with the text in their name, number or an organization's name; the newest first."""
    key = fold(text)
    with_body = (
        sa.select(project_organizations.c.project_id)
        .join(Organization, Organization.id == project_organizations.c.organization_id)
        .where(holds(Organization.search_key, key))
    )
    like = sa.or_(holds(Project.search_key, key), Project.id.in_(with_body))
    return _projects(like) if key else []


def _projects(condition: sa.ColumnElement[bool], *, most: int = CANDIDATES) -> list[FoundProject]:
    rows: Any = db.session.execute(
        sa.select(Project.id, Project.number, Project.name, Project.started_on, Department.name)
        .join(Department, Department.id == Project.lead_department_id)
        .where(Project.deleted_at.is_(None), condition)
        .order_by(Project.started_on.desc(), Project.id.desc())
        .limit(most)
    )
    return [FoundProject(*row) for row in rows]


def _called(search_key: Any, key: str) -> sa.ColumnElement[bool]:
    """Whether one of the two parts of a search key, the number and the name, is the key; folded, they hold no space."""
    return sa.or_(search_key.startswith(f"{key} ", autoescape=True), search_key.endswith(f" {key}", autoescape=True))
