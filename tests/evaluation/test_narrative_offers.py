"""The sentences that are offered for the form's texts, word by word."""

from dataclasses import replace
from decimal import Decimal

import pytest

from registry.domain.vocabulary import SheetState
from registry.evaluation.checks import check
from registry.evaluation.narrative_offers import SENTENCES, offers_for, offers_of
from registry.evaluation.sheet import Sheet
from registry.evaluation.sheet_assembly import assemble
from registry.evaluation.sheet_names import names, with_values
from tests.evaluation.seed_sheet import counts, published

BEGUN = {
    "projects": 6,
    "organizations_new": 1,
    "organizations_new_by_agreement": 1,
    "organizations_new_by_joining": 0,
    "organizations_merged": 0,
    "agreements_new_with_new": 1,
    "agreements_new_with_existing_only": 1,
}


def sheet_with(**numbers: int) -> Sheet:
    """The seed's FY2020 as a blank draft, its counts as the demonstration gives them but for some."""
    *before, this = counts().years
    changed = replace(this, numbers={**this.numbers, **BEGUN, **numbers})
    draft = replace(published(), state=SheetState.DRAFT)
    blank = with_values(draft, dict.fromkeys(("do.actual", "check.1.reason", "summary"), ""))
    return assemble(blank, counts=replace(counts(), years=(*before, changed)))


def texts(sheet: Sheet, cell: str) -> list[str]:
    return [one.text for one in offers_for(sheet, cell)]


def test_the_sentences_of_the_seed_are_offered_as_the_city_wrote_them():
    agreements, *others = texts(sheet_with(), "do.actual")
    assert agreements == (
        "令和2年度までに、43件(49団体:27企業、12学術機関、5金融機関、5団体)との"
        "地域社会発展のための包括的連携協定を締結した。"
    )
    assert agreements == published().do.actual.replace("。", "。|").split("|")[0]
    assert others == ["令和2年度は、連携の相手方等との協議を50回実施した。", "協定に基づき、6事業に取り組んだ。"]
    assert texts(sheet_with(), "check.1.reason") == [
        "令和2年度は新たに2件の連携協定を締結した。",
        "成果指標は目標55件に対し実績49件、達成率89.1%である。",
    ]
    assert texts(sheet_with(), "summary") == ["令和2年度は新たに2件の連携協定を締結し、協議を50回実施した。"]


def test_every_figure_of_an_offer_names_its_count_and_year():
    (bridge,) = offers_for(sheet_with(), "do.bridge")
    assert bridge.text == (
        "新規協定2件のうち1件は新たな団体、1件は既存団体との協定であるため、団体数は48→49(+1)である。"
    )
    assert [(one.text, one.count, one.fiscal_year) for one in bridge.pieces if one.count] == [
        ("2", "agreements_new", 2020),
        ("1", "agreements_new_with_new", 2020),
        ("1", "agreements_new_with_existing_only", 2020),
        ("48", "organizations_cumulative", 2019),
        ("49", "organizations_cumulative", 2020),
    ]


@pytest.mark.parametrize(
    ("numbers", "sentence"),
    [
        (
            {"agreements_new_with_new": 0, "agreements_new_with_existing_only": 2},
            "新規協定2件は既存団体との協定であるため、団体数は48→49(+1)である。",
        ),
        (
            {
                "agreements_new": 1,
                "agreements_new_with_existing_only": 0,
                "organizations_new_by_agreement": 3,
            },
            "新規協定1件により3団体が加わったため、団体数は48→49(+1)である。",
        ),
        (
            {"organizations_new_by_joining": 2, "organizations_merged": 1},
            (
                "新規協定2件のうち1件は新たな団体、1件は既存団体との協定であり、"
                "既存の協定への参加や更新により2団体が加わり、合併・再編により1団体が減ったため、"
                "団体数は48→49(+1)である。"
            ),
        ),
    ],
)
def test_the_bridge_says_why_the_two_numbers_moved_otherwise(numbers, sentence):
    assert texts(sheet_with(organizations_new=9, **numbers), "do.bridge") == [sentence]


def test_where_both_moved_by_the_same_number_there_is_nothing_to_explain():
    assert texts(sheet_with(organizations_new=2), "do.bridge") == []


def test_an_unclassified_part_is_said_where_there_is_one_and_a_kind_without_bodies_is_not():
    kinds = {"organizations_by_kind.unclassified": 1, "organizations_by_kind.financial": 0}
    assert "49団体:27企業、12学術機関、5団体、未分類1団体" in texts(sheet_with(**kinds), "do.actual")[0]


def test_what_did_not_happen_is_not_offered():
    nothing = dict.fromkeys(("agreements_cumulative", "agreements_new", "meetings", "projects", "organizations_new"), 0)
    assert [one.text for one in offers_of(sheet_with(**nothing))] == [
        "成果指標は目標55件に対し実績49件、達成率89.1%である。"
    ]


def test_a_year_that_has_not_begun_has_nothing_to_say():
    assert offers_of(replace(sheet_with(), counts=None)) == ()


def test_a_sentence_that_stands_in_its_cell_is_not_offered_again():
    sheet = sheet_with()
    first = texts(sheet, "do.actual")[0]
    assert first not in texts(with_values(sheet, {"do.actual": f"前文。{first}後文。"}), "do.actual")


def test_no_offered_sentence_is_a_finding_of_its_own():
    sheet = sheet_with()
    for cell in ("do.actual", "do.bridge", "check.1.reason", "summary"):
        sheet = with_values(sheet, {cell: "".join(texts(sheet, cell))})
    assert not {"prose_number_differs", "new_agreements_not_explained"} & {one.code for one in check(sheet)}


def test_a_sum_that_rounding_explains_is_offered_its_note():
    sheet = with_values(sheet_with(), {"costs.total.actual.2020": Decimal(15_100)})
    assert texts(sheet, "do.cost_note") == ["端数処理により一致しない。"]
    assert texts(sheet_with(), "do.cost_note") == []


def test_every_sentence_is_offered_for_a_cell_that_the_form_has():
    assert {one.cell for one in SENTENCES} <= set(dict(names(Sheet(2020))))
