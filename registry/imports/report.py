"""What an import would do or has done: counts, and every warning, question and error with its cell."""

from collections.abc import Callable
from dataclasses import dataclass, field

from registry.domain.message import Message


@dataclass(frozen=True)
class Problem:
    """Something about one cell; ``row`` is the row as the spreadsheet shows it, ``column`` its heading.

    ``fact`` is what a question asks about, folded and hashed: accepted once, it is not asked again.
    """

    row: int
    column: str
    value: str
    code: str
    message: Message
    fact: str = ""


@dataclass(frozen=True)
class Report:
    """The outcome for one file; the counts say what would happen where nothing was written."""

    kind: str
    file: str
    rows: int = 0
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    written: bool = False
    warnings: tuple[Problem, ...] = field(default=())
    questions: tuple[Problem, ...] = field(default=())
    errors: tuple[Problem, ...] = field(default=())

    def may_be_written(self, *, accept_questions: bool) -> bool:
        """Whether nothing stands in the way: no error, and no question that nobody accepts."""
        return not self.errors and (accept_questions or not self.questions)

    def as_dict(self, say: Callable[[Message], str]) -> dict[str, object]:
        """The report in the shape of its JSON form; ``say`` puts messages into the reader's language."""
        return {
            "kind": self.kind,
            "file": self.file,
            "rows": self.rows,
            "created": self.created,
            "updated": self.updated,
            "unchanged": self.unchanged,
            "written": self.written,
            "warnings": [_as_dict(problem, say) for problem in self.warnings],
            "questions": [_as_dict(problem, say) for problem in self.questions],
            "errors": [_as_dict(problem, say) for problem in self.errors],
        }


def _as_dict(problem: Problem, say: Callable[[Message], str]) -> dict[str, object]:
    return {
        "row": problem.row,
        "column": problem.column,
        "value": problem.value,
        "code": problem.code,
        "message": say(problem.message),
    }
