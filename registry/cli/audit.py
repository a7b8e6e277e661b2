"""``flask audit verify``: the proof that nobody has altered the log."""

import click

from registry.domain.message import N_, message
from registry.language import say
from registry.queries.audit import ChainHead, verify_chain


@click.group()
def audit() -> None:
    """The audit log."""


@audit.command()
@click.option("--head", metavar="HASH", help="A hash that was printed earlier: the log must still hold its entry.")
@click.pass_context
def verify(context: click.Context, head: str | None) -> None:
    """Check the whole log; exit 1 where an entry was edited, deleted, swapped or cut off."""
    report = verify_chain(head.strip().lower() if head else None)
    for broken in report.broken:
        click.echo(say(broken.message))
    click.echo(head_in_words(report.head))
    if report.broken:
        context.exit(1)


def head_in_words(head: ChainHead) -> str:
    """The end of the log as a line: whoever keeps it elsewhere can tell later that nothing was cut off."""
    return say(message(N_("%(entries)s entries, head %(hash)s"), entries=head.entries, hash=head.hash))


COMMANDS = [audit]
