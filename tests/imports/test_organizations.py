"""A file of organizations against the registry: which body each row is, and what it changes."""

from datetime import date

import pytest

from registry.domain.drafts import FormerNameDraft, OrganizationDraft
from registry.domain.known import Known
from registry.domain.vocabulary import OrganizationKind
from tests.imports.files import bodies, counts, errors, planned, questions, stored, warnings

NUMBER, OTHER_NUMBER = "8999901000017", "7999901000034"


def known(*drafts: OrganizationDraft, **more) -> Known:
    return Known(organizations=tuple(stored(place, draft) for place, draft in enumerate(drafts, start=1)), **more)


def names(plan):
    return [body.draft.name for body in plan.bodies]


def test_every_column_reaches_the_draft():
    text = (
        "名称,ふりがな,区分,法人番号,所在地,対象開始日,対象終了日,グループ,旧名称,備考\n"
        f"株式会社試験,しけん,団体,{NUMBER},試験市1番,H30.4.1,R3.3.31,東京ネットワーク、農業,旧試験;㈱旧々,一行\n"
    )
    (body,) = planned("organizations", text).bodies
    assert body.draft == OrganizationDraft(
        name="株式会社試験",
        kana="しけん",
        kind=OrganizationKind.ASSOCIATION,
        corporate_number=NUMBER,
        address="試験市1番",
        target_from=date(2018, 4, 1),
        target_until=date(2021, 3, 31),
        groups=("東京ネットワーク", "農業"),
        former_names=(FormerNameDraft("旧試験"), FormerNameDraft("㈱旧々")),
        notes="一行",
    )


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("㈱試験", OrganizationKind.COMPANY),
        ("試験大学", OrganizationKind.ACADEMIC),
        ("試験信用金庫", OrganizationKind.FINANCIAL),
        ("試験商工会", OrganizationKind.ASSOCIATION),
    ],
)
def test_a_blank_kind_is_read_from_the_name(name, kind):
    plan = planned("organizations", f"名称,区分\n{name},\n")
    assert plan.bodies[0].draft.kind is kind
    assert questions(plan) == []


def test_a_name_that_tells_no_kind_is_a_question_and_comes_in_unclassified():
    plan = planned("organizations", "名称\n試験農業協同組合\n")
    assert questions(plan) == [(2, "名称", "試験農業協同組合", "kind_unknown")]
    assert plan.bodies[0].draft.kind is OrganizationKind.UNCLASSIFIED


def test_a_kind_of_another_word_and_a_wrong_corporate_number_are_errors():
    plan = planned("organizations", "名称,区分,法人番号\n㈱一,組合,\n㈱二,,8999901000018\n")
    assert errors(plan) == [
        (2, "区分", "組合", "unknown_value"),
        (3, "法人番号", "8999901000018", "bad_corporate_number"),
    ]
    assert counts(plan) == (2, 0, 0, 0)


def test_an_end_before_its_start_is_an_error_at_the_end():
    plan = planned("organizations", "名称,対象開始日,対象終了日\n㈱試験,2020-04-01,2020-03-31\n")
    assert errors(plan) == [(2, "対象終了日", "2020-03-31", "dates_out_of_order")]


@pytest.mark.parametrize(
    "name", ["株式会社試験", "㈱試験", "(株)試験", "（株） 試験", "ｶﾌﾞ".replace("ｶﾌﾞ", "㈱") + "試験"]
)
def test_a_name_that_folds_to_the_registered_one_changes_nothing(name):
    assert counts(planned("organizations", f"名称\n{name}\n", bodies("株式会社試験"))) == (1, 0, 0, 1)


def test_a_name_with_the_legal_form_on_the_other_side_is_asked_about_and_comes_in_as_its_own_body():
    plan = planned("organizations", "名称,区分\n試験株式会社,企業\n", bodies("株式会社試験"))
    assert questions(plan) == [(2, "名称", "試験株式会社", "possible_duplicate")]
    assert counts(plan) == (1, 1, 0, 0)
    assert plan.bodies[0].likely == (1,)


def test_two_likely_names_of_one_file_are_asked_about():
    plan = planned("organizations", "名称,区分\n株式会社試験,企業\n試験㈱,企業\n")
    assert questions(plan) == [(3, "名称", "試験㈱", "possible_duplicate")]
    assert [body.likely for body in plan.bodies] == [(), (-1,)]


def test_the_same_corporate_number_is_the_same_body_under_any_name_and_the_old_name_is_kept():
    plan = planned(
        "organizations",
        f"名称,法人番号\n株式会社新名,{NUMBER}\n",
        known(OrganizationDraft("株式会社旧名", corporate_number=NUMBER)),
    )
    assert counts(plan) == (1, 0, 1, 0)
    assert plan.updates[0].draft.name == "株式会社新名"
    assert plan.updates[0].draft.former_names == (FormerNameDraft("株式会社旧名"),)


def test_different_corporate_numbers_are_never_the_same_body():
    registered = known(OrganizationDraft("株式会社試験", corporate_number=NUMBER))
    plan = planned(
        "organizations", f"名称,法人番号\n株式会社試験,{OTHER_NUMBER}\n試験株式会社,{OTHER_NUMBER}\n", registered
    )
    assert names(plan) == []
    assert errors(plan) == [(3, "名称", "試験株式会社", "number_twice")]
    plan = planned("organizations", f"名称,法人番号\n株式会社試験,{OTHER_NUMBER}\n", registered)
    assert names(plan) == ["株式会社試験"]
    assert questions(plan) == []


def test_a_body_without_a_number_takes_the_row_s():
    plan = planned("organizations", f"名称,法人番号\n㈱試験,{NUMBER}\n", known(OrganizationDraft("株式会社試験")))
    assert plan.updates[0].draft.corporate_number == NUMBER
    assert warnings(plan) == [(2, "法人番号", NUMBER, "updated")]


def test_a_former_name_leads_to_the_body_and_does_not_rename_it():
    registered = known(OrganizationDraft("株式会社新名", former_names=(FormerNameDraft("株式会社旧名"),)))
    assert counts(planned("organizations", "名称\n㈱旧名\n", registered)) == (1, 0, 0, 1)


def test_a_row_that_names_the_registered_name_as_a_former_one_renames_the_body():
    plan = planned("organizations", "名称,旧名称\n㈱新名,㈱旧名\n", known(OrganizationDraft("株式会社旧名")))
    assert counts(plan) == (1, 0, 1, 0)
    assert plan.updates[0].draft.name == "㈱新名"
    assert plan.updates[0].draft.former_names == (FormerNameDraft("株式会社旧名"),)


def test_a_new_name_is_listed_with_the_former_names_that_result():
    registered = known(OrganizationDraft("株式会社旧名", corporate_number=NUMBER))
    plan = planned("organizations", f"名称,法人番号,旧名称\n㈱新名,{NUMBER},\n", registered)
    assert [(each.column, each.message.values["value"]) for each in plan.report.warnings] == [
        ("名称", "㈱新名"),
        ("旧名称", "株式会社旧名"),
    ]


def test_a_name_of_several_bodies_is_asked_about_and_means_the_one_recorded_first():
    registered = known(
        OrganizationDraft("株式会社試験", corporate_number=NUMBER, kana="いち"),
        OrganizationDraft("株式会社試験", corporate_number=OTHER_NUMBER, kana="に"),
    )
    plan = planned("organizations", "名称,ふりがな\n㈱試験,さん\n", registered)
    assert questions(plan) == [(2, "名称", "㈱試験", "ambiguous_name")]
    assert [update.id for update in plan.updates] == [1]


def test_a_record_merged_as_a_duplicate_leads_to_the_body_it_stands_for():
    registered = known(OrganizationDraft("株式会社試験"), OrganizationDraft("試験ラボ"), identities={2: 1})
    plan = planned("organizations", "名称,ふりがな,所在地\n試験ラボ,しけんらぼ,一番\n", registered)
    assert [update.id for update in plan.updates] == [1]
    assert plan.updates[0].draft == OrganizationDraft("株式会社試験", address="一番")


def test_blank_cells_change_nothing_and_differing_ones_are_listed():
    registered = known(OrganizationDraft("株式会社試験", kana="しけん", address="一番", notes="記"))
    plan = planned("organizations", "名称,ふりがな,所在地\n㈱試験,,二番\n", registered)
    assert warnings(plan) == [(2, "所在地", "二番", "updated")]
    assert "一番" in str(plan.report.warnings[0].message)
    assert plan.updates[0].draft == OrganizationDraft("株式会社試験", kana="しけん", address="二番", notes="記")


def test_rows_of_one_body_in_one_file_are_one_record():
    plan = planned("organizations", "名称,区分,ふりがな,所在地\n㈱試験,企業,しけん,\n株式会社試験,,,一番\n")
    assert counts(plan) == (2, 1, 0, 0)
    assert (plan.bodies[0].draft.name, plan.bodies[0].draft.address) == ("㈱試験", "一番")
    assert warnings(plan) == []


def test_rows_of_one_body_that_contradict_each_other_are_told():
    plan = planned("organizations", "名称,所在地\n㈱試験,一番\n株式会社試験,二番\n")
    assert warnings(plan) == [(3, "所在地", "二番", "said_twice")]
    assert plan.bodies[0].draft.address == "二番"


@pytest.mark.parametrize(
    ("text", "name", "former"),
    [
        ("㈱甲,乙㈱\n乙株式会社,\n", "㈱甲", ["乙㈱"]),
        ("乙株式会社,\n㈱甲,乙㈱\n", "㈱甲", ["乙株式会社"]),
        ("㈱甲,旧名\n㈱丙,旧名\n", "㈱丙", ["旧名", "㈱甲"]),
        ("㈱甲,旧名\n㈱甲,前の名\n", "㈱甲", ["旧名", "前の名"]),
    ],
)
def test_no_name_of_a_body_with_several_rows_is_lost(text, name, former):
    body = planned("organizations", f"名称,旧名称\n{text}").bodies[0].draft
    assert (body.name, [each.name for each in body.former_names]) == (name, former)


def test_rows_of_the_same_corporate_number_must_agree():
    text = f"名称,法人番号,所在地\n㈱試験,{NUMBER},一番\n株式会社試験,{NUMBER},一番\n㈱試験,{NUMBER},二番\n"
    plan = planned("organizations", text)
    assert errors(plan) == [(4, "所在地", "二番", "number_twice")]
    assert counts(plan) == (3, 0, 0, 0)


def test_a_group_that_is_not_registered_is_told_once():
    plan = planned("organizations", "名称,グループ\n㈱一,新\n㈱二,新;既\n", Known(groups=frozenset({"既"})))
    assert warnings(plan) == [(2, "グループ", "新", "created_reference")]


def test_an_organization_that_somebody_edited_since_is_asked_about_and_stays():
    record = stored(1, OrganizationDraft("株式会社試験", address="登録の住所"), version=3, imported=2)
    plan = planned("organizations", "名称,所在地\n㈱試験,ファイルの住所\n", Known(organizations=(record,)))
    assert questions(plan) == [(2, "所在地", "ファイルの住所", "edited_since")]
    assert counts(plan) == (1, 0, 0, 1)


def test_what_was_accepted_is_not_asked_again():
    first = planned("organizations", "名称\n謎の会\n")
    accepted = frozenset((each.code, each.fact) for each in first.report.questions)
    assert questions(planned("organizations", "名称\n謎の 会\n", Known(accepted=accepted))) == []
