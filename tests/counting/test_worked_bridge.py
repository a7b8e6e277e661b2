"""Rule 6 and the worked example by hand: how the organizations of one year become those of the next."""

from tests.counting.conftest import Told

COUNTS = ("organizations_new_by_agreement", "organizations_new_by_joining", "organizations_merged")


def bridge(year: Told) -> tuple[int, ...]:
    """Came by agreement, came by joining or renewal, merged; new is the first two."""
    came = tuple(year[count] for count in COUNTS)
    assert year["organizations_new"] == came[0] + came[1]
    return came


def test_the_worked_example_of_fiscal_2020(told):
    """41 agreements of 48 organizations; then a second one with a university, and a first one with a new company."""
    kinds = [("企業", 26), ("学術機関", 12), ("金融機関", 5), ("団体", 5)]
    bodies = [(f"{kind}{number}", kind) for kind, many in kinds for number in range(1, many + 1)]
    lines = [f"相手方 {name} {kind}" for name, kind in (*bodies, ("企業27", "企業"))]
    lines += [f"協定 {number} 2018-06-15 : {bodies[number][0]}" for number in range(40)]
    lines += ["協定 40 2019-10-01 : " + " ".join(name for name, _ in bodies[40:])]
    lines += ["協定 R2-01 2020-05-07 : 学術機関1", "協定 R2-02 2020-10-01 : 企業27"]
    opening, year = told("\n".join(lines), 2019), told("\n".join(lines), 2020)
    assert (opening["agreements_cumulative"], opening["organizations_cumulative"]) == (41, 48)
    parts = {"company": 26, "academic": 12, "financial": 5, "association": 5}
    assert opening.year.part("organizations_by_kind") == parts
    assert (year["agreements_cumulative"], year["organizations_cumulative"]) == (43, 49)
    assert year.year.part("organizations_by_kind") == parts | {"company": 27}
    assert (year["agreements_new"], year["organizations_new"]) == (2, 1)
    assert bridge(year) == (1, 0, 0)
    assert year.who("agreements_new_with_new") == "R2-02"
    assert year.who("agreements_new_with_existing_only") == "R2-01"


def test_a_new_agreement_is_with_a_new_organization_if_it_is_the_first_for_at_least_one_of_its_parties(told):
    text = """
        協定 H31-01 2019-04-01 : A B
        協定 R2-01 2020-04-01 : A B
        協定 R2-02 2020-04-01 : A C
        協定 R2-03 2020-04-01 : D E
    """
    year = told(text)
    assert year.who("agreements_new_with_existing_only") == "R2-01"
    assert year.who("agreements_new_with_new") == "R2-02 R2-03"
    assert year.who("organizations_new_by_agreement") == "C D E"
    assert bridge(year) == (3, 0, 0)


def test_of_two_agreements_on_one_day_the_one_recorded_first_is_with_the_new_organization(told):
    text = """
        協定 R2-09 2020-04-01 : A
        協定 R2-01 2020-04-01 : A
    """
    year = told(text)
    assert year.who("agreements_new_with_new") == "R2-09"
    assert year.who("agreements_new_with_existing_only") == "R2-01"
    assert bridge(year) == (1, 0, 0)


def test_the_earlier_day_decides_whichever_was_recorded_first(told):
    text = """
        協定 R2-02 2020-10-01 : A
        協定 R2-01 2020-04-01 : A
    """
    assert told(text).who("agreements_new_with_new") == "R2-01"


def test_an_agreement_with_observers_or_nobody_new_is_with_existing_ones_only(told):
    text = """
        協定 H31-01 2019-04-01 : A
        協定 R2-01 2020-04-01 : A B(オブザーバー)
    """
    year = told(text)
    assert year.who("agreements_new_with_existing_only") == "R2-01"
    assert bridge(year) == (0, 0, 0)


def test_who_signed_an_individual_agreement_before_is_still_new(told):
    text = """
        協定 H31-01 2019-04-01 個別 : A
        協定 R2-01 2020-04-01 : A
    """
    assert told(text).who("agreements_new_with_new") == "R2-01"


def test_who_joins_an_agreement_or_its_renewal_is_new_without_a_new_agreement(told):
    text = """
        協定 H31-01 2019-04-01 満了=2020-09-30 : A B(加入=2020-05-07)
        協定 R2-01 2020-10-01 更新元=H31-01 : A B C
    """
    year = told(text)
    assert year.who("organizations_new_by_joining") == "B C"
    assert year["agreements_new"] == 0
    assert bridge(year) == (0, 2, 0)


def test_who_joins_a_new_agreement_later_in_its_year_came_by_joining(told):
    text = """
        協定 H31-01 2019-04-01 : A
        協定 R2-01 2020-04-01 : A B(加入=2020-05-07)
    """
    year = told(text)
    assert bridge(year) == (0, 1, 0)
    assert year["agreements_new_with_existing_only"] == 1


def test_a_joining_recorded_before_a_new_agreement_of_the_same_day_comes_first(told):
    text = """
        協定 H31-01 2019-04-01 : A B(加入=2020-05-07)
        協定 R2-01 2020-05-07 : B
    """
    year = told(text)
    assert bridge(year) == (0, 1, 0)
    assert year["agreements_new_with_existing_only"] == 1


def test_the_closing_is_the_opening_with_who_came_and_without_who_merged(told):
    text = """
        相手方 A 統合=C@2020-10-01
        相手方 B 統合=C@2020-10-01
        協定 H31-01 2019-04-01 : A B C D
        協定 R2-01 2020-04-01 : E F(加入=2020-05-07)
    """
    opening, closing = told(text, 2019, merged_organizations="today"), told(text, merged_organizations="today")
    assert bridge(closing) == (1, 1, 2)
    assert (opening["organizations_cumulative"], closing["organizations_cumulative"]) == (4, 4)
    assert closing.who("organizations_cumulative") == "C D E F"
    as_concluded = told(text)
    assert bridge(as_concluded) == (1, 1, 0)
    assert as_concluded["organizations_cumulative"] == 6


def test_who_came_and_merged_with_an_old_partner_in_one_year_is_no_new_organization_at_its_end(told):
    text = """
        相手方 B 統合=A@2020-10-01
        協定 H31-01 2019-04-01 : A
        協定 R2-01 2020-04-01 : B
    """
    assert bridge(told(text, as_of="2020-09-30", merged_organizations="today")) == (1, 0, 0)
    year = told(text, merged_organizations="today")
    assert bridge(year) == (0, 0, 0)
    assert year.who("agreements_new_with_existing_only") == "R2-01"
