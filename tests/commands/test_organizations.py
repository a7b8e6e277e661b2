"""相手方: the office's deeds on partner organizations."""

from dataclasses import replace

import pytest

from registry.commands.agreements import delete_agreement, restore_agreement
from registry.commands.organizations import (
    delete_organization,
    merge_organizations,
    register_organization,
    rename_organization,
    restore_organization,
    revise_organization,
    revoke_succession,
    succeed_organizations,
    unmerge_organization,
)
from registry.domain.drafts import FormerNameDraft, OrganizationDraft
from registry.domain.errors import (
    AlreadyMerged,
    DifferentBodies,
    DifferentSuccessors,
    EditedMeanwhile,
    InvalidDraft,
    NoSuchRecord,
    NotMerged,
    RefersToDeleted,
    StillReferred,
    SucceededAlready,
    SuccessionInCircle,
)
from registry.domain.vocabulary import OrganizationKind
from registry.queries.organizations import draft_of, list_organizations, list_successors
from tests.office import SATO, agreement, day, meeting, organization, problems

# Two numbers whose check digit was reckoned by hand: 9 - (sum of the 12 digits, every second one twice) mod 9.
AOBA_NUMBER, WAKABA_NUMBER = "9000000000000", "8000000000001"


def test_a_registered_organization_gives_its_draft_back(session):
    draft = OrganizationDraft(
        "株式会社あおば",
        kana="あおば",
        kind=OrganizationKind.COMPANY,
        corporate_number=AOBA_NUMBER,
        address="中央1-1",
        inside_city=True,
        target_from=day("2018-04-01"),
        target_until=day("2021-03-31"),
        groups=("東京ネットワーク", "大学連合"),
        former_names=(FormerNameDraft("青葉商店", day("2001-03-31")),),
        notes="一行目\n二行目",
    )
    made = register_organization(SATO, draft=draft, create_names=True)
    session.expire_all()
    assert draft_of(made) == draft


def test_names_are_stored_as_typed_without_outer_space(session):
    assert organization("  ㈱ﾙﾈｻﾝｽ　").name == "㈱ﾙﾈｻﾝｽ"


@pytest.mark.parametrize(
    ("draft", "expected"),
    [
        (OrganizationDraft(""), [("name", "required")]),
        (OrganizationDraft("　"), [("name", "required")]),
        (OrganizationDraft("あ" * 301), [("name", "too_long")]),
        (OrganizationDraft("甲", corporate_number="9000000000001"), [("corporate_number", "bad_corporate_number")]),
        (
            OrganizationDraft("甲", target_from=day("2020-04-01"), target_until=day("2020-03-31")),
            [("target_until", "dates_out_of_order")],
        ),
        (OrganizationDraft("甲", groups=("知らない",)), [("groups", "unknown_value")]),
    ],
)
def test_a_draft_that_breaks_a_rule_is_refused_by_its_field(session, draft, expected):
    with pytest.raises(InvalidDraft) as refused:
        register_organization(SATO, draft=draft)
    assert problems(refused) == expected


def test_two_bodies_cannot_have_one_corporate_number(session):
    organization("甲", corporate_number=AOBA_NUMBER)
    with pytest.raises(InvalidDraft) as refused:
        organization("乙", corporate_number=AOBA_NUMBER)
    assert problems(refused) == [("corporate_number", "corporate_number_taken")]


def test_a_revision_needs_the_version_that_was_read(session):
    known = organization("甲")
    draft = replace(draft_of(known), notes="電話済")
    revise_organization(SATO, organization_id=known.id, draft=draft, version=1)
    assert (known.notes, known.version) == ("電話済", 2)
    with pytest.raises(EditedMeanwhile):
        revise_organization(SATO, organization_id=known.id, draft=replace(draft, notes="上書き"), version=1)
    assert known.notes == "電話済"


def test_a_renaming_keeps_the_former_name_with_its_last_day(session):
    known = organization("青葉商店", kana="あおばしょうてん")
    rename_organization(SATO, organization_id=known.id, name="株式会社あおば", kana="あおば", on=day("2021-04-01"))
    session.expire_all()
    assert (known.name, known.kana) == ("株式会社あおば", "あおば")
    assert [(each.name, each.used_until) for each in known.former_names] == [("青葉商店", day("2021-03-31"))]


@pytest.mark.parametrize(
    ("name", "on", "problem"),
    [("乙", "2021-10-01", ("name", "same_name")), ("丙", "2021-04-01", ("on", "dates_out_of_order"))],
)
def test_a_new_name_differs_and_begins_after_the_present_one(session, name, on, problem):
    known = organization("甲")
    rename_organization(SATO, organization_id=known.id, name="乙", kana="", on=day("2021-04-01"))
    with pytest.raises(InvalidDraft) as refused:
        rename_organization(SATO, organization_id=known.id, name=name, kana="", on=day(on))
    assert problems(refused) == [problem]
    rename_organization(SATO, organization_id=known.id, name="丙", kana="", on=day("2021-04-02"))
    assert [each.name for each in known.former_names] == ["甲", "乙"]


def test_a_body_has_one_successor_until_that_is_undone(session):
    one, two, three = organization("甲"), organization("乙"), organization("丙")
    succeed_organizations(SATO, organization_ids=[one.id], successor_id=two.id, on=day("2021-04-01"))
    with pytest.raises(SucceededAlready, match="乙"):
        succeed_organizations(SATO, organization_ids=[one.id], successor_id=three.id, on=day("2021-05-01"))
    succeed_organizations(SATO, organization_ids=[one.id], successor_id=two.id, on=day("2021-04-02"))
    assert one.succeeded_on == day("2021-04-02")
    revoke_succession(SATO, organization_id=one.id)
    succeed_organizations(SATO, organization_ids=[one.id], successor_id=three.id, on=day("2021-05-01"))
    assert one.succeeded_by_id == three.id


def test_a_successor_stands_in_the_place_of_several_bodies(session):
    one, two, new = organization("甲"), organization("乙"), organization("丙")
    succeed_organizations(SATO, organization_ids=[one.id, two.id], successor_id=new.id, on=day("2021-04-01"))
    assert (one.succeeded_by_id, two.succeeded_by_id, one.succeeded_on) == (new.id, new.id, day("2021-04-01"))
    assert list_successors(one) == [new]


def test_nobody_comes_to_succeed_itself(session):
    one, two, three = organization("甲"), organization("乙"), organization("丙")
    succeed_organizations(SATO, organization_ids=[one.id], successor_id=two.id, on=day("2020-04-01"))
    succeed_organizations(SATO, organization_ids=[two.id], successor_id=three.id, on=day("2021-04-01"))
    for mine in (one, two, three):
        with pytest.raises(SuccessionInCircle):
            succeed_organizations(SATO, organization_ids=[three.id], successor_id=mine.id, on=day("2022-04-01"))
    assert three.succeeded_by_id is None


def test_a_merger_points_at_the_other_record_and_is_undone_exactly(session):
    duplicate, into = organization("㈱あおば"), organization("株式会社青葉")
    contract = agreement(duplicate)
    before = draft_of(duplicate)
    merge_organizations(SATO, duplicate_id=duplicate.id, into_id=into.id)
    assert duplicate.merged_into_id == into.id
    assert list_organizations() == [into]
    assert [party.organization_id for party in contract.parties] == [duplicate.id]
    unmerge_organization(SATO, organization_id=duplicate.id)
    assert draft_of(duplicate) == before
    assert {each.name for each in list_organizations()} == {"㈱あおば", "株式会社青葉"}


def test_different_corporate_numbers_are_never_the_same_body(session):
    one, two = organization("甲", corporate_number=AOBA_NUMBER), organization("乙", corporate_number=WAKABA_NUMBER)
    with pytest.raises(DifferentBodies):
        merge_organizations(SATO, duplicate_id=one.id, into_id=two.id)


def test_nor_over_a_record_in_between(session):
    one, between = organization("甲", corporate_number=AOBA_NUMBER), organization("乙")
    three = organization("丙", corporate_number=WAKABA_NUMBER)
    merge_organizations(SATO, duplicate_id=one.id, into_id=between.id)
    with pytest.raises(DifferentBodies):
        merge_organizations(SATO, duplicate_id=between.id, into_id=three.id)


def test_a_merged_record_is_not_merged_again_nor_into_itself(session):
    one, two, three = organization("甲"), organization("乙"), organization("丙")
    merge_organizations(SATO, duplicate_id=one.id, into_id=two.id)
    for duplicate, into in ((one, three), (three, one), (two, one)):
        with pytest.raises(AlreadyMerged):
            merge_organizations(SATO, duplicate_id=duplicate.id, into_id=into.id)
    with pytest.raises(SuccessionInCircle):
        merge_organizations(SATO, duplicate_id=three.id, into_id=three.id)
    with pytest.raises(NotMerged):
        unmerge_organization(SATO, organization_id=three.id)


def test_bodies_with_different_successors_are_not_merged(session):
    one, two, three, four = (organization(name) for name in "甲乙丙丁")
    succeed_organizations(SATO, organization_ids=[one.id], successor_id=three.id, on=day("2021-04-01"))
    succeed_organizations(SATO, organization_ids=[two.id], successor_id=four.id, on=day("2021-04-01"))
    with pytest.raises(DifferentSuccessors):
        merge_organizations(SATO, duplicate_id=one.id, into_id=two.id)


def test_a_body_is_not_merged_with_its_own_successor(session):
    one, two = organization("甲"), organization("乙")
    succeed_organizations(SATO, organization_ids=[one.id], successor_id=two.id, on=day("2021-04-01"))
    for duplicate, into in ((one, two), (two, one)):
        with pytest.raises(SuccessionInCircle):
            merge_organizations(SATO, duplicate_id=duplicate.id, into_id=into.id)


def test_a_deleted_organization_is_found_by_nobody_until_it_is_restored(session):
    known = organization("甲")
    delete_organization(SATO, organization_id=known.id)
    assert list_organizations() == []
    with pytest.raises(NoSuchRecord):
        delete_organization(SATO, organization_id=known.id)
    with pytest.raises(NoSuchRecord):
        agreement(known)
    restore_organization(SATO, organization_id=known.id)
    assert list_organizations() == [known]
    with pytest.raises(NoSuchRecord):
        restore_organization(SATO, organization_id=known.id)


def test_an_organization_that_others_name_is_not_deleted(session):
    party, guest, successor = organization("甲"), organization("乙"), organization("丙")
    contract, _talk = agreement(party), meeting(guest, subject="顔合わせ")
    succeed_organizations(SATO, organization_ids=[party.id], successor_id=successor.id, on=day("2021-04-01"))
    for each, named in ((party, contract.number), (guest, "顔合わせ"), (successor, "甲")):
        with pytest.raises(StillReferred, match=named):
            delete_organization(SATO, organization_id=each.id)


def test_an_agreement_comes_back_only_after_its_parties(session):
    party = organization("甲")
    contract = agreement(party)
    delete_agreement(SATO, agreement_id=contract.id)
    delete_organization(SATO, organization_id=party.id)
    with pytest.raises(RefersToDeleted, match="甲"):
        restore_agreement(SATO, agreement_id=contract.id)
    restore_organization(SATO, organization_id=party.id)
    assert restore_agreement(SATO, agreement_id=contract.id).deleted_at is None


def test_a_number_taken_meanwhile_keeps_a_record_deleted(session):
    known = organization("甲", corporate_number=AOBA_NUMBER)
    delete_organization(SATO, organization_id=known.id)
    organization("乙", corporate_number=AOBA_NUMBER)
    with pytest.raises(InvalidDraft) as refused:
        restore_organization(SATO, organization_id=known.id)
    assert problems(refused) == [("corporate_number", "corporate_number_taken")]
