"""The states as conditions of a statement are those that the domain derives, on both databases."""

from collections.abc import Iterator
from datetime import date

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from registry.database import db
from registry.domain.terms import Terms
from registry.domain.vocabulary import AgreementState
from registry.models import Agreement
from registry.queries.agreement_list import terms_columns
from registry.queries.agreement_states import in_state, is_over
from tests.counting.load import recorded
from tests.counting.records import Agreement as Written
from tests.counting.records import Organization, Party, Registry
from tests.counting.registries import days, registries
from tests.databases import running_app

LAST_DAYS_OF_MONTHS = st.sampled_from([date(2019, 1, 31), date(2019, 12, 31), date(2020, 2, 29), date(2020, 11, 30)])
any_day = st.dates(date(2018, 1, 1), date(2026, 12, 31)) | LAST_DAYS_OF_MONTHS | days


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def stated(request, tmp_path_factory) -> Iterator[None]:
    databases = request.getfixturevalue("sqlite_files" if request.param == "sqlite" else "postgresql")
    with databases.fresh() as url, running_app(url, tmp_path_factory.mktemp("states")) as app, app.app_context():
        yield
        db.session.rollback()


def selected(condition: sa.ColumnElement[bool]) -> set[int]:
    return set(db.session.scalars(sa.select(Agreement.id).where(condition)))


def hold_states_against_the_domain(registry: Registry, day: date) -> None:
    with recorded(db.session, registry):
        rows = db.session.execute(sa.select(Agreement.id, *terms_columns()))
        states = {row.id: Terms.of(row, renewed=row.renewed).state_on(day) for row in rows}
        found = {state: selected(in_state(state, day)) for state in AgreementState}
        over = selected(is_over(day))
    wanted = {state: {one for one, known in states.items() if known is state} for state in AgreementState}
    wanted[AgreementState.IN_FORCE] |= wanted[AgreementState.RENEWAL_DUE]
    assert found == wanted
    assert over == wanted[AgreementState.EXPIRED] | wanted[AgreementState.ENDED]


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(registry=registries(), day=any_day)
def test_every_agreement_is_in_the_state_that_the_domain_says(stated, registry, day):
    hold_states_against_the_domain(registry, day)


@given(
    expires_on=any_day,
    months=st.sampled_from([1, 2, 5, 12, 36]),
    notice=st.integers(0, 14) | st.sampled_from([60, 1200]),
    day=any_day,
)
@example(expires_on=date(2020, 2, 29), months=12, notice=1, day=date(2021, 1, 29))  # 28 February less a month
@example(expires_on=date(2018, 8, 31), months=12, notice=2, day=date(2020, 6, 30))
@example(expires_on=date(2018, 8, 31), months=12, notice=1, day=date(2020, 7, 31))
def test_the_days_for_notice_are_clamped_as_in_the_domain(stated, expires_on, months, notice, day):
    began = min(expires_on, date(2018, 1, 1))
    agreement = Written(1, began, (Party(1),), expires_on=expires_on, auto_renewal_months=months, notice_months=notice)
    hold_states_against_the_domain(Registry((Organization(1),), (agreement,)), day)
