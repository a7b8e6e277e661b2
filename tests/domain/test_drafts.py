from datetime import date

import pytest

from registry.domain.drafts import AgreementDraft, MeetingDraft, OrganizationDraft, PartyDraft, ProjectDraft
from registry.domain.vocabulary import PartyRole, ProjectState


def day(text):
    return date.fromisoformat(text)


def problems(draft):
    return [(problem.field, problem.code) for problem in draft.problems()]


def agreement(*parties, **values):
    days = {name: day(value) if name.endswith("_on") else value for name, value in values.items()}
    return AgreementDraft(**{"concluded_on": day("2020-04-01"), "parties": parties or (PartyDraft(1),)} | days)


def party(organization, joined=None, left=None, role=PartyRole.PARTY):
    return PartyDraft(organization, role, joined and day(joined), left and day(left))


def test_an_organization_needs_a_name():
    assert problems(OrganizationDraft("")) == [("name", "required")]
    assert problems(OrganizationDraft("熊本大学")) == []


@pytest.mark.parametrize("number", ["7000012050003", "700001205000", "70000120500021", "７０００012050002"])
def test_a_corporate_number_has_13_digits_and_the_right_check_digit(number):
    assert problems(OrganizationDraft("A", corporate_number=number)) == [("corporate_number", "bad_corporate_number")]


def test_a_right_corporate_number_is_taken():
    assert problems(OrganizationDraft("A", corporate_number="7000012050002")) == []


def test_a_target_period_may_be_one_day_but_not_end_before_it_begins():
    first = day("2020-04-01")
    assert problems(OrganizationDraft("A", target_from=first, target_until=first)) == []
    assert problems(OrganizationDraft("A", target_from=first, target_until=day("2020-03-31"))) == [
        ("target_until", "dates_out_of_order")
    ]
    assert problems(OrganizationDraft("A", target_until=first)) == []


def test_an_agreement_needs_a_party():
    assert problems(AgreementDraft(day("2020-04-01"), ())) == [("parties", "required")]


def test_effect_may_lie_before_conclusion():
    assert problems(agreement(effective_on="2020-01-01")) == []


@pytest.mark.parametrize(
    ("values", "refused"),
    [
        ({"effective_on": "2020-05-01", "expires_on": "2020-04-30"}, True),
        ({"effective_on": "2020-05-01", "expires_on": "2020-05-01"}, False),
        ({"effective_on": "2020-01-01", "expires_on": "2020-03-31"}, False),
        ({"expires_on": "2020-03-31"}, True),
        ({"expires_on": "2020-04-01"}, False),
    ],
)
def test_an_agreement_expires_after_its_effect_or_where_that_is_blank_its_conclusion(values, refused):
    assert problems(agreement(**values)) == ([("expires_on", "dates_out_of_order")] if refused else [])


def test_an_agreement_ends_after_its_conclusion():
    assert problems(agreement(ended_on="2020-03-31")) == [("ended_on", "dates_out_of_order")]
    assert problems(agreement(ended_on="2020-04-01")) == []


def test_only_automatic_renewal_lets_an_agreement_end_after_its_first_expiry():
    dates = {"expires_on": "2021-03-31", "ended_on": "2021-04-01"}
    assert problems(agreement(**dates)) == [("ended_on", "dates_out_of_order")]
    assert problems(agreement(**dates, auto_renewal_months=12)) == []
    assert problems(agreement(expires_on="2021-03-31", ended_on="2021-03-31")) == []


def test_automatic_renewal_needs_a_term_and_a_first_expiry():
    assert problems(agreement(auto_renewal_months=12)) == [("auto_renewal_months", "bad_renewal")]
    assert problems(agreement(auto_renewal_months=0, expires_on="2021-03-31")) == [
        ("auto_renewal_months", "bad_renewal")
    ]


@pytest.mark.parametrize(
    ("first", "second", "refused"),
    [
        (party(1), party(2), False),
        (party(1), party(1), True),
        (party(1, left="2020-06-30", role=PartyRole.OBSERVER), party(1, joined="2020-07-01"), False),
        (party(1, left="2020-07-01", role=PartyRole.OBSERVER), party(1, joined="2020-07-01"), True),
        (party(1, joined="2020-07-01"), party(1, left="2020-06-30"), False),
        (party(1, joined="2020-07-01"), party(1, joined="2020-08-01"), True),
    ],
)
def test_periods_of_one_organization_do_not_meet(first, second, refused):
    assert problems(agreement(first, second)) == ([("parties", "party_twice")] if refused else [])


def test_a_party_leaves_after_it_joined():
    assert problems(agreement(party(1, "2020-07-01", "2020-06-30"))) == [("parties", "dates_out_of_order")]
    assert problems(agreement(party(1, "2020-07-01", "2020-07-01"))) == []


def test_any_meeting_may_be_recorded():
    assert problems(MeetingDraft(day("2020-04-01"))) == []


def project(**values):
    return ProjectDraft(**{"name": "見守り", "lead_department": "農政課", "started_on": day("2020-04-01")} | values)


def test_a_project_needs_a_name_and_a_lead_department():
    assert problems(project(name="", lead_department="")) == [("name", "required"), ("lead_department", "required")]


def test_a_project_ends_after_it_began():
    assert problems(project(ended_on=day("2020-03-31"))) == [("ended_on", "dates_out_of_order")]
    assert problems(project(ended_on=day("2020-04-01"))) == []


@pytest.mark.parametrize("state", ProjectState)
def test_only_a_completed_project_needs_its_end(state):
    expected = [("ended_on", "required")] if state is ProjectState.COMPLETED else []
    assert problems(project(state=state)) == expected
