"""Rule 2 by hand: population."""

import pytest


@pytest.mark.parametrize(
    ("period", "population"),
    [
        ("2021-03-31〜", 1),
        ("2021-04-01〜", 0),
        ("2019-04-01〜2021-03-31", 1),
        ("2019-04-01〜2021-03-30", 0),
        ("〜2022-03-31", 0),
    ],
)
def test_a_target_counts_from_its_first_to_its_last_day_and_without_a_first_day_never(told, period, population):
    assert told(f"相手方 A 対象={period}")["population"] == population


def test_a_target_is_one_on_the_day_asked_within_the_year(told):
    text = "相手方 A 対象=2020-06-01〜2020-09-30"
    assert told(text, as_of="2020-05-31")["population"] == 0
    assert told(text, as_of="2020-09-30")["population"] == 1
    assert told(text, as_of="2020-10-01")["population"] == 0


def test_a_party_of_any_agreement_is_in_the_population_for_ever(told):
    text = """
        協定 H31-01 2019-04-01 満了=2020-03-31 個別 : A B(脱退=2019-05-01)
        協定 H31-02 2019-04-01 終了=2019-10-01 : C
    """
    year = told(text, 2022)
    assert year.who("population") == "A B C"
    assert year.who("organizations_cumulative") == "C"


def test_a_target_that_is_also_a_party_is_one(told):
    text = """
        相手方 A 対象=2019-04-01〜
        協定 R2-01 2020-04-01 : A B
        協定 R2-02 2020-04-01 個別 : A B
    """
    assert told(text).who("population") == "A B"


def test_an_observer_is_not_in_the_population(told):
    assert told("協定 R2-01 2020-04-01 : A B(オブザーバー)").who("population") == "A"


@pytest.mark.parametrize("rule", ["concluded", "effective"])
def test_a_party_is_in_the_population_from_the_earlier_of_conclusion_and_effect_under_either_rule(told, rule):
    text = """
        協定 R2-01 2021-03-31 発効=2021-04-01 : A
        協定 R2-02 2021-04-01 発効=2021-03-31 : B
        協定 R2-03 2021-04-01 発効=2021-04-01 : C
    """
    assert told(text, agreement_date=rule).who("population") == "A B"


def test_a_later_joining_counts_from_its_own_day(told):
    text = "協定 R2-01 2020-04-01 : A B(加入=2021-03-31) C(加入=2021-04-01)"
    assert told(text, 2020).who("population") == "A B"
    assert told(text, 2021).who("population") == "A B C"


def test_deleted_organizations_and_parties_of_deleted_agreements_are_not_in_the_population(told):
    text = """
        相手方 A 対象=2019-04-01〜 削除
        相手方 B 削除
        協定 R2-01 2020-04-01 : B C
        協定 R2-02 2020-04-01 削除 : D
    """
    assert told(text).who("population") == "C"


def test_the_periods_of_a_body_recorded_twice_are_united(told):
    text = """
        相手方 A 対象=2019-04-01〜2019-10-01
        相手方 A2 対象=2020-04-01〜 同一=A
    """
    assert told(text).who("population") == "A"


def test_under_today_the_population_follows_the_merged_identity(told):
    text = """
        相手方 A 統合=C@2020-10-01 対象=2019-04-01〜
        相手方 B 統合=C@2020-10-01
        相手方 C
        協定 R2-01 2020-04-01 個別 : B
    """
    assert told(text).who("population") == "A B"
    assert told(text, merged_organizations="today").who("population") == "C"
    assert told(text, merged_organizations="today", as_of="2020-09-30").who("population") == "A B"
