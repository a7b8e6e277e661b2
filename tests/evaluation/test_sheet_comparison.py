"""Two sheets side by side, cell by cell."""

from dataclasses import replace
from decimal import Decimal

from registry.evaluation.sheet import Sheet
from registry.evaluation.sheet_comparison import CellDifference, compared_cells, differences, in_columns_of
from registry.evaluation.sheet_names import with_values
from tests.evaluation.seed_sheet import published

SEED = published()


def test_a_sheet_does_not_differ_from_itself():
    assert differences(SEED, SEED) == ()
    assert differences(Sheet(2020), Sheet(2021)) == ()


def test_texts_figures_and_boxes_that_differ_stand_in_the_order_of_the_form():
    after = with_values(
        SEED,
        {
            "summary": "改めた。",
            "check.1.achieved": False,
            "check.1.not_achieved": True,
            "indicators.outcome.ア.actual.2020": Decimal(48),
            "costs.total.actual.2020": None,
            "head.chief": "",
        },
    )
    found = differences(SEED, after)
    assert [one.name for one in found] == [
        "head.chief",
        "indicators.outcome.ア.actual.2020",
        "costs.total.actual.2020",
        "check.1.achieved",
        "check.1.not_achieved",
        "summary",
    ]
    assert found[1] == CellDifference("indicators.outcome.ア.actual.2020", Decimal(49), Decimal(48))
    assert [one.change for one in found] == [None, -1, None, None, None, None]
    assert (found[3].before, found[3].after) == (True, False)


def test_blank_is_blank_whatever_it_is_kept_as():
    assert not CellDifference("summary", None, "").differs
    assert CellDifference("costs.total.actual.2020", None, Decimal(0)).differs


def test_a_cell_that_only_one_form_has_is_compared_where_it_stands():
    after = replace(SEED, do=replace(SEED.do, reports="健康都市推進事業（農政課）：実施した。"))
    for one, other in ((SEED, after), (after, SEED)):
        assert [each.name for each in differences(one, other)] == ["do.reports"]
        names = [each.name for each in compared_cells(one, other)]
        assert names.index("do.bridge") < names.index("do.reports") < names.index("indicators.activity.ア.name")


def test_between_two_years_a_column_is_matched_by_its_year_and_basis():
    next_year = with_values(
        Sheet(2021, indicators=tuple(replace(one, cells=()) for one in SEED.indicators)),
        {
            "indicators.outcome.ア.actual.2019": Decimal(48),
            "indicators.outcome.ア.actual.2020": Decimal(50),
            "indicators.outcome.ア.target.2021": Decimal(55),
            "indicators.outcome.ア.actual.2021": Decimal(52),
        },
    )
    found = {one.name: one for one in compared_cells(SEED, next_year) if one.name.startswith("indicators.outcome.ア.")}
    assert set(found) == {
        "indicators.outcome.ア.name",
        "indicators.outcome.ア.unit",
        "indicators.outcome.ア.actual.2019",
        "indicators.outcome.ア.actual.2020",
        "indicators.outcome.ア.target.2021",
        "indicators.outcome.ア.forecast.2024",
    }
    assert found["indicators.outcome.ア.actual.2020"].change == 1
    assert not found["indicators.outcome.ア.target.2021"].differs
    assert not found["indicators.outcome.ア.name"].differs


def test_a_renamed_indicator_differs_in_its_name_once():
    renamed = replace(SEED.indicators[0], name="協議の回数", unit="件")
    after = replace(SEED, indicators=(renamed, *SEED.indicators[1:]))
    assert [one.name.rpartition(".")[2] for one in differences(SEED, after)] == ["name", "unit"]


def test_the_figures_of_a_sheet_can_be_held_against_those_in_the_same_places_of_another_year():
    moved = in_columns_of(SEED, 2021)
    assert moved.columns == Sheet(2021).columns
    values = {one.name: one.after for one in compared_cells(Sheet(2021), moved)}
    assert values["indicators.outcome.ア.actual.2021"] == 49
    assert values["costs.total.actual.2021"] == 15099
    assert values["costs.total.actual.2019"] == 6698
