"""What a reader recognises counted records by: names, kinds, the agreement that made them count, and remarks.

Each function takes rows of (fiscal_year, day, record_id, date, source_id, other_id, …), where ``fiscal_year`` is the
year that they are counted in and ``day`` the one it is reckoned as of.
"""

from collections.abc import Callable, Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from registry.domain.vocabulary import Noun
from registry.evaluation.counts import EvidenceRecord
from registry.models import Agreement, AgreementParty, Meeting, Organization, OrganizationFormerName, Project
from registry.queries.counting.agreements import counting_day
from registry.queries.counting.basis import Basis
from registry.queries.counting.organizations import first_day


def _organizations(rows: sa.Subquery, basis: Basis) -> sa.Select[Any]:
    former, party, first = OrganizationFormerName, AgreementParty, first_day(basis)
    by_then = [first.c.body_id == rows.c.record_id, first.c.since <= rows.c.day]
    if basis.follows_mergers:
        by_then.append(first.c.fiscal_year == rows.c.fiscal_year)
    renamed = sa.select(former.id).where(former.organization_id == rows.c.record_id).exists()
    left = sa.select(party.id).where(
        party.agreement_id == Agreement.id, party.organization_id == rows.c.record_id, party.left_on < rows.c.day
    )
    return (
        sa.select(
            rows.c.record_id,
            sa.func.coalesce(rows.c.date, first.c.since).label("date"),
            Organization.name.label("label"),
            Organization.kind,
            Agreement.id.label("source_id"),
            Agreement.number.label("source_number"),
            Agreement.title.label("source_label"),
            *_endings(rows.c.day),
            left.exists().label("left"),
            renamed.label("renamed"),
        )
        .select_from(rows)
        .join(Organization, Organization.id == rows.c.record_id)
        .join(first, sa.and_(*by_then), isouter=True)
        .join(Agreement, Agreement.id == sa.func.coalesce(rows.c.source_id, first.c.agreement_id), isouter=True)
    )


def _endings(day: sa.ColumnElement[Any]) -> list[sa.ColumnElement[Any]]:
    """How the agreement was over by the day; one that was renewed goes on."""
    renewal = aliased(Agreement)
    renewed = sa.select(renewal.id).where(
        renewal.renews_id == Agreement.id, renewal.deleted_at.is_(None), renewal.concluded_on <= day
    )
    over = sa.and_(Agreement.last_day < day, ~renewed.exists())
    return [
        sa.and_(over, Agreement.ended_on == Agreement.last_day).label("ended"),
        sa.and_(over, sa.func.coalesce(Agreement.ended_on != Agreement.last_day, sa.true())).label("expired"),
    ]


def _agreements(rows: sa.Subquery, basis: Basis) -> sa.Select[Any]:
    return (
        sa.select(
            rows.c.record_id,
            sa.func.coalesce(rows.c.date, counting_day(basis.rules)).label("date"),
            Agreement.title.label("label"),
            Agreement.number.label("number"),
            *_endings(rows.c.day),
        )
        .select_from(rows)
        .join(Agreement, Agreement.id == rows.c.record_id)
    )


def _meetings(rows: sa.Subquery, _basis: Basis) -> sa.Select[Any]:
    other = aliased(Organization)
    return (
        sa.select(rows.c.record_id, rows.c.date, Meeting.subject.label("label"), other.name.label("other"))
        .select_from(rows)
        .join(Meeting, Meeting.id == rows.c.record_id)
        .join(other, other.id == rows.c.other_id, isouter=True)
    )


def _projects(rows: sa.Subquery, _basis: Basis) -> sa.Select[Any]:
    return (
        sa.select(rows.c.record_id, rows.c.date, Project.name.label("label"))
        .select_from(rows)
        .join(Project, Project.id == rows.c.record_id)
    )


DESCRIBED: Mapping[Noun, Callable[[sa.Subquery, Basis], sa.Select[Any]]] = {
    Noun.ORGANIZATIONS: _organizations,
    Noun.AGREEMENTS: _agreements,
    Noun.MEETINGS: _meetings,
    Noun.PROJECTS: _projects,
}
REMARKS = ("ended", "expired", "left", "renamed")


def record_of(noun: Noun, row: sa.Row[Any]) -> EvidenceRecord:
    """What a row of a described selectable tells a reader."""
    known = row._mapping  # noqa: SLF001 - the documented way to a row by names
    label = " ".join(str(known[name]) for name in ("number", "label", "other") if known.get(name))
    return EvidenceRecord(
        id=known["record_id"],
        noun=noun,
        label=label or str(known["date"]),
        date=known["date"],
        kind=known.get("kind"),
        source_id=known.get("source_id"),
        source_label=known.get("source_label"),
        source_number=known.get("source_number"),
        remarks=tuple(remark for remark in REMARKS if known.get(remark)),
    )
