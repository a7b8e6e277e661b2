"""Where sending reminders can break: before each word to the mail server, each answer, each commit, and at the end."""

import smtplib
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from unittest.mock import patch

from registry.database import OfficeSession

PLACES = ((smtplib.SMTP, "connect"), (smtplib.SMTP, "send"), (smtplib.SMTP, "getreply"), (OfficeSession, "commit"))
SHORT = 10


class Steps:
    """Counts the steps by their names, and breaks off by ``end`` at the one of that number (from 1)."""

    def __init__(self, number: int | None, end: Callable[[], object]) -> None:
        self.number, self.end = number, end
        self.taken: list[str] = []

    def take(self, name: str) -> None:
        self.taken.append(name)
        if len(self.taken) == self.number:
            self.end()


@contextmanager
def breaking(steps: Steps) -> Iterator[None]:
    """Let the program take these steps."""
    with ExitStack() as until_done:
        for owner, name in PLACES:
            until_done.enter_context(patch.object(owner, name, stepping(owner, name, steps)))
        yield
        steps.take("end")


def stepping(owner: type, name: str, steps: Steps) -> Callable[..., object]:
    real = getattr(owner, name)

    def stepped(own, *values, **more):
        what = f"{name} {values[0]!r}" if name == "send" and len(values[0]) < SHORT else name
        steps.take(what)
        return real(own, *values, **more)

    return stepped
