"""取込: carrying out what was planned for an imported file, all of it or nothing."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import filterfalse
from typing import Any

import sqlalchemy as sa

from registry.audit_guard import AUDITED
from registry.commands.agreements import conclude_agreement, revise_agreement
from registry.commands.audit import Entry, record_entries
from registry.commands.meetings import record_meeting, revise_meeting
from registry.commands.organizations import register_organization, revise_organization
from registry.commands.projects import record_project, revise_project
from registry.commands.records import get_references
from registry.database import db
from registry.domain.deed import Deed
from registry.domain.drafts import AgreementDraft, MeetingDraft, ProjectDraft
from registry.domain.errors import InvalidDraft, NoSuchRecord
from registry.domain.vocabulary import Noun
from registry.imports.plan import Creation, Plan, Request, Update
from registry.imports.planning import make_plan
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
from registry.models.base import Base, Record
from registry.queries.audit import get_head
from registry.queries.imports import load_known

Progress = Callable[[int], None]
Keys = dict[int, str | None]


@dataclass(frozen=True)
class Deeds:
    """How records of one kind are made and changed; ``id_name`` is the name of the id in ``change``."""

    model: type[Record]
    make: Callable[..., Record]
    change: Callable[..., Record]
    id_name: str


DEEDS: Mapping[Noun, Deeds] = {
    Noun.ORGANIZATIONS: Deeds(Organization, register_organization, revise_organization, "organization_id"),
    Noun.AGREEMENTS: Deeds(Agreement, conclude_agreement, revise_agreement, "agreement_id"),
    Noun.MEETINGS: Deeds(Meeting, record_meeting, revise_meeting, "meeting_id"),
    Noun.PROJECTS: Deeds(Project, record_project, revise_project, "project_id"),
}


def plan_import(request: Request) -> Plan:
    """Plan against the registry as it is now; writes nothing, so it may take its time outside a transaction."""
    return make_plan(request, load_known(request.kind))


def carry_out_import(
    deed: Deed, *, plan: Plan, accept_questions: bool = False, progress: Progress = lambda _done: None
) -> Report:
    """Write what was planned; a registry that has changed meanwhile is planned for anew.

    Writes nothing, and says so in the report, where there is an error, or a question and not ``accept_questions``.
    ``progress`` is told of each record that is written.
    """
    if get_head().entries != plan.head:
        plan = plan_import(plan.request)
    if not plan.report.may_be_written(accept_questions=accept_questions):
        return plan.report
    writer = Writer(deed, plan, progress)
    writer.write()
    writer.finish()
    return replace(plan.report, written=True)


def record_reference_names(*, departments: Iterable[str], fields: Iterable[str], groups: Iterable[str]) -> None:
    """Make departments, fields and groups that are not there yet."""
    for kind, names in ((Department, departments), (Field, fields), (Group, groups)):
        get_references(kind, names, field="name", create=True)
    db.session.flush()


class Writer:
    """Writes the records of one plan; ``ids`` are their real ids by the negative ones of the plan."""

    def __init__(self, deed: Deed, plan: Plan, progress: Progress) -> None:
        self._deed, self._plan, self._progress = deed, plan, progress
        self._deeds = DEEDS[plan.request.kind]
        self._bodies: dict[int, int] = {}
        self._ids: dict[int, int] = {}
        self.keys: Keys = {}

    def write(self) -> None:
        """Register bodies, then make and change records; who waits for another's id or dates comes round again.

        Agreements without a number come last: the number that one is given must be none of the file's own.
        """
        for body in self._plan.bodies:
            self._bodies[body.id] = register_organization(self._deed, draft=body.draft, create_names=True).id
            self._progress(1)
        creations = self._plan.creations
        self._write_all([*filterfalse(_is_to_be_numbered, creations), *self._plan.updates])
        self._write_all([*filter(_is_to_be_numbered, creations)])

    def _write_all(self, waiting: Sequence[Creation | Update]) -> None:
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
        draft = self._with_ids(record.draft)
        if isinstance(record, Creation):
            self._ids[record.id] = self._deeds.make(self._deed, draft=draft, create_names=True).id
        else:
            about = {self._deeds.id_name: record.id, "version": record.version}
            self._deeds.change(self._deed, draft=draft, create_names=True, **about)
        self.keys[self._ids.get(record.id, record.id)] = record.key
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
        elif isinstance(draft, MeetingDraft | ProjectDraft):
            changes["organizations"] = tuple(self._bodies.get(body, body) for body in draft.organizations)
        return replace(draft, **changes)

    def finish(self) -> None:
        """Remember what was imported and asked, so that the same file changes nothing and asks nothing."""
        self._remember_possible_duplicates()
        questions = self._plan.report.questions
        if not (self._bodies or self.keys or self._plan.seen or questions):
            return
        _remember_questions(self._plan.request.kind, questions)
        record_entries(self._deed, [_entry(self._plan)])
        _mark_imported(Organization, dict.fromkeys(self._bodies.values()))
        _mark_imported(self._deeds.model, self.keys | dict(self._plan.seen))

    def _remember_possible_duplicates(self) -> None:
        ids = self._bodies
        pairs = [(ids[body.id], ids.get(other, other)) for body in self._plan.bodies for other in body.likely]
        rows = [{"organization_id": body, "other_id": other} for body, other in pairs if other > 0]
        _execute(sa.insert(_table(PossibleDuplicate)), rows)


def _is_to_be_numbered(record: Creation) -> bool:
    return isinstance(record.draft, AgreementDraft) and not record.draft.number


def _remember_questions(kind: Noun, questions: Sequence[Problem]) -> None:
    facts = dict.fromkeys((question.code, question.fact) for question in questions)
    rows = [{"kind": kind.value, "code": code, "fact": fact} for code, fact in facts]
    _execute(sa.insert(_table(AcceptedQuestion)), rows)


def _entry(plan: Plan) -> Entry:
    """What the audit log says of the file as a whole; its records have their own entries."""
    report = plan.report
    accepted = [f"{question.code}: {question.value}" for question in report.questions]
    counts = {"kind": report.kind, "created": report.created, "updated": report.updated, "accepted": accepted}
    return Entry("import", Noun.IMPORTS, None, report.file, {name: (None, value) for name, value in counts.items()})


def _mark_imported(model: type[Record], keys: Mapping[int, str | None]) -> None:
    """Note the version that an import left, and what a row without a number was known by."""
    table = _table(model)
    statement = (
        sa.update(table)
        .where(table.c.id == sa.bindparam("record_id"))
        .values(
            imported_version=table.c.version,
            imported_key=sa.func.coalesce(sa.bindparam("key", type_=sa.String), table.c.imported_key),
        )
    )
    _execute(statement, [{"record_id": record_id, "key": key} for record_id, key in keys.items()])


def _table(model: type[Base]) -> sa.Table:
    table = model.__table__
    if not isinstance(table, sa.Table):
        raise TypeError(f"{model.__name__} is no table")
    return table


def _execute(statement: sa.Insert | sa.Update, rows: list[dict[str, Any]]) -> None:
    """Run a statement over many rows; the entries of the records and of the file stand for it."""
    if rows:
        db.session.flush()
        db.session.execute(statement, rows, execution_options={AUDITED: True})
