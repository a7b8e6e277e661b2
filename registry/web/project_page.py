"""The page of one joint project in words: its facts, what it is about, and what can be done to it."""

from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _
from flask_login import current_user

from registry.domain.message import N_
from registry.domain.permissions import Permission, may
from registry.domain.project_deeds import ProjectDeed, can
from registry.domain.vocabulary import MeetingStatus, Noun, Unit
from registry.queries.names import RUNNING
from registry.queries.project_page import AgreementOfProject, MeetingOfProject, OrganizationOfProject, ProjectFacts
from registry.web.access import may_change
from registry.web.agreement_list import title_of
from registry.web.agreement_states import StateTag, term_in_words
from registry.web.agreement_states import state_tag as agreement_tag
from registry.web.clock import today
from registry.web.delegation_words import RequestsOfProject, requests_of_project
from registry.web.history import History, history_of
from registry.web.project_counting import ProjectCounting, counting_of
from registry.web.project_words import period, state_tag
from registry.web.record_links import record_address
from registry.web.reports_of_project import ReportLine, reports_of
from registry.words import KINDS, MEETING_STATUSES, MEETING_TYPES, day_name, with_unit

DEEDS = {
    ProjectDeed.BEGIN: N_("Begin"),
    ProjectDeed.COMPLETE: N_("Complete"),
    ProjectDeed.SUSPEND: N_("Suspend"),
    ProjectDeed.RESUME: N_("Resume"),
    ProjectDeed.CANCEL: N_("Cancel the project"),
}
AT_ONCE = frozenset({ProjectDeed.SUSPEND, ProjectDeed.RESUME})
"""Deeds that need no day: a button does them, and another one takes them back."""
MAIN = frozenset({ProjectDeed.BEGIN, ProjectDeed.COMPLETE, ProjectDeed.RESUME})
"""Deeds that stand in the head of the page; the others are in its menu."""


@dataclass(frozen=True)
class DeedLink:
    """A deed that is offered; ``posts`` says that its address does it at once."""

    text: str
    address: str
    posts: bool = False


@dataclass(frozen=True)
class Item:
    """A record that the project names."""

    name: str
    address: str
    above: str
    below: str = ""
    kind: str = ""
    tag: StateTag | None = None


@dataclass(frozen=True)
class MeetingLine:
    """``tag`` is none for a meeting that was held."""

    day: str
    kind: str
    subject: str
    address: str
    organizations: str
    tag: StateTag | None


@dataclass(frozen=True)
class ProjectPage:
    """All that the page shows; ``restore`` and ``edit`` are blank where the reader may not."""

    id: int
    name: str
    number: str
    tag: StateTag
    is_deleted: bool
    period: str
    lead: str
    others: str
    summary: str
    agreements: tuple[Item, ...]
    organizations: tuple[Item, ...]
    counting: ProjectCounting
    requests: RequestsOfProject
    reports: tuple[ReportLine, ...]
    meetings: tuple[MeetingLine, ...]
    number_of_meetings: str
    all_meetings: str
    history: History
    edit: str
    deeds: tuple[DeedLink, ...]
    more_deeds: tuple[DeedLink, ...]
    restore: str


def project_page(project: ProjectFacts) -> ProjectPage:
    """The project in words."""
    living = project.deleted_at is None
    changes = living and may_change(Permission.EDIT_PROJECTS, *project.department_ids)
    counting = counting_of(project)
    return ProjectPage(
        id=project.id,
        name=project.name,
        number=project.number or "",
        tag=state_tag(project.state),
        is_deleted=not living,
        period=period(project),
        lead=project.lead.name,
        others=_(", ").join(one.name for one in project.departments),
        summary=project.summary,
        agreements=tuple(map(_agreement, project.agreements)),
        organizations=tuple(map(_organization, project.organizations)),
        requests=requests_of_project(project.id, project.department_ids, running=living and project.state in RUNNING),
        counting=counting,
        reports=reports_of(project, (one.fiscal_year for one in counting.years)),
        meetings=tuple(map(_meeting, project.meetings)),
        number_of_meetings=with_unit(project.number_of_meetings, Unit.MEETINGS),
        all_meetings=url_for("meetings.show_list", project=project.id),
        history=history_of(Noun.PROJECTS, project.id),
        edit=url_for("projects.show_edit", project_id=project.id) if changes else "",
        deeds=_deeds(project, MAIN) if changes else (),
        more_deeds=(*(_deeds(project, frozenset(DEEDS) - MAIN) if changes else ()), *_deletion(project)),
        restore="" if living else _for_the_secretariat("project_deeds.restore", project.id),
    )


def _deeds(project: ProjectFacts, wanted: frozenset[ProjectDeed]) -> tuple[DeedLink, ...]:
    return tuple(
        DeedLink(_(text), _deed_address(deed, project.id), posts=deed in AT_ONCE)
        for deed, text in DEEDS.items()
        if deed in wanted and can(deed, project.state)
    )


def _deed_address(deed: ProjectDeed, project_id: int) -> str:
    if deed in AT_ONCE:
        return url_for(f"project_deeds.{deed}", project_id=project_id)
    return url_for("project_deeds.show_step", project_id=project_id, step=deed)


def _deletion(project: ProjectFacts) -> tuple[DeedLink, ...]:
    address = "" if project.deleted_at else _for_the_secretariat("project_deeds.show_delete", project.id)
    return (DeedLink(_("Delete"), address),) if address else ()


def _for_the_secretariat(view: str, project_id: int) -> str:
    return url_for(view, project_id=project_id) if may(current_user.role, Permission.EDIT_RECORDS) else ""


def _agreement(one: AgreementOfProject) -> Item:
    day = today()
    return Item(
        name=title_of(one.title),
        address=record_address(Noun.AGREEMENTS, one.id),
        above=one.number,
        below=term_in_words(one.terms, day),
        tag=agreement_tag(one.terms.state_on(day)),
    )


def _organization(one: OrganizationOfProject) -> Item:
    return Item(one.name, record_address(Noun.ORGANIZATIONS, one.id), _(KINDS[one.kind]), kind=one.kind)


def _meeting(one: MeetingOfProject) -> MeetingLine:
    held = one.status is MeetingStatus.HELD
    return MeetingLine(
        day=day_name(one.held_on),
        kind=_(MEETING_TYPES[one.type]),
        subject=one.subject or _("No subject"),
        address=record_address(Noun.MEETINGS, one.id),
        organizations=_(", ").join(one.organizations),
        tag=None if held else StateTag(_(MEETING_STATUSES[one.status]), "off"),
    )
