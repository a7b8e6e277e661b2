from dataclasses import replace
from decimal import Decimal

import pytest

from registry.domain.vocabulary import SheetState
from registry.evaluation.checks import check
from tests.evaluation.clean_sheet import cells_of, clean_sheet

OUTCOME = "indicators__outcome__ア"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("check.1.achieved", "check.1.not_achieved"),
        ("check.2.expected", "check.2.unlikely"),
        ("check.3.room", "check.3.no_room"),
        ("check.4.other_means", "check.4.no_other_means"),
        ("check.4.mergeable", "check.4.not_mergeable"),
        ("check.5.room", "check.5.no_room"),
        ("check.6.room", "check.6.no_room"),
        ("check.7.review", "check.7.fair"),
        ("check.8.review", "check.8.proper"),
    ],
)
def test_two_boxes_that_exclude_each_other_are_an_error_at_the_second(one, other):
    both = {one.replace(".", "__"): True, other.replace(".", "__"): True}
    assert cells_of("boxes_contradict", clean_sheet(**both)) == [other]


def test_the_two_pairs_of_question_4_do_not_exclude_each_other():
    ticked = {"check__4__no_other_means": True, "check__4__not_mergeable": True}
    assert cells_of("boxes_contradict", clean_sheet(**ticked)) == []


def test_not_achieved_is_ticked_though_the_target_was_reached():
    reached = clean_sheet(**{f"{OUTCOME}__target__2020": Decimal(49)})
    assert cells_of("ticked_not_achieved_on_target", reached) == ["check.1.not_achieved"]


def test_not_achieved_is_right_while_one_outcome_misses_its_target():
    second = {"indicators__outcome__イ__target__2020": Decimal(3), "indicators__outcome__イ__actual__2020": Decimal(2)}
    assert cells_of("ticked_not_achieved_on_target", clean_sheet()) == []
    some = clean_sheet(**{f"{OUTCOME}__target__2020": Decimal(49)}, **second)
    assert cells_of("ticked_not_achieved_on_target", some) == []


def test_to_keep_everything_and_to_change_something_exclude_each_other():
    sheet = clean_sheet(action__maintain=True, action__improve_efficiency=True)
    assert cells_of("direction_contradicts", sheet) == ["action.maintain"]
    [finding] = [one for one in check(sheet) if one.code == "direction_contradicts"]
    assert "効率性改善" in str(finding.message)


def test_an_end_excludes_any_other_direction():
    assert cells_of("direction_contradicts", clean_sheet(action__abolish=True, action__merge=True)) == [
        "action.abolish"
    ]
    assert cells_of("direction_contradicts", clean_sheet(action__abolish=True, action__suspend=True)) == [
        "action.suspend"
    ]


def test_one_direction_or_several_improvements_contradict_nothing():
    assert cells_of("direction_contradicts", clean_sheet(action__maintain=True)) == []
    both = clean_sheet(action__improve_efficiency=True, action__improve_fairness=True)
    assert cells_of("direction_contradicts", both) == []


@pytest.mark.parametrize(
    "box", ["check.4.mergeable", "check.5.room", "check.6.room", "check.7.review", "check.8.review"]
)
def test_what_can_be_changed_asks_for_more_than_keeping_everything(box):
    ticked = {box.replace(".", "__"): True}
    assert cells_of("room_without_direction", clean_sheet(**ticked, action__maintain=True)) == [box]
    assert cells_of("room_without_direction", clean_sheet(**ticked, action__improve_efficiency=True)) == []
    assert cells_of("room_without_direction", clean_sheet(**ticked)) == []


def test_a_text_copied_from_the_year_before_is_found_in_a_draft_only():
    carried = replace(clean_sheet(), carried={"do.actual": 2019, "summary": 2019})
    assert cells_of("text_carried_over", carried) == []
    assert cells_of("text_carried_over", replace(carried, state=SheetState.DRAFT)) == ["do.actual", "summary"]
