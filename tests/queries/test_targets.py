"""The targets of all sheets together."""

from decimal import Decimal

import pytest

from registry.queries.targets import list_targets


@pytest.fixture
def sheets(demonstration):
    with demonstration.app_context():
        yield


@pytest.mark.usefixtures("sheets")
def test_a_sheet_sets_the_targets_of_its_own_year_and_of_the_next():
    targets = {count: dict(years) for count, years in list_targets().items()}
    assert targets == {
        "meetings": {2020: Decimal(50), 2021: Decimal(50)},
        "population": {2020: Decimal(45), 2021: Decimal(49)},
        "organizations_cumulative": {2020: Decimal(55), 2021: Decimal(55)},
    }


def test_without_a_sheet_there_is_none(session):
    assert list_targets() == {}
