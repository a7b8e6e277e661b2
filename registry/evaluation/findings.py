"""What a check found: a contradiction in one cell, before anybody signs."""

from collections.abc import Iterable
from dataclasses import dataclass

from registry.domain.message import Message
from registry.domain.vocabulary import Severity


@dataclass(frozen=True)
class Finding:
    """One finding: a stable ``code``, the stable name of its ``cell``, and the explanation that somebody gave.

    ``message`` says what contradicts what, ``remedy`` how it can be mended or explained; one that was signed has none.
    """

    code: str
    severity: Severity
    cell: str
    message: Message
    explanation: str | None = None
    remedy: Message | None = None


def gravest_first(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Errors, then warnings, then notices; each in the order of the form."""
    order = list(Severity)
    return tuple(sorted(findings, key=lambda one: order.index(one.severity)))
