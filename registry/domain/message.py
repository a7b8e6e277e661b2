"""A sentence for people, kept apart from the language it will be said in."""

from collections.abc import Mapping
from dataclasses import dataclass, field


def N_(sentence: str) -> str:  # noqa: N802 - the name that the catalogue's extractor looks for
    """Mark an English sentence as a msgid; the translation happens where the reader is known."""
    return sentence


@dataclass(frozen=True)
class Message:
    """An English msgid with the values for its ``%(name)s`` places."""

    sentence: str
    values: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.sentence % self.values if self.values else self.sentence


def message(sentence: str, /, **values: object) -> Message:
    """Build a Message; ``sentence`` is a msgid already marked with N_."""
    return Message(sentence, values)
