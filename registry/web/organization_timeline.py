"""The timeline of an organization: its agreements, meetings, projects and changes by fiscal year, the newest first."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from flask_babel import gettext as _
from flask_babel import ngettext

from registry.domain.fiscal_year import FiscalYear
from registry.domain.vocabulary import MeetingStatus, MeetingType, Noun, PartyRole
from registry.queries.organization_agreements import AgreementOfPage, PartyPeriod
from registry.queries.organization_page import MeetingOfPage, OrganizationRecords
from registry.web.history import ChangeRow
from registry.web.record_links import record_address
from registry.words import MEETING_CHANNELS, MEETING_STATUSES, MEETING_TYPES, joined, short_day, year_name

CHANGES = "changes"
KINDS = (Noun.MEETINGS.value, Noun.AGREEMENTS.value, Noun.PROJECTS.value, CHANGES)
"""What a timeline can be narrowed down to."""
ICONS = {Noun.MEETINGS: "talk", Noun.AGREEMENTS: "sheet", Noun.PROJECTS: "flag", CHANGES: "pencil"}


@dataclass(frozen=True)
class Happening:
    """One row: ``text`` may be a link and is followed by ``after``; ``tag`` says why it does not count."""

    day: date
    kind: str
    what: str
    text: str
    address: str = ""
    after: str = ""
    tag: str = ""
    below: str = ""

    @property
    def icon(self) -> str:
        """The sign of its kind."""
        return ICONS[self.kind]

    @property
    def shown_day(self) -> str:
        """The day within its year."""
        return short_day(self.day)


@dataclass(frozen=True)
class TimelineYear:
    name: str
    sums: str
    rows: tuple[Happening, ...]


def timeline_of(
    records: OrganizationRecords, changes: Mapping[int, Sequence[ChangeRow]], *, years: int | None, kind: str | None
) -> tuple[tuple[TimelineYear, ...], int]:
    """The newest so many years (None: all) of the kind, and how many rows lie before them.

    A year in which only the record was changed stands there beside them, and is none of their number.
    """
    rows = sorted(_happenings(records, changes), key=lambda one: one.day, reverse=True)
    rows = [one for one in rows if kind is None or one.kind == kind]
    by_year = [(year, tuple(those)) for year, those in groupby(rows, key=lambda one: FiscalYear.of(one.day).year)]
    full = [year for year, those in by_year if kind == CHANGES or any(one.kind != CHANGES for one in those)]
    first = full[years - 1] if years is not None and len(full) >= years else None
    shown = [(year, those) for year, those in by_year if first is None or year >= first]
    older = sum(len(those) for _year, those in by_year[len(shown) :])
    if kind in (None, Noun.MEETINGS):
        older += len(records.meeting_days) - len(records.meetings)
    return tuple(TimelineYear(year_name(year), _sums(records, year), those) for year, those in shown), older


def sizes_of(records: OrganizationRecords, changes: Mapping[int, Sequence[ChangeRow]]) -> dict[str, int]:
    """How many rows each kind has."""
    return {
        Noun.MEETINGS: len(records.meeting_days),
        Noun.AGREEMENTS: len(list(_of_agreements(records))),
        Noun.PROJECTS: len(list(_of_projects(records))),
        CHANGES: sum(map(len, changes.values())),
    }


def _sums(records: OrganizationRecords, year: int) -> str:
    """計上する協議 2回、協定 1件、連携事業 1件: what it did in the year, renewals and observing left out."""
    counted = sum(one.counts and FiscalYear.of(one.held_on).year == year for one in records.meeting_days)
    begun = sum(FiscalYear.of(one.started_on).year == year for one in records.projects)
    concluded = sum(
        one.counting_from is not None and not one.renews and FiscalYear.of(one.counting_from).year == year
        for one in records.agreements
    )
    parts = (
        ngettext("%(num)s counted meeting", "%(num)s counted meetings", counted) if counted else "",
        ngettext("%(num)s new agreement", "%(num)s new agreements", concluded) if concluded else "",
        ngettext("%(num)s new project", "%(num)s new projects", begun) if begun else "",
    )
    return _(", ").join(filter(None, parts))


def _happenings(records: OrganizationRecords, changes: Mapping[int, Sequence[ChangeRow]]) -> Iterator[Happening]:
    yield from map(_of_meeting, records.meetings)
    yield from _of_agreements(records)
    yield from _of_projects(records)
    for rows in changes.values():
        for row in rows:
            below = joined(row.detail, row.actor) if not row.detail else f"{row.detail}\u3000{row.actor}"
            yield Happening(row.day, CHANGES, _("Change"), row.title, below=below)


def _of_meeting(meeting: MeetingOfPage) -> Happening:
    channel = _(MEETING_CHANNELS[meeting.channel]) if meeting.channel else ""
    plain = meeting.type is MeetingType.CONSULTATION
    return Happening(
        meeting.held_on,
        Noun.MEETINGS,
        _("Meeting") if plain else _(MEETING_TYPES[meeting.type]),
        meeting.subject or _("(no subject)"),
        record_address(Noun.MEETINGS, meeting.id),
        tag=_why_not(meeting),
        below=" ".join(filter(None, (channel, meeting.counted_reason, _first_line(meeting.summary)))),
    )


def _why_not(meeting: MeetingOfPage) -> str:
    if meeting.status is not MeetingStatus.HELD:
        return _(MEETING_STATUSES[meeting.status])
    return "" if meeting.counts else _("Not counted")


def _first_line(text: str) -> str:
    return text.partition("\n")[0]


def _of_agreements(records: OrganizationRecords) -> Iterator[Happening]:
    for agreement in records.agreements:
        yield from _of_agreement(agreement)
    for one in records.amendments:
        address = record_address(Noun.AGREEMENTS, one.agreement_id)
        what, text = _("Amendment"), _("Amendment of %(number)s", number=one.number)
        yield Happening(one.amended_on, Noun.AGREEMENTS, what, text, address, below=_first_line(one.summary))


def _of_agreement(agreement: AgreementOfPage) -> Iterator[Happening]:
    name, address = f"{agreement.number} {agreement.title}".strip(), record_address(Noun.AGREEMENTS, agreement.id)

    def row(day: date, after: str, below: str = "") -> Happening:
        return Happening(day, Noun.AGREEMENTS, _("Agreement"), name, address, after, below=below)

    for period in agreement.periods:
        yield row(agreement.day_of(period), _beginning(agreement, period))
        if period.left_on is not None and not _goes_on(agreement, period):
            yield row(period.left_on, _("left"))
    if agreement.left_on is None and agreement.terms.was_ended and agreement.terms.ended_on is not None:
        yield row(agreement.terms.ended_on, _("ended"), agreement.end_reason)


def _beginning(agreement: AgreementOfPage, period: PartyPeriod) -> str:
    observes = period.role is PartyRole.OBSERVER
    if agreement.day_of(period) > agreement.terms.concluded_on:
        return _("joined, as an observer") if observes else _("joined")
    if observes:
        return _("concluded, as an observer")
    return _("concluded, renewing %(number)s", number=agreement.renews) if agreement.renews else _("concluded")


def _goes_on(agreement: AgreementOfPage, period: PartyPeriod) -> bool:
    """Whether another period begins by the day after, as where an observer becomes a party."""
    return any(
        agreement.day_of(one) > agreement.day_of(period)
        and one.joined_on is not None
        and period.left_on is not None
        and (one.joined_on - period.left_on).days <= 1
        for one in agreement.periods
    )


def _of_projects(records: OrganizationRecords) -> Iterable[Happening]:
    for project in records.projects:
        address, kind = record_address(Noun.PROJECTS, project.id), _("Project")
        below = " ".join(filter(None, (_first_line(project.summary), project.department)))
        yield Happening(project.started_on, Noun.PROJECTS, kind, project.name, address, _("begun"), below=below)
        if project.ended_on is not None:
            yield Happening(project.ended_on, Noun.PROJECTS, kind, project.name, address, _("ended"))
