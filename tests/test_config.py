"""The settings: read once, checked, and the same for everybody who starts in this folder."""

import multiprocessing
import stat
from pathlib import Path

import pytest

from registry.config import BadSetting, MailServer, Settings


def settings(folder: Path, **environ: str) -> Settings:
    return Settings.from_environment({"REGISTRY_INSTANCE": str(folder)} | environ)


def test_without_settings_there_is_a_file_and_a_key_of_its_own(tmp_path):
    made = settings(tmp_path / "instance")
    assert made.database_url == f"sqlite:///{(tmp_path / 'instance' / 'registry.sqlite3').as_posix()}"
    assert len(made.secret_key) == 64
    assert stat.S_IMODE((tmp_path / "instance" / "secret_key").stat().st_mode) == 0o600
    assert settings(tmp_path / "instance").secret_key == made.secret_key
    assert made.secret_key not in repr(made)


def test_a_file_is_meant_by_its_whole_path(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert settings(tmp_path, DATABASE_URL="sqlite:///a/b.db").database_url == f"sqlite:///{tmp_path.as_posix()}/a/b.db"
    assert settings(tmp_path, DATABASE_URL="sqlite:////a/b.db").database_url == "sqlite:////a/b.db"


@pytest.mark.parametrize("url", ["postgres://u:p@h/n", "postgresql://u:p@h/n", "postgresql+psycopg://u:p@h/n"])
def test_postgresql_is_spoken_to_by_psycopg(tmp_path, url):
    assert settings(tmp_path, DATABASE_URL=url).database_url == "postgresql+psycopg://u:p@h/n"


@pytest.mark.parametrize(
    "environ",
    [
        {"DATABASE_URL": "sqlite://"},
        {"DATABASE_URL": "sqlite:///:memory:"},
        {"DATABASE_URL": "sqlite:///file:x?mode=memory&uri=true"},
        {"DATABASE_URL": "sqlite:///"},
        {"DATABASE_URL": "mysql://u@h/n"},
        {"DATABASE_URL": "postgresql"},
        {"REGISTRY_LOCALE": "fr"},
        {"REGISTRY_FONTS": "/nowhere/at/all"},
        {"REGISTRY_SMTP": "mail.city.example.jp"},
        {"REGISTRY_SMTP": "http://mail.city.example.jp"},
        {"REGISTRY_SMTP": "smtp://"},
        {"REGISTRY_SMTP": "smtp://mail.city.example.jp:port"},
        {"REGISTRY_SMTP": "smtp://renkei:a/b@mail.city.example.jp"},
        {"REGISTRY_MAIL_FROM": "", "REGISTRY_SMTP": "smtp://mail.city.example.jp"},
        {"REGISTRY_MAIL_FROM": "a@b\nBcc: c@d", "REGISTRY_SMTP": "smtp://mail.city.example.jp"},
    ],
)
def test_what_cannot_be_used_is_named(tmp_path, environ):
    with pytest.raises(BadSetting, match=next(iter(environ))):
        settings(tmp_path, **environ)


SENDER = "registry@city.example.jp"


@pytest.mark.parametrize(
    ("url", "server"),
    [
        ("smtp://mail.example.jp", MailServer("mail.example.jp", 25, encrypted=False, sender=SENDER)),
        ("smtps://mail.example.jp", MailServer("mail.example.jp", 465, encrypted=True, sender=SENDER)),
        (
            "smtp://renkei%40city:a%2Fb%3A@192.0.2.1:587",
            MailServer("192.0.2.1", 587, encrypted=False, sender=SENDER, user="renkei@city", password="a/b:"),
        ),
    ],
)
def test_a_mail_server_is_an_address_with_its_login(tmp_path, url, server):
    read = settings(tmp_path, REGISTRY_SMTP=url, REGISTRY_MAIL_FROM=SENDER).mail_server
    assert read == server
    assert "a/b:" not in repr(read)


def test_a_wrong_mail_server_is_told_without_its_password(tmp_path):
    with pytest.raises(BadSetting) as refused:
        settings(tmp_path, REGISTRY_SMTP="smtp://renkei:hush/hush@mail.example.jp")
    assert "hush" not in str(refused.value)


def test_an_empty_key_is_not_used(tmp_path):
    (tmp_path / "secret_key").write_text("")
    with pytest.raises(BadSetting, match="secret_key is empty"):
        settings(tmp_path)


def key_of(folder: Path) -> str:
    return settings(folder).secret_key


def test_two_that_start_at_once_agree_on_one_key(tmp_path):
    with multiprocessing.get_context("spawn").Pool(3) as pool:
        assert len(set(pool.map(key_of, [tmp_path] * 12))) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["secret_key"]
