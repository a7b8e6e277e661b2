"""Rule 5 by hand: joint projects of a year."""

import pytest

H31_01 = "協定 H31-01 2019-04-01 : A\n"


def test_a_three_year_project_is_one_in_each_of_three_years(told):
    text = H31_01 + "事業 P1 農政課 2019-05-01〜2021-05-31 完了 : H31-01"
    assert [told(text, year)["projects"] for year in (2018, 2019, 2020, 2021, 2022)] == [0, 1, 1, 1, 0]


def test_a_period_touches_the_year_with_its_first_and_its_last_day(told):
    text = (
        H31_01
        + """
        事業 P1 農政課 2019-04-01〜2020-03-31 完了 : H31-01
        事業 P2 農政課 2019-04-01〜2020-04-01 完了 : H31-01
        事業 P3 農政課 2021-03-31〜 : H31-01
        事業 P4 農政課 2021-04-01〜 : H31-01
    """
    )
    assert told(text).who("projects") == "P2 P3"


def test_a_project_that_begins_after_the_day_asked_does_not_count(told):
    text = H31_01 + "事業 P1 農政課 2020-05-07〜 : H31-01"
    assert told(text, as_of="2020-05-06")["projects"] == 0
    assert told(text, as_of="2020-05-07")["projects"] == 1


def test_no_end_date_is_still_running(told):
    text = H31_01 + "事業 P1 農政課 2019-04-01〜 : H31-01"
    assert told(text, 2029)["projects"] == 1


def test_active_suspended_and_completed_ones_count_and_a_proposed_one_never(told):
    text = (
        H31_01
        + """
        事業 P1 農政課 2020-04-01〜2021-03-31 実施中 : H31-01
        事業 P2 農政課 2020-04-01〜2021-03-31 休止 : H31-01
        事業 P3 農政課 2020-04-01〜2021-03-31 完了 : H31-01
        事業 P4 農政課 2020-04-01〜2021-03-31 提案 : H31-01
    """
    )
    assert told(text).who("projects") == "P1 P2 P3"


def test_a_cancelled_one_counts_until_its_end_and_without_an_end_never(told):
    text = (
        H31_01
        + """
        事業 P1 農政課 2019-04-01〜2020-05-07 中止 : H31-01
        事業 P2 農政課 2019-04-01〜 中止 : H31-01
    """
    )
    assert [told(text, year)["projects"] for year in (2019, 2020, 2021)] == [1, 1, 0]


@pytest.mark.parametrize("state", ["完了", "中止"])
def test_a_completed_or_cancelled_project_is_active_in_years_as_of_before_its_end(told, state):
    text = H31_01 + f"事業 P1 農政課 2019-05-01〜2021-03-31 {state} : H31-01"
    recorded = {"完了": "completed", "中止": "cancelled"}[state]
    assert told(text, 2019)["projects_by_state.active"] == 1
    assert told(text, as_of="2021-03-30")["projects_by_state.active"] == 1
    assert told(text, 2020)[f"projects_by_state.{recorded}"] == 1
    assert told(text, 2020)["projects_by_state.active"] == 0


def test_a_suspended_project_is_suspended_in_all_its_years(told):
    text = H31_01 + "事業 P1 農政課 2019-05-01〜2021-03-31 休止 : H31-01"
    assert [told(text, year)["projects_by_state.suspended"] for year in (2019, 2020)] == [1, 1]


def test_the_parts_by_lead_department_and_by_state_sum_to_the_whole(told):
    text = (
        H31_01
        + """
        事業 P1 農政課 2020-04-01〜2021-03-31 完了 : H31-01
        事業 P2 農政課 2020-04-01〜 : H31-01
        事業 P3 秘書政策課 2020-04-01〜 : H31-01
        事業 P4 健康課 2020-04-01〜
    """
    )
    year = told(text)
    assert year.year.part("projects_by_department") == {"農政課": 2, "秘書政策課": 1}
    states = {state: number for state, number in year.year.part("projects_by_state").items() if number}
    assert states == {"active": 2, "completed": 1}
    assert year.who("projects_by_department.農政課") == "P1 P2"
    assert year["projects"] == 3


def test_an_agreement_of_either_type_is_enough_whatever_its_dates(told):
    text = """
        協定 H31-01 2019-04-01 個別 終了=2019-10-01 : A
        協定 R4-01 2022-04-01 : A
        事業 P1 農政課 2020-04-01〜 : H31-01
        事業 P2 農政課 2020-04-01〜 : R4-01
    """
    assert told(text).who("projects") == "P1 P2"


def test_a_project_under_two_agreements_is_one(told):
    text = (
        H31_01
        + """
        協定 H31-02 2019-04-01 : B
        事業 P1 農政課 2020-04-01〜 : H31-01 H31-02
    """
    )
    assert told(text)["projects"] == 1


def test_projects_outside_any_agreement_are_counted_apart(told):
    text = (
        H31_01
        + """
        事業 P1 農政課 2020-04-01〜 : H31-01
        事業 P2 農政課 2020-04-01〜
        事業 P3 農政課 2020-04-01〜 提案
    """
    )
    year = told(text)
    assert (year.who("projects"), year.who("projects_outside_agreements")) == ("P1", "P2")
    assert year["projects_by_department.農政課"] == 1


def test_a_deleted_project_counts_nowhere_and_a_deleted_agreement_is_none(told):
    text = (
        H31_01
        + """
        協定 H31-02 2019-04-01 削除 : A
        事業 P1 農政課 2020-04-01〜 削除 : H31-01
        事業 P2 農政課 2020-04-01〜 : H31-02
        事業 P3 農政課 2020-04-01〜 : H31-01 H31-02
    """
    )
    year = told(text)
    assert (year.who("projects"), year.who("projects_outside_agreements")) == ("P3", "P2")
