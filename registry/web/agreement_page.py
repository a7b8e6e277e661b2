"""The page of one agreement in words: its state, parties, renewals, amendments, and what happens under it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from registry.domain.terms import Terms
from registry.domain.vocabulary import AgreementState, MeetingStatus, Noun
from registry.forms.office_form import RecordForm
from registry.queries.agreement_page import (
    AgreementFacts,
    AgreementRecord,
    LinkOfChain,
    PartyPeriod,
    get_agreement_record,
)
from registry.web.agreement_list import title_of
from registry.web.agreement_states import OVER, StateTag, outlook, state_tag, term_in_words
from registry.web.attachment_list import attachments_of
from registry.web.clock import today
from registry.web.effects import Effects
from registry.web.frame import show_page
from registry.web.history import history_of
from registry.web.record_links import record_address
from registry.web.saving import Conflict
from registry.words import (
    AGREEMENT_TYPES,
    KINDS,
    MEETING_STATUSES,
    MEETING_TYPES,
    PARTY_ROLES,
    STATES,
    day_name,
    months_in_words,
    number,
)


@dataclass(frozen=True)
class DeedBox:
    """The form of a deed on top of the page; ``note`` says what the deed does, ``effects`` what it would change."""

    name: str
    title: str
    note: str
    button: str
    action: str
    form: RecordForm
    fields: tuple[Any, ...]
    conflict: Conflict | None
    effects: Effects | None


@dataclass(frozen=True)
class PartyRow:
    address: str
    name: str
    below: str
    kind: str
    kind_name: str
    role: str
    joined: str
    left: str
    gone: bool


@dataclass(frozen=True)
class ChainRow:
    """One agreement of the chain; ``address`` is blank for the one that the page is about."""

    address: str
    number: str
    title: str
    term: str
    tag: StateTag


@dataclass(frozen=True)
class AmendmentRow:
    id: int
    day: str
    effective: str
    summary: str


@dataclass(frozen=True)
class ListedRecord:
    """A meeting or project under the agreement; ``address`` is blank where it has no page."""

    address: str
    name: str
    day: str
    remark: str


@dataclass(frozen=True)
class ListUnder:
    """The newest records under the agreement; ``all`` leads to the list of them."""

    rows: tuple[ListedRecord, ...]
    count: str
    all: str


@dataclass(frozen=True)
class AgreementPage:
    """``facts`` are (name, value); ``deeds`` the names of those that can be done to it as it is."""

    id: int
    number: str
    title: str
    type: str
    fields: tuple[str, ...]
    tag: StateTag
    outlook: tuple[str, ...]
    summary: str
    notes: str
    facts: tuple[tuple[str, str], ...]
    parties: tuple[PartyRow, ...]
    chain: tuple[ChainRow, ...]
    amendments: tuple[AmendmentRow, ...]
    meetings: ListUnder
    projects: ListUnder
    deleted: bool
    deeds: tuple[str, ...]


def agreement_page(agreement_id: int, box: DeedBox | None = None) -> str:
    """The page, with the form of a deed on top where one is open; raises NoSuchRecord."""
    record = get_agreement_record(agreement_id)
    history = history_of(Noun.AGREEMENTS, agreement_id)
    files = attachments_of(Noun.AGREEMENTS, agreement_id)
    return show_page("agreements/show.html", page=page_of(record, today()), box=box, files=files, history=history)


def page_of(record: AgreementRecord, day: date) -> AgreementPage:
    """The record in words, as it stands on a day."""
    facts = record.facts
    return AgreementPage(
        id=facts.id,
        number=facts.number,
        title=title_of(facts.title),
        type=_(AGREEMENT_TYPES[facts.type]),
        fields=facts.fields,
        tag=state_tag(facts.terms.state_on(day)),
        outlook=outlook(facts.terms, day, end_reason=facts.end_reason),
        summary=facts.summary,
        notes=facts.notes,
        facts=_facts(facts),
        parties=tuple(_party(one, day) for one in record.parties),
        chain=tuple(_link(one, day) for one in record.chain) if len(record.chain) > 1 else (),
        amendments=tuple(
            AmendmentRow(
                one.id,
                day_name(one.amended_on),
                day_name(one.effective_on) if one.effective_on else "",
                one.summary,
            )
            for one in record.amendments
        ),
        meetings=_meetings(record),
        projects=_projects(record),
        deleted=facts.deleted,
        deeds=() if facts.deleted else _deeds(facts.terms, day),
    )


def _facts(facts: AgreementFacts) -> tuple[tuple[str, str], ...]:
    terms = facts.terms
    months = (terms.auto_renewal_months, terms.notice_months)
    renewal, notice = (months_in_words(one) if one else "" for one in months)
    values = (
        (_("Concluded on"), day_name(terms.concluded_on)),
        (_("Effective on"), day_name(terms.effective_on) if terms.effective_on else ""),
        (_("Expires on"), day_name(terms.expires_on) if terms.expires_on else ""),
        (_("Automatic renewal"), _("every %(time)s", time=renewal) if renewal else ""),
        (_("Period of notice"), _("%(time)s before", time=notice) if notice and renewal else ""),
        (_("Notice given on"), day_name(terms.notice_given_on) if terms.notice_given_on else ""),
        (_("Ended on"), day_name(terms.ended_on) if terms.ended_on else ""),
        (_("Department"), facts.department),
    )
    return tuple((name, value) for name, value in values if value)


def _party(one: PartyPeriod, day: date) -> PartyRow:
    return PartyRow(
        address=url_for("organizations.show", organization_id=one.organization_id),
        name=one.name,
        below=_("%(name)s when it joined", name=one.name_then) if one.name_then else "",
        kind=one.kind,
        kind_name=_(KINDS[one.kind]),
        role=_(PARTY_ROLES[one.role]),
        joined=day_name(one.joined_on) if one.joined_on else "",
        left=day_name(one.left_on) if one.left_on else "",
        gone=one.left_on is not None and one.left_on < day,
    )


def _link(one: LinkOfChain, day: date) -> ChainRow:
    return ChainRow(
        address=url_for("agreements.show", agreement_id=one.id) if one.place else "",
        number=one.number,
        title=title_of(one.title),
        term=term_in_words(one.terms, day),
        tag=state_tag(one.terms.state_on(day)),
    )


def _meetings(record: AgreementRecord) -> ListUnder:
    rows = (
        ListedRecord(
            address=record_address(Noun.MEETINGS, one.id),
            name=one.subject or _(MEETING_TYPES[one.type]),
            day=day_name(one.held_on),
            remark="" if one.status is MeetingStatus.HELD else _(MEETING_STATUSES[one.status]),
        )
        for one in record.meetings
    )
    return _under(tuple(rows), record.meeting_count, Noun.MEETINGS, record.facts.id)


def _projects(record: AgreementRecord) -> ListUnder:
    rows = (
        ListedRecord(
            address=record_address(Noun.PROJECTS, one.id),
            name=one.name,
            day=day_name(one.started_on),
            remark=_(", ").join((_(STATES[one.state]), one.department)),
        )
        for one in record.projects
    )
    return _under(tuple(rows), record.project_count, Noun.PROJECTS, record.facts.id)


def _under(rows: tuple[ListedRecord, ...], count: int, noun: Noun, agreement_id: int) -> ListUnder:
    whole = url_for(f"{noun}.show_list", agreement=agreement_id) if rows else ""
    return ListUnder(rows, number(count) if count else "", whole)


def _deeds(terms: Terms, day: date) -> tuple[str, ...]:
    """What can be done to the agreement besides correcting and renewing it."""
    over = terms.state_on(day) in OVER
    tells = terms.auto_renewal_months and not terms.notice_given_on and terms.ended_on is None
    names = ("amend", "join", "leave", "notice" if tells else "", "" if terms.ended_on else "end", "delete")
    kept = names if not over else ("amend", "end" if terms.state_on(day) is AgreementState.EXPIRED else "", "delete")
    return tuple(name for name in kept if name)
