import json
from dataclasses import replace
from decimal import Decimal

import pytest

from registry.domain.vocabulary import Basis, IndicatorKind, SheetState
from registry.evaluation.indicators import Column, columns_of
from registry.evaluation.sheet import COST_ROWS, DIRECTIONS
from registry.evaluation.sheet_data import data_of, sheet_from_data
from registry.evaluation.sheet_names import names, values_of, with_values
from tests.evaluation.seed_sheet import SEED, published, seed_sheet

DAMAGED = ("菊池東福園", "秘书", "确立", "株ルネサンス")
MENDED = ("菊池恵楓園", "秘書政策課においては", "での確立", "㈱ルネサンス")


def test_the_eight_columns_are_those_of_the_document():
    assert [one.name for one in columns_of(2020)] == [
        "actual.2018",
        "actual.2019",
        "target.2020",
        "actual.2020",
        "target.2021",
        "planned.2022",
        "forecast.2023",
        "forecast.2024",
    ]


def test_every_figure_of_the_document_is_there_and_the_last_cost_column_is_blank():
    sheet = published()
    expected = {
        IndicatorKind.ACTIVITY: [50, 50, 50, 50, 50, 50, 50, 50],
        IndicatorKind.POPULATION: [43, 48, 45, 49, 49, 49, 49, 49],
        IndicatorKind.OUTCOME: [47, 48, 55, 49, 55, 55, 55, 55],
    }
    for kind, figures in expected.items():
        assert [sheet.indicator(kind).value(column) for column in sheet.columns] == figures
    costs = {
        "project": [253, 16, 869, 116, 762, 289, 289, None],
        "staff": [4, 3, 2, 4, 2, 2, 2, None],
        "personnel": [6445, 7331, 6374, 14983, 6374, 6374, 6374, None],
        "total": [6698, 7347, 7243, 15099, 7136, 6663, 6663, None],
    }
    for row in COST_ROWS:
        assert [sheet.cost(row, column) for column in sheet.columns] == costs.get(row, [None] * 8)
    assert sheet.do.total_cost == 0


def test_the_damaged_characters_are_mended():
    text = SEED.read_text(encoding="utf-8")
    assert not [word for word in DAMAGED if word in text]
    assert not [word for word in MENDED if word not in text]


def test_blank_stays_blank():
    sheet = published()
    assert sheet.action.ticked == frozenset()
    assert not sheet.action.matrix
    assert sheet.do.bridge == sheet.do.category == sheet.head.legal_basis == ""


def test_the_boxes_of_the_document_are_ticked_and_no_others():
    ticked = {name for name, value in names(published()) if value is True}
    assert ticked == {
        "head.period.every_year",
        "check.1.achieved",
        "check.2.expected",
        "check.3.room",
        "check.4.no_other_means",
        "check.5.no_room",
        "check.6.no_room",
        "check.7.fair",
        "check.8.proper",
    }


def test_a_sheet_survives_the_way_through_data():
    sheet = published()
    again = sheet_from_data(json.loads(json.dumps(data_of(sheet))))
    assert names(again) == names(sheet)
    assert [(one.key, one.count) for one in again.indicators] == [(one.key, one.count) for one in sheet.indicators]
    assert (again.state, again.source) == (SheetState.PUBLISHED, sheet.source)


def test_names_are_listed_once_in_the_order_of_the_form():
    listed = [name for name, _value in names(published())]
    assert len(listed) == len(set(listed))
    places = [
        listed.index(name)
        for name in (
            "head.title",
            "plan.content",
            "do.actual",
            "indicators.outcome.ア.actual.2020",
            "costs.total.actual.2020",
            "check.1.reason",
            "summary",
            "action.problems",
        )
    ]
    assert places == sorted(places)


def test_a_figure_of_zero_is_no_blank():
    assert values_of(published())["do.total_cost"] == Decimal(0)


def test_some_cells_can_be_changed_by_their_names():
    sheet = with_values(published(), {"check.1.reason": "", "costs.total.actual.2020": Decimal(1), "summary": "新"})
    assert sheet.answer(1).reason == ""
    assert sheet.cost("total", Column(2020, Basis.ACTUAL)) == 1
    assert sheet.summary == "新"
    assert sheet.head == published().head


def test_a_name_that_the_form_does_not_have_is_refused():
    with pytest.raises(ValueError, match=r"no cell indicators\.outcome\.ア\.actual\.2031"):
        with_values(published(), {"indicators.outcome.ア.actual.2031": Decimal(1)})
    data = data_of(published())
    data["head"]["colour"] = "blue"
    with pytest.raises(ValueError, match=r"no cell head\.colour"):
        sheet_from_data(data)


def test_each_indicator_cell_tells_value_computed_published_and_difference():
    cells = next(one for one in data_of(seed_sheet())["indicators"] if one["kind"] == "population")["cells"]
    assert cells[0] == {
        "fiscal_year": 2018,
        "basis": "actual",
        "value": 43,
        "computed": 47,
        "published": 43,
        "difference": 4,
    }
    assert cells[2]["computed"] is cells[2]["difference"] is None
    assert [cell["fiscal_year"] for cell in cells] == [2018, 2019, 2020, 2020, 2021, 2022, 2023, 2024]


def test_figures_with_decimals_stay_exact():
    sheet = with_values(published(), {"costs.staff.actual.2020": Decimal("0.1")})
    again = sheet_from_data(json.loads(json.dumps(data_of(sheet))))
    assert again.cost("staff", Column(2020, Basis.ACTUAL)) == Decimal("0.1")


def test_a_direction_is_kept_under_its_own_name():
    ticked = with_values(published(), {f"action.{DIRECTIONS[-1]}": True, "action.matrix.same.same": "●"})
    assert ticked.action == replace(ticked.action, ticked=frozenset({"maintain"}), matrix={"same.same": "●"})
