from dataclasses import replace

import pytest

from registry.domain.vocabulary import Unit
from registry.evaluation.checks_words import unit_of_count
from tests.evaluation.clean_sheet import cells_of, clean_sheet


@pytest.mark.parametrize(
    ("reason", "found"),
    [
        ("オンライン会議等を活用するなどして達成した。", ["check.2.reason"]),
        ("協議を重ね、事業に取り組んだ。", ["check.2.reason"]),
        ("協議を行いました。", ["check.2.reason"]),
        ("協議は少なかった", ["check.2.reason"]),
        ("協議を進めた。来年度は達成できる見込みである。", []),
        ("達成が見込まれる。", []),
        ("連携のあり方", []),
        ("新しい進めかた", []),
        ("", []),
    ],
)
def test_a_forecast_that_ends_in_the_past_is_noticed(reason, found):
    assert cells_of("forecast_in_past_tense", clean_sheet(check__2__reason=reason)) == found


def test_a_question_about_the_past_may_end_in_the_past():
    assert cells_of("forecast_in_past_tense", clean_sheet(check__1__reason="目標を達成した。")) == []


@pytest.mark.parametrize(
    ("rationale", "found"),
    [
        ("連携により取り組んだ事業数を増やすことで図る。", ["do.rationale"]),
        ("協議の回数で測る。", ["do.rationale"]),
        ("締結件数で測る。", ["do.rationale"]),
        ("事業数とともに、連携した団体数で測る。", []),
        ("機関・事業者等の数で測る。", []),
        ("連携の広がりを測る。", []),
        ("", []),
    ],
)
def test_a_rationale_that_names_what_another_count_counts_is_noticed(rationale, found):
    assert cells_of("rationale_differs_from_indicator", clean_sheet(do__rationale=rationale)) == found


def test_a_rationale_is_not_judged_beside_an_indicator_that_is_typed():
    sheet = clean_sheet(do__rationale="取り組んだ事業数で測る。")
    typed = tuple(replace(indicator, count=None) for indicator in sheet.indicators)
    assert cells_of("rationale_differs_from_indicator", replace(sheet, indicators=typed)) == []


def with_unit(place, unit):
    sheet = clean_sheet()
    indicators = list(sheet.indicators)
    at = next(n for n, one in enumerate(indicators) if one.key == place)
    indicators[at] = replace(indicators[at], unit=unit)
    return replace(sheet, indicators=tuple(indicators))


@pytest.mark.parametrize(
    ("place", "unit"),
    [("indicators.activity.ア", "件"), ("indicators.population.ア", "件"), ("indicators.outcome.ア", "社")],
)
def test_a_unit_that_belongs_to_another_count_is_noticed(place, unit):
    assert cells_of("unit_differs_from_count", with_unit(place, unit)) == [f"{place}.unit"]


def test_the_unit_of_the_count_and_a_blank_one_are_right():
    assert cells_of("unit_differs_from_count", with_unit("indicators.activity.ア", "回")) == []
    assert cells_of("unit_differs_from_count", with_unit("indicators.activity.ア", "")) == []


def test_every_kind_of_count_has_its_unit():
    assert unit_of_count("organizations_by_kind.company") is Unit.ORGANIZATIONS
    assert unit_of_count("agreements_new_with_existing_only") is Unit.AGREEMENTS
    assert unit_of_count("projects_by_department.農政課") is Unit.PROJECTS
    assert unit_of_count("meetings") is Unit.MEETINGS
