"""Amounts and figures as offices write them: 1,200,000円, 120万円, １２０千円, 91.5%."""

import re
from decimal import Decimal

from registry.domain.names import clean, fold

_TIMES = {"": 1, "千": 1_000, "万": 10_000, "百万": 1_000_000, "億": 100_000_000}
_AMOUNT = re.compile(r"[¥\\]?([0-9]{1,15}(?:\.[0-9]{1,8})?)(百万|千|万|億)?円?")
_FIGURE = re.compile(r"([-ー▲△−]?)([0-9]{1,12}(?:\.[0-9]{1,3})?)")
_COMMA = re.compile(r"(?<=[0-9])[,、](?=[0-9]{3})")


def read_amount(text: str) -> int | None:
    """An amount in whole yen; None for what is none, and for parts of a yen."""
    found = _AMOUNT.fullmatch(_plain(text))
    if found is None:
        return None
    amount = Decimal(found[1]) * _TIMES[found[2] or ""]
    return int(amount) if amount == amount.to_integral_value() else None


def read_figure(text: str) -> Decimal | None:
    """A figure with up to three decimals; None for what is none."""
    found = _FIGURE.fullmatch(_plain(text))
    if found is None:
        return None
    return Decimal(found[2]) * (-1 if found[1] else 1)


def _plain(text: str) -> str:
    return _COMMA.sub("", fold(clean(text)))
