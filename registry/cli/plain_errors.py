"""Every command's failure in one line on standard error: what was wrong, never a traceback.

Exit 1 for refused work, 2 for arguments that are not understood.
"""

import errno
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, TextIO

import click
from flask import Flask, has_app_context

from registry.config import BadSetting
from registry.domain.drafts import FieldProblem
from registry.domain.errors import BadArgument, InvalidDraft, Refusal
from registry.domain.message import N_, message
from registry.language import say

COPIED = ("name", "callback", "params", "help", "epilog", "short_help", "hidden", "deprecated", "context_settings")
SYSTEM_WORDS: Mapping[int | None, str] = {
    errno.ENOENT: N_("no such file or folder"),
    errno.ENOTDIR: N_("a part of the path is no folder"),
    errno.EISDIR: N_("this is a folder"),
    errno.EACCES: N_("you have no permission"),
    errno.EPERM: N_("you have no permission"),
    errno.EROFS: N_("this disk cannot be written to"),
    errno.ENOSPC: N_("no space is left on the disk"),
    errno.ENAMETOOLONG: N_("the file name is too long"),
}
"""What the system says about files, in words that can be translated; the rest stays in the system's own."""


class Refused(click.ClickException):
    """A failure that is told by its sentence alone."""

    exit_code = 1

    def __init__(self, sentence: str) -> None:
        super().__init__(" ".join(sentence.split()))

    def show(self, file: Any = None) -> None:
        """Print the sentence alone."""
        click.echo(self.message, file=file, err=file is None)


class NotUnderstood(Refused):
    """Arguments that mean nothing."""

    exit_code = 2


class PlainCommand(click.Command):
    """A command of ours: with the app's context, in UTF-8, its failures in one line."""

    app: Flask

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        """Read the arguments."""
        if parent is not None and not has_app_context():
            parent.with_resource(self.app.app_context())
        with one_line():
            return super().make_context(info_name, args, parent, **extra)

    def invoke(self, ctx: click.Context) -> Any:
        """Do the work, and see its results written."""
        streams = [stream for stream in (sys.stdout, sys.stderr) if stream is not None]  # None where it was closed
        for stream in streams:
            in_utf8(stream)
        with one_line():
            result = super().invoke(ctx)
            for stream in streams:
                stream.flush()  # a closed pipe shows here, where it is answered, and not when the program ends
            return result


class PlainGroup(PlainCommand, click.Group):
    """A group of such commands."""


def plain(command: click.Command, app: Flask) -> click.Command:
    """The same command, failing in one line; a group with all its commands."""
    parts = {name: getattr(command, name) for name in COPIED}
    made: PlainCommand
    if isinstance(command, click.Group):
        made = PlainGroup(**parts, commands={name: plain(each, app) for name, each in command.commands.items()})
    else:
        made = PlainCommand(**parts)
    made.app = app
    return made


@contextmanager
def one_line() -> Iterator[None]:
    """Turn a failure into its line and exit code; what is a fault of the program itself passes."""
    try:
        yield
    except click.UsageError as error:
        raise NotUnderstood(error.format_message()) from error
    except BadArgument as refusal:
        raise NotUnderstood(in_words(refusal)) from refusal
    except Refusal as refusal:
        raise Refused(in_words(refusal)) from refusal
    except BadSetting as error:
        raise Refused(str(error)) from error
    except BrokenPipeError:
        raise
    except OSError as error:
        raise Refused(os_error_in_words(error)) from error


def in_words(refusal: Refusal) -> str:
    """The refusal's sentence; with each field's problem where there are several."""
    problems = refusal.problems if isinstance(refusal, InvalidDraft) else ()
    said = [f"{each.field}: {say(each.message)}" for each in problems if isinstance(each, FieldProblem)]
    return " ".join([say(refusal.message), *said])


def os_error_in_words(error: OSError) -> str:
    """What the system said, and about which file."""
    words = SYSTEM_WORDS.get(error.errno)
    reason = say(message(words)) if words else error.strerror or str(error)
    if error.filename is None:
        return reason
    return say(message(N_("%(file)s: %(reason)s"), file=error.filename, reason=reason))


def in_utf8(stream: TextIO) -> None:
    """Let a stream speak UTF-8 whatever the system's locale says; a Windows terminal already does."""
    if (stream.encoding or "").lower().replace("-", "") != "utf8" and hasattr(stream, "reconfigure"):
        stream.reconfigure(encoding="utf-8")
