"""The evidence: the very rows of a count, listed with what a reader recognises them by."""

import functools
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from registry.database import db
from registry.domain.errors import YearNotBegun
from registry.domain.fiscal_year import FiscalYear
from registry.domain.rules import CountingRules
from registry.domain.vocabulary import Noun
from registry.evaluation.counts import Evidence, EvidenceRecord
from registry.models import Agreement, AgreementParty, Meeting, Organization, OrganizationFormerName, Project
from registry.queries.counting.agreements import counting_day
from registry.queries.counting.basis import Basis, counts_in, day_parameter, parameters
from registry.queries.counting.organizations import first_day
from registry.queries.counting.table import FAMILIES, Count, find_count
from registry.queries.unchanged import while_unchanged

ALL = 2**31 - 1
"""A limit that no page reaches."""


def get_evidence(
    name: str, fiscal_year: int, *, as_of: date, rules: CountingRules, offset: int = 0, limit: int | None = None
) -> Evidence:
    """The records behind one count of one year, the newest first; ``limit`` takes a page of them.

    Raises UnknownCount, YearNotBegun. One statement, two where a page lies behind the last record.
    """
    count, year = find_count(name), FiscalYear(fiscal_year)
    day = year.day_as_of(as_of)
    if day is None:
        raise YearNotBegun(year=fiscal_year, day=as_of.isoformat())
    values = parameters([(year, day)])
    listed, counted = _statements(count, rules)
    found = db.session.execute(listed, values | {"offset": offset, "limit": limit or ALL}).all()
    number = found[0].total if found else db.session.scalar(counted, values)
    noun = FAMILIES[count.family].noun
    return Evidence(
        count=name,
        fiscal_year=fiscal_year,
        as_of=day,
        number=number or 0,
        rules=rules,
        records=tuple(_record(noun, row) for row in found),
    )


def count_of_year(name: str, fiscal_year: int, *, as_of: date, rules: CountingRules) -> int:
    """One count of one year, 0 where it has not begun; at most one statement. Raises UnknownCount."""
    count, year = find_count(name), FiscalYear(fiscal_year)
    day = year.day_as_of(as_of)
    if day is None:
        return 0
    _listed, counted = _statements(count, rules)
    values = parameters([(year, day)])
    key = ("count", name, fiscal_year, day, rules)
    return while_unchanged(key, lambda: db.session.scalar(counted, values) or 0)


def list_counted_among(
    ids: Sequence[int], name: str, fiscal_year: int, *, as_of: date, rules: CountingRules
) -> Sequence[int]:
    """Those of the records that stand behind one count of one year; one statement. Raises UnknownCount."""
    count, year = find_count(name), FiscalYear(fiscal_year)
    day = year.day_as_of(as_of)
    if day is None or not ids:
        return []
    return db.session.scalars(_among(count, rules), parameters([(year, day)]) | {"ids": ids}).all()


@functools.lru_cache(maxsize=512)
def _among(count: Count, rules: CountingRules) -> sa.Select[Any]:
    rows = _rows(count, Basis(rules, 1))
    return sa.select(rows.c.record_id).where(rows.c.record_id.in_(sa.bindparam("ids", expanding=True)))


@functools.lru_cache(maxsize=512)
def _statements(count: Count, rules: CountingRules) -> tuple[sa.Select[Any], sa.Select[Any]]:
    """The page of records from ``offset``, at most ``limit`` of them, and their number."""
    basis = Basis(rules, 1)
    rows = _rows(count, basis)
    listed = _listed(count, basis, rows).offset(sa.bindparam("offset")).limit(sa.bindparam("limit"))
    return listed, sa.select(sa.func.count()).select_from(rows)


def _rows(count: Count, basis: Basis) -> sa.Subquery:
    every = FAMILIES[count.family].rows(basis).subquery("counted")
    rows = sa.select(every).where(counts_in(every, day_parameter(basis, "fiscal_year", 0))).subquery("of_the_year")
    if count.part_column is None:
        return rows
    return sa.select(rows).where(rows.c[count.part_column] == count.part).subquery("counted_part")


def _listed(count: Count, basis: Basis, rows: sa.Subquery) -> sa.Select[Any]:
    described = DESCRIBED[FAMILIES[count.family].noun](rows, basis)
    total = sa.func.count().over().label("total")
    return described.add_columns(total).order_by(sa.desc("date"), rows.c.record_id, rows.c.other_id)


def _organizations(rows: sa.Subquery, basis: Basis) -> sa.Select[Any]:
    former, party, first = OrganizationFormerName, AgreementParty, first_day(basis)
    day = day_parameter(basis, "day", 0)
    renamed = sa.select(former.id).where(former.organization_id == rows.c.record_id).exists()
    left = sa.select(party.id).where(
        party.agreement_id == Agreement.id, party.organization_id == rows.c.record_id, party.left_on < day
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
            *_endings(day),
            left.exists().label("left"),
            renamed.label("renamed"),
        )
        .select_from(rows)
        .join(Organization, Organization.id == rows.c.record_id)
        .join(first, first.c.body_id == rows.c.record_id, isouter=True)
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
            *_endings(day_parameter(basis, "day", 0)),
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


def _record(noun: Noun, row: sa.Row[Any]) -> EvidenceRecord:
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
