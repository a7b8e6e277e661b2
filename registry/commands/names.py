"""担当課・連携分野・グループ: what the office does with the names that records choose from.

The guard at the commit asks no entry for them; each deed here writes one all the same.
"""

from collections.abc import Container, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from registry.commands.audit import Entry, Snapshot, changes_between, record_entries, snapshot
from registry.commands.draft_shapes import table_of
from registry.commands.records import fill
from registry.database import BULK, db
from registry.domain.deed import Deed
from registry.domain.drafts import FieldProblem, NameDraft
from registry.domain.errors import InvalidDraft, NameInUse, UnitedWithItself
from registry.domain.message import N_, message
from registry.domain.vocabulary import Noun
from registry.models import Agreement, Organization
from registry.models.agreements import agreement_fields
from registry.models.base import Record
from registry.models.organizations import organization_groups
from registry.models.reference import Reference
from registry.queries.names import KINDS, find_same_name, get_name, is_used, list_in_order


def add_name(deed: Deed, *, noun: Noun, draft: NameDraft) -> Reference:
    """追加: a department, field or group at the end of the list; raises InvalidDraft."""
    present = list_in_order(noun)
    row = KINDS[noun](position=max((one.position for one in present), default=0) + 1)
    _fill(noun, row, draft)
    db.session.add(row)
    return note(deed, action="add", noun=noun, row=row, before={})


def revise_name(deed: Deed, *, noun: Noun, name_id: int, draft: NameDraft) -> Reference:
    """訂正: everything that has it shows it as it is now; raises InvalidDraft, NoSuchRecord."""
    row = get_name(noun, name_id)
    before = snapshot(row)
    _fill(noun, row, draft)
    return note(deed, action="revise", noun=noun, row=row, before=before)


def _fill(noun: Noun, row: Reference, draft: NameDraft) -> None:
    same = find_same_name(noun, draft.name)
    if same is not None and same is not row:
        sentence = message(N_("“%(name)s” is there already."), name=same.name)
        raise InvalidDraft((FieldProblem("name", "name_taken", sentence),))
    fill(row, draft, create_names=False)


def retire_name(deed: Deed, *, noun: Noun, name_id: int) -> Reference:
    """使用停止: it stays with its records and is offered no more; raises NoSuchRecord."""
    return _set_retired(deed, noun, name_id, action="retire", to=True)


def reactivate_name(deed: Deed, *, noun: Noun, name_id: int) -> Reference:
    """使用再開; raises NoSuchRecord."""
    return _set_retired(deed, noun, name_id, action="reactivate", to=False)


def _set_retired(deed: Deed, noun: Noun, name_id: int, *, action: str, to: bool) -> Reference:
    row = get_name(noun, name_id)
    before = snapshot(row)
    row.retired = to
    return note(deed, action=action, noun=noun, row=row, before=before)


def move_name(deed: Deed, *, noun: Noun, name_id: int, up: bool, among: Container[int] | None = None) -> Reference:
    """並べ替え: past the next one, up or down in the lists of choices; at the end nothing happens.

    ``among`` are the ids of those that a reader sees beside it, where these are not all. Raises NoSuchRecord.
    """
    row = get_name(noun, name_id)
    before, order = snapshot(row), list(list_in_order(noun))
    place = order.index(row)
    beside = range(place - 1, -1, -1) if up else range(place + 1, len(order))
    target = next((each for each in beside if among is None or order[each].id in among), place)
    order.insert(target, order.pop(place))
    for position, one in enumerate(order, start=1):
        one.position = position
    return note(deed, action="reorder", noun=noun, row=row, before=before)


def delete_name(deed: Deed, *, noun: Noun, name_id: int) -> Reference:
    """削除: only what nothing refers to; raises NameInUse, NoSuchRecord."""
    row = get_name(noun, name_id)
    if is_used(noun, name_id):
        raise NameInUse(name=row.name)
    before = snapshot(row)
    db.session.delete(row)
    record_entries(deed, [Entry("delete", noun, name_id, row.name, changes_between(before, {}))])
    deleted: Reference = row
    return deleted


@dataclass(frozen=True)
class Bearers:
    """The records that can have several of the names: the link table, its columns, and the relationship's name."""

    model: type[Record]
    link: sa.Table
    record: str
    name: str
    relationship: str


BEARERS = {
    Noun.FIELDS: Bearers(Agreement, agreement_fields, "agreement_id", "field_id", "fields"),
    Noun.GROUPS: Bearers(Organization, organization_groups, "organization_id", "group_id", "groups"),
}


def unite_names(deed: Deed, *, noun: Noun, name_id: int, into_id: int) -> Reference:
    """統合: whatever has the one has the other now, and the first is gone; raises NoSuchRecord, UnitedWithItself.

    Every record keeps it in its own history; the statements are as many for one record as for a thousand.
    """
    leaving: Reference = get_name(noun, name_id)
    staying: Reference = get_name(noun, into_id)
    if leaving is staying:
        raise UnitedWithItself(name=leaving.name)
    bearers, before = BEARERS[noun], snapshot(leaving)
    entries = _entries_of_bearers(bearers, leaving, staying)
    _hand_over_links(bearers, leaving.id, staying.id)
    db.session.expire_all()
    db.session.delete(leaving)
    gone = Entry("unite", noun, name_id, before["name"], {"name": (before["name"], staying.name)})
    record_entries(deed, [*entries, gone])
    return staying


def _entries_of_bearers(bearers: Bearers, leaving: Reference, staying: Reference) -> Sequence[Entry]:
    """What the log says of each record: its names now and afterwards."""
    link, kind = bearers.link, type(leaving)
    of_record, of_name = link.c[bearers.record], link.c[bearers.name]
    having = sa.select(of_record).where(of_name == leaving.id)
    names: dict[int, list[str]] = {}
    for record_id, name in db.session.execute(
        sa.select(of_record, kind.name).join(kind, kind.id == of_name).where(of_record.in_(having))
    ):
        names.setdefault(record_id, []).append(name)
    records = db.session.scalars(sa.select(bearers.model).where(bearers.model.id.in_(having)))
    return [
        Entry("unite", one.noun, one.id, one.label, {bearers.relationship: _renamed(names[one.id], leaving, staying)})
        for one in records
    ]


def _renamed(names: Sequence[str], leaving: Reference, staying: Reference) -> tuple[list[str], list[str]]:
    after = {staying.name if name == leaving.name else name for name in names}
    return sorted(names), sorted(after)


def _hand_over_links(bearers: Bearers, leaving_id: int, staying_id: int) -> None:
    link = bearers.link
    of_record, of_name = link.c[bearers.record], link.c[bearers.name]
    having = sa.select(of_record).where(of_name == leaving_id)
    table = table_of(bearers.model)
    raised = sa.update(table).where(table.c.id.in_(having)).values(version=table.c.version + 1)
    also = sa.select(of_record).where(of_name == staying_id)
    doubled = sa.delete(link).where(of_name == leaving_id, of_record.in_(also))
    moved = sa.update(link).where(of_name == leaving_id).values({bearers.name: staying_id})
    for statement in (raised, doubled, moved):
        db.session.execute(statement, execution_options=BULK)


def note(deed: Deed, *, action: str, noun: Noun, row: Any, before: Snapshot) -> Reference:
    """Write the entry of what has become of a name, if anything has."""
    db.session.flush()
    changes = changes_between(before, snapshot(row))
    if changes:
        record_entries(deed, [Entry(action, noun, row.id, row.name, changes)])
    reference: Reference = row
    return reference
