"""Why a record is not behind a number any more as it was: the entries of the log that have to do with it.

What a number is made of hangs together: an organization counts by its agreements, an agreement is new with a new
organization only where no other one came before it, two records can be one body. So what changed may be another record.
"""

from collections.abc import Hashable, Iterable, Iterator, Mapping
from typing import Any

import sqlalchemy as sa

from registry.database import db
from registry.domain.vocabulary import Noun
from registry.evaluation.drift import CountDrift, Drifted, RecordDrift
from registry.models import Agreement, AgreementParty, AuditEntry, Organization, Project
from registry.models.meetings import meeting_organizations
from registry.models.projects import project_agreements, project_departments
from registry.queries.history import COLUMNS, LoggedEntry, read_entries

Key = tuple[str, int]
Reasons = tuple[LoggedEntry, ...]
Drifts = Mapping[Key, list[tuple[CountDrift, RecordDrift]]]
Links = dict[Key, set[Key]]

BEHIND_OTHERS = (Noun.ORGANIZATIONS, Noun.AGREEMENTS, Noun.DEPARTMENTS)
"""Nouns whose change can change what another record counts as."""
OWN_FIELDS = {"label", "kind", "remarks"}
"""What a record is called and marked with: that changes with the record itself, or with what made it count."""
NOT_COUNTED = frozenset(
    {
        "address",
        "amendments",
        "attendees",
        "channel",
        "contacts",
        "corporate_number",
        "fields",
        "files",
        "groups",
        "inside_city",
        "internal_note",
        "kana",
        "notes",
        "summary",
    }
)
"""Fields that no number and no list of records shows: who changed nothing else has nothing to do with it."""
NAMED_BY: Mapping[str, Noun] = {
    "organization": Noun.ORGANIZATIONS,
    "succeeded_by_id": Noun.ORGANIZATIONS,
    "merged_into_id": Noun.ORGANIZATIONS,
    "renews": Noun.AGREEMENTS,
    "successor": Noun.DEPARTMENTS,
}
"""Fields of the log in which another record stands."""


def list_reasons(drifts: Drifts, *, since: int) -> dict[Key, Reasons]:
    """For each record the entries after the number ``since`` that have to do with it, the newest first.

    Those of the record itself and of what made it count, where there are any; else those of the records nearest to it.
    At most nine statements.
    """
    entries = [one for one in _entries(drifts, since) if not one.changes or one.changes.keys() - NOT_COUNTED]
    by_record: dict[Key, list[LoggedEntry]] = {}
    for entry in entries:
        by_record.setdefault((entry.noun, entry.record_id or 0), []).append(entry)
    links = _links(drifts, entries, since)
    return {key: _reasons(key, [one for _count, one in found], by_record, links) for key, found in drifts.items()}


def _reasons(
    key: Key, drifts: Iterable[RecordDrift], by_record: Mapping[Key, list[LoggedEntry]], links: Links
) -> Reasons:
    own = all(drift.what is Drifted.CHANGED and OWN_FIELDS.issuperset(drift.fields) for drift in drifts)
    rings = [{key}] if own and key in by_record else []
    rings.append({key} | {(Noun.AGREEMENTS.value, source) for drift in drifts for source in drift.sources})
    for ring in (*rings, *_rings(key, links)):
        found = {entry.id: entry for near in ring for entry in by_record.get(near, ())}
        if found:
            return tuple(found[number] for number in sorted(found, reverse=True))
    return ()


def _rings(key: Key, links: Links) -> Iterator[set[Key]]:
    """The records one step away, two steps away, and so on."""
    known, ring = {key}, {key}
    while ring:
        ring = {other for one in ring for other in links.get(one, ())} - known
        known |= ring
        yield ring


def _entries(drifts: Drifts, since: int) -> list[LoggedEntry]:
    """Those of the drifted records themselves, and all of the nouns that stand behind others."""
    own = (
        sa.and_(AuditEntry.noun == noun, AuditEntry.record_id.in_(_ids(drifts, noun)))
        for noun in (Noun.MEETINGS, Noun.PROJECTS)
    )
    wanted = (AuditEntry.noun.in_(BEHIND_OTHERS), *own)
    asked = sa.select(*COLUMNS).where(AuditEntry.id > since, sa.or_(*wanted)).order_by(AuditEntry.id)
    return read_entries(db.session.execute(asked))


def _ids(drifts: Drifts, noun: Noun) -> list[int]:
    return [number for one, number in drifts if one == noun]


def _links(drifts: Drifts, entries: Iterable[LoggedEntry], since: int) -> Links:
    """Who is whose neighbour, either way."""
    links: Links = {}
    for one, other in (*_recorded(drifts, since), *_made_by(drifts), *_named(entries)):
        links.setdefault(one, set()).add(other)
        links.setdefault(other, set()).add(one)
    return links


def _made_by(drifts: Drifts) -> Iterator[tuple[Key, Key]]:
    for key, found in drifts.items():
        yield from ((key, (Noun.AGREEMENTS.value, source)) for _count, drift in found for source in drift.sources)


def _recorded(drifts: Drifts, since: int) -> Iterator[tuple[Key, Key]]:
    """What is recorded now: parties, renewals, one body in several records, what meetings and projects belong to."""
    party, renewed, body = AgreementParty, Agreement.renews_id, Organization
    changed = sa.select(AuditEntry.record_id).where(AuditEntry.noun == Noun.AGREEMENTS, AuditEntry.id > since)
    near = sa.or_(
        party.agreement_id.in_(changed),
        party.agreement_id.in_(_ids(drifts, Noun.AGREEMENTS)),
        party.organization_id.in_(_ids(drifts, Noun.ORGANIZATIONS)),
    )
    met, met_by = meeting_organizations.c.meeting_id, meeting_organizations.c.organization_id
    under, under_by = project_agreements.c.project_id, project_agreements.c.agreement_id
    led, led_by = project_departments.c.project_id, project_departments.c.department_id
    meetings, projects = _ids(drifts, Noun.MEETINGS), _ids(drifts, Noun.PROJECTS)
    organizations, agreements, departments = Noun.ORGANIZATIONS, Noun.AGREEMENTS, Noun.DEPARTMENTS
    pairs: tuple[tuple[Noun, Any, Noun, Any, Any], ...] = (
        (organizations, party.organization_id, agreements, party.agreement_id, near),
        (agreements, Agreement.id, agreements, renewed, renewed.is_not(None)),
        (organizations, body.id, organizations, body.merged_into_id, body.merged_into_id.is_not(None)),
        (organizations, body.id, organizations, body.succeeded_by_id, body.succeeded_by_id.is_not(None)),
        (Noun.MEETINGS, met, organizations, met_by, met.in_(meetings)),
        (Noun.PROJECTS, under, agreements, under_by, under.in_(projects)),
        (Noun.PROJECTS, led, departments, led_by, led.in_(projects)),
        (Noun.PROJECTS, Project.id, departments, Project.lead_department_id, Project.id.in_(projects)),
    )
    for noun, own, other_noun, other, condition in pairs:
        for row in db.session.execute(sa.select(own, other).where(condition)):
            yield (noun.value, row[0]), (other_noun.value, row[1])


def _named(entries: Iterable[LoggedEntry]) -> Iterator[tuple[Key, Key]]:
    """Records that stood in an entry's fields, before or after."""
    for entry in entries:
        for name, values in entry.changes.items():
            for noun, number in _records_in(name, values):
                yield (entry.noun, entry.record_id or 0), (noun, number)


def _records_in(name: str, value: Hashable | Mapping[str, Any]) -> Iterator[Key]:
    if isinstance(value, Mapping):
        if name in NAMED_BY and isinstance(value.get("id"), int):
            yield NAMED_BY[name].value, value["id"]
        else:
            for inner, one in value.items():
                yield from _records_in(inner, one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _records_in(name, one)
