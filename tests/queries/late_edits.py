"""A small office whose sheet is signed, and what people may do to its records afterwards."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta

from registry.commands.agreement_parties import join_agreement, leave_agreement
from registry.commands.agreements import delete_agreement, end_agreement, restore_agreement, revise_agreement
from registry.commands.departments import Handover, reorganize_departments
from registry.commands.meetings import delete_meeting, restore_meeting, revise_meeting
from registry.commands.names import revise_name
from registry.commands.organizations import (
    merge_organizations,
    rename_organization,
    restore_organization,
    revise_organization,
    revoke_succession,
    succeed_organizations,
    unmerge_organization,
)
from registry.commands.projects import delete_project, revise_project
from registry.domain.drafts import DepartmentDraft, PartyDraft
from registry.domain.vocabulary import AgreementType, MeetingType, Noun, OrganizationKind, PartyRole, ProjectState
from registry.queries import agreements, meetings, organizations, projects
from tests.finalizing import CHIEF
from tests.office import agreement, day, meeting, organization, project

FIRST_DAY = date(2018, 10, 1)
LATE = replace(CHIEF, actor="後任")
"""Who works in the office afterwards."""


def make_office() -> None:
    """Ten bodies, nine agreements with renewals, observers and one that ended, meetings and projects of three years."""
    kinds = [OrganizationKind.COMPANY, OrganizationKind.ACADEMIC, OrganizationKind.UNCLASSIFIED]
    bodies = [organization(f"団体{n}", kind=kinds[n % 3], target_from=day("2018-04-01")) for n in range(10)]
    old = agreement(bodies[0], bodies[1], concluded="2018-05-01", expires_on=day("2019-04-30"))
    agreement(bodies[0], bodies[2], concluded="2019-05-01", renews_id=old.id)
    agreement(bodies[3], PartyDraft(bodies[4].id, PartyRole.OBSERVER), concluded="2020-05-01")
    agreement(bodies[3], bodies[5], concluded="2020-09-01", effective_on=day("2021-04-01"))
    agreement(bodies[6], concluded="2019-06-01", ended_on=day("2020-06-30"))
    agreement(bodies[7], concluded="2020-06-01", type=AgreementType.INDIVIDUAL)
    agreement(bodies[1], concluded="2020-07-01")
    gone = agreement(bodies[8], concluded="2020-08-01")
    delete_agreement(CHIEF, agreement_id=gone.id)
    agreement(PartyDraft(bodies[9].id, joined_on=day("2020-10-01")), bodies[3], concluded="2019-10-01")
    for number, held in enumerate(("2018-06-01", "2019-06-01", "2020-06-01", "2020-06-01", "2021-03-31")):
        meeting(bodies[number], bodies[number + 1], held=held, subject=f"協議{number}")
    meeting(bodies[5], held="2020-07-01", type=MeetingType.OTHER)
    for number in range(3):
        project(f"事業{number}", started=f"20{18 + number}-04-01", agreements=(number + 1,))
    project("協定のない事業", started="2020-04-01")


def on(number: int) -> date:
    """Days of three fiscal years, a few of them after the sheet's."""
    return FIRST_DAY + timedelta(days=37 * (number % 30))


def _body(n: int) -> int:
    return 1 + n % 10


def conclude(a: int, b: int) -> object:
    return agreement(PartyDraft(_body(a)), PartyDraft(_body(a + b)), concluded=on(b).isoformat())


def renew(a: int, b: int) -> object:
    return agreement(PartyDraft(_body(b)), concluded=on(b).isoformat(), renews_id=1 + a % 9)


def redate(a: int, b: int) -> object:
    draft = agreements.draft_of(agreements.get_agreement(1 + a % 9))
    return _revised_agreement(a, replace(draft, concluded_on=on(b)))


def retitle(a: int, b: int) -> object:
    draft = agreements.draft_of(agreements.get_agreement(1 + a % 9))
    return _revised_agreement(a, replace(draft, title=f"改題{b}"))


def other_parties(a: int, b: int) -> object:
    draft = agreements.draft_of(agreements.get_agreement(1 + a % 9))
    return _revised_agreement(a, replace(draft, parties=(*draft.parties[1:], PartyDraft(_body(b)))))


def _revised_agreement(a: int, draft) -> object:
    found = agreements.get_agreement(1 + a % 9)
    return revise_agreement(LATE, agreement_id=found.id, draft=draft, version=found.version)


def revise_body(a: int, b: int) -> object:
    found = organizations.get_organization(_body(a))
    kind = list(OrganizationKind)[b % 5]
    draft = replace(organizations.draft_of(found), kind=kind, target_from=on(b) if b % 2 else None)
    return revise_organization(LATE, organization_id=found.id, draft=draft, version=found.version)


def correct_notes(a: int, b: int) -> object:
    found = organizations.get_organization(_body(a))
    draft = replace(organizations.draft_of(found), notes=f"備考{b}")
    return revise_organization(LATE, organization_id=found.id, draft=draft, version=found.version)


def move_meeting(a: int, b: int) -> object:
    found = meetings.get_meeting(1 + a % 6)
    draft = replace(meetings.draft_of(found), held_on=on(b), organizations=(_body(b), _body(a)))
    return revise_meeting(LATE, meeting_id=found.id, draft=draft, version=found.version)


def recall_project(a: int, b: int) -> object:
    found = projects.get_project(1 + a % 4)
    state = ProjectState.SUSPENDED if b % 2 else ProjectState.ACTIVE
    draft = replace(projects.draft_of(found), agreements=(1 + b % 9,) if b % 3 else (), state=state)
    return revise_project(LATE, project_id=found.id, draft=draft, version=found.version)


def rename_department(_a: int, b: int) -> object:
    return revise_name(LATE, noun=Noun.DEPARTMENTS, name_id=1, draft=DepartmentDraft(f"政策課{b}"))


def reorganize(a: int, b: int) -> object:
    moved = Handover(projects=(1 + a % 4,))
    return reorganize_departments(LATE, department_ids=[1], last_day=on(b), successor=f"新しい課{a}", handover=moved)


EDITS: Mapping[str, Callable[[int, int], object]] = {
    "conclude": conclude,
    "renew": renew,
    "redate": redate,
    "retitle": retitle,
    "other parties": other_parties,
    "end": lambda a, b: end_agreement(LATE, agreement_id=1 + a % 9, on=on(b), reason="廃止"),
    "delete agreement": lambda a, _b: delete_agreement(LATE, agreement_id=1 + a % 9),
    "restore agreement": lambda _a, _b: restore_agreement(LATE, agreement_id=8),
    "join": lambda a, b: join_agreement(
        LATE, agreement_id=1 + a % 9, organization_id=_body(b), role=PartyRole.PARTY, on=on(b)
    ),
    "leave": lambda a, b: leave_agreement(LATE, agreement_id=1 + a % 9, organization_id=_body(b), on=on(a + b)),
    "revise body": revise_body,
    "correct notes": correct_notes,
    "rename": lambda a, b: rename_organization(LATE, organization_id=_body(a), name=f"新{a}{b}", kana="", on=on(b)),
    "merge": lambda a, b: merge_organizations(LATE, duplicate_id=_body(a), into_id=_body(b)),
    "unmerge": lambda a, _b: unmerge_organization(LATE, organization_id=_body(a)),
    "succeed": lambda a, b: succeed_organizations(
        LATE, organization_ids=[_body(a)], successor_id=_body(b), on=on(a + b)
    ),
    "revoke": lambda a, _b: revoke_succession(LATE, organization_id=_body(a)),
    "restore body": lambda a, _b: restore_organization(LATE, organization_id=_body(a)),
    "record meeting": lambda a, b: meeting(organizations.get_organization(_body(a)), held=on(b).isoformat()),
    "move meeting": move_meeting,
    "delete meeting": lambda a, _b: delete_meeting(LATE, meeting_id=1 + a % 6),
    "restore meeting": lambda a, _b: restore_meeting(LATE, meeting_id=1 + a % 6),
    "recall project": recall_project,
    "record project": lambda a, b: project(f"新事業{a}", started=on(b).isoformat(), agreements=(1 + a % 9,)),
    "rename department": rename_department,
    "reorganize": reorganize,
    "delete project": lambda a, _b: delete_project(LATE, project_id=1 + a % 4),
}
"""What may be done to the office's records, each with two numbers that choose the record and the day."""
