"""What a check found: a contradiction in one cell, before anybody signs."""

from dataclasses import dataclass

from registry.domain.message import Message
from registry.domain.vocabulary import Severity


@dataclass(frozen=True)
class Finding:
    """One finding: a stable ``code``, the stable name of its ``cell``, and the explanation that somebody gave."""

    code: str
    severity: Severity
    cell: str
    message: Message
    explanation: str | None = None
