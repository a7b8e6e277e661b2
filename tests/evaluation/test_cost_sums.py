"""The sums of the cost rows: reckoned where blank, kept where typed, rounding said instead of altered."""

from decimal import Decimal

import pytest

from registry.domain.vocabulary import Basis
from registry.evaluation.cost_sums import sum_of, sums_of, with_sums
from registry.evaluation.indicators import Column
from registry.evaluation.layout import form_of
from registry.evaluation.layout_words import ROUNDED
from registry.evaluation.sheet import Sheet
from registry.evaluation.sheet_names import names, values_of, with_values
from tests.evaluation.clean_sheet import cells_of, clean_sheet
from tests.evaluation.seed_sheet import published

FY2020 = Column(2020, Basis.ACTUAL)


def sheet_of(**costs: int) -> Sheet:
    return with_values(Sheet(2020), {f"costs.{row}.actual.2020": Decimal(value) for row, value in costs.items()})


def test_a_sum_that_is_blank_is_that_of_its_parts_and_goes_into_the_next():
    found = with_sums(sheet_of(national=100, general=16, personnel=14_983))
    assert (found.cost("project", FY2020), found.cost("total", FY2020)) == (116, 15_099)


def test_what_somebody_typed_stays_and_is_what_the_total_is_made_of():
    found = with_sums(sheet_of(national=100, general=16, project=117, personnel=14_983))
    assert (found.cost("project", FY2020), found.cost("total", FY2020)) == (117, 15_100)


def test_without_parts_nothing_is_filled_in():
    assert values_of(with_sums(Sheet(2020))) == {}
    # the seed has no funding lines, and all its totals are right
    assert with_sums(published()) == published()
    assert {one.row for one in sums_of(published())} == {"total"}
    assert not [one for one in sums_of(published()) if one.difference]


@pytest.mark.parametrize(("total", "rounding"), [(100, False), (101, True), (102, True), (103, False), (98, True)])
def test_a_difference_of_one_for_each_filled_part_can_come_from_rounding(total, rounding):
    found = sum_of(sheet_of(project=60, personnel=40, total=total), "total", FY2020)
    assert (found.reckoned, found.difference, found.is_rounding) == (100, total - 100, rounding)


def test_rounding_that_is_stated_is_no_error_and_a_greater_difference_stays_one():
    name = "costs.total.actual.2020"
    rounded, wrong = ({"costs__total__actual__2020": Decimal(920 + more)} for more in (2, 3))
    assert cells_of("cost_total_wrong", clean_sheet(**rounded)) == [name]
    assert cells_of("cost_total_wrong", clean_sheet(**rounded, do__cost_note=ROUNDED)) == []
    assert cells_of("cost_total_wrong", clean_sheet(**wrong, do__cost_note=ROUNDED)) == [name]


def test_the_note_is_printed_under_the_costs_and_has_a_name_only_where_it_is_filled():
    plain, noted = published(), with_values(published(), {"do.cost_note": ROUNDED})
    assert "do.cost_note" not in dict(names(plain))
    assert dict(names(noted))["do.cost_note"] == ROUNDED
    assert form_of(noted).block("figures").rows[-1].cells[0].text == ROUNDED
    assert len(form_of(noted).block("figures").rows) == len(form_of(plain).block("figures").rows) + 1
    assert with_values(noted, {"do.cost_note": ""}) == plain
