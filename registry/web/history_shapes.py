"""What a field of the audit log can be: a value, a list of names, or rows with fields of their own."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from registry.web.history_values import Say, as_record, as_text


@dataclass(frozen=True)
class Field:
    """``words`` is a msgid, ``say`` puts a value into words."""

    words: str
    say: Say = as_text


@dataclass(frozen=True)
class Names(Field):
    """A list whose items are said one by one: what was added and what was taken away."""

    say: Say = as_record


@dataclass(frozen=True)
class Rows:
    """A list of rows with fields of their own; ``known_by`` is the field that tells one row from another.

    ``unsaid`` are values that go without saying.
    """

    words: str
    known_by: tuple[str, ...]
    fields: Mapping[str, Field]
    unsaid: Mapping[str, object] = field(default_factory=dict)
