"""Settings, read from the environment once and validated."""

import contextlib
import os
import re
import secrets
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urlsplit

LOCALES = ("ja", "en")
SMTP_PORTS = {"smtp": 25, "smtps": 465}
MAILBOX = re.compile(r"[a-z0-9._+-]+@[a-z0-9.-]+", re.IGNORECASE)


class BadSetting(Exception):
    """A setting that cannot be used; its text names the variable and what is wrong."""


@dataclass(frozen=True)
class MailServer:
    """Where mail is handed over, and from whom it is; ``encrypted`` from the first byte (smtps)."""

    host: str
    port: int
    encrypted: bool
    sender: str
    user: str = ""
    password: str = field(default="", repr=False)


@dataclass(frozen=True)
class Settings:
    """What differs from site to site; the README's table lists the variables.

    ``font_folders`` hold fonts for characters that the built-in ones lack. ``base_url`` is the address that colleagues
    use, blank where it is the one that they asked for. ``password_cost`` is (iterations, memory in KiB, lanes) of
    argon2id.
    """

    database_url: str
    secret_key: str = field(repr=False)
    city: str = ""
    locale: str = "ja"
    instance_path: Path = Path("instance")
    font_folders: tuple[Path, ...] = ()
    base_url: str = ""
    mail_server: MailServer | None = None
    password_cost: tuple[int, int, int] = (3, 65536, 4)
    testing: bool = False

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] = os.environ) -> "Settings":
        """Read and check the environment; raises BadSetting. Makes ``instance/`` and its secret key when missing."""
        instance_path = Path(environ.get("REGISTRY_INSTANCE") or Path(__file__).parent.parent / "instance").resolve()
        locale = environ.get("REGISTRY_LOCALE") or "ja"
        if locale not in LOCALES:
            raise BadSetting(f"REGISTRY_LOCALE: {locale!r} is none of {', '.join(LOCALES)}")
        return cls(
            database_url=_database_url(environ.get("DATABASE_URL", ""), instance_path),
            secret_key=environ.get("SECRET_KEY") or _kept_secret_key(instance_path),
            city=environ.get("REGISTRY_CITY", ""),
            locale=locale,
            instance_path=instance_path,
            font_folders=_font_folders(environ.get("REGISTRY_FONTS", "")),
            base_url=environ.get("REGISTRY_URL", ""),
            mail_server=_mail_server(environ.get("REGISTRY_SMTP", ""), environ.get("REGISTRY_MAIL_FROM", "")),
        )


def _mail_server(url: str, sender: str) -> MailServer | None:
    """The server of smtp://USER:PASSWORD@HOST:PORT; what is wrong is told without the password."""
    if not url:
        return None
    try:
        parts = urlsplit(url)
        port = parts.port or SMTP_PORTS[parts.scheme]
    except (ValueError, KeyError):
        raise BadSetting("REGISTRY_SMTP: write smtp://USER:PASSWORD@HOST:PORT or smtps://…") from None
    if not parts.hostname or parts.path.strip("/") or parts.query or parts.fragment:
        raise BadSetting("REGISTRY_SMTP: write / ? and # of a password as %2F %3F and %23")
    if not MAILBOX.fullmatch(sender):
        raise BadSetting(f"REGISTRY_MAIL_FROM: {sender!r} is no mail address")
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    return MailServer(parts.hostname, port, parts.scheme == "smtps", sender, user, password)


def _font_folders(text: str) -> tuple[Path, ...]:
    """Folders as PATH has them; which of them has a character does not matter."""
    folders = tuple(Path(folder).resolve() for folder in text.split(os.pathsep) if folder.strip())
    missing = next((folder for folder in folders if not folder.is_dir()), None)
    if missing is not None:
        raise BadSetting(f"REGISTRY_FONTS: {missing} is no folder")
    return folders


def _database_url(text: str, instance_path: Path) -> str:
    if not text:
        try:
            instance_path.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise BadSetting(f"REGISTRY_INSTANCE: {error.filename}: {error.strerror}") from error
        return f"sqlite:///{(instance_path / 'registry.sqlite3').as_posix()}"
    scheme, separator, rest = text.partition("://")
    if scheme in {"postgres", "postgresql", "postgresql+psycopg"} and separator:
        return f"postgresql+psycopg://{rest}"
    if scheme == "sqlite" and separator:
        return _sqlite_url(rest)
    raise BadSetting("DATABASE_URL: write sqlite:///FILE or postgresql://USER:PASSWORD@HOST/NAME")


def _sqlite_url(rest: str) -> str:
    """The URL of a file, by its whole path: everybody must mean the same one, and lock files stand beside it."""
    file = rest.removeprefix("/")
    if not rest.startswith("/") or not file or file.startswith((":memory:", "file:")) or "?" in file:
        raise BadSetting("DATABASE_URL: write sqlite:///FILE, a file on this machine; nothing is kept in memory")
    return f"sqlite:///{Path(file).absolute().as_posix()}"


def _kept_secret_key(instance_path: Path) -> str:
    """The key made at the first start, readable by its owner only; two starts at once agree on one."""
    try:
        return _key_in(instance_path)
    except OSError as error:
        raise BadSetting(f"SECRET_KEY is not set and none can be kept: {error.filename}: {error.strerror}") from error


def _key_in(instance_path: Path) -> str:
    instance_path.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = instance_path / "secret_key"
    if not path.exists():
        with tempfile.NamedTemporaryFile("w", dir=instance_path, encoding="ascii", delete=False) as file:
            file.write(secrets.token_hex(32))  # such a file is its owner's only
        with contextlib.suppress(FileExistsError):
            os.link(file.name, path)  # whole, or not at all, and never over another's
        Path(file.name).unlink()
    key = path.read_text(encoding="ascii").strip()
    if not key:
        raise BadSetting(f"{path} is empty: delete it, and a new key is made at the next start")
    return key
