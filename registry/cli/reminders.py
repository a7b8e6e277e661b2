"""``flask remind``: the day's reminders by mail, for a scheduler."""

from collections import Counter
from collections.abc import Mapping
from datetime import datetime

import click
from flask import current_app

from registry.cli.parameters import OFFICE_TIME, now
from registry.commands.reminders import Ending, Outcome, send_reminders
from registry.config import Settings
from registry.domain.message import N_, message
from registry.language import say

LINES: Mapping[Ending, str] = {
    Ending.SENT: N_("%(name)s <%(mail)s>: %(things)s new"),
    Ending.REFUSED: N_("%(name)s <%(mail)s>: not sent, the next run tries again: %(reason)s"),
    Ending.UNCONFIRMED: N_("%(name)s <%(mail)s>: may have arrived, and is not sent again: %(reason)s"),
    Ending.TAKEN_OVER: N_("%(name)s <%(mail)s>: another run sends it"),
}
FAILED = (Ending.REFUSED, Ending.UNCONFIRMED)
NO_SERVER = N_("No mail is sent, because REGISTRY_SMTP is not set. What is due stands in the registry all the same.")


@click.command()
@click.pass_context
def remind(context: click.Context) -> None:
    """Tell each person by mail what is newly due; safe to run twice, late, and by two schedulers at once."""
    settings: Settings = current_app.config["SETTINGS"]
    if settings.mail_server is None:
        click.echo(say(message(NO_SERVER)))
        return
    endings: Counter[Ending] = Counter()
    for outcome in send_reminders(settings, settings.mail_server, clock=office_now):
        endings[outcome.ending] += 1
        click.echo(in_words(outcome), err=outcome.ending in FAILED)
    failed = sum(endings[each] for each in FAILED)
    click.echo(say(message(N_("Mails sent: %(sent)s, failed: %(failed)s"), sent=endings[Ending.SENT], failed=failed)))
    if failed:
        context.exit(1)


def in_words(outcome: Outcome) -> str:
    """What became of one mail, as a line."""
    sentence = message(
        LINES[outcome.ending],
        name=outcome.name,
        mail=outcome.mail,
        things=outcome.things,
        reason=outcome.reason,
    )
    return " ".join(say(sentence).split())


def office_now() -> datetime:
    """The moment as a clock in the office shows it."""
    return now().astimezone(OFFICE_TIME)


COMMANDS = [remind]
