"""Whether a plan still holds after what others wrote meanwhile: where that may touch it, it is made anew.

It rather says no: a plan is quickly made.
"""

from registry.domain.drafts import MeetingDraft
from registry.domain.known import Changes
from registry.domain.names import fold, fold_name, loose_name
from registry.domain.vocabulary import Noun
from registry.imports.plan import Creation, Plan, Update

NAMED = frozenset({Noun.ORGANIZATIONS, Noun.AGREEMENTS})
"""What files of all kinds may name."""
SEEN_IN_NAMES = frozenset({"register", "rename", "revise"})
"""What is done to organizations and shows in their names alone; who is one with whom they leave as it is."""


def still_holds(plan: Plan, changes: Changes) -> bool:
    """Whether no change since the plan was made can make any of its decisions another."""
    kind = plan.request.kind
    if Noun.IMPORTS in changes.nouns and plan.report.questions:
        return False  # the other import may have accepted them
    if any(fold(name) in plan.new_departments for name in changes.departments):
        return False
    if kind is not Noun.MEETINGS:
        return not changes.nouns & {kind, *NAMED}
    return _names_nobody(plan, changes) and _has_met_nobody(plan, changes)


def _names_nobody(plan: Plan, changes: Changes) -> bool:
    """Whether the file names none of the changed organizations, neither before nor now, nor one that is alike."""
    changed = changes.ids(Noun.ORGANIZATIONS)
    if not changed:
        return True
    if not changes.actions(Noun.ORGANIZATIONS) <= SEEN_IN_NAMES:
        return False
    if not plan.met.isdisjoint(changes.identities.get(body, body) for body in changed):
        return False
    drafts = [one.draft for one in changes.organizations]
    names = {name for draft in drafts for name in (draft.name, *(former.name for former in draft.former_names))}
    keys = {key(name) for name in names for key in (fold_name, loose_name)}
    return not any(key(name) in keys for name in plan.names for key in (fold_name, loose_name))


def _has_met_nobody(plan: Plan, changes: Changes) -> bool:
    """Whether none of the changed meetings is in the file, by its number, or by its day and subject."""
    if plan.relies_on & changes.ids(Noun.MEETINGS) or "restore" in changes.actions(Noun.MEETINGS):
        return False
    days = {one.draft.held_on for one in changes.meetings}
    numbers = {fold(one.draft.number) for one in changes.meetings if one.draft.number}
    subjects = {(one.draft.held_on, fold(one.draft.subject)) for one in changes.meetings}
    records: tuple[Creation | Update, ...] = (*plan.creations, *plan.updates)
    for record in records:
        draft: MeetingDraft = record.draft
        if draft.number and numbers and fold(draft.number) in numbers:
            return False
        if draft.held_on in days and (draft.held_on, fold(draft.subject)) in subjects:
            return False
    return True
