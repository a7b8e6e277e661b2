"""Reminders by mail: each thing reaches each person once, whatever breaks, and however many schedulers run.

A mail is committed as claimed, with its text and with what it tells, before anything is sent. When the mail server
has all of it but the end, it is committed as handed over; then the end is sent. What breaks off before that is sent
again by a later run, the same text under the same Message-ID; what breaks off after it never is.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from functools import partial

from registry.config import MailServer, Settings
from registry.database import db, writing
from registry.digest_words import digest_in_words
from registry.domain.reminders import Recipient, Thing, things_for
from registry.mail import MailNotSent, MailUnconfirmed, new_message_id, send_mail
from registry.models import Digest, Told
from registry.models.reminders import DigestState
from registry.queries.reminders import (
    count_told,
    find_claimed,
    find_digest,
    list_all_deadlines,
    list_matters,
    list_recipients,
    told_to,
)

LEASE = timedelta(minutes=10)
"""So long nobody else takes up a claimed mail; sending one takes two minutes at most."""
LOCAL_ADDRESS = "http://127.0.0.1:8000"
Clock = Callable[[], datetime]


class Ending(StrEnum):
    """What became of a mail."""

    SENT = "sent"
    REFUSED = "refused"
    """The server did not take it: the next run tries again."""
    UNCONFIRMED = "unconfirmed"
    """The connection broke when the server had all of it: it may have arrived, and is not sent again."""
    TAKEN_OVER = "taken_over"
    """Another run has claimed it meanwhile, and sends it."""


@dataclass(frozen=True)
class Outcome:
    """One mail: to whom, about how many things, what became of it, and why."""

    name: str
    mail: str
    things: int
    ending: Ending
    reason: str = ""


@dataclass(frozen=True)
class Claim:
    """A mail that this run may send, as long as nobody has claimed it since ``claimed_at``."""

    digest_id: int
    claimed_at: datetime
    message_id: str
    subject: str
    text: str
    made_at: datetime
    things: int


@dataclass(frozen=True)
class _Writer:
    """What the mails to one person are made of."""

    settings: Settings
    server: MailServer
    recipient: Recipient
    things: Sequence[Thing]


class TakenOver(Exception):
    """Somebody else has claimed the mail."""


def send_reminders(settings: Settings, server: MailServer, *, clock: Clock) -> Iterator[Outcome]:
    """Send each person what is new for them, and say what became of each mail; ``clock`` shows the office's time."""
    began = clock()
    dues = list_all_deadlines(today=began.date())
    matters = list_matters(dues, zone=began.tzinfo or UTC)
    theirs = [(one, things_for(one, dues, matters, today=began.date())) for one in list_recipients()]
    for recipient, things in theirs:
        yield from _remind(_Writer(settings, server, recipient, things), clock)


def _remind(writer: _Writer, clock: Clock) -> Iterator[Outcome]:
    """First the mail that another run left behind, then what is new since; after a failure nothing more."""
    while (claim := _claim(writer, clock())) is not None:
        outcome = _send(writer, claim, clock)
        yield outcome
        if outcome.ending is not Ending.SENT:
            return


def _claim(writer: _Writer, at: datetime) -> Claim | None:
    """Write the mail down, or take up one that was left behind; None where there is nothing to do for this run."""
    with writing():
        digest = find_claimed(writer.recipient.id)
        if digest is None:
            digest = _new_digest(writer, at)
        elif digest.claimed_at > at - LEASE:
            return None
        if digest is None:
            return None
        digest.claimed_at = at
        db.session.flush()
        columns = (digest.id, at, digest.message_id, digest.subject, digest.text, digest.made_at)
        return Claim(*columns, things=count_told(digest.id))


def _new_digest(writer: _Writer, at: datetime) -> Digest | None:
    told = told_to(writer.recipient.id)
    new = [thing for thing in writer.things if thing.key not in told]
    if not new:
        return None
    recipient, settings = writer.recipient, writer.settings
    subject, text = digest_in_words(
        new,
        name=recipient.name,
        today=at.date(),
        address=(settings.base_url or LOCAL_ADDRESS).rstrip("/"),
        locale=recipient.language or settings.locale,
    )
    digest = Digest(user_id=recipient.id, message_id=new_message_id(writer.server), subject=subject, text=text)
    digest.state, digest.made_at, digest.claimed_at = DigestState.CLAIMED, at, at
    db.session.add(digest)
    db.session.flush()
    db.session.add_all(Told(user_id=recipient.id, thing=thing.key, digest_id=digest.id) for thing in new)
    return digest


def _send(writer: _Writer, claim: Claim, clock: Clock) -> Outcome:
    outcome = Outcome(writer.recipient.name, writer.recipient.mail, claim.things, Ending.SENT)
    try:
        send_mail(
            writer.server,
            to=writer.recipient.mail,
            subject=claim.subject,
            text=claim.text,
            at=claim.made_at,
            message_id=claim.message_id,
            hand_over=partial(_note, claim, DigestState.HANDED_OVER),
        )
    except TakenOver:
        return replace(outcome, ending=Ending.TAKEN_OVER)
    except MailUnconfirmed as error:
        return replace(outcome, ending=Ending.UNCONFIRMED, reason=str(error))
    except MailNotSent as error:
        with suppress(TakenOver):
            _give_back(claim)
        return replace(outcome, ending=Ending.REFUSED, reason=str(error))
    _note(claim, DigestState.SENT, clock())
    return outcome


def _note(claim: Claim, state: DigestState, sent_at: datetime | None = None) -> None:
    """Commit how far the mail has come; raises TakenOver."""
    with writing():
        digest = _mine(claim)
        digest.state, digest.sent_at = state, sent_at


def _give_back(claim: Claim) -> None:
    """The server has not taken it: the next run may try at once."""
    with writing():
        digest = _mine(claim)
        digest.state, digest.claimed_at = DigestState.CLAIMED, claim.claimed_at - LEASE


def _mine(claim: Claim) -> Digest:
    digest = find_digest(claim.digest_id, claimed_at=claim.claimed_at)
    if digest is None:
        raise TakenOver
    return digest
