"""Drafts: input that was read and is not yet recorded, the one gate for forms and imported files.

Every draft names its own ``problems()``; a command refuses a draft that has one.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from registry.domain.corporate_number import is_corporate_number
from registry.domain.message import N_, Message, message
from registry.domain.names import clean
from registry.domain.vocabulary import (
    AgreementType,
    MeetingChannel,
    MeetingStatus,
    MeetingType,
    OrganizationKind,
    PartyRole,
    ProjectState,
)


@dataclass(frozen=True)
class FieldProblem:
    """What is wrong with one field of a draft: the field's name, a stable code, a sentence."""

    field: str
    code: str
    message: Message


@dataclass(frozen=True)
class FormerNameDraft:
    """An earlier name, with the last day it was used where that is known."""

    name: str
    used_until: date | None = None


@dataclass(frozen=True)
class OrganizationDraft:
    """相手方."""

    name: str
    kana: str = ""
    kind: OrganizationKind = OrganizationKind.UNCLASSIFIED
    corporate_number: str | None = None
    address: str = ""
    inside_city: bool | None = None
    target_from: date | None = None
    target_until: date | None = None
    groups: tuple[str, ...] = ()
    former_names: tuple[FormerNameDraft, ...] = ()
    notes: str = ""
    incomplete: bool = False
    """Registered in passing, with little more than a name: somebody has to complete it."""

    def problems(self) -> tuple[FieldProblem, ...]:
        """Broken rules, in the order of the fields."""
        return (
            *_required("name", self.name),
            *_corporate_number(self.corporate_number),
            *_in_order("target_until", self.target_from, self.target_until),
        )


@dataclass(frozen=True)
class PartyDraft:
    """A party or observer of an agreement; blank days mean from its beginning, and still."""

    organization_id: int
    role: PartyRole = PartyRole.PARTY
    joined_on: date | None = None
    left_on: date | None = None


@dataclass(frozen=True)
class AgreementDraft:
    """協定; ``renews_id`` is the agreement that this one renews, months are whole months."""

    concluded_on: date
    parties: tuple[PartyDraft, ...]
    title: str = ""
    number: str | None = None
    type: AgreementType = AgreementType.COMPREHENSIVE
    effective_on: date | None = None
    expires_on: date | None = None
    auto_renewal_months: int | None = None
    notice_months: int | None = None
    notice_given_on: date | None = None
    ended_on: date | None = None
    end_reason: str = ""
    renews_id: int | None = None
    department: str | None = None
    fields: tuple[str, ...] = ()
    summary: str = ""
    notes: str = ""

    def problems(self) -> tuple[FieldProblem, ...]:
        """Broken rules, in the order of the fields (domain rule 4 and the order of dates)."""
        return (
            *_required("parties", self.parties),
            *_in_order("expires_on", self.effective_on, self.expires_on),
            *_in_order("expires_on", self.concluded_on if self.effective_on is None else None, self.expires_on),
            *_renewal(self),
            *_in_order("ended_on", self.concluded_on, self.ended_on),
            *_ends_within_term(self),
            *_party_periods(self.parties),
        )


@dataclass(frozen=True)
class MeetingDraft:
    """協議; ``counted`` is the mark ○ (True), × (False) or none, with its reason."""

    held_on: date
    type: MeetingType = MeetingType.CONSULTATION
    status: MeetingStatus = MeetingStatus.HELD
    organizations: tuple[int, ...] = ()
    number: str | None = None
    channel: MeetingChannel | None = None
    agreements: tuple[int, ...] = ()
    projects: tuple[int, ...] = ()
    department: str | None = None
    attendees: str = ""
    subject: str = ""
    summary: str = ""
    internal_note: str = ""
    counted: bool | None = None
    counted_reason: str = ""

    def problems(self) -> tuple[FieldProblem, ...]:
        """A meeting has no rule that a single draft can break."""
        return ()


@dataclass(frozen=True)
class ProjectDraft:
    """連携事業; ``lead_department`` is 主管課, ``departments`` are the other ones (関係課)."""

    name: str
    lead_department: str
    started_on: date
    ended_on: date | None = None
    state: ProjectState = ProjectState.ACTIVE
    number: str | None = None
    agreements: tuple[int, ...] = ()
    organizations: tuple[int, ...] = ()
    departments: tuple[str, ...] = ()
    summary: str = ""

    def problems(self) -> tuple[FieldProblem, ...]:
        """Broken rules, in the order of the fields (domain rule 5)."""
        completed = self.state is ProjectState.COMPLETED
        return (
            *_required("name", self.name),
            *_required("lead_department", self.lead_department),
            *_in_order("ended_on", self.started_on, self.ended_on),
            *(_required("ended_on", self.ended_on) if completed else ()),
        )


@dataclass(frozen=True)
class NameDraft:
    """連携分野, グループ."""

    name: str

    def problems(self) -> tuple[FieldProblem, ...]:
        """Broken rules."""
        return tuple(_required("name", clean(self.name)))


@dataclass(frozen=True)
class DepartmentDraft(NameDraft):
    """担当課, with its first and its last day; blank: it was always there, and still is."""

    valid_from: date | None = None
    valid_until: date | None = None

    def problems(self) -> tuple[FieldProblem, ...]:
        """Broken rules, in the order of the fields."""
        return (*super().problems(), *_in_order("valid_until", self.valid_from, self.valid_until))


def _required(field: str, value: object) -> Iterator[FieldProblem]:
    if not value:
        yield FieldProblem(field, "required", message(N_("This must be filled in.")))


def _corporate_number(value: str | None) -> Iterator[FieldProblem]:
    if value is not None and not is_corporate_number(value):
        sentence = N_("“%(value)s” is not a corporate number: 13 digits, the first one a check digit.")
        yield FieldProblem("corporate_number", "bad_corporate_number", message(sentence, value=value))


def _in_order(field: str, start: date | None, end: date | None) -> Iterator[FieldProblem]:
    if start is not None and end is not None and end < start:
        sentence = N_("%(end)s is before %(start)s, the day it starts.")
        yield FieldProblem(field, "dates_out_of_order", message(sentence, start=start, end=end))


def _renewal(draft: AgreementDraft) -> Iterator[FieldProblem]:
    if draft.auto_renewal_months is None:
        return
    if draft.auto_renewal_months <= 0:
        sentence = N_("Automatic renewal needs a term of at least one month.")
        yield FieldProblem("auto_renewal_months", "bad_renewal", message(sentence))
    if draft.expires_on is None:
        sentence = N_("Automatic renewal needs the day on which the first term expires.")
        yield FieldProblem("auto_renewal_months", "bad_renewal", message(sentence))


def _ends_within_term(draft: AgreementDraft) -> Iterator[FieldProblem]:
    if draft.auto_renewal_months is not None or draft.ended_on is None or draft.expires_on is None:
        return
    if draft.ended_on > draft.expires_on:
        sentence = N_("It ended on %(end)s, but it had expired on %(expiry)s and is not renewed by itself.")
        values = message(sentence, end=draft.ended_on, expiry=draft.expires_on)
        yield FieldProblem("ended_on", "dates_out_of_order", values)


def _party_periods(parties: tuple[PartyDraft, ...]) -> Iterator[FieldProblem]:
    by_organization: dict[int, list[PartyDraft]] = {}
    for party in parties:
        yield from _in_order("parties", party.joined_on, party.left_on)
        by_organization.setdefault(party.organization_id, []).append(party)
    for periods in by_organization.values():
        periods.sort(key=lambda party: party.joined_on or date.min)
        for earlier, later in pairwise(periods):
            if (earlier.left_on or date.max) >= (later.joined_on or date.min):
                sentence = N_("An organization stands twice among the parties for the same days.")
                yield FieldProblem("parties", "party_twice", message(sentence))
