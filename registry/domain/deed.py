"""Who does something, and when: handed to every command, and written to the audit log."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Deed:
    """``actor`` is the name shown in the log, ``actor_id`` the user's id where it is one; ``at`` is in UTC."""

    actor: str
    at: datetime
    actor_id: int | None = None
