"""Mail: one message to one person, handed to the site's own server, so that it is known whether the server took it."""

import re
import smtplib
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, make_msgid

from registry.config import MailServer

PATIENCE = 10
"""Seconds to wait for each answer of the server."""
DONE, GO_ON, LATER, NEVER = 2, 3, 4, 5
"""The first digit of an answer: it is done, the server waits for more, it failed for now, it failed for good."""
_DOT_IN_FRONT = re.compile(rb"^\.", re.MULTILINE)


class MailNotSent(Exception):
    """The server did not take the message; its text says why, for the log."""


class MailUnconfirmed(Exception):
    """The server had the whole message, and did not say what became of it; it may have taken it."""


def new_message_id(server: MailServer) -> str:
    """A Message-ID that no other message has."""
    return make_msgid(domain=server.sender.rpartition("@")[2])


def send_mail(
    server: MailServer,
    *,
    to: str,
    subject: str,
    text: str,
    at: datetime,
    message_id: str = "",
    hand_over: Callable[[], None] = lambda: None,
) -> None:
    """Send plain text to one address; raises MailNotSent, MailUnconfirmed.

    A server that offers encryption is spoken to through it, with its certificate checked, and a password never goes
    without it. What would make a second header or a second address of a value is refused by Python's own library.

    ``hand_over`` is called when the server has the whole text and only the dot is missing that ends it: a message
    that breaks off before it is none (RFC 5321, 4.1.1.4), so what this notes comes before the server can have taken
    anything. If it raises, the server takes nothing.
    """
    place = f"{server.host}:{server.port}"
    handed_over = False
    try:
        letter = _letter(server.sender, to, subject, text, at)
        letter["Message-ID"] = message_id or new_message_id(server)
        with _connected(server) as connection:
            _begin(connection, server.sender, to, letter)
            hand_over()
            handed_over = True
            _end(connection)
    except smtplib.SMTPResponseException as error:
        raise MailNotSent(f"{place}: {error}") from error
    except (OSError, ValueError, MessageError) as error:  # smtplib, ssl and sockets raise OSErrors
        raise (MailUnconfirmed if handed_over else MailNotSent)(f"{place}: {error}") from error


def _letter(sender: str, to: str, subject: str, text: str, at: datetime) -> EmailMessage:
    letter = EmailMessage(SMTP)
    letter["From"] = Address(addr_spec=sender)
    letter["To"] = Address(addr_spec=to)
    letter["Subject"] = subject
    letter["Date"] = format_datetime(at)
    letter["Auto-Submitted"] = "auto-generated"
    letter.set_content(text, cte="base64")  # old servers take seven bits only
    return letter


def _begin(connection: smtplib.SMTP, sender: str, to: str, letter: EmailMessage) -> None:
    """Give the server everything but the end; raises SMTPResponseException where it refuses."""
    _expect(DONE, connection.mail(sender))
    _expect(DONE, connection.rcpt(to))
    _expect(GO_ON, connection.docmd("data"))
    connection.send(_DOT_IN_FRONT.sub(b"..", letter.as_bytes()))


def _end(connection: smtplib.SMTP) -> None:
    """End the message; raises SMTPResponseException where it was refused, OSError where nobody can say."""
    connection.send(b".\r\n")
    code, words = connection.getreply()
    if code // 100 not in {DONE, LATER, NEVER}:
        raise OSError(f"({code}, {words!r})")
    _expect(DONE, (code, words))


def _expect(wanted: int, answer: tuple[int, bytes]) -> None:
    code, words = answer
    if code // 100 != wanted:
        raise smtplib.SMTPResponseException(code, words)


@contextmanager
def _connected(server: MailServer) -> Iterator[smtplib.SMTP]:
    """A connection that is closed at once if anything fails: politeness would end a message that must not end."""
    context = ssl.create_default_context()
    if server.encrypted:
        connection: smtplib.SMTP = smtplib.SMTP_SSL(server.host, server.port, timeout=PATIENCE, context=context)
    else:
        connection = smtplib.SMTP(server.host, server.port, timeout=PATIENCE)
    try:
        _introduce(connection, server, context)
        yield connection
        with suppress(OSError):  # the message is through
            connection.quit()
    finally:
        connection.close()


def _introduce(connection: smtplib.SMTP, server: MailServer, context: ssl.SSLContext) -> None:
    connection.ehlo_or_helo_if_needed()
    offered = not server.encrypted and connection.has_extn("starttls")
    if offered:
        connection.starttls(context=context)
        connection.ehlo_or_helo_if_needed()
    if server.user and not (offered or server.encrypted):
        raise smtplib.SMTPNotSupportedError("no encryption offered, and a password is not sent without it")
    if server.user:
        connection.login(server.user, server.password)
