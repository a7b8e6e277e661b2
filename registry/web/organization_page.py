"""The page of an organization: what it is, its agreements with their next dates, contacts, facts, and its timeline."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from flask import url_for
from flask_babel import gettext as _

from registry.domain.names import gojuon_row
from registry.domain.vocabulary import AgreementState, AgreementType, Noun, PartyRole, Unit
from registry.queries.organization_agreements import AgreementOfPage
from registry.queries.organization_page import OrganizationRecords, Relative
from registry.web.agreement_states import StateTag, outlook, state_tag, term_in_words
from registry.web.history import ChangeRow
from registry.web.list_parts import Link
from registry.web.organization_list import ago
from registry.web.organization_timeline import CHANGES, KINDS, Timeline, timeline_of
from registry.web.record_links import record_address
from registry.words import day_name, days_ago, number, with_unit

YEARS_SHOWN = 2
IN_FORCE = frozenset({AgreementState.IN_FORCE, AgreementState.RENEWAL_DUE})


@dataclass(frozen=True)
class ShownAgreement:
    number: str
    title: str
    address: str
    tag: StateTag
    term: str
    outlook: tuple[str, ...]
    remark: str


@dataclass(frozen=True)
class Fact:
    name: str
    text: str
    address: str = ""


@dataclass(frozen=True)
class OrganizationPage:
    """``tag`` is the word beside the kind; ``below`` are facts under it."""

    crumbs: tuple[Link, ...]
    tag: StateTag | None
    below: tuple[str, ...]
    comprehensive: tuple[ShownAgreement, ...]
    individual: tuple[ShownAgreement, ...]
    agreements: str
    """How many comprehensive agreements there are."""
    filters: tuple[Link, ...]
    timeline: Timeline
    older_address: str
    first: Fact | None
    """The agreement from which it counts among the organizations with an agreement."""
    successor: Fact | None
    predecessors: tuple[Fact, ...]
    department: str
    """The department of its newest agreement that has one."""


def organization_page(
    organization_id: int,
    name: tuple[str, str],
    records: OrganizationRecords,
    changes: Mapping[int, Sequence[ChangeRow]],
    *,
    day: date,
    kind: str | None,
    whole: bool,
) -> OrganizationPage:
    """The page as it stands on a day; ``kind`` narrows the timeline down, ``whole`` shows all of its years."""
    timeline = timeline_of(records, changes, day=day, years=None if whole else YEARS_SHOWN, kind=kind)
    shown = tuple((one, _shown(one, day)) for one in records.agreements)
    comprehensive = tuple(each for one, each in shown if one.type is AgreementType.COMPREHENSIVE)
    return OrganizationPage(
        crumbs=_crumbs(*name),
        tag=_tag(records, day),
        below=tuple(filter(None, (*_formerly(records), _last_contact(records, day)))),
        comprehensive=comprehensive,
        individual=tuple(each for one, each in shown if one.type is AgreementType.INDIVIDUAL),
        agreements=with_unit(len(comprehensive), Unit.AGREEMENTS),
        filters=_filters(organization_id, timeline.sizes, kind, whole=whole),
        timeline=timeline,
        older_address=_address(organization_id, kind, whole=True),
        first=_first(records),
        successor=_relative(records.successor) if records.successor else None,
        predecessors=tuple(map(_relative, records.predecessors)),
        department=next((one.department for one in records.agreements if one.department), ""),
    )


def target_in_words(first: date | None, last: date | None) -> str:
    """The period in which it is a target; blank for none."""
    if first is None:
        return ""
    if last is None:
        return _("from %(first)s", first=day_name(first))
    return _("%(first)s – %(last)s", first=day_name(first), last=day_name(last))


def wanted_kind(text: str) -> str | None:
    """The kind of rows that an address asks for; None for all."""
    return text if text in KINDS else None


def _crumbs(kana: str, name: str) -> tuple[Link, ...]:
    row = gojuon_row(kana, name)
    return (
        Link(_("Partner organizations"), url_for("organizations.show_list")),
        Link(_("Index: %(row)s", row=row) if len(row) == 1 else row, url_for("organizations.show_list", row=row)),
    )


def _tag(records: OrganizationRecords, day: date) -> StateTag | None:
    mine = [one for one in records.agreements if one.role is PartyRole.PARTY]
    in_force = [
        one for one in mine if one.terms.state_on(day) in IN_FORCE and (one.left_on is None or one.left_on >= day)
    ]
    if in_force:
        return StateTag(_("Agreements in force: %(count)s", count=len(in_force)), "ok")
    return StateTag(_("No agreement in force"), "off") if mine else None


def _formerly(records: OrganizationRecords) -> list[str]:
    return [
        _("formerly %(name)s (until %(day)s)", name=one.name, day=day_name(one.used_until))
        if one.used_until
        else _("formerly %(name)s", name=one.name)
        for one in records.former_names
    ]


def _last_contact(records: OrganizationRecords, day: date) -> str:
    last = records.last_contact
    if last is None:
        return _("No meeting yet")
    since = ago(last, day) or days_ago((day - last).days)
    return _("Last meeting %(day)s (%(ago)s)", day=day_name(last), ago=since)


def _shown(agreement: AgreementOfPage, day: date) -> ShownAgreement:
    remarks = (
        _("as an observer") if agreement.role is PartyRole.OBSERVER else "",
        _("left on %(day)s; still counted in the cumulative number", day=day_name(agreement.left_on))
        if agreement.left_on
        else "",
        _("renews %(number)s", number=agreement.renews) if agreement.renews else "",
        _("renewed by %(number)s", number=agreement.renewed_by) if agreement.renewed_by else "",
    )
    return ShownAgreement(
        number=agreement.number,
        title=agreement.title or _("(no title)"),
        address=record_address(Noun.AGREEMENTS, agreement.id),
        tag=state_tag(agreement.terms.state_on(day)),
        term=term_in_words(agreement.terms, day),
        outlook=outlook(agreement.terms, day)[1:],
        remark=_(", ").join(filter(None, remarks)),
    )


def _filters(organization_id: int, sizes: Mapping[str, int], kind: str | None, *, whole: bool) -> tuple[Link, ...]:
    names = {
        Noun.MEETINGS.value: _("Meetings"),
        Noun.AGREEMENTS.value: _("Agreements"),
        Noun.PROJECTS.value: _("Projects"),
        CHANGES: _("Changes"),
    }
    everything = Link(_("All"), _address(organization_id, None, whole=whole), kind is None, number(sum(sizes.values())))
    each = (
        Link(name, _address(organization_id, one, whole=whole), one == kind, number(sizes[one]))
        for one, name in names.items()
    )
    return (everything, *each)


def _address(organization_id: int, kind: str | None, *, whole: bool) -> str:
    more = {name: value for name, value in (("kind", kind), ("all", "1" if whole else None)) if value}
    return f"{url_for('organizations.show', organization_id=organization_id, **more)}#timeline"  # type: ignore[arg-type]


def _relative(relative: Relative) -> Fact:
    return Fact(day_name(relative.on), relative.name, record_address(Noun.ORGANIZATIONS, relative.id))


def _first(records: OrganizationRecords) -> Fact | None:
    """The first comprehensive agreement that it is a party of: from that day it counts, for ever."""
    days = ((one.counts_from(records.rules), one.id, one) for one in records.agreements)
    counting = [(day, key, one) for day, key, one in days if day is not None]
    if not counting:
        return None
    day, _key, agreement = min(counting, key=lambda each: each[:2])
    return Fact(day_name(day), agreement.number, record_address(Noun.AGREEMENTS, agreement.id))
