"""Rule 1 by hand: meetings of a year."""

import pytest


def test_a_meeting_lies_in_the_fiscal_year_of_its_day(told):
    text = """
        協議 M1 2020-03-31 : A
        協議 M2 2020-04-01 : A
        協議 M3 2021-03-31 : A
        協議 M4 2021-04-01 : A
    """
    assert told(text, 2019).who("meetings") == "M1"
    assert told(text, 2020).who("meetings") == "M2 M3"
    assert told(text, 2021).who("meetings") == "M4"


def test_a_meeting_dated_after_the_day_asked_does_not_count(told):
    text = """
        協議 M1 2020-05-07 : A
        協議 M2 2020-05-08 : A
    """
    assert told(text, as_of="2020-05-07").who("meetings") == "M1"


TWELVE = "協議 M1 2020-05-07 : A B C D E F G H I J K L"


def test_one_meeting_with_twelve_organizations_is_one(told):
    assert told(TWELVE).who("meetings") == "M1"


def test_by_participation_it_is_twelve_with_a_row_for_each(told):
    assert told(TWELVE, meeting_basis="participation").who("meetings") == " ".join(["M1"] * 12)


def test_two_meetings_with_the_same_organization_on_one_day_are_two(told):
    text = """
        協議 M1 2020-05-07 : A
        協議 M2 2020-05-07 : A
    """
    assert told(text)["meetings"] == 2
    assert told(text, meeting_basis="participation")["meetings"] == 2


def test_a_meeting_with_a_prospect_counts_and_stays_in_its_year_when_the_prospect_signs(told):
    text = """
        協議 M1 2020-05-07 アプローチ : A
        協定 R3-01 2021-04-01 : A
    """
    assert told(text, 2020)["meetings"] == 1
    assert told(text, 2020)["population"] == 0
    assert told(text, 2021)["meetings"] == 0


def test_approach_consultation_and_liaison_count_by_default_and_other_does_not(told):
    text = """
        協議 M1 2020-05-07 アプローチ : A
        協議 M2 2020-05-07 協議 : A
        協議 M3 2020-05-07 担当者会議 : A
        協議 M4 2020-05-07 その他 : A
    """
    assert told(text).who("meetings") == "M1 M2 M3"


def test_the_mark_overrides_the_default_of_the_type(told):
    text = """
        協議 M1 2020-05-07 その他 ○ : A
        協議 M2 2020-05-07 協議 × : A
        協議 M3 2020-05-07 その他 × : A
        協議 M4 2020-05-07 協議 ○ : A
    """
    assert told(text).who("meetings") == "M1 M4"


@pytest.mark.parametrize("basis", ["meeting", "participation"])
def test_planned_cancelled_and_internal_meetings_never_count_whatever_their_mark(told, basis):
    text = """
        協議 M1 2020-05-07 予定 ○ : A
        協議 M2 2020-05-07 中止 ○ : A
        協議 M3 2020-05-07 ○ :
        協議 M4 2020-05-07 実施 : A
    """
    assert told(text, meeting_basis=basis).who("meetings") == "M4"


def test_two_records_of_one_body_took_part_once(told):
    text = """
        相手方 A
        相手方 A2 同一=A
        協議 M1 2020-05-07 : A A2 B
    """
    assert told(text, meeting_basis="participation")["meetings"] == 2


def test_a_deleted_meeting_counts_nowhere_and_a_deleted_organization_took_no_part(told):
    text = """
        相手方 X 削除
        協議 M1 2020-05-07 削除 : A
        協議 M2 2020-05-07 : X
        協議 M3 2020-05-07 : A X
    """
    assert told(text).who("meetings") == "M3"
    assert told(text, meeting_basis="participation").who("meetings") == "M3"
