"""再編: departments end, another one carries on, and what is ticked moves to it; the past keeps its department."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from registry.commands.audit import snapshot
from registry.commands.delegations import carry_on_requests
from registry.commands.names import add_name, note
from registry.commands.records import note_change
from registry.database import db
from registry.domain.deed import Deed
from registry.domain.drafts import DepartmentDraft, FieldProblem
from registry.domain.errors import InvalidDraft, NoSuchRecord, SuccessorEnds
from registry.domain.message import N_, message
from registry.domain.vocabulary import Noun
from registry.models import Agreement, Department, Project, User
from registry.models.base import Base
from registry.queries.names import get_name


@dataclass(frozen=True)
class Handover:
    """The ids of the records that move to the successor: projects, agreements, users."""

    projects: Sequence[int] = ()
    agreements: Sequence[int] = ()
    users: Sequence[int] = ()


def reorganize_departments(
    deed: Deed, *, department_ids: Iterable[int], last_day: date, successor: int | str, handover: Handover
) -> Department:
    """Let departments end on a day, and another one carry on: by its id, or a new one by its name from the day after.

    Raises InvalidDraft where a department began later or the new name is taken, SuccessorEnds where the successor ends
    itself, NoSuchRecord where there is none or a record of the handover belongs to none of the departments.
    """
    leaving = [get_name(Noun.DEPARTMENTS, each) for each in dict.fromkeys(department_ids)]
    follower: Department = (
        _new(deed, successor, last_day) if isinstance(successor, str) else _present(successor, leaving, last_day)
    )
    for department in leaving:
        _end(deed, department, follower, last_day)
    ids = {department.id for department in leaving}
    _hand_over(deed, Project, handover.projects, ids, follower, column="lead_department")
    carry_on_requests(deed, leaving=ids, follower=follower)
    _hand_over(deed, Agreement, handover.agreements, ids, follower, column="department")
    _hand_over(deed, User, handover.users, ids, follower, column="department")
    return follower


def _new(deed: Deed, name: str, last_day: date) -> Any:
    draft = DepartmentDraft(name, valid_from=last_day + timedelta(days=1))
    return add_name(deed, noun=Noun.DEPARTMENTS, draft=draft)


def _present(department_id: int, leaving: Sequence[Department], last_day: date) -> Any:
    follower = get_name(Noun.DEPARTMENTS, department_id)
    if follower in leaving or (follower.valid_until is not None and follower.valid_until <= last_day):
        raise SuccessorEnds(name=follower.name)
    return follower


def _end(deed: Deed, department: Department, follower: Department, last_day: date) -> None:
    if department.valid_from is not None and department.valid_from > last_day:
        sentence = N_("“%(name)s” begins on %(start)s only.")
        problem = message(sentence, name=department.name, start=department.valid_from)
        raise InvalidDraft((FieldProblem("last_day", "dates_out_of_order", problem),))
    before = snapshot(department)
    department.valid_until, department.successor = last_day, follower
    note(deed, action="reorganize", noun=Noun.DEPARTMENTS, row=department, before=before)


def _hand_over(
    deed: Deed, kind: type[Base], ids: Iterable[int], leaving: set[int], follower: Department, *, column: str
) -> None:
    for record_id in dict.fromkeys(ids):
        record: Any = db.session.get(kind, record_id)
        gone = record is None or getattr(record, "deleted_at", None) is not None
        if gone or getattr(record, f"{column}_id") not in leaving:
            raise NoSuchRecord(noun=kind.__tablename__, id=record_id)
        before = snapshot(record)
        setattr(record, column, follower)
        note_change(deed, action="hand_over", record=record, before=before)
