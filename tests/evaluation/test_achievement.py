from decimal import Decimal

import pytest

from registry.evaluation.achievement import achievement, achievement_over_baseline, percent


@pytest.mark.parametrize(
    ("actual", "target", "rate"),
    [
        (49, 55, "89.1"),  # 89.0909…
        (1, 3, "33.3"),
        (2, 3, "66.7"),
        (1, 800, "0.1"),  # 0.125
        (3, 2000, "0.2"),  # 0.15: half up, not to even
        (1, 2000, "0.1"),  # 0.05
        (0, 55, "0.0"),
        (60, 50, "120.0"),
    ],
)
def test_achievement_is_rounded_half_up_to_one_decimal(actual, target, rate):
    assert percent(achievement(Decimal(actual), Decimal(target))) == rate


@pytest.mark.parametrize(("actual", "target"), [(49, None), (49, 0), (None, 55), (0, 0), (None, None)])
def test_a_blank_or_zero_denominator_gives_a_dash(actual, target):
    blank_or_number = [None if one is None else Decimal(one) for one in (actual, target)]
    assert percent(achievement(*blank_or_number)) == "-"


def test_the_baseline_form_measures_the_way_from_last_year():
    # (49 − 48) ÷ (55 − 48) = 14.2857…
    assert percent(achievement_over_baseline(Decimal(49), Decimal(55), Decimal(48))) == "14.3"


def test_a_step_back_is_negative_in_the_baseline_form():
    # (47 − 48) ÷ (55 − 48)
    assert percent(achievement_over_baseline(Decimal(47), Decimal(55), Decimal(48))) == "-14.3"


@pytest.mark.parametrize("values", [(49, 48, 48), (49, 55, None), (None, 55, 48), (49, None, 48)])
def test_the_baseline_form_without_a_way_to_go_gives_a_dash(values):
    assert percent(achievement_over_baseline(*(None if one is None else Decimal(one) for one in values))) == "-"
