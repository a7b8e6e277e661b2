"""全体の検索: a few records of each noun that a text is found in, by the same rules as their lists."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa

from registry.database import db
from registry.domain.corporate_number import read_corporate_number
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
    wanted = {
        Noun.ORGANIZATIONS: _first(
            selected_organizations(query, day),
            (Organization.id, Organization.name, Organization.kana, sa.null()),
            (Organization.sort_key, Organization.id),
        ),
        Noun.AGREEMENTS: _first(
            selected_agreements(query, day),
            (Agreement.id, Agreement.title, Agreement.number, Agreement.concluded_on),
            (Agreement.concluded_on.desc(), Agreement.id.desc()),
        ),
        Noun.MEETINGS: _first(
            selected_meetings(query),
            (Meeting.id, Meeting.subject, Meeting.summary, Meeting.held_on),
            (Meeting.held_on.desc(), Meeting.id.desc()),
        ),
        Noun.PROJECTS: _first(
            selected_projects(query),
            (Project.id, Project.name, Project.summary, Project.started_on),
            (Project.started_on.desc(), Project.id.desc()),
        ),
    }
    found = {noun: _hits(statement) for noun, statement in wanted.items()}
    return {noun: hits for noun, hits in found.items() if hits.few}


def _first(ids: sa.Select[Any], columns: Sequence[Any], order: Sequence[Any]) -> Any:
    """The rows of the first ids in an order: the walk through a noun ends with the last one that is shown."""
    first = ids.order_by(*order).limit(A_FEW + 1).correlate(None)
    return sa.select(*columns).where(columns[0].in_(first)).order_by(*order)


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
    return _find_numbered(text)


def _find_numbered(text: str) -> tuple[Noun, int] | None:
    try:
        number = read_corporate_number(text)
    except ValueError:
        return None
    standing = (Organization.deleted_at.is_(None), Organization.merged_into_id.is_(None))
    found = sa.select(Organization.id).where(Organization.corporate_number == number, *standing)
    organization_id = db.session.scalar(found)
    return (Noun.ORGANIZATIONS, organization_id) if organization_id is not None else None


def _hits(statement: Any) -> Hits:
    rows = db.session.execute(statement).all()
    few = [Hit(row[0], row[1] or "", _first_line(row[2]), row[3]) for row in rows[:A_FEW]]
    return Hits(few, more=len(rows) > A_FEW)


def _first_line(text: str | None) -> str:
    return (text or "").partition("\n")[0][:200]
