"""Rule 4 by hand: agreements, chains of renewals, and what is in force."""

import pytest


def in_force_until(told, line: str, last_day: str, day_after: str) -> None:
    """The last day is included, the day after is not; of the agreement and of its party."""
    for day, number in ((last_day, 1), (day_after, 0)):
        year = told(line, int(day[:4]) - (day[5:] < "04-01"), as_of=day)
        assert (year["agreements_in_force"], year["organizations_in_force"]) == (number, number), day


def test_individual_agreements_are_in_no_count_of_agreements(told):
    year = told("協定 R2-01 2020-04-01 個別 : A")
    numbers = {name: number for name, number in year.year.numbers.items() if name != "population"}
    assert not any(numbers.values())
    assert year["population"] == 1


def test_an_amendment_is_not_an_agreement_of_its_own(told):
    year = told("協定 H31-01 2019-04-01 変更=2020-05-07 : A")
    assert (year["agreements_cumulative"], year["agreements_new"]) == (1, 0)


CHAIN = """
    協定 H30-01 2018-04-01 満了=2019-03-31 : A B
    協定 H31-01 2019-03-01 満了=2020-03-31 更新元=H30-01 : A C
    協定 R2-01 2020-05-07 更新元=H31-01 : A C
"""


def test_a_chain_is_one_agreement_cumulative_and_new_by_its_first_member(told):
    assert told(CHAIN, 2018).who("agreements_new") == "H30-01"
    assert (told(CHAIN, 2018)["agreements_cumulative"], told(CHAIN, 2020)["agreements_cumulative"]) == (1, 1)
    assert told(CHAIN, 2020)["agreements_new"] == 0


def test_a_chain_is_in_force_once_while_any_member_is(told):
    assert told(CHAIN, 2018, as_of="2019-03-15")["agreements_in_force"] == 1
    assert told(CHAIN, 2019)["agreements_in_force"] == 1
    assert told(CHAIN, 2020, as_of="2020-04-15")["agreements_in_force"] == 0
    assert told(CHAIN, 2020)["agreements_in_force"] == 1


def test_a_party_that_is_new_in_a_renewal_counts_from_it_and_one_that_does_not_continue_stays_cumulative(told):
    before, year = told(CHAIN, 2018, as_of="2019-02-28"), told(CHAIN, 2019)
    assert before.who("organizations_cumulative") == "A B"
    assert year.who("organizations_cumulative") == "A B C"
    assert year.who("organizations_in_force") == "A C"
    assert told(CHAIN, 2018).who("organizations_new_by_joining") == "C"


def test_overlapping_members_are_both_in_force_for_their_parties_and_once_for_their_chain(told):
    year = told(CHAIN, 2018)
    assert year.who("organizations_in_force") == "A B C"
    assert year["agreements_in_force"] == 1


def test_a_renewal_of_a_deleted_agreement_begins_a_chain_of_its_own(told):
    text = """
        協定 H30-01 2018-04-01 削除 : A
        協定 H31-01 2019-04-01 更新元=H30-01 : A
    """
    assert told(text, 2019).who("agreements_new_with_new") == "H31-01"


def test_a_deleted_renewal_in_the_middle_parts_the_chain(told):
    text = """
        協定 H28-01 2016-04-01 満了=2017-03-31 : A
        協定 H29-01 2017-04-01 満了=2018-03-31 更新元=H28-01 : A
        協定 H30-01 2018-04-01 満了=2019-03-31 更新元=H29-01 削除 : A
        協定 H31-01 2019-04-01 更新元=H30-01 : A
    """
    year = told(text, 2019)
    assert year.who("agreements_cumulative") == "H28-01 H31-01"
    assert year.who("agreements_in_force") == "H31-01"


def test_the_last_day_of_a_term_is_in_force(told):
    in_force_until(told, "協定 R2-01 2020-04-01 満了=2021-03-30 : A", "2021-03-30", "2021-03-31")


def test_an_end_comes_before_the_expiry_and_its_day_is_in_force(told):
    in_force_until(told, "協定 R2-01 2020-04-01 満了=2021-03-31 終了=2020-05-07 : A", "2020-05-07", "2020-05-08")


def test_an_agreement_that_does_not_expire_is_in_force_until_it_ends(told):
    assert told("協定 R2-01 2020-04-01 : A", 2029)["agreements_in_force"] == 1
    in_force_until(told, "協定 R2-01 2020-04-01 終了=2022-03-31 : A", "2022-03-31", "2022-04-01")


@pytest.mark.parametrize("rule", ["concluded", "effective"])
def test_nothing_is_in_force_before_its_effect_under_either_rule(told, rule):
    text = "協定 R2-01 2020-04-01 発効=2021-04-01 : A"
    assert told(text, 2020, agreement_date=rule)["agreements_in_force"] == 0
    assert told(text, 2021, agreement_date=rule)["agreements_in_force"] == 1


def test_retroactive_effect_is_in_force_before_the_conclusion_under_effective_alone(told):
    text = "協定 R2-01 2020-05-07 発効=2020-04-01 : A"
    assert told(text, as_of="2020-04-15")["agreements_in_force"] == 0
    assert told(text, as_of="2020-04-15", agreement_date="effective")["agreements_in_force"] == 1


def test_automatic_renewal_adds_its_term_again_and_again(told):
    text = "協定 H30-01 2018-04-01 満了=2019-03-31 更新=12 : A"
    assert [told(text, year)["agreements_in_force"] for year in (2018, 2019, 2029)] == [1, 1, 1]


def test_notice_in_time_ends_the_running_term_its_last_day_included(told):
    text = "協定 H30-01 2018-04-01 満了=2019-03-31 更新=12 予告=3 予告日={} : A"
    in_force_until(told, text.format("2019-12-31"), "2020-03-31", "2020-04-01")


def test_notice_that_came_late_ends_the_next_term(told):
    text = "協定 H30-01 2018-04-01 満了=2019-03-31 更新=12 予告=3 予告日={} : A"
    in_force_until(told, text.format("2020-01-01"), "2021-03-31", "2021-04-01")


def test_without_notice_months_notice_is_in_time_on_the_last_day(told):
    text = "協定 H30-01 2018-04-01 満了=2019-03-31 更新=12 予告日={} : A"
    in_force_until(told, text.format("2019-03-31"), "2019-03-31", "2019-04-01")
    in_force_until(told, text.format("2019-04-01"), "2020-03-31", "2020-04-01")


def test_terms_are_added_to_the_original_expiry_and_clamped_to_the_end_of_the_month(told):
    text = "協定 R1-01 2019-04-01 満了=2020-01-31 更新=1 予告日={} : A"
    in_force_until(told, text.format("2020-02-01"), "2020-02-29", "2020-03-01")
    in_force_until(told, text.format("2020-03-01"), "2020-03-31", "2020-04-01")
    in_force_until(told, text.format("2021-02-01"), "2021-02-28", "2021-03-01")


def test_a_leap_day_comes_back_every_four_years(told):
    text = "協定 R1-01 2019-04-01 満了=2020-02-29 更新=12 予告日={} : A"
    in_force_until(told, text.format("2021-02-28"), "2021-02-28", "2021-03-01")
    in_force_until(told, text.format("2021-03-01"), "2022-02-28", "2022-03-01")
    in_force_until(told, text.format("2023-03-01"), "2024-02-29", "2024-03-01")


def test_the_day_of_notice_is_clamped_too(told):
    text = "協定 R2-01 2020-04-01 満了=2021-03-31 更新=12 予告=1 予告日={} : A"
    in_force_until(told, text.format("2021-02-28"), "2021-03-31", "2021-04-01")
    in_force_until(told, text.format("2021-03-01"), "2022-03-31", "2022-04-01")


def test_an_end_stops_automatic_renewal(told):
    text = "協定 H30-01 2018-04-01 満了=2019-03-31 更新=12 終了=2020-05-07 : A"
    in_force_until(told, text, "2020-05-07", "2020-05-08")


def test_organizations_in_force_had_joined_and_had_not_left_by_the_day(told):
    text = "協定 H31-01 2019-04-01 : A B(脱退=2021-03-31) C(脱退=2021-03-30) D(加入=2021-03-31) E(加入=2021-04-01)"
    assert told(text).who("organizations_in_force") == "A B D"


def test_a_party_that_came_back_is_in_force_again(told):
    text = "協定 H31-01 2019-04-01 : A(脱退=2019-10-01) A(加入=2020-10-01)"
    assert told(text, as_of="2020-09-30")["organizations_in_force"] == 0
    assert told(text, as_of="2020-10-01")["organizations_in_force"] == 1
    assert told(text)["organizations_new"] == 0
