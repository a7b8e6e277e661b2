"""達成率 (rule 7): how far an actual figure has come towards its target."""

from decimal import ROUND_HALF_UP, Decimal

NONE = "-"
"""What stands where there is no rate: never 0 %, never an error."""
ONE_DECIMAL = Decimal("0.1")
HUNDRED = 100


def achievement(actual: Decimal | None, target: Decimal | None) -> Decimal | None:
    """Actual ÷ target in percent, half up to one decimal; None for a blank or zero target, or a blank actual."""
    return _rate(actual, target)


def achievement_over_baseline(actual: Decimal | None, target: Decimal | None, before: Decimal | None) -> Decimal | None:
    """(actual − last year) ÷ (target − last year) in percent, likewise; None where the target is last year's figure."""
    if actual is None or target is None or before is None:
        return None
    return _rate(actual - before, target - before)


def percent(rate: Decimal | None) -> str:
    """「89.1」, or 「-」 where there is no rate; the sign % is the reader's."""
    return NONE if rate is None else f"{rate:.1f}"


def _rate(part: Decimal | None, whole: Decimal | None) -> Decimal | None:
    if part is None or not whole:
        return None
    return (part * HUNDRED / whole).quantize(ONE_DECIMAL, rounding=ROUND_HALF_UP)
