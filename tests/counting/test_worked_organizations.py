"""Rule 3 by hand: cumulative organizations."""

import pytest

SIGNED_31_MARCH_EFFECTIVE_1_APRIL = "協定 R2-01 2021-03-31 発効=2021-04-01 : A"


def test_distinct_organizations_count_and_a_second_agreement_adds_nothing(told):
    text = """
        協定 H31-01 2019-04-01 : A B
        協定 R2-01 2020-04-01 : B
    """
    assert told(text).who("organizations_cumulative") == "A B"


def test_only_comprehensive_agreements_make_an_outcome(told):
    text = """
        協定 H31-01 2019-04-01 包括 : A
        協定 H31-02 2019-04-01 個別 : B
    """
    assert told(text).who("organizations_cumulative") == "A"


def test_the_last_day_of_the_year_is_in_it_and_the_first_of_the_next_is_not(told):
    text = """
        協定 R2-01 2021-03-31 : A
        協定 R3-01 2021-04-01 : B
    """
    assert told(text, 2020).who("organizations_cumulative") == "A"
    assert told(text, 2021).who("organizations_new") == "B"


def test_what_is_dated_after_the_day_asked_does_not_count(told):
    text = "協定 R2-01 2020-12-20 : A"
    assert told(text, as_of="2020-12-19")["organizations_cumulative"] == 0
    assert told(text, as_of="2020-12-20")["organizations_cumulative"] == 1


def test_an_agreement_that_ended_and_a_party_that_left_stay_counted(told):
    text = """
        協定 H31-01 2019-04-01 終了=2019-10-01 : A
        協定 H31-02 2019-04-01 満了=2020-03-31 : B
        協定 H31-03 2019-04-01 : C(脱退=2020-03-31) D
    """
    year = told(text)
    assert year.who("organizations_cumulative") == "A B C D"
    assert year.who("organizations_in_force") == "D"


def test_a_party_that_joined_later_counts_from_that_day(told):
    text = "協定 H31-01 2019-04-01 : A B(加入=2020-04-01)"
    assert told(text, 2019).who("organizations_cumulative") == "A"
    assert told(text, 2020).who("organizations_cumulative") == "A B"
    assert told(text, 2020).who("organizations_new_by_joining") == "B"


def test_a_joining_before_the_agreement_counts_from_the_agreement(told):
    text = "協定 R2-01 2020-04-01 : A(加入=2020-03-31)"
    assert told(text, 2019)["organizations_cumulative"] == 0
    assert told(text, 2020).who("organizations_new_by_agreement") == "A"


def test_a_joining_on_the_day_of_the_agreement_is_by_the_agreement(told):
    text = "協定 R2-01 2020-04-01 : A(加入=2020-04-01) B(加入=2020-04-02)"
    assert told(text).who("organizations_new_by_agreement") == "A"
    assert told(text).who("organizations_new_by_joining") == "B"


def test_an_observer_does_not_count(told):
    assert told("協定 H31-01 2019-04-01 : A B(オブザーバー)").who("organizations_cumulative") == "A"


def test_an_observer_that_became_a_party_counts_from_the_day_it_did(told):
    text = "協定 H31-01 2019-04-01 : A B(オブザーバー,脱退=2020-03-31) B(加入=2020-04-01)"
    assert told(text, 2019).who("organizations_cumulative") == "A"
    assert told(text, 2019).who("organizations_in_force") == "A"
    assert told(text, 2020).who("organizations_cumulative") == "A B"
    assert told(text, 2020).who("organizations_new_by_joining") == "B"


def test_a_party_that_became_an_observer_stays_counted_and_is_no_longer_in_force(told):
    text = "協定 H31-01 2019-04-01 : A B(脱退=2020-03-31) B(オブザーバー,加入=2020-04-01)"
    year = told(text)
    assert year.who("organizations_cumulative") == "A B"
    assert year.who("organizations_in_force") == "A"


def test_the_parts_by_kind_sum_to_the_whole_with_a_fifth_part_only_while_there_is_one(told):
    text = """
        相手方 A 企業
        相手方 B 学術機関
        相手方 C 金融機関
        相手方 D 団体
        相手方 E 未分類
        協定 H31-01 2019-04-01 : A B C D F
        協定 R2-01 2020-04-01 : E
    """
    before, year = told(text, 2019), told(text, 2020)
    parts = {"company": 2, "academic": 1, "financial": 1, "association": 1}
    assert before.year.part("organizations_by_kind") == parts
    assert year.year.part("organizations_by_kind") == parts | {"unclassified": 1}
    assert (before["organizations_cumulative"], year["organizations_cumulative"]) == (5, 6)


def test_concluded_is_the_old_year_and_effective_the_new_one(told):
    text = SIGNED_31_MARCH_EFFECTIVE_1_APRIL
    concluded = told(text, 2020, agreement_date="concluded")
    assert (concluded["organizations_new"], concluded["agreements_new"]) == (1, 1)
    effective = told(text, 2020, agreement_date="effective")
    assert (effective["organizations_cumulative"], effective["agreements_cumulative"]) == (0, 0)
    effective = told(text, 2021, agreement_date="effective")
    assert (effective["organizations_new"], effective["agreements_new"]) == (1, 1)


def test_a_blank_effect_is_the_conclusion(told):
    text = "協定 R2-01 2021-03-31 : A"
    assert told(text, agreement_date="effective")["organizations_new"] == 1


def test_retroactive_effect_counts_from_the_effect_under_effective_alone(told):
    text = "協定 R2-01 2020-05-07 発効=2020-03-31 : A B(加入=2020-04-01)"
    assert told(text, 2019, agreement_date="effective").who("organizations_cumulative") == "A"
    assert told(text, 2020, agreement_date="effective").who("organizations_new_by_joining") == "B"
    assert told(text, 2019)["organizations_cumulative"] == 0
    assert told(text, 2020).who("organizations_new_by_agreement") == "A B"


def test_a_joining_between_conclusion_and_effect_counts_from_the_effect_under_effective(told):
    text = "協定 R2-01 2020-03-01 発効=2020-04-01 : A B(加入=2020-03-15)"
    assert told(text, 2019).who("organizations_new_by_joining") == "B"
    assert told(text, 2019, agreement_date="effective")["organizations_cumulative"] == 0
    assert told(text, 2020, agreement_date="effective").who("organizations_new_by_agreement") == "A B"


def test_a_renamed_organization_is_still_one(told):
    text = """
        相手方 A 旧名称=旧A
        協定 H31-01 2019-04-01 : A
        協定 R2-01 2020-04-01 : A
    """
    assert told(text).who("organizations_cumulative") == "A"


MERGED = """
    相手方 A 企業 統合=C@2020-10-01
    相手方 B 企業 統合=C@2020-10-01
    相手方 C 金融機関
    協定 H30-01 2018-04-01 : A
    協定 H30-02 2018-04-01 : B
"""
C_SIGNS_TOO = MERGED + "協定 R3-01 2021-07-01 : C"


def test_as_concluded_every_registered_body_that_signed_counts_the_successor_too(told):
    assert told(MERGED).who("organizations_cumulative") == "A B"
    assert told(C_SIGNS_TOO, 2021).who("organizations_cumulative") == "A B C"


def test_under_today_merged_bodies_are_one_from_that_day_on_of_the_kind_of_the_successor_that_never_signed(told):
    before = told(MERGED, as_of="2020-09-30", merged_organizations="today")
    assert before.who("organizations_cumulative") == "A B"
    assert before["organizations_by_kind.company"] == 2
    after = told(MERGED, as_of="2020-10-01", merged_organizations="today")
    assert after.who("organizations_cumulative") == "C"
    assert after.who("organizations_in_force") == "C"
    assert after.who("organizations_by_kind.financial") == "C"
    assert after["organizations_by_kind.company"] == 0
    assert (after["organizations_merged"], after["organizations_new"]) == (1, 0)


def test_under_today_a_successor_that_signs_later_is_not_new(told):
    year = told(C_SIGNS_TOO, 2021, merged_organizations="today")
    assert year.who("organizations_cumulative") == "C"
    assert (year["organizations_new"], year["organizations_merged"]) == (0, 0)
    assert year["agreements_new_with_existing_only"] == 1


def test_under_today_a_successor_that_had_signed_before_takes_the_others_in(told):
    text = MERGED + "協定 H30-03 2018-06-15 : C"
    year = told(text, merged_organizations="today")
    assert year.who("organizations_cumulative") == "C"
    assert year.who("organizations_merged") == "A B"


def test_under_today_who_signed_on_the_last_day_before_the_year_is_in_the_opening_that_merges(told):
    text = """
        相手方 A 統合=C@2020-04-01
        協定 H31-01 2020-03-31 : A C
    """
    year = told(text, merged_organizations="today")
    assert (year["organizations_new"], year.who("organizations_merged")) == (0, "A")


def test_under_today_a_merger_on_the_last_day_of_the_year_is_in_it_and_on_the_next_in_the_next(told):
    text = """
        相手方 A 統合=C@{}
        協定 H31-01 2019-04-01 : A C
    """
    merged = [
        [told(text.format(day), year, merged_organizations="today")["organizations_merged"] for year in (2020, 2021)]
        for day in ("2021-03-31", "2021-04-01")
    ]
    assert merged == [[1, 0], [0, 1]]


def test_under_today_a_successor_that_turned_out_to_be_the_same_body_is_no_merger(told):
    text = """
        相手方 A 統合=C@2020-10-01 同一=C
        協定 H31-01 2019-04-01 : A
    """
    year = told(text, merged_organizations="today")
    assert year.who("organizations_cumulative") == "C"
    assert (year["organizations_new"], year["organizations_merged"]) == (0, 0)


def test_under_today_successors_of_successors_count_from_their_own_days(told):
    text = """
        相手方 A 統合=B@2019-10-01
        相手方 B 統合=C@2020-10-01
        協定 H30-01 2018-04-01 : A
    """
    assert told(text, 2018, merged_organizations="today").who("organizations_cumulative") == "A"
    assert told(text, 2019, merged_organizations="today").who("organizations_cumulative") == "B"
    assert told(text, 2020, merged_organizations="today").who("organizations_cumulative") == "C"


def test_under_today_a_second_merger_on_the_last_day_of_the_year_is_in_it(told):
    text = """
        相手方 A 統合=B@2019-10-01
        相手方 B 統合=C@2021-03-31
        協定 H30-01 2018-04-01 : A
    """
    assert told(text, merged_organizations="today", as_of="2021-03-30").who("organizations_cumulative") == "B"
    assert told(text, merged_organizations="today").who("organizations_cumulative") == "C"


def test_under_today_a_second_merger_dated_before_the_first_still_leads_to_the_last_body(told):
    text = """
        相手方 A 統合=B@2020-10-01
        相手方 B 統合=C@2019-10-01
        協定 H30-01 2018-04-01 : A B
    """
    assert told(text, 2019, merged_organizations="today").who("organizations_cumulative") == "A C"
    assert told(text, 2020, merged_organizations="today").who("organizations_cumulative") == "C"


@pytest.mark.parametrize("rule", ["as_concluded", "today"])
def test_a_body_recorded_twice_is_one_in_all_years_of_the_kind_of_the_record_that_stays(told, rule):
    text = """
        相手方 A 学術機関
        相手方 A2 企業 同一=A
        協定 H30-01 2018-04-01 : A2
        協定 R2-01 2020-04-01 : A
    """
    assert told(text, 2018, merged_organizations=rule).who("organizations_by_kind.academic") == "A"
    year = told(text, 2020, merged_organizations=rule)
    assert year.who("organizations_cumulative") == "A"
    assert year["organizations_new"] == 0
    assert year["agreements_new_with_existing_only"] == 1


def test_deleted_organizations_and_agreements_count_in_no_year_and_restored_ones_again(told):
    def text(deleted: str) -> str:
        return f"""
            相手方 B {deleted}
            協定 H30-01 2018-04-01 : A B
            協定 H30-02 2018-04-01 {deleted} : C
        """

    year = told(text("削除"))
    assert (year.who("organizations_cumulative"), year["agreements_cumulative"]) == ("A", 1)
    year = told(text(""))
    assert (year["organizations_cumulative"], year["agreements_cumulative"]) == (3, 2)


def test_deleting_the_record_that_stays_deletes_the_body_and_deleting_a_duplicate_only_what_that_one_brought(told):
    def text(stays: str, duplicate: str) -> str:
        return f"""
            相手方 A {stays}
            相手方 A2 同一=A {duplicate}
            協定 H30-01 2018-04-01 : A2
            協定 R2-01 2020-04-01 : A
        """

    assert told(text("削除", ""))["organizations_cumulative"] == 0
    year = told(text("", "削除"))
    assert year.who("organizations_new") == "A"


def test_a_deleted_successor_takes_nobody_in(told):
    text = """
        相手方 A 統合=C@2019-10-01
        相手方 C 削除
        協定 H30-01 2018-04-01 : A
    """
    assert told(text, merged_organizations="today").who("organizations_cumulative") == "A"
