"""Where warnings, questions and errors are gathered while a file is read, each with its cell."""

import hashlib
from dataclasses import dataclass, field

from registry.domain.message import Message, message
from registry.imports.report import Problem

LONGEST_IN_A_SENTENCE = 60
SEPARATED = "\x1f"
"""Between parts of what something is known by: a character that no cell keeps."""


def shortened(text: str) -> str:
    """A value as it stands inside a sentence: one line, not longer than a reader needs to find it again."""
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_IN_A_SENTENCE else line[: LONGEST_IN_A_SENTENCE - 1] + "…"


def fact_of(*parts: object) -> str:
    """What a question asks about, as 64 hexadecimal digits."""
    return hashlib.sha256(SEPARATED.join(map(str, parts)).encode()).hexdigest()


@dataclass
class Notes:
    """What was noticed so far, in the order of the file; ``accepted`` questions are not asked again."""

    accepted: frozenset[tuple[str, str]] = frozenset()
    warnings: list[Problem] = field(default_factory=list)
    questions: list[Problem] = field(default_factory=list)
    errors: list[Problem] = field(default_factory=list)

    @property
    def said(self) -> int:
        """How much was noticed so far."""
        return len(self.warnings) + len(self.questions) + len(self.errors)


@dataclass(slots=True)
class Place:
    """One cell of the file; what is wrong with it is said here. Never changed: slots alone are quicker to make."""

    notes: Notes
    row: int
    column: str
    value: str

    def warn(self, code: str, sentence: str, **values: object) -> None:
        """Something a person may look at; the import goes on."""
        self.notes.warnings.append(self._problem(code, sentence, values))

    def ask(self, code: str, sentence: str, fact: str, **values: object) -> None:
        """Something a person must decide, unless it was accepted before."""
        if (code, fact) not in self.notes.accepted:
            self.notes.questions.append(self._problem(code, sentence, values, fact))

    def error(self, code: str, sentence: str, **values: object) -> None:
        """Something that lets nothing of the file be written."""
        self.notes.errors.append(self._problem(code, sentence, values))

    def refuse(self, code: str, reason: Message) -> None:
        """An error whose sentence is made already."""
        self.notes.errors.append(Problem(self.row, self.column, self.value, code, reason))

    def _problem(self, code: str, sentence: str, values: dict[str, object], fact: str = "") -> Problem:
        said = {"value": shortened(self.value), **values}
        return Problem(self.row, self.column, self.value, code, message(sentence, **said), fact)
