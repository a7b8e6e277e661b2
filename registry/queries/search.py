"""全体の検索: a few records of each noun that a text is found in, by the same rules as their lists."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa

from registry.database import db
from registry.domain.lists import ListQuery
from registry.domain.names import fold
from registry.domain.vocabulary import Noun
from registry.models import Agreement, Meeting, Organization, Project
from registry.queries.agreement_filters import selected_agreements
from registry.queries.meeting_filters import selected_meetings
from registry.queries.organization_filters import selected_organizations
from registry.queries.project_filters import selected_projects

A_FEW = 5


@dataclass(frozen=True)
class Hit:
    """A record: what a reader knows it by, a line below, and its day where it has one."""

    id: int
    name: str
    below: str = ""
    day: date | None = None


@dataclass(frozen=True)
class Hits:
    """The first few of a noun; ``more`` says that there are others."""

    few: Sequence[Hit]
    more: bool


def find_hits(text: str, *, day: date) -> Mapping[Noun, Hits]:
    """The first few of each noun that has any; one statement for each noun."""
    query = ListQuery(text=text)
    wanted: dict[Noun, Any] = {
        Noun.ORGANIZATIONS: sa.select(Organization.id, Organization.name, Organization.kana, sa.null())
        .where(Organization.id.in_(selected_organizations(query, day)))
        .order_by(Organization.sort_key, Organization.id),
        Noun.AGREEMENTS: sa.select(Agreement.id, Agreement.title, Agreement.number, Agreement.concluded_on)
        .where(Agreement.id.in_(selected_agreements(query, day)))
        .order_by(Agreement.concluded_on.desc(), Agreement.id.desc()),
        Noun.MEETINGS: sa.select(Meeting.id, Meeting.subject, Meeting.summary, Meeting.held_on)
        .where(Meeting.id.in_(selected_meetings(query)))
        .order_by(Meeting.held_on.desc(), Meeting.id.desc()),
        Noun.PROJECTS: sa.select(Project.id, Project.name, Project.summary, Project.started_on)
        .where(Project.id.in_(selected_projects(query)))
        .order_by(Project.started_on.desc(), Project.id.desc()),
    }
    found = {noun: _hits(statement) for noun, statement in wanted.items()}
    return {noun: hits for noun, hits in found.items() if hits.few}


def find_exact(text: str) -> tuple[Noun, int] | None:
    """The agreement of this number, or the organization of this corporate number."""
    key = fold(text)
    if not key:
        return None
    numbered = Agreement.search_key.startswith(f"{key} ", autoescape=True)  # it begins with the number
    agreements = db.session.execute(
        sa.select(Agreement.id, Agreement.number).where(numbered, Agreement.deleted_at.is_(None)).limit(A_FEW)
    )
    agreement = next((row.id for row in agreements if fold(row.number) == key), None)
    if agreement is not None:
        return Noun.AGREEMENTS, agreement
    standing = (Organization.deleted_at.is_(None), Organization.merged_into_id.is_(None))
    corporate = Organization.corporate_number == "".join(key.split())
    organization = db.session.scalar(sa.select(Organization.id).where(corporate, *standing))
    return (Noun.ORGANIZATIONS, organization) if organization is not None else None


def _hits(statement: sa.Select[Any]) -> Hits:
    rows = db.session.execute(statement.limit(A_FEW + 1)).all()
    few = [Hit(row[0], row[1] or "", _first_line(row[2]), row[3]) for row in rows[:A_FEW]]
    return Hits(few, more=len(rows) > A_FEW)


def _first_line(text: str | None) -> str:
    return (text or "").partition("\n")[0][:200]
