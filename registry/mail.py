"""Mail: one message to one person, handed to the site's own server."""

import smtplib
import ssl
from datetime import datetime
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid

from registry.config import MailServer

PATIENCE = 10
"""Seconds to wait for each answer of the server."""


class MailNotSent(Exception):
    """The server did not take the message; its text says why, for the log."""


def send_mail(server: MailServer, *, to: str, subject: str, text: str, at: datetime) -> None:
    """Send plain text to one address; raises MailNotSent.

    A server that offers encryption is spoken to through it, with its certificate checked, and a password never goes
    without it. What would make a second header or a second address of a value is refused by Python's own library.
    """
    try:
        letter = _letter(server.sender, to, subject, text, at)
        with _connected(server) as connection:
            connection.send_message(letter)
    except (OSError, ValueError, MessageError) as error:  # smtplib, ssl and sockets raise OSErrors
        raise MailNotSent(f"{server.host}:{server.port}: {error}") from error


def _letter(sender: str, to: str, subject: str, text: str, at: datetime) -> EmailMessage:
    letter = EmailMessage()
    letter["From"] = Address(addr_spec=sender)
    letter["To"] = Address(addr_spec=to)
    letter["Subject"] = subject
    letter["Date"] = format_datetime(at)
    letter["Message-ID"] = make_msgid(domain=sender.rpartition("@")[2])
    letter["Auto-Submitted"] = "auto-generated"
    letter.set_content(text)
    return letter


def _connected(server: MailServer) -> smtplib.SMTP:
    context = ssl.create_default_context()
    if server.encrypted:
        connection: smtplib.SMTP = smtplib.SMTP_SSL(server.host, server.port, timeout=PATIENCE, context=context)
    else:
        connection = smtplib.SMTP(server.host, server.port, timeout=PATIENCE)
    try:
        _introduce(connection, server, context)
    except BaseException:
        connection.close()
        raise
    return connection


def _introduce(connection: smtplib.SMTP, server: MailServer, context: ssl.SSLContext) -> None:
    connection.ehlo_or_helo_if_needed()
    offered = not server.encrypted and connection.has_extn("starttls")
    if offered:
        connection.starttls(context=context)
    if server.user and not (offered or server.encrypted):
        raise smtplib.SMTPNotSupportedError("no encryption offered, and a password is not sent without it")
    if server.user:
        connection.login(server.user, server.password)
