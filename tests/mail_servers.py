"""A mail server in the test's own process: real SMTP on a free port, and what it was given."""

import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default
from pathlib import Path

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, Envelope

from registry.config import MailServer

CERTIFICATE = Path(__file__).parent / "localhost.pem"
"""Made for these tests: its key is known to everybody, so it guards nothing."""
SENDER = "registry@city.example.jp"
REFUSED = "nobody@city.example.jp"


class Mailbox:
    """Takes every message, but for one address; ``passwords`` are those that it was shown."""

    def __init__(self) -> None:
        self.envelopes: list[Envelope] = []
        self.something_came = threading.Event()
        self.passwords: list[tuple[bytes, bytes]] = []

    @property
    def letters(self) -> list[EmailMessage]:
        return [BytesParser(policy=default).parsebytes(each.original_content) for each in self.envelopes]

    async def handle_RCPT(self, _server, _session, envelope, address, _options) -> str:  # noqa: N802 - aiosmtpd's name
        if address == REFUSED:
            return "550 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server, _session, envelope) -> str:  # noqa: N802 - aiosmtpd's name
        self.envelopes.append(envelope)
        self.something_came.set()
        return "250 OK"

    def authenticate(self, _server, _session, _envelope, _mechanism, data) -> AuthResult:
        self.passwords.append((data.login, data.password))
        return AuthResult(success=data.password == b"secret", handled=False)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return listener.getsockname()[1]


def certified() -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATE)
    return context


@contextmanager
def mail_server(box: Mailbox, *, starttls: bool = False, encrypted: bool = False, **login: str) -> Iterator[MailServer]:
    """A running server, as the settings name it."""
    controller = Controller(
        box,
        hostname="127.0.0.1",
        port=free_port(),
        ssl_context=certified() if encrypted else None,
        tls_context=certified() if starttls else None,
        auth_require_tls=False,
        authenticator=box.authenticate,
    )
    controller.start()
    try:
        yield MailServer("127.0.0.1", controller.port, encrypted, SENDER, **login)
    finally:
        controller.stop()
