"""相手方: what the office does with partner organizations."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta

from registry.commands.audit import snapshot
from registry.commands.records import check_version, create, delete, fill, note_change, restore, revise
from registry.domain.body_kinds import kind_of_name
from registry.domain.deed import Deed
from registry.domain.drafts import FieldProblem, FormerNameDraft, OrganizationDraft
from registry.domain.errors import (
    AlreadyMerged,
    DifferentBodies,
    DifferentSuccessors,
    InvalidDraft,
    KeptApart,
    NotMerged,
    RefersToDeleted,
    SucceededAlready,
    SuccessionInCircle,
)
from registry.domain.message import N_, message
from registry.domain.names import clean
from registry.domain.vocabulary import OrganizationKind
from registry.models import Organization
from registry.queries.bodies import list_bodies_named
from registry.queries.duplicates import are_kept_apart
from registry.queries.organizations import (
    draft_of,
    find_organization,
    get_body,
    get_known_organization,
    get_organization,
    list_records_naming,
    list_records_of_body,
    list_successors,
)
from registry.queries.records import get_deleted_record


def register_organization(deed: Deed, *, draft: OrganizationDraft, create_names: bool = False) -> Organization:
    """登録: record a body or a prospect; raises InvalidDraft."""
    return create(deed, action="register", record=Organization(), draft=draft, create_names=create_names)


def register_in_passing(deed: Deed, *, names: Iterable[str]) -> list[int]:
    """The ids of bodies that a form names for the first time; whoever bears such a name by now is that body.

    Their kind is read from the name where it tells it. Somebody has to complete them.
    """
    return [_registered(deed, name) for name in dict.fromkeys(names)]


def _registered(deed: Deed, name: str) -> int:
    known = list_bodies_named(name)
    if len(known) == 1:
        return known[0].id
    kind = kind_of_name(name) or OrganizationKind.UNCLASSIFIED
    return register_organization(deed, draft=OrganizationDraft(name, kind=kind, incomplete=True)).id


def revise_organization(
    deed: Deed, *, organization_id: int, draft: OrganizationDraft, version: int, create_names: bool = False
) -> Organization:
    """修正: give it all values of the draft; raises EditedMeanwhile, InvalidDraft, NoSuchRecord."""
    organization = get_organization(organization_id)
    return revise(deed, record=organization, draft=draft, version=version, create_names=create_names)


def rename_organization(
    deed: Deed, *, organization_id: int, name: str, kana: str, on: date, version: int | None = None
) -> Organization:
    """改称: it bears the new name from a day on; the former one is kept with its last day. It is still one body.

    Raises InvalidDraft where it bears that name already, or a former one until that day; with ``version``
    EditedMeanwhile where somebody else has saved the record since.
    """
    organization = get_organization(organization_id)
    if version is not None:
        check_version(organization, version)
    problems = tuple(_faults_of_new_name(organization, name, on))
    if problems:
        raise InvalidDraft(problems)
    before = snapshot(organization)
    former = FormerNameDraft(organization.name, used_until=on - timedelta(days=1))
    draft = draft_of(organization)
    draft = replace(draft, name=name, kana=kana, former_names=(*draft.former_names, former))
    fill(organization, draft, create_names=False)
    return note_change(deed, action="rename", record=organization, before=before)


def _faults_of_new_name(organization: Organization, name: str, on: date) -> Iterator[FieldProblem]:
    if clean(name) == organization.name:
        sentence = N_("It bears this name already. A mistake in it is corrected.")
        yield FieldProblem("name", "same_name", message(sentence))
    last = max((one.used_until for one in organization.former_names if one.used_until), default=None)
    if last is not None and on <= last + timedelta(days=1):
        sentence = N_("It bears its present name since %(day)s: a new one begins after that day.")
        yield FieldProblem("on", "dates_out_of_order", message(sentence, day=last + timedelta(days=1)))


def succeed_organizations(
    deed: Deed, *, organization_ids: Iterable[int], successor_id: int, on: date
) -> list[Organization]:
    """合併・再編: from a day on, the successor stands in the place of these bodies; the day may be corrected so.

    Raises SucceededAlready, SuccessionInCircle.
    """
    successor = get_organization(successor_id)
    organizations = [get_organization(each) for each in dict.fromkeys(organization_ids)]
    ahead = [get_body(successor), *list_successors(successor)]
    for organization in organizations:
        if get_body(organization) in ahead:
            raise SuccessionInCircle(name=organization.name)
        if organization.succeeded_by_id not in (None, successor.id):
            other = get_known_organization(organization.succeeded_by_id)
            raise SucceededAlready(name=organization.name, other=other.name)
    for organization in organizations:
        before = snapshot(organization)
        organization.succeeded_by_id, organization.succeeded_on = successor.id, on
        note_change(deed, action="succeed", record=organization, before=before)
    return organizations


def revoke_succession(deed: Deed, *, organization_id: int) -> Organization:
    """合併・再編の取消し: no other body carries on any more."""
    organization = get_organization(organization_id)
    before = snapshot(organization)
    organization.succeeded_by_id, organization.succeeded_on = None, None
    return note_change(deed, action="revoke_succession", record=organization, before=before)


def merge_organizations(deed: Deed, *, duplicate_id: int, into_id: int) -> Organization:
    """名寄せ: two records are the same body; the duplicate stays as it is and points at the other one.

    Raises AlreadyMerged, DifferentBodies (two corporate numbers are never one body), DifferentSuccessors, KeptApart,
    SuccessionInCircle.
    """
    duplicate, into = get_organization(duplicate_id), get_organization(into_id)
    for organization in (duplicate, into):
        if organization.merged_into_id is not None:
            raise AlreadyMerged(name=organization.name)
    _check_same_body(duplicate, into)
    before = snapshot(duplicate)
    duplicate.merged_into_id = into.id
    return note_change(deed, action="merge", record=duplicate, before=before)


def _check_same_body(duplicate: Organization, into: Organization) -> None:
    names = {"one": duplicate.name, "other": into.name}
    records = (*list_records_of_body(duplicate), *list_records_of_body(into))
    if len({each.corporate_number for each in records if each.corporate_number}) > 1:
        raise DifferentBodies(**names)
    if duplicate in (into, *list_successors(into)) or into in list_successors(duplicate):
        raise SuccessionInCircle(name=duplicate.name)
    successors = {(each.succeeded_by_id, each.succeeded_on) for each in records if each.succeeded_by_id}
    if len(successors) > 1:
        raise DifferentSuccessors(**names)
    if are_kept_apart(duplicate, into):
        raise KeptApart(**names)


def unmerge_organization(deed: Deed, *, organization_id: int) -> Organization:
    """名寄せの取消し: the record is a body of its own again, with all that was its own; raises NotMerged."""
    organization = get_organization(organization_id)
    if organization.merged_into_id is None:
        raise NotMerged(name=organization.name)
    before = snapshot(organization)
    organization.merged_into_id = None
    return note_change(deed, action="unmerge", record=organization, before=before)


def delete_organization(deed: Deed, *, organization_id: int) -> Organization:
    """削除: it counts nowhere any more; raises StillReferred while living records name it."""
    organization = get_organization(organization_id)
    return delete(deed, record=organization, used_by=list_records_naming(organization))


def restore_organization(deed: Deed, *, organization_id: int) -> Organization:
    """復元; raises InvalidDraft where its corporate number was taken meanwhile."""
    organization = get_deleted_record(Organization, organization_id)
    led_to = (find_organization(each) for each in (organization.succeeded_by_id, organization.merged_into_id) if each)
    gone = [each.name for each in led_to if each is not None and each.deleted_at is not None]
    if gone:
        raise RefersToDeleted(others=", ".join(gone))
    return restore(deed, record=organization)
