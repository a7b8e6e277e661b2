"""The counts of one year reckoned a second time, from plain records, slowly and as the rules are worded.

It shares nothing with the counting in the database but the names of the counts and of the rules' values. What is
returned for a name is the records behind the number: the number is how many they are.

Where the rules leave room, this is how they are read here:

- a link to a deleted record is no link: its renewal begins a chain of its own, a body succeeded by it stays itself,
  a project under it alone is outside any agreement, a meeting with it alone is internal;
- records of one body are one record, the one they were merged into: deleting that one deletes the body, deleting
  another only takes back what that one brought;
- of a year, bodies are told apart as on the day it is reckoned: who signs in May as a newcomer and becomes one with
  an old partner in October is no new organization on 31 March, and none is merged. Merged are the opening
  organizations that have become one with another opening organization by that day;
- bodies recorded twice share a successor, whichever of their records names it;
- an organization came *by agreement* where it is a party from the first day of an agreement that renews none, else
  *by joining or renewal*; of two agreements that first bring it on one day, the one with the lower id did;
- a new agreement is *with a new organization* where it brought one in that sense; who joins it later comes by joining;
- left_on and ended_on only end what is in force: a party or an agreement that went before its effect is counted from
  its effect on under ``effective``, as it is from its conclusion on under ``concluded``;
- real-world mergers do not change how many took part in a meeting; records of one body do.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from registry.domain.rules import CountingRules
from tests.counting.months import later_by_months
from tests.counting.records import Agreement, Organization, Party, Project, Registry

KINDS = ("company", "academic", "financial", "association", "unclassified")
STATES = ("active", "suspended", "completed", "cancelled")
Ids = list[int]


@dataclass(frozen=True)
class Signing:
    """An organization counts by an agreement from a day; ``founding``: by the agreement itself, not by joining it."""

    on: date
    agreement: int
    organization: int
    founding: bool


def recount(registry: Registry, fiscal_year: int, *, as_of: date, rules: CountingRules) -> dict[str, Ids] | None:
    """The ids behind every count of one year; None where the year has not begun."""
    if as_of < date(fiscal_year, 4, 1):
        return None
    year = Recount(registry, fiscal_year, as_of, rules)
    return {
        "meetings": year.meetings(),
        "population": year.population(),
        **year.counted_organizations(),
        **year.counted_agreements(),
        **year.counted_projects(),
    }


class Recount:
    """One year of one registry under one set of rules."""

    def __init__(self, registry: Registry, fiscal_year: int, as_of: date, rules: CountingRules) -> None:
        self.eve = date(fiscal_year, 3, 31)
        self.first_day = date(fiscal_year, 4, 1)
        self.day = min(date(fiscal_year + 1, 3, 31), as_of)
        self.rules = rules
        self.registry = registry
        self.recorded = {record.id: record for record in registry.organizations}
        self.organizations = {one.id: one for one in registry.organizations if self.lives(one)}
        self.agreements = {record.id: record for record in registry.agreements if not record.deleted}

    # who is who

    def body(self, organization: int) -> int:
        """The record that stands for a body recorded several times."""
        while (into := self.recorded[organization].merged_into) is not None:
            organization = into
        return organization

    def lives(self, organization: Organization) -> bool:
        return not organization.deleted and not self.recorded[self.body(organization.id)].deleted

    def successors(self, body: int, day: date) -> Iterator[int]:
        for record in self.organizations.values():
            if self.body(record.id) != body or record.succeeded_on is None or record.succeeded_on > day:
                continue
            if record.succeeded_by in self.organizations and self.body(record.succeeded_by) != body:
                yield self.body(record.succeeded_by)

    def identity(self, organization: int, day: date) -> int:
        """As whom a registered organization counts on a day."""
        body = self.body(organization)
        if self.rules.merged_organizations == "as_concluded":
            return body
        seen = {body}
        while (successor := next(self.successors(body, day), body)) not in seen:
            body = successor
            seen.add(body)
        return body

    # meetings

    def meetings(self) -> Ids:
        found: Ids = []
        for meeting in self.registry.meetings:
            if meeting.deleted or meeting.status != "held" or not self.first_day <= meeting.held_on <= self.day:
                continue
            by_type = meeting.type in ("approach", "consultation", "liaison")
            bodies = {self.body(one) for one in meeting.organizations if one in self.organizations}
            if bodies and (by_type if meeting.counted is None else meeting.counted):
                found += [meeting.id] * (len(bodies) if self.rules.meeting_basis == "participation" else 1)
        return found

    # population

    def population(self) -> Ids:
        found = set()
        for organization in self.organizations.values():
            if is_target(organization, self.day):
                found.add(self.identity(organization.id, self.day))
        for agreement in self.agreements.values():
            begins = min(agreement.concluded_on, agreement.takes_effect_on)
            for party in self.parties(agreement):
                if max(begins, party.joined_on or begins) <= self.day:
                    found.add(self.identity(party.organization, self.day))
        return sorted(found)

    def parties(self, agreement: Agreement) -> Iterator[Party]:
        for party in agreement.parties:
            if party.role == "party" and party.organization in self.organizations:
                yield party

    # organizations

    def counted_organizations(self) -> dict[str, Ids]:
        closing = self.organizations_on(self.day)
        new = {who: first for who, first in self.first_signings().items() if first.on >= self.first_day}
        by_kind = {f"organizations_by_kind.{kind}": self.of_kind(kind, closing) for kind in KINDS}
        return {
            "organizations_cumulative": closing,
            **by_kind,
            "organizations_in_force": self.organizations_in_force(),
            "organizations_new": sorted(new),
            "organizations_new_by_agreement": sorted(who for who in new if new[who].founding),
            "organizations_new_by_joining": sorted(who for who in new if not new[who].founding),
            "organizations_merged": self.organizations_merged(),
        }

    def of_kind(self, kind: str, organizations: Ids) -> Ids:
        return [one for one in organizations if self.organizations[one].kind == kind]

    def dated(self, agreement: Agreement) -> date:
        """The day from which an agreement counts."""
        return agreement.takes_effect_on if self.rules.agreement_date == "effective" else agreement.concluded_on

    def signings(self, day: date) -> list[Signing]:
        """Who counts as a party of a comprehensive agreement by a day, and since when."""
        found = []
        for agreement in self.comprehensive():
            dated = self.dated(agreement)
            for party in self.parties(agreement):
                since = max(dated, party.joined_on or dated)
                if since <= day:
                    founding = since == dated and self.first_of_chain(agreement) is agreement
                    who = self.identity(party.organization, day)
                    found.append(Signing(since, agreement.id, who, founding))
        return found

    def organizations_on(self, day: date) -> Ids:
        return sorted({signing.organization for signing in self.signings(day)})

    def first_signings(self) -> dict[int, Signing]:
        first: dict[int, Signing] = {}
        for signing in self.signings(self.day):
            known = first.get(signing.organization)
            if known is None or (signing.on, signing.agreement) < (known.on, known.agreement):
                first[signing.organization] = signing
        return first

    def organizations_merged(self) -> Ids:
        """Opening organizations that are one with another by now; each group keeps its successor, else its first."""
        groups: dict[int, Ids] = {}
        for organization in self.organizations_on(self.eve):
            groups.setdefault(self.identity(organization, self.day), []).append(organization)
        gone: Ids = []
        for now, before in groups.items():
            stays = now if now in before else before[0]
            gone += [organization for organization in before if organization != stays]
        return sorted(gone)

    def organizations_in_force(self) -> Ids:
        found = set()
        for agreement in self.comprehensive():
            if not self.in_force(agreement):
                continue
            for party in self.parties(agreement):
                joined = party.joined_on is None or party.joined_on <= self.day
                left = party.left_on is not None and party.left_on < self.day
                if joined and not left:
                    found.add(self.identity(party.organization, self.day))
        return sorted(found)

    # agreements

    def comprehensive(self) -> list[Agreement]:
        return [agreement for agreement in self.agreements.values() if agreement.type == "comprehensive"]

    def first_of_chain(self, agreement: Agreement) -> Agreement:
        while agreement.renews in self.agreements:
            agreement = self.agreements[agreement.renews]
        return agreement

    def counted_agreements(self) -> dict[str, Ids]:
        firsts = [
            one for one in self.comprehensive() if self.first_of_chain(one) is one and self.dated(one) <= self.day
        ]
        new = [one.id for one in firsts if self.dated(one) >= self.first_day]
        bringing = {first.agreement for first in self.first_signings().values() if first.founding}
        in_force = {self.first_of_chain(one).id for one in self.comprehensive() if self.in_force(one)}
        return {
            "agreements_cumulative": sorted(one.id for one in firsts),
            "agreements_new": sorted(new),
            "agreements_new_with_new": sorted(one for one in new if one in bringing),
            "agreements_new_with_existing_only": sorted(one for one in new if one not in bringing),
            "agreements_in_force": sorted(in_force),
        }

    def in_force(self, agreement: Agreement) -> bool:
        begun = self.dated(agreement) <= self.day and agreement.takes_effect_on <= self.day
        ended = agreement.ended_on is not None and agreement.ended_on < self.day
        return begun and not ended and not expired(agreement, self.day)

    # projects

    def counted_projects(self) -> dict[str, Ids]:
        running = [project for project in self.registry.projects if self.touches_the_year(project)]
        under = [project for project in running if any(one in self.agreements for one in project.agreements)]
        outside = [project.id for project in running if project not in under]
        counts = {"projects": [project.id for project in under], "projects_outside_agreements": outside}
        for project in under:
            counts.setdefault(f"projects_by_department.{project.department}", []).append(project.id)
        for state in STATES:
            counts[f"projects_by_state.{state}"] = [one.id for one in under if self.state(one) == state]
        return {name: sorted(ids) for name, ids in counts.items()}

    def touches_the_year(self, project: Project) -> bool:
        never = project.state == "proposed" or (project.state == "cancelled" and project.ended_on is None)
        if project.deleted or never or project.started_on > self.day:
            return False
        return project.ended_on is None or project.ended_on >= self.first_day

    def state(self, project: Project) -> str:
        over = project.state in ("completed", "cancelled")
        return "active" if over and self.day < project.ended_on else project.state


def is_target(organization: Organization, day: date) -> bool:
    if organization.target_from is None or day < organization.target_from:
        return False
    return organization.target_until is None or day <= organization.target_until


def expired(agreement: Agreement, day: date) -> bool:
    """Whether the running expiry is past, walking from term to term."""
    if agreement.expires_on is None:
        return False
    expiry = agreement.expires_on
    renewals = 0
    while expiry < day:
        if agreement.auto_renewal_months is None or notice_in_time(agreement, expiry):
            return True
        renewals += 1
        expiry = later_by_months(agreement.expires_on, renewals * agreement.auto_renewal_months)
    return False


def notice_in_time(agreement: Agreement, expiry: date) -> bool:
    if agreement.notice_given_on is None:
        return False
    return agreement.notice_given_on <= later_by_months(expiry, -(agreement.notice_months or 0))
