from decimal import Decimal

import pytest

from registry.domain.amounts import read_amount, read_figure


@pytest.mark.parametrize(
    ("text", "yen"),
    [
        ("120000", 120_000),
        ("１２０，０００円", 120_000),
        ("120千円", 120_000),
        ("12万円", 120_000),
        ("1.2百万円", 1_200_000),
        ("¥1,234,567", 1_234_567),
        ("0", 0),
        ("1.5", None),
        ("-5", None),
        ("約10万円", None),
        ("1,2", None),
        ("９" * 20, None),
    ],
)
def test_amounts_are_read_in_any_usual_notation(text, yen):
    assert read_amount(text) == yen


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("124", Decimal(124)),
        ("９１．５", Decimal("91.5")),
        ("1,024", Decimal(1024)),
        ("▲3", Decimal(-3)),
        ("-3.125", Decimal("-3.125")),
        ("0.0001", None),
        ("124人", None),
        ("", None),
    ],
)
def test_figures_have_up_to_three_decimals(text, figure):
    assert read_figure(text) == figure
