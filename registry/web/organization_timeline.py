"""The timeline of an organization: its agreements, meetings, projects and changes by fiscal year, the newest first."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from flask_babel import gettext as _
from flask_babel import ngettext

from registry.domain.fiscal_year import FiscalYear
from registry.domain.vocabulary import AgreementType, MeetingStatus, MeetingType, Noun, PartyRole, ProjectState
from registry.queries.organization_agreements import AgreementOfPage, PartyPeriod
from registry.queries.organization_page import MeetingOfPage, OrganizationRecords, ProjectOfPage
from registry.web.history import ChangeRow
from registry.web.record_links import record_address
from registry.words import MEETING_CHANNELS, MEETING_STATUSES, MEETING_TYPES, STATES, short_day, year_name

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


@dataclass(frozen=True)
class Timeline:
    """The years that are shown, how many rows lie before them, and the year until which those reach."""

    years: tuple[TimelineYear, ...]
    older: int
    older_until: str
    sizes: Mapping[str, int]
    """How many rows each kind has in all."""


def timeline_of(
    records: OrganizationRecords,
    changes: Mapping[int, Sequence[ChangeRow]],
    *,
    day: date,
    years: int | None,
    kind: str | None,
) -> Timeline:
    """The newest so many years (None: all) of the kind, as they stand on a day.

    A year in which only the record was changed stands there beside them, and is none of their number.
    """
    happenings = sorted(_happenings(records, changes, day), key=lambda one: one.day, reverse=True)
    rows = [one for one in happenings if kind is None or one.kind == kind]
    by_year = [(year, tuple(those)) for year, those in groupby(rows, key=lambda one: FiscalYear.of(one.day).year)]
    full = [year for year, those in by_year if kind == CHANGES or any(one.kind != CHANGES for one in those)]
    first = full[years - 1] if years is not None and len(full) >= years else None
    shown = [(year, those) for year, those in by_year if first is None or year >= first]
    older = sum(len(those) for _year, those in by_year[len(shown) :])
    if kind in (None, Noun.MEETINGS):
        older += len(records.meeting_days) - len(records.meetings)
    sizes = {one: sum(row.kind == one for row in happenings) for one in KINDS}
    return Timeline(
        years=tuple(TimelineYear(year_name(year), _sums(records, year), those) for year, those in shown),
        older=older,
        older_until=year_name(shown[-1][0] - 1) if shown else "",
        sizes=sizes | {Noun.MEETINGS.value: len(records.meeting_days)},
    )


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


def _happenings(
    records: OrganizationRecords, changes: Mapping[int, Sequence[ChangeRow]], day: date
) -> Iterator[Happening]:
    yield from map(_of_meeting, records.meetings)
    happened = (*_of_agreements(records, day), *(row for one in records.projects for row in _of_project(one)))
    yield from (one for one in happened if one.day <= day)
    for rows in changes.values():
        for row in rows:
            yield Happening(row.day, CHANGES, _("Change"), row.title, below=_apart(row.detail, row.actor))


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
        below=_apart(channel, meeting.counted_reason, _first_line(meeting.summary)),
    )


def _why_not(meeting: MeetingOfPage) -> str:
    if meeting.status is not MeetingStatus.HELD:
        return _(MEETING_STATUSES[meeting.status])
    return "" if meeting.counts else _("Not counted")


def _apart(*texts: str) -> str:
    """Things of different kinds on one line, with a wide space between them."""
    return "\u3000".join(filter(None, texts))


def _first_line(text: str) -> str:
    return text.partition("\n")[0]


def _of_agreements(records: OrganizationRecords, day: date) -> Iterator[Happening]:
    days = {one.id: one.counts_from(records.rules) for one in records.agreements}
    first = min(((since, key) for key, since in days.items() if since is not None), default=(None, None))[1]
    for agreement in records.agreements:
        yield from _of_agreement(agreement, day, is_first=agreement.id == first)
    for one in records.amendments:
        address = record_address(Noun.AGREEMENTS, one.agreement_id)
        what, text = _("Amendment"), _("Amendment of %(number)s", number=one.number)
        yield Happening(one.amended_on, Noun.AGREEMENTS, what, text, address, below=_first_line(one.summary))


def _of_agreement(agreement: AgreementOfPage, today: date, *, is_first: bool) -> Iterator[Happening]:
    name, address = f"{agreement.number} {agreement.title}".strip(), record_address(Noun.AGREEMENTS, agreement.id)

    def row(day: date, after: str, below: str = "") -> Happening:
        return Happening(day, Noun.AGREEMENTS, _("Agreement"), name, address, after, below=below)

    parties = [period for period in agreement.periods if period.role is PartyRole.PARTY]
    for period in agreement.periods:
        effect = _effect(agreement, is_first=is_first) if parties[:1] == [period] else ""
        yield row(agreement.day_of(period), _beginning(agreement, period), effect)
        if period.left_on is not None and not _goes_on(agreement, period):
            yield row(period.left_on, _("left"))
    last = agreement.terms.last_day
    if agreement.left_on is not None or last is None:
        return
    if agreement.terms.was_ended:
        yield row(last, _("ended"), agreement.end_reason)
    elif last < today and agreement.renewed_by is None:
        yield row(last, _("expired"))


def _effect(agreement: AgreementOfPage, *, is_first: bool) -> str:
    """What it did to the cumulative number of organizations."""
    if agreement.type is AgreementType.INDIVIDUAL:
        return _("An individual agreement: it does not count in the cumulative number.")
    if is_first:
        return _("From here on it counts among the organizations with an agreement.")
    return _("It counted already: the cumulative number of organizations stays as it is.")


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


def _of_project(project: ProjectOfPage) -> Iterator[Happening]:
    address, kind = record_address(Noun.PROJECTS, project.id), _("Project")
    below = _apart(_first_line(project.summary), project.department)
    cancelled = project.state is ProjectState.CANCELLED
    told = project.state in (ProjectState.PROPOSED, ProjectState.SUSPENDED) or (cancelled and project.ended_on is None)
    yield Happening(
        project.started_on,
        Noun.PROJECTS,
        kind,
        project.name,
        address,
        "" if project.state is ProjectState.PROPOSED else _("begun"),
        tag=_(STATES[project.state]) if told else "",
        below=below,
    )
    if project.ended_on is not None:
        after = _("cancelled") if cancelled else _("ended")
        yield Happening(project.ended_on, Noun.PROJECTS, kind, project.name, address, after)
