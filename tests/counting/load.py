"""Writing a small registry into the database, through the models, so that what they derive is derived."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session, scoped_session

from registry import models
from registry.domain.vocabulary import (
    AgreementType,
    MeetingStatus,
    MeetingType,
    OrganizationKind,
    PartyRole,
    ProjectState,
)
from tests.counting import records

DELETED_AT = datetime(2021, 12, 20, tzinfo=UTC)


@contextmanager
def recorded(session: scoped_session[Session], registry: records.Registry) -> Iterator[None]:
    """The registry's records stand in the database until the end of the block; nothing is committed."""
    try:
        write(session, registry)
        yield
    finally:
        session.rollback()


def write(session: scoped_session[Session], registry: records.Registry) -> None:
    departments = {project.department for project in registry.projects}
    rows = {name: models.Department(name=name) for name in sorted(departments)}
    session.add_all([*rows.values(), *map(organization_row, registry.organizations)])
    session.flush()
    # backwards, so that the keys of the parties do not follow those of the agreements
    session.add_all(map(agreement_row, reversed(registry.agreements)))
    session.flush()
    session.add_all(project_row(project, rows[project.department].id) for project in registry.projects)
    session.add_all(map(meeting_row, registry.meetings))
    session.flush()
    link_records(session, registry)
    session.expunge_all()


def link_records(session: scoped_session[Session], registry: records.Registry) -> None:
    """What points to another record of the same table, which had to be there first, and the plain links."""
    connection = session.connection()
    for one in registry.organizations:
        links = {
            "succeeded_by_id": one.succeeded_by,
            "succeeded_on": one.succeeded_on,
            "merged_into_id": one.merged_into,
        }
        if any(links.values()):
            connection.execute(sa.update(models.Organization).where(models.Organization.id == one.id).values(links))
    for one in registry.agreements:
        if one.renews:
            connection.execute(
                sa.update(models.Agreement).where(models.Agreement.id == one.id).values(renews_id=one.renews)
            )
    for table, owner, other in (
        ("meeting_organizations", "meeting", "organization"),
        ("project_agreements", "project", "agreement"),
        ("project_organizations", "project", "organization"),
    ):
        pairs = [
            {f"{owner}_id": record.id, f"{other}_id": linked}
            for record in getattr(registry, f"{owner}s")
            for linked in getattr(record, f"{other}s")
        ]
        if pairs:
            connection.execute(sa.insert(models.Base.metadata.tables[table]), pairs)


def deleted_at(record: object) -> datetime | None:
    return DELETED_AT if record.deleted else None


def organization_row(one: records.Organization) -> models.Organization:
    return models.Organization(
        id=one.id,
        name=f"相手方{one.id}",
        kind=OrganizationKind(one.kind),
        target_from=one.target_from,
        target_until=one.target_until,
        former_names=[models.OrganizationFormerName(name=f"{name}{one.id}") for name in one.former_names],
        deleted_at=deleted_at(one),
    )


def agreement_row(one: records.Agreement) -> models.Agreement:
    return models.Agreement(
        id=one.id,
        number=f"第{one.id}号",
        title="連携協定",
        type=AgreementType(one.type),
        concluded_on=one.concluded_on,
        effective_on=one.effective_on,
        expires_on=one.expires_on,
        auto_renewal_months=one.auto_renewal_months,
        notice_months=one.notice_months,
        notice_given_on=one.notice_given_on,
        ended_on=one.ended_on,
        parties=[party_row(party) for party in one.parties],
        amendments=[models.AgreementAmendment(amended_on=day, summary="変更") for day in one.amended_on],
        deleted_at=deleted_at(one),
    )


def party_row(party: records.Party) -> models.AgreementParty:
    return models.AgreementParty(
        organization_id=party.organization,
        role=PartyRole(party.role),
        joined_on=party.joined_on,
        left_on=party.left_on,
    )


def meeting_row(one: records.Meeting) -> models.Meeting:
    return models.Meeting(
        id=one.id,
        held_on=one.held_on,
        type=MeetingType(one.type),
        status=MeetingStatus(one.status),
        subject=f"協議{one.id}",
        counted=one.counted,
        deleted_at=deleted_at(one),
    )


def project_row(one: records.Project, department_id: int) -> models.Project:
    return models.Project(
        id=one.id,
        name=f"事業{one.id}",
        lead_department_id=department_id,
        started_on=one.started_on,
        ended_on=one.ended_on,
        state=ProjectState(one.state),
        deleted_at=deleted_at(one),
    )
