"""``flask backup`` and ``flask restore``: the whole registry in one file, and back."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from click._termui_impl import ProgressBar

from registry.cli.audit import head_in_words
from registry.cli.parameters import operator_deed
from registry.commands.backups import make_backup
from registry.commands.restores import restore_backup
from registry.domain.message import N_, message
from registry.domain.progress import NOBODY, Progress
from registry.language import say
from registry.queries.audit import ChainReport

NAMED = 10


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def backup(file: Path) -> None:
    """Write a whole copy of the registry with its attached files to FILE (.zip), while others go on working."""
    with _progress() as progress:
        made = make_backup(operator_deed(), file=file, progress=progress)
    counted = message(
        N_("%(file)s: %(rows)s rows, %(files)s attached files, %(size)s bytes"),
        file=file,
        rows=made.rows,
        files=made.files,
        size=f"{made.size:,}",
    )
    click.echo(say(counted))
    _tell_log(made.log)
    if made.lost:
        names = ", ".join(made.lost[:NAMED]) + ("…" if len(made.lost) > NAMED else "")
        lost = N_("%(count)s attached files are lost or altered; the backup is without them: %(names)s")
        click.echo(say(message(lost, count=len(made.lost), names=names)), err=True)


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--replace", is_flag=True, help="Replace everything that the registry holds.")
@click.option("--accept-broken-log", is_flag=True, help="Restore an audit log that was altered before the backup.")
def restore(file: Path, *, replace: bool, accept_broken_log: bool) -> None:
    """Let the registry hold what FILE holds, a backup; everybody has to log in again."""
    with _progress() as progress:
        done = restore_backup(file, replace=replace, accept_broken_log=accept_broken_log, progress=progress)
    counted = message(
        N_("%(rows)s rows and %(files)s attached files were restored. Everybody has to log in again."),
        rows=done.rows,
        files=done.files,
    )
    click.echo(say(counted))
    _tell_log(done.log)
    if done.lost:
        lost = N_("%(count)s attached files were lost before the backup was made, and are not there.")
        click.echo(say(message(lost, count=done.lost)), err=True)


COMMANDS: list[click.Command] = [backup, restore]


def _tell_log(log: ChainReport) -> None:
    """The log's head as ``audit verify`` prints it, and on standard error what is broken."""
    click.echo(head_in_words(log.head))
    for broken in log.broken[:NAMED]:
        click.echo(say(broken.message), err=True)


class Bar(Progress):
    """A bar on the terminal."""

    def __init__(self, bar: ProgressBar[int]) -> None:
        self._bar = bar

    def begin(self, steps: int) -> None:
        self._bar.length = steps

    def step(self, steps: int = 1) -> None:
        self._bar.update(steps)


@contextmanager
def _progress() -> Iterator[Progress]:
    """A bar on a terminal, nothing in a pipe."""
    if sys.stderr is None or not sys.stderr.isatty():  # None where it was closed
        yield NOBODY
        return
    with click.progressbar(length=1, file=sys.stderr, update_min_steps=500) as bar:
        yield Bar(bar)
