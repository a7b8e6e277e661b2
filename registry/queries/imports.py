"""What an import is compared with: the registry as plain values, in a fixed number of statements for any size."""

import dataclasses
from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.orm import RelationshipProperty

from registry.database import db
from registry.domain.drafts import (
    AgreementDraft,
    FormerNameDraft,
    MeetingDraft,
    OrganizationDraft,
    PartyDraft,
    ProjectDraft,
)
from registry.domain.known import Changes, Known, Stored
from registry.domain.vocabulary import Noun
from registry.models import (
    AcceptedQuestion,
    Agreement,
    AuditEntry,
    Department,
    Field,
    Group,
    Meeting,
    Organization,
    Project,
)
from registry.models.base import Record
from registry.models.reference import Reference
from registry.queries.audit import get_head

T = TypeVar("T", OrganizationDraft, AgreementDraft, MeetingDraft, ProjectDraft)
CHILDREN: Mapping[str, type[Any]] = {"former_names": FormerNameDraft, "parties": PartyDraft}
"""Fields that hold drafts of rows of their own."""


def load_known(kind: Noun) -> Known:
    """All that a file of this kind can name or match; call it inside the transaction that relies on it."""
    agreements = kind in (Noun.AGREEMENTS, Noun.PROJECTS)
    return Known(
        head=get_head().entries,
        organizations=_stored(Organization, OrganizationDraft),
        agreements=_stored(Agreement, AgreementDraft) if agreements else (),
        meetings=_stored(Meeting, MeetingDraft) if kind is Noun.MEETINGS else (),
        projects=_stored(Project, ProjectDraft) if kind is Noun.PROJECTS else (),
        departments=frozenset(_names(Department).values()),
        fields=frozenset(_names(Field).values()),
        groups=frozenset(_names(Group).values()),
        identities=_identities(),
        accepted=_accepted(kind),
    )


def list_changes_since(entries: int) -> Changes:
    """The records that were written after the audit log had so many entries; at most eleven statements."""
    written = sa.select(AuditEntry.noun, AuditEntry.action, AuditEntry.record_id).distinct()
    rows = db.session.execute(written.where(AuditEntry.id > entries)).all()
    records = frozenset((Noun(row.noun), row.record_id) for row in rows if row.record_id is not None)
    found = Changes(records)
    return Changes(
        records,
        deeds=frozenset((Noun(row.noun), row.action) for row in rows),
        organizations=_stored(Organization, OrganizationDraft, only=found.ids(Noun.ORGANIZATIONS)),
        meetings=_stored(Meeting, MeetingDraft, only=found.ids(Noun.MEETINGS)),
        identities=_identities(),
        departments=frozenset(_names(Department).values()),
    )


def map_organization_names() -> dict[int, str]:
    """The names of all organizations by their ids, of deleted ones too."""
    return {row.id: row.name for row in db.session.execute(sa.select(Organization.id, Organization.name))}


def holds_organizations() -> bool:
    """Whether any organization was ever registered, deleted ones included."""
    return db.session.scalar(sa.select(Organization.id).limit(1)) is not None


def _accepted(kind: Noun) -> frozenset[tuple[str, str]]:
    rows = db.session.execute(
        sa.select(AcceptedQuestion.code, AcceptedQuestion.fact).where(AcceptedQuestion.kind == kind.value)
    )
    return frozenset((row.code, row.fact) for row in rows)


def _identities() -> dict[int, int]:
    """Records merged as duplicates, each with the one that it stands for after any number of steps."""
    rows = db.session.execute(
        sa.select(Organization.id, Organization.merged_into_id).where(
            Organization.merged_into_id.is_not(None), Organization.deleted_at.is_(None)
        )
    )
    into = {row.id: row.merged_into_id for row in rows}
    return {duplicate: _last(duplicate, into) for duplicate in into}


def _last(record: int, into: Mapping[int, int]) -> int:
    while record in into:
        record = into[record]
    return record


def _names(kind: type[Reference]) -> dict[int, str]:
    return {row.id: row.name for row in db.session.execute(sa.select(kind.id, kind.name))}


def _stored(kind: type[Record], draft: type[T], *, only: Collection[int] | None = None) -> tuple[Stored[T], ...]:
    """Living records as drafts: one statement for their columns, one for each of their lists, one for its names."""
    if only is not None and not only:
        return ()
    mapper = sa.inspect(kind)
    fields = [field.name for field in dataclasses.fields(draft)]
    own = [name for name in fields if name in mapper.column_attrs]
    related = [(name, mapper.relationships[name]) for name in fields if name in mapper.relationships]
    one = {name: relation for name, relation in related if not relation.uselist}
    many = {name: _lists(relation, name) for name, relation in related if relation.uselist}
    names = {name: _names(relation.mapper.class_) for name, relation in one.items()}
    columns = [getattr(kind, name) for name in own]
    keys = [next(iter(relation.local_columns)) for relation in one.values()]
    about = (kind.id, kind.version, kind.imported_version, kind.imported_key)
    alive = sa.select(*about, *columns, *keys).where(kind.deleted_at.is_(None)).order_by(kind.id)
    found = db.session.execute(alive if only is None else alive.where(kind.id.in_(only)))
    stored = []
    for record_id, version, imported_version, imported_key, *rest in found:
        values: dict[str, Any] = dict(zip(own, rest, strict=False))
        values |= {name: names[name].get(key) for name, key in zip(one, rest[len(own) :], strict=True)}
        values |= {name: tuple(lists.get(record_id, ())) for name, lists in many.items()}
        stored.append(Stored(record_id, version, imported_version, draft(**values), imported_key))
    return tuple(stored)


def _lists(relation: RelationshipProperty[Any], name: str) -> dict[int, list[Any]]:
    """What stands in one list of every record, by the record's id."""
    lists: defaultdict[int, list[Any]] = defaultdict(list)
    if relation.secondary is None:
        child, draft = relation.mapper.class_, CHILDREN[name]
        owner = next(iter(relation.remote_side))
        columns = [getattr(child, field.name) for field in dataclasses.fields(draft)]
        for key, *values in db.session.execute(sa.select(owner, *columns).order_by(child.id)):
            lists[key].append(draft(*values))
        return lists
    (_, owner), (_, target) = *relation.synchronize_pairs, *(relation.secondary_synchronize_pairs or ())
    kind = relation.mapper.class_
    names = _names(kind) if issubclass(kind, Reference) else None
    for key, other in db.session.execute(sa.select(owner, target).order_by(owner, target)):
        lists[key].append(names[other] if names else other)
    return lists
