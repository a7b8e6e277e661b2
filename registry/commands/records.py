"""What the deeds on all nouns have in common: a draft's values into a record, versions, deletion and restoring."""

import dataclasses
from collections.abc import Iterable, Sequence
from typing import Any, ClassVar, Protocol, TypeVar

import sqlalchemy as sa
from sqlalchemy.orm import RelationshipProperty

from registry.commands.audit import Snapshot, record_entry, snapshot
from registry.database import db
from registry.domain.deed import Deed
from registry.domain.drafts import FieldProblem
from registry.domain.errors import EditedMeanwhile, InvalidDraft, StillReferred
from registry.domain.message import N_, message
from registry.domain.names import clean
from registry.models.base import Base, Record
from registry.models.reference import Reference
from registry.queries.records import get_records

R = TypeVar("R", bound=Record)
B = TypeVar("B", bound=Base)
K = TypeVar("K", bound=Reference)
NAMED_IN_A_REFUSAL = 3


class Draft(Protocol):
    """Input that was read; see ``registry.domain.drafts``."""

    __dataclass_fields__: ClassVar[dict[str, dataclasses.Field[Any]]]

    def problems(self) -> tuple[FieldProblem, ...]:
        """Broken rules."""
        ...


def create(deed: Deed, *, action: str, record: R, draft: Draft, create_names: bool) -> R:
    """Fill a new record from its draft and write its entry; raises InvalidDraft, NoSuchRecord."""
    fill(record, draft, create_names=create_names)
    db.session.add(record)
    record_entry(deed, action=action, record=record)
    return record


def revise(deed: Deed, *, record: R, draft: Draft, version: int, create_names: bool) -> R:
    """Give a record all values of a draft; raises EditedMeanwhile too. A draft that changes nothing leaves no entry."""
    check_version(record, version)
    before = snapshot(record)
    fill(record, draft, create_names=create_names)
    return note_change(deed, action="revise", record=record, before=before)


def note_change(deed: Deed, *, action: str, record: B, before: Snapshot) -> B:
    """Write the entry of what has become of a record, if anything has."""
    db.session.flush()
    after = snapshot(record)
    if after != before:
        record_entry(deed, action=action, record=record, before=before, after=after)
    return record


def check_version(record: Record, version: int) -> None:
    """Refuse to overwrite what somebody else saved after the reader opened the record; raises EditedMeanwhile."""
    if record.version != version:
        raise EditedMeanwhile


def delete(deed: Deed, *, record: R, used_by: Iterable[Record]) -> R:
    """Mark a record as deleted; raises StillReferred while living records name it."""
    names = [each.label for each in used_by]
    if names:
        more = ("…",) if len(names) > NAMED_IN_A_REFUSAL else ()
        raise StillReferred(others=(*names[:NAMED_IN_A_REFUSAL], *more))
    before = snapshot(record)
    record.deleted_at = deed.at
    return note_change(deed, action="delete", record=record, before=before)


def restore(deed: Deed, *, record: R) -> R:
    """Take a deletion back; raises InvalidDraft where its number was taken meanwhile."""
    before = snapshot(record)
    record.deleted_at = None
    return note_change(deed, action="restore", record=record, before=before)


def fill(record: Base, draft: Draft, *, create_names: bool) -> None:
    """Copy a draft into a record by the names of its fields, so that a new field needs no code here.

    Columns are copied; names of departments, fields and groups and ids of records become their rows; drafts within
    the draft become child rows. ``create_names`` makes departments, fields and groups that are not there yet.
    """
    problems = (*draft.problems(), *_too_long(record, draft))
    if problems:
        raise InvalidDraft(problems)
    mapper = sa.inspect(type(record))
    with db.session.no_autoflush:
        for field in dataclasses.fields(draft):
            value = getattr(draft, field.name)
            if field.name in mapper.relationships:
                _relate(record, mapper.relationships[field.name], value, create_names=create_names)
            else:
                _put(record, field.name, _stored(value, nullable=bool(mapper.columns[field.name].nullable)))


def _too_long(record: Base, draft: Draft) -> Iterable[FieldProblem]:
    """Only PostgreSQL holds the length of a column itself."""
    columns = sa.inspect(type(record)).columns
    for field in dataclasses.fields(draft):
        value = getattr(draft, field.name)
        longest = getattr(columns[field.name].type, "length", None) if field.name in columns else None
        if longest is not None and isinstance(value, str) and len(value) > longest:
            sentence = N_("This is too long: %(length)s characters, and %(longest)s fit.")
            yield FieldProblem(field.name, "too_long", message(sentence, length=len(value), longest=longest))


def _stored(value: Any, *, nullable: bool) -> Any:
    """Text is cleaned; blank text is nothing where the column can hold nothing."""
    if type(value) is not str:
        return value
    return clean(value) or (None if nullable else "")


def _put(record: Base, name: str, value: Any) -> None:
    """Assign only what differs, so that an unchanged record is not written."""
    if getattr(record, name) != value:
        setattr(record, name, value)


def _relate(record: Base, relation: RelationshipProperty[Any], value: Any, *, create_names: bool) -> None:
    kind = relation.mapper.class_
    wanted: Sequence[Any] = value if relation.uselist else [value] if value else []
    present = getattr(record, relation.key)
    known = present if relation.uselist else [present] if present else []
    if issubclass(kind, Reference):
        rows = get_references(kind, wanted, field=relation.key, create=create_names)
    elif issubclass(kind, Record):
        rows = get_records(kind, wanted, known=known)
    else:
        _replace_children(known, kind, wanted)
        return
    is_new = relation.key not in sa.inspect(record).dict  # also an empty collection, or the log would ask for it
    if is_new or {id(row) for row in rows} != {id(row) for row in known}:
        setattr(record, relation.key, rows if relation.uselist else next(iter(rows), None))


def get_references(kind: type[K], names: Iterable[str], *, field: str, create: bool) -> list[K]:
    """The departments, fields or groups of these names, each once; raises InvalidDraft unless they may be made."""
    wanted = list(dict.fromkeys(filter(None, map(clean, names))))
    if not wanted:
        return []
    found = {row.name: row for row in db.session.new if isinstance(row, kind)}
    found |= {row.name: row for row in db.session.scalars(sa.select(kind).where(kind.name.in_(wanted)))}
    unknown = [name for name in wanted if name not in found]
    if unknown and not create:
        sentence = N_("“%(name)s” is not registered yet.")
        sentences = [message(sentence, name=name) for name in unknown]
        raise InvalidDraft(tuple(FieldProblem(field, "unknown_value", each) for each in sentences))
    for name in unknown:
        found[name] = kind(name=name)
        db.session.add(found[name])
    return [found[name] for name in wanted]


def _replace_children(present: list[Any], kind: type[Base], drafts: Sequence[Any]) -> None:
    """Make child rows those of the drafts; rows that stay as they are keep their id.

    The first field of a draft says whose row it is. What leaves is deleted first: a period of the same organization
    that comes in its place must find it gone.
    """
    missing = [{each.name: getattr(draft, each.name) for each in dataclasses.fields(draft)} for draft in drafts]
    leaving = []
    for row in present:
        values = next((each for each in missing if all(getattr(row, name) == each[name] for name in each)), None)
        missing.remove(values) if values is not None else leaving.append(row)
    for row, values in _successions(leaving, missing):
        leaving.remove(row)
        missing.remove(values)
        for name, value in values.items():
            _put(row, name, value)
    for row in leaving:
        present.remove(row)
    if leaving:
        db.session.flush()
    present.extend(kind(**values) for values in missing)


def _successions(leaving: list[Any], missing: list[dict[str, Any]]) -> list[tuple[Any, dict[str, Any]]]:
    """A leaving row and the values that come in its place, where each is the only one with its first field."""
    pairs = []
    for row in leaving:
        first = next(iter(missing[0])) if missing else ""
        owner = getattr(row, first) if first else None
        coming = [values for values in missing if values[first] == owner]
        going = [each for each in leaving if first and getattr(each, first) == owner]
        if len(coming) == len(going) == 1:
            pairs.append((row, coming[0]))
    return pairs
