"""Writing one planned import: new bodies, and meetings, all at once; other records by their deeds one by one."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import filterfalse
from typing import Any

import sqlalchemy as sa

from registry.audit_guard import AUDITED
from registry.commands.agreements import conclude_agreement, revise_agreement
from registry.commands.audit import Entry, record_entries
from registry.commands.changed_records import ChangedRecords
from registry.commands.draft_shapes import table_of
from registry.commands.new_records import Named, NewRecords
from registry.commands.organizations import register_organization, revise_organization
from registry.commands.projects import record_project, revise_project
from registry.commands.records import get_references
from registry.database import db
from registry.domain.audit_chain import canonical
from registry.domain.deed import Deed
from registry.domain.drafts import AgreementDraft, ProjectDraft
from registry.domain.errors import InvalidDraft, NoSuchRecord
from registry.domain.vocabulary import Noun
from registry.imports.holding import still_holds
from registry.imports.plan import Creation, Plan, Update
from registry.imports.report import Problem, Report
from registry.models import (
    AcceptedQuestion,
    Agreement,
    Department,
    Field,
    Group,
    Meeting,
    Organization,
    PossibleDuplicate,
    Project,
)
from registry.models.base import Record
from registry.queries.audit import get_head
from registry.queries.imports import list_changes_since, map_organization_names
from registry.queries.records import last_id

Progress = Callable[[int], None]


@dataclass(frozen=True)
class Deeds:
    """How records of one kind are made and changed one by one; ``id_name`` is the name of the id in ``change``."""

    make: Callable[..., Record]
    change: Callable[..., Record]
    id_name: str


DEEDS: Mapping[Noun, Deeds] = {
    Noun.ORGANIZATIONS: Deeds(register_organization, revise_organization, "organization_id"),
    Noun.AGREEMENTS: Deeds(conclude_agreement, revise_agreement, "agreement_id"),
    Noun.PROJECTS: Deeds(record_project, revise_project, "project_id"),
}
MODELS: Mapping[Noun, type[Record]] = {one.noun: one for one in (Organization, Agreement, Meeting, Project)}


def record_reference_names(*, departments: Iterable[str], fields: Iterable[str], groups: Iterable[str]) -> None:
    """Make departments, fields and groups that are not there yet."""
    for kind, names in ((Department, departments), (Field, fields), (Group, groups)):
        get_references(kind, names, field="name", create=True)
    db.session.flush()


class ImportWriter:
    """Writes the records of one plan: ``stage`` before the transaction, ``write`` inside it.

    What is staged follows the state that the registry is in when this is made.
    ``ids`` are the real ids of what the plan calls by negative ones.
    """

    def __init__(self, deed: Deed, plan: Plan, progress: Progress) -> None:
        self._deed, self._plan, self._progress = deed, plan, progress
        self._is_at_once = plan.request.kind is Noun.MEETINGS
        self._head = get_head()
        self._first_ids: dict[type[Record], int] = {model: last_id(model) + 1 for model in (Organization, Meeting)}
        self._names = map_organization_names() if self._is_at_once else {}
        bodies = enumerate(plan.bodies, start=self._first_ids[Organization])
        self._bodies = {body.id: real for real, body in bodies}
        self._ids: dict[int, int] = {}
        self._new: list[NewRecords] = []
        self._changed: ChangedRecords | None = None
        self._keys: dict[int, str | None] = {}

    def stage(self) -> None:
        """Reckon the rows and entries of the new records."""
        plan, deed = self._plan, self._deed
        if plan.bodies:
            drafts: list[Named] = [(body.draft, None) for body in plan.bodies]
            self._new.append(NewRecords(Organization, drafts, deed=deed, action="register", others={}))
        known_by = self._names_in_log().__getitem__ if self._is_at_once else str
        if self._is_at_once and plan.creations:
            drafts = [(record.draft, record.key) for record in plan.creations]
            meetings = NewRecords(Meeting, drafts, deed=deed, action="record", others=self._bodies, known_by=known_by)
            self._new.append(meetings)
        head = self._head
        for new in self._new:
            head = new.stage(self._first_ids[new.model], head, self._progress)
        if self._is_at_once and plan.updates:
            self._changed = ChangedRecords(Meeting, plan.updates, deed=deed, others=self._bodies, known_by=known_by)
            self._changed.stage(head, self._progress)

    def _names_in_log(self) -> dict[int, str]:
        names = self._names | {self._bodies[body.id]: body.draft.name for body in self._plan.bodies}
        return {body: canonical({"id": body, "label": name}) for body, name in names.items()}

    def follows(self) -> bool:
        """Whether what is staged may be taken over: nothing has happened since that touches it."""
        head = get_head()
        if head == self._head:
            return True
        if not still_holds(self._plan, list_changes_since(self._head.entries)):
            return False
        if self._bodies and min(self._bodies.values()) != last_id(Organization) + 1:
            return False
        self._head = head
        for new in self._new:
            head = new.follow(last_id(new.model) + 1, head)
        if self._changed is not None:
            self._changed.follow(head)
        return True

    def write(self) -> Report:
        """Take over what was staged, make and change the other records, and remember what was imported and asked.

        Agreements without a number come last: the number that one is given must be none of the file's own.
        """
        self._record_names()
        for staged in self._staged():
            staged.take_over()
        if not self._is_at_once:
            self._write_all([*filterfalse(_is_to_be_numbered, self._plan.creations), *self._plan.updates])
            self._write_all([*filter(_is_to_be_numbered, self._plan.creations)])
        self._finish()
        for staged in self._staged():
            staged.forget()
        return replace(self._plan.report, written=True)

    def _staged(self) -> list[NewRecords | ChangedRecords]:
        return [*self._new, *([self._changed] if self._changed else [])]

    def _record_names(self) -> None:
        """Make the departments and groups that staged rows name."""
        records: list[Creation | Update] = []
        if self._is_at_once:
            records = [*self._plan.creations, *self._plan.updates]
        departments = dict.fromkeys(one.draft.department for one in records if one.draft.department)
        groups = dict.fromkeys(name for body in self._plan.bodies for name in body.draft.groups)
        record_reference_names(departments=departments, fields=(), groups=groups)

    def _write_all(self, waiting: Sequence[Creation | Update]) -> None:
        """Who waits for another's id or dates comes round again."""
        while waiting:
            refused = [(record, refusal) for record in waiting if (refusal := self._refusal(record))]
            if len(refused) == len(waiting):
                raise refused[0][1]
            waiting = [record for record, _ in refused]

    def _refusal(self, record: Creation | Update) -> InvalidDraft | NoSuchRecord | None:
        """Write one record, or say why it cannot be written yet."""
        try:
            self._write(record)
        except (InvalidDraft, NoSuchRecord) as refusal:
            return refusal
        return None

    def _write(self, record: Creation | Update) -> None:
        draft, deeds = self._with_ids(record.draft), DEEDS[self._plan.request.kind]
        if isinstance(record, Creation):
            self._ids[record.id] = deeds.make(self._deed, draft=draft, create_names=True).id
        else:
            about = {deeds.id_name: record.id, "version": record.version}
            deeds.change(self._deed, draft=draft, create_names=True, **about)
        self._keys[self._ids.get(record.id, record.id)] = record.key
        self._progress(1)

    def _with_ids(self, draft: Any) -> Any:
        """The draft with real ids; one that is not there yet stays negative, and the command refuses it."""
        changes: dict[str, object] = {}
        if isinstance(draft, AgreementDraft):
            changes["parties"] = tuple(
                replace(party, organization_id=self._bodies.get(party.organization_id, party.organization_id))
                for party in draft.parties
            )
            changes["renews_id"] = draft.renews_id and self._ids.get(draft.renews_id, draft.renews_id)
        elif isinstance(draft, ProjectDraft):
            changes["organizations"] = tuple(self._bodies.get(body, body) for body in draft.organizations)
        return replace(draft, **changes)

    def _finish(self) -> None:
        """Remember what was imported and asked, so that the same file changes nothing and asks nothing."""
        plan = self._plan
        pairs = [
            (self._bodies[body.id], self._bodies.get(other, other)) for body in plan.bodies for other in body.likely
        ]
        rows = [{"organization_id": body, "other_id": other} for body, other in pairs if other > 0]
        _execute(sa.insert(table_of(PossibleDuplicate)), rows)
        if self._staged() or self._keys or plan.seen or plan.report.questions:
            _remember_questions(plan.request.kind, plan.report.questions)
            record_entries(self._deed, [_entry(plan)])
            _mark_imported(MODELS[plan.request.kind], self._keys | dict(plan.seen))


def _is_to_be_numbered(record: Creation | Update) -> bool:
    return isinstance(record, Creation) and isinstance(record.draft, AgreementDraft) and not record.draft.number


def _remember_questions(kind: Noun, questions: Sequence[Problem]) -> None:
    facts = dict.fromkeys((question.code, question.fact) for question in questions)
    rows = [{"kind": kind.value, "code": code, "fact": fact} for code, fact in facts]
    _execute(sa.insert(table_of(AcceptedQuestion)), rows)


def _entry(plan: Plan) -> Entry:
    """What the audit log says of the file as a whole; its records have their own entries."""
    report = plan.report
    accepted = [f"{question.code}: {question.value}" for question in report.questions]
    counts = {"kind": report.kind, "created": report.created, "updated": report.updated, "accepted": accepted}
    return Entry("import", Noun.IMPORTS, None, report.file, {name: (None, value) for name, value in counts.items()})


def _mark_imported(model: type[Record], keys: Mapping[int, str | None]) -> None:
    """Note the version that an import left, and what a row without a number was known by."""
    table = table_of(model)
    statement = (
        sa.update(table)
        .where(table.c.id == sa.bindparam("record_id"))
        .values(
            imported_version=table.c.version,
            imported_key=sa.func.coalesce(sa.bindparam("key", type_=sa.String), table.c.imported_key),
        )
    )
    _execute(statement, [{"record_id": record_id, "key": key} for record_id, key in keys.items()])


def _execute(statement: sa.Insert | sa.Update, rows: list[dict[str, Any]]) -> None:
    """Run a statement over many rows; the entries of the records and of the file stand for it."""
    if rows:
        db.session.flush()
        db.session.execute(statement, rows, execution_options={AUDITED: True})
