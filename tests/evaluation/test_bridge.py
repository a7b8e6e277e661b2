from datetime import date

import pytest

from registry.evaluation.bridge import bridge_of
from registry.evaluation.counts import YearCounts


def year(fiscal_year, **numbers):
    return YearCounts(fiscal_year, "", date(fiscal_year + 1, 3, 31), numbers)


# The worked example: 41 agreements, 48 organizations; a second agreement with a partner, a first with a new company.
BEFORE = year(2019, agreements_cumulative=41, organizations_cumulative=48)
AFTER = {
    "agreements_cumulative": 43,
    "agreements_new": 2,
    "agreements_new_with_new": 1,
    "agreements_new_with_existing_only": 1,
    "organizations_cumulative": 49,
    "organizations_new_by_agreement": 1,
    "organizations_new_by_joining": 0,
    "organizations_merged": 0,
}


def test_two_new_agreements_can_be_one_more_organization():
    bridge = bridge_of(BEFORE, year(2020, **AFTER))
    assert bridge.holds
    assert bridge.growth == 1
    assert str(bridge.sentence) == (
        "New agreements: 2, of which 1 with a new organization and 1 with existing ones only; "
        "organizations 48 → 49 (+1)."
    )


def test_joining_adds_and_merging_takes_away():
    numbers = AFTER | {"organizations_new_by_joining": 3, "organizations_merged": 4, "organizations_cumulative": 48}
    bridge = bridge_of(BEFORE, year(2020, **numbers))
    assert bridge.holds  # 48 + 1 + 3 − 4 = 48
    assert "48 → 48 (±0)" in str(bridge.sentence)


@pytest.mark.parametrize("wrong", [{"organizations_cumulative": 50}, {"agreements_cumulative": 44}])
def test_a_bridge_whose_parts_do_not_make_the_closing_does_not_hold(wrong):
    assert not bridge_of(BEFORE, year(2020, **(AFTER | wrong))).holds


def test_a_loss_is_written_with_its_sign():
    numbers = AFTER | {"organizations_merged": 3, "organizations_cumulative": 46}
    assert "(-2)" in str(bridge_of(BEFORE, year(2020, **numbers)).sentence)


def test_years_that_do_not_follow_each_other_have_no_bridge():
    with pytest.raises(ValueError, match="2021 does not follow 2019"):
        bridge_of(BEFORE, year(2021, **AFTER))
