"""A user as typed in, not yet recorded, and what state a recorded one is in."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from registry.domain.drafts import FieldProblem
from registry.domain.message import N_, message
from registry.domain.names import fold
from registry.domain.vocabulary import Role

_PART = r"[a-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LABEL = r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?"
_MAIL = re.compile(rf"{_PART}(?:\.{_PART})*@{_LABEL}(?:\.{_LABEL})*", re.IGNORECASE)
"""The plain addresses of RFC 5321; nothing in them means something else in a header or to a mail server."""


class Language(StrEnum):
    """The languages of pages and mails."""

    JAPANESE = "ja"
    ENGLISH = "en"


class UserState(StrEnum):
    """Whether somebody can log in; told by what is kept of them."""

    ACTIVE = "active"
    INVITED = "invited"
    """No password yet, or none any more."""
    DISABLED = "disabled"


@dataclass(frozen=True)
class UserDraft:
    """利用者; ``department`` is a name."""

    name: str
    role: Role
    department: str = ""
    mail: str = ""

    def problems(self) -> tuple[FieldProblem, ...]:
        """Broken rules, with their field."""
        return tuple(_problems(self))


def read_mail(text: str) -> str:
    """A mail address as it is kept; full-width signs are the usual ones."""
    return unicodedata.normalize("NFKC", text).strip()


def _problems(draft: UserDraft) -> Iterator[FieldProblem]:
    if not fold(draft.name):
        yield FieldProblem("name", "required", message(N_("This must be filled in.")))
    if draft.mail and not _MAIL.fullmatch(draft.mail):
        sentence = N_("This is no mail address. Write it as name@city.example.jp.")
        yield FieldProblem("mail", "bad_mail", message(sentence))
