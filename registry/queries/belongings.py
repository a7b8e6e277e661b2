"""What names an organization under any of its records: the agreements, meetings and projects that go where it goes."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import sqlalchemy as sa

from registry.database import db
from registry.domain.vocabulary import Noun
from registry.models import Agreement, AgreementParty, Meeting, Project
from registry.models.meetings import meeting_organizations
from registry.models.projects import project_organizations

LATEST = 5


@dataclass(frozen=True)
class Belonging:
    """A record that names the organization; ``number`` and ``label`` may be blank."""

    id: int
    number: str
    label: str
    day: date


@dataclass(frozen=True)
class Share:
    """How many records of a noun name the organization, and the latest of them."""

    total: int = 0
    latest: tuple[Belonging, ...] = ()


@dataclass(frozen=True)
class Belongings:
    """All that names one body."""

    agreements: Share = field(default_factory=Share)
    meetings: Share = field(default_factory=Share)
    projects: Share = field(default_factory=Share)


def get_belongings(record_ids: Collection[int]) -> Belongings:
    """What names any of these records of one body, each once, the latest first; three statements."""
    return Belongings(**{noun.value: _share(named) for noun, named in _naming(record_ids).items()})


def _naming(record_ids: Collection[int]) -> Mapping[Noun, sa.Select[Any]]:
    """(id, number, label, day) of the living records that name them."""
    party, met, joined = AgreementParty, meeting_organizations.c, project_organizations.c
    parties = sa.select(party.agreement_id).where(party.organization_id.in_(record_ids))
    meetings = sa.select(met.meeting_id).where(met.organization_id.in_(record_ids))
    projects = sa.select(joined.project_id).where(joined.organization_id.in_(record_ids))
    return {
        Noun.AGREEMENTS: _columns(Agreement, Agreement.title, Agreement.concluded_on, parties),
        Noun.MEETINGS: _columns(Meeting, Meeting.subject, Meeting.held_on, meetings),
        Noun.PROJECTS: _columns(Project, Project.name, Project.started_on, projects),
    }


def _columns(kind: Any, label: Any, day: Any, named_by: sa.Select[Any]) -> sa.Select[Any]:
    number = sa.func.coalesce(kind.number, "").label("number")
    columns = sa.select(kind.id, number, label.label("label"), day.label("day"), sa.func.count().over().label("total"))
    return columns.where(kind.deleted_at.is_(None), kind.id.in_(named_by)).order_by(day.desc(), kind.id.desc())


def _share(named: sa.Select[Any]) -> Share:
    rows = db.session.execute(named.limit(LATEST)).all()
    listed = tuple(Belonging(row.id, row.number, row.label, row.day) for row in rows)
    return Share(rows[0].total if rows else 0, listed)
