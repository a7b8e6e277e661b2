"""A short way to say what the office has recorded, and what became of it, for tests of what happens next."""

from datetime import UTC, date, datetime

import pytest
import sqlalchemy as sa

from registry.commands.agreements import conclude_agreement
from registry.commands.meetings import record_meeting
from registry.commands.organizations import register_organization
from registry.commands.projects import record_project
from registry.domain.deed import Deed
from registry.domain.drafts import AgreementDraft, MeetingDraft, OrganizationDraft, PartyDraft, ProjectDraft
from registry.domain.errors import InvalidDraft
from registry.models import Agreement, AuditEntry, Meeting, Organization, Project

SATO = Deed("佐藤", datetime(2021, 4, 1, 9, 30, tzinfo=UTC), actor_id=7)


def day(text: str) -> date:
    return date.fromisoformat(text)


def organization(name: str, **values) -> Organization:
    return register_organization(SATO, draft=OrganizationDraft(name, **values), create_names=True)


def agreement(*parties: Organization | PartyDraft, concluded: str = "2020-05-01", **values) -> Agreement:
    drafts = tuple(each if isinstance(each, PartyDraft) else PartyDraft(each.id) for each in parties)
    return conclude_agreement(SATO, draft=AgreementDraft(day(concluded), drafts, **values), create_names=True)


def meeting(*organizations: Organization, held: str = "2020-05-01", **values) -> Meeting:
    ids = tuple(each.id for each in organizations)
    return record_meeting(SATO, draft=MeetingDraft(day(held), organizations=ids, **values), create_names=True)


def project(name: str = "健康都市推進事業", started: str = "2020-04-01", **values) -> Project:
    draft = ProjectDraft(name, "秘書政策課", day(started), **values)
    return record_project(SATO, draft=draft, create_names=True)


def newest_entry(session) -> AuditEntry:
    return session.scalars(sa.select(AuditEntry).order_by(AuditEntry.id.desc()).limit(1)).one()


def problems(refused: pytest.ExceptionInfo[InvalidDraft]) -> list[tuple[str, str]]:
    """What a refused draft has wrong: (field, code)."""
    return [(each.field, each.code) for each in refused.value.problems]


def subjects(session) -> list[str]:
    """Of all meetings in the order of their records."""
    return list(session.scalars(sa.select(Meeting.subject).order_by(Meeting.id)))
