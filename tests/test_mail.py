"""Mail, spoken with a real server."""

from datetime import UTC, datetime

import pytest

from registry.mail import MailNotSent, MailUnconfirmed, new_message_id, send_mail
from tests.mail_servers import CERTIFICATE, REFUSED, SENDER, Mailbox, free_port, mail_server

AT = datetime(2021, 4, 1, 0, 30, tzinfo=UTC)
TO = "suzuki@city.example.jp"
LOGIN = {"user": "renkei", "password": "secret"}


@pytest.fixture
def box() -> Mailbox:
    return Mailbox()


@pytest.fixture
def trusted(monkeypatch) -> None:
    """This machine trusts the server's certificate."""
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))


def send(server, *, to: str = TO, subject: str = "連携協定台帳", text: str = "初めての方へ\n") -> None:
    send_mail(server, to=to, subject=subject, text=text, at=AT)


def test_a_message_arrives_as_it_was_written(box):
    with mail_server(box) as server:
        send(server)
    [letter] = box.letters
    assert (letter["From"], letter["To"], letter["Subject"]) == (SENDER, TO, "連携協定台帳")
    assert letter["Date"].datetime == AT
    assert letter["Message-ID"].endswith("@city.example.jp>")
    assert letter.get_content().splitlines() == ["初めての方へ"]
    assert (box.envelopes[0].mail_from, box.envelopes[0].rcpt_tos) == (SENDER, [TO])


@pytest.mark.parametrize(
    "more",
    [
        {"to": "suzuki@city.example.jp\r\nBcc: all@city.example.jp"},
        {"to": "suzuki@city.example.jp, all@city.example.jp"},
        {"to": "suzuki@city.example.jp> RCPT TO:<all@city.example.jp"},
        {"subject": "連携\r\nBcc: all@city.example.jp"},
        {"subject": "連携\nBcc: all@city.example.jp"},
    ],
)
def test_no_value_makes_a_second_header_or_address(box, more):
    with mail_server(box) as server, pytest.raises(MailNotSent):
        send(server, **more)
    assert not box.envelopes


@pytest.mark.parametrize("how", ["starttls", "encrypted"])
def test_a_password_goes_through_encryption(box, trusted, how):
    with mail_server(box, **{how: True}, **LOGIN) as server:
        send(server)
    assert box.passwords == [(b"renkei", b"secret")]
    assert len(box.letters) == 1


def test_a_password_does_not_go_without_encryption(box):
    with mail_server(box, **LOGIN) as server, pytest.raises(MailNotSent, match="no encryption offered"):
        send(server)
    assert (box.passwords, box.envelopes) == ([], [])


@pytest.mark.parametrize("how", ["starttls", "encrypted"])
def test_a_server_whose_certificate_nobody_knows_gets_nothing(box, how):
    with (
        mail_server(box, **{how: True}, **LOGIN) as server,
        pytest.raises(MailNotSent, match="CERTIFICATE_VERIFY_FAILED"),
    ):
        send(server)
    assert (box.passwords, box.envelopes) == ([], [])


def test_what_the_server_says_is_told(box, trusted):
    with mail_server(box) as server, pytest.raises(MailNotSent, match="no such mailbox"):
        send(server, to=REFUSED)
    with (
        mail_server(box, starttls=True, user="renkei", password="wrong") as server,
        pytest.raises(MailNotSent) as refused,
    ):
        send(server)
    assert "wrong" not in str(refused.value)
    assert not box.envelopes


def test_a_server_that_is_not_there_is_told(box):
    with mail_server(box) as server:
        gone = type(server)("127.0.0.1", free_port(), encrypted=False, sender=SENDER)
    with pytest.raises(MailNotSent, match=f"127.0.0.1:{gone.port}"):
        send(gone)


def test_the_whole_text_is_there_before_it_is_handed_over_and_nothing_is_taken_if_that_fails(box):
    def fails() -> None:
        assert not box.envelopes
        raise KeyError("not now")

    with mail_server(box) as server:
        with pytest.raises(KeyError):
            send_mail(server, to=TO, subject="連携", text="一行\n", at=AT, hand_over=fails)
        send(server)
    assert [letter["Subject"] for letter in box.letters] == ["連携協定台帳"]


def test_a_server_that_says_nothing_after_the_end_may_have_taken_it(box, monkeypatch):
    async def hangs_up(server, *_given) -> str:
        server.transport.close()
        return "250 OK"

    monkeypatch.setattr(box, "handle_DATA", hangs_up)
    with mail_server(box) as server, pytest.raises(MailUnconfirmed):
        send(server)


@pytest.mark.parametrize("answer", ["451 later", "554 never"])
def test_a_server_that_refuses_the_whole_has_not_taken_it(box, monkeypatch, answer):
    async def refuses(*_given) -> str:
        return answer

    monkeypatch.setattr(box, "handle_DATA", refuses)
    with mail_server(box) as server, pytest.raises(MailNotSent, match=answer[4:]):
        send(server)


def test_the_message_id_is_the_one_that_was_given(box):
    with mail_server(box) as server:
        known = new_message_id(server)
        send_mail(server, to=TO, subject="連携", text=".\n..\n.終\n", at=AT, message_id=known)
    assert box.letters[0]["Message-ID"] == known
    assert box.letters[0].get_content().splitlines() == [".", "..", ".終"]
