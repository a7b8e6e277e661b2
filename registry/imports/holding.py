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


def still_holds(plan: Plan, changes: Changes) -> bool:
    """Whether no change since the plan was made can make any of its decisions another."""
    kind = plan.request.kind
    if kind is not Noun.MEETINGS:
        return not changes.nouns & {kind, *NAMED}
    return _names_nobody(plan, changes) and _has_met_nobody(plan, changes)


def _names_nobody(plan: Plan, changes: Changes) -> bool:
    """Whether the file names none of the changed organizations, neither before nor now, nor one that is alike."""
    changed = {one.id for one in changes.organizations} | changes.ids(Noun.ORGANIZATIONS)
    if not changed:
        return True
    records: tuple[Creation | Update, ...] = (*plan.creations, *plan.updates)
    if any(body in changed for one in records for body in one.draft.organizations):
        return False
    drafts = [one.draft for one in changes.organizations]
    names = {name for draft in drafts for name in (draft.name, *(former.name for former in draft.former_names))}
    keys = {key(name) for name in names for key in (fold_name, loose_name)}
    return not any(key(name) in keys for name in plan.names for key in (fold_name, loose_name))


def _has_met_nobody(plan: Plan, changes: Changes) -> bool:
    """Whether none of the changed meetings is in the file, by its number, or by its day and subject."""
    if plan.relies_on & changes.ids(Noun.MEETINGS):
        return False
    days = {one.draft.held_on for one in changes.meetings}
    numbers = {fold(one.draft.number) for one in changes.meetings if one.draft.number}
    subjects = {(one.draft.held_on, fold(one.draft.subject)) for one in changes.meetings}
    for record in plan.creations:
        draft: MeetingDraft = record.draft
        if draft.number and numbers and fold(draft.number) in numbers:
            return False
        if draft.held_on in days and (draft.held_on, fold(draft.subject)) in subjects:
            return False
    return True
