"""The database itself holds the rules, under names that can be told to a person."""

from datetime import datetime

import pytest
import sqlalchemy as sa

from registry.database import BULK, db
from registry.domain.errors import InvalidDraft
from registry.models import Agreement, AgreementParty, Base, Organization, Project, User
from registry.models.constraints import MEANINGS, constraint_of_columns, problem_of
from tests.office import agreement, day, organization, project

TABLES = (
    "organizations",
    "possible_duplicates",
    "agreements",
    "agreement_parties",
    "meetings",
    "projects",
    "project_delegations",
    "users",
    "saved_views",
)


def test_every_rule_that_input_can_break_has_a_sentence():
    named = {
        str(each.name)
        for table in TABLES
        for each in (*Base.metadata.tables[table].constraints, *Base.metadata.tables[table].indexes)
        if isinstance(each, sa.CheckConstraint | sa.UniqueConstraint) or (isinstance(each, sa.Index) and each.unique)
    }
    of_an_enumeration = {
        f"ck_{table}_{column.name}"
        for table in TABLES
        for column in Base.metadata.tables[table].columns
        if isinstance(column.type, sa.Enum)
    }
    assert named - of_an_enumeration == set(MEANINGS) - {"ex_agreement_parties_period"}


def test_a_sentence_belongs_to_a_field():
    problem = problem_of("uq_agreements_number")
    assert (problem.field, problem.code) == ("number", "number_taken")
    assert problem_of("pk_agreements") is None
    assert constraint_of_columns("agreements.number") == "uq_agreements_number"
    assert constraint_of_columns("agreements.title") is None


def broken(statement: sa.UpdateBase) -> list[tuple[str, str]]:
    """The field and code of the rule that a statement breaks when nothing but the database stands in its way."""
    with pytest.raises(InvalidDraft) as refused:
        db.session.execute(statement, execution_options=BULK)
    db.session.rollback()
    return [(each.field, each.code) for each in refused.value.problems]


@pytest.mark.parametrize(
    ("table", "values", "expected"),
    [
        (Organization, {"corporate_number": "9000000000001"}, ("corporate_number", "bad_corporate_number")),
        (Organization, {"corporate_number": "900000000000"}, ("corporate_number", "bad_corporate_number")),
        (Organization, {"corporate_number": "90000000000x0"}, ("corporate_number", "bad_corporate_number")),
        (Organization, {"name": ""}, ("name", "required")),
        (
            Organization,
            {"target_from": day("2020-04-02"), "target_until": day("2020-04-01")},
            ("target_until", "dates_out_of_order"),
        ),
        (Organization, {"succeeded_on": day("2020-04-01")}, ("succeeded_on", "required")),
        (Organization, {"merged_into_id": 1}, ("merged_into_id", "bad_merger")),
        (Agreement, {"number": ""}, ("number", "required")),
        (Agreement, {"expires_on": day("2020-04-30")}, ("expires_on", "dates_out_of_order")),
        (Agreement, {"ended_on": day("2020-04-30")}, ("ended_on", "dates_out_of_order")),
        (
            Agreement,
            {"expires_on": day("2021-03-31"), "ended_on": day("2021-04-01")},
            ("ended_on", "dates_out_of_order"),
        ),
        (Agreement, {"auto_renewal_months": 12}, ("auto_renewal_months", "bad_renewal")),
        (
            Agreement,
            {"auto_renewal_months": 0, "expires_on": day("2021-03-31")},
            ("auto_renewal_months", "bad_renewal"),
        ),
        (Agreement, {"notice_months": -1}, ("notice_months", "bad_renewal")),
        (Agreement, {"renews_id": 1}, ("renews_id", "bad_renewal")),
        (
            AgreementParty,
            {"joined_on": day("2020-06-02"), "left_on": day("2020-06-01")},
            ("parties", "dates_out_of_order"),
        ),
        (Project, {"name": ""}, ("name", "required")),
        (Project, {"ended_on": day("2020-03-31")}, ("ended_on", "dates_out_of_order")),
        (Project, {"state": "completed"}, ("ended_on", "required")),
    ],
)
def test_the_database_refuses_what_a_rule_forbids(session, table, values, expected):
    agreement(organization("甲"))
    project()
    session.flush()
    assert broken(sa.update(table).values(values)) == [expected]


@pytest.mark.parametrize("number", ["9000000000000", "8000000000001", "7000000000002", "7000000000010", None])
def test_the_database_takes_a_right_corporate_number(session, number):
    # 10: the second digit from the right weighs double, 9 - 2 = 7
    organization("甲")
    session.execute(sa.update(Organization).values(corporate_number=number), execution_options=BULK)


@pytest.mark.parametrize(
    ("one", "other", "overlap"),
    [
        ((None, None), (None, None), True),
        ((None, "2020-12-31"), ("2021-01-01", None), False),
        ((None, "2020-12-31"), ("2020-12-31", None), True),
        (("2020-01-01", "2020-12-31"), ("2020-06-01", "2020-06-30"), True),
        (("2020-01-01", None), (None, "2019-12-31"), False),
        (("2020-01-01", None), ("2030-01-01", None), True),
    ],
)
def test_periods_of_one_organization_in_one_agreement_do_not_overlap(session, one, other, overlap):
    party, second = organization("甲"), organization("乙")
    known = agreement(second)
    rows = [
        {
            "agreement_id": known.id,
            "organization_id": party.id,
            "role": "party",
            "joined_on": period[0] and day(period[0]),
            "left_on": period[1] and day(period[1]),
        }
        for period in (one, other)
    ]
    session.execute(sa.insert(AgreementParty).values(rows[0]), execution_options=BULK)
    statement = sa.insert(AgreementParty).values(rows[1])
    if overlap:
        assert broken(statement) == [("parties", "party_twice")]
    else:
        session.execute(statement, execution_options=BULK)
        session.execute(sa.update(AgreementParty).values(role="observer"), execution_options=BULK)
        whole = sa.update(AgreementParty).where(AgreementParty.organization_id == party.id)
        assert broken(whole.values(joined_on=None, left_on=None)) == [("parties", "party_twice")]


def test_a_moment_without_a_time_zone_is_refused(session):
    with pytest.raises(sa.exc.StatementError, match="no time zone"):
        session.execute(sa.select(User).where(User.disabled_at == datetime(2020, 4, 1)))  # noqa: DTZ001 - that is the point
