"""What an error of the database means to the person whose work met it: the refusal that is raised in its place."""

import sqlalchemy as sa
from sqlalchemy.engine.interfaces import ExceptionContext

from registry.domain.errors import DatabaseUnusable, InvalidDraft, NotMigrated, Refusal
from registry.models.constraints import constraint_of_columns, problem_of


def say_what_is_wrong(context: ExceptionContext) -> None:
    """Raise the refusal that a database's error means, in place of the error."""
    refusal = None if context.is_pre_ping else _refusal_for(context)
    if refusal is not None:
        raise refusal from context.original_exception


def _refusal_for(context: ExceptionContext) -> Refusal | None:
    error = context.original_exception
    text = str(error)
    if isinstance(context.sqlalchemy_exception, sa.exc.IntegrityError):
        problem = problem_of(_constraint_name(error))
        return InvalidDraft((problem,)) if problem else None
    if type(error).__name__ in {"UndefinedTable", "UndefinedColumn"} or text.startswith(_UNKNOWN):
        return NotMigrated()
    if context.connection is None or context.is_disconnect or text.startswith(_UNUSABLE):
        return DatabaseUnusable(reason=text.strip().partition("\n")[0].rstrip("."))
    return None


_UNKNOWN = ("no such table", "no such column")
_UNUSABLE = (
    "unable to open",
    "attempt to write a readonly",
    "database is locked",
    "database or disk is full",
    "database disk image is malformed",
    "disk I/O error",
    "file is not a database",
)
"""How SQLite's messages begin when the fault is not in the statement."""


def _constraint_name(error: BaseException) -> str:
    """The broken constraint's name: PostgreSQL gives it, SQLite's message ends with it or with its columns."""
    diagnosis = getattr(error, "diag", None)
    if diagnosis is not None:
        return diagnosis.constraint_name or ""
    told = str(error).rpartition(": ")[2]
    return constraint_of_columns(told) or told
