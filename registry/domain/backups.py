"""A backup: one archive that says in its manifest what it holds, independent of the database that it was taken from.

``tables/NAME.jsonl`` has the names of a table's columns in its first line and a row in each further one, as JSON
lists: days and moments (UTC) in ISO 8601, all else as JSON has it. ``files/NAME`` are the attached files.
``manifest.json`` gives size and SHA-256 of each of them.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from registry.domain.errors import Refusal
from registry.domain.message import N_

FORMAT, VERSION = "renkei-backup", 1
MANIFEST = "manifest.json"
TABLES, FILES, LINES = "tables/", "files/", ".jsonl"

LEFT_OUT = frozenset({"login_failures", "posted_forms", "user_links", "user_sessions"})
"""Tables that no backup holds: what lets somebody in, and what is forgotten within days.

After a restore nobody is logged in, one-time links are dead, and no form of the time before can be sent.
"""
GOOD_FOR = timedelta(days=7)
"""An older backup is too old to rely on."""


class UnusableBackup(Refusal):
    """A file that nothing is restored from; ``name`` is the file's name."""


class NoBackup(UnusableBackup):
    sentence = N_("“%(name)s” is no backup of this registry.")


class DamagedBackup(UnusableBackup):
    sentence = N_("“%(name)s” is damaged or was altered (%(part)s). Nothing was restored.")


class NewerBackup(UnusableBackup):
    sentence = N_(
        "“%(name)s” was made by a newer version of the registry (%(version)s). "
        "Install that version first. Nothing was restored."
    )


class BrokenLog(UnusableBackup):
    sentence = N_(
        "The audit log in “%(name)s” was altered before the backup was made (entry %(entry)s). Nothing was restored. "
        "To restore it all the same, give --accept-broken-log."
    )


class NotEmpty(Refusal):
    sentence = N_("The registry is not empty. To replace everything in it, give --replace.")


class NotOverwritten(Refusal):
    sentence = N_("“%(name)s” is there already and is no backup. Choose another name.")


@dataclass(frozen=True)
class Member:
    """A part of the archive, unpacked: bytes, and SHA-256 in hex."""

    size: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """``revision`` is that of the last migration, ``rows`` are by table, ``entries`` and ``head`` the audit log's end.

    ``lost``: names of stored files that were not found whole when the backup was made.
    """

    revision: str
    made_at: datetime
    entries: int
    head: str
    rows: Mapping[str, int]
    members: Mapping[str, Member]
    lost: tuple[str, ...] = ()


def written_manifest(manifest: Manifest) -> bytes:
    """The manifest as it stands in the archive."""
    facts = {"format": FORMAT, "version": VERSION, **asdict(manifest), "made_at": manifest.made_at.isoformat()}
    return (json.dumps(facts, ensure_ascii=False, indent=1) + "\n").encode()


def read_manifest(text: bytes, *, name: str) -> Manifest:
    """The manifest of the backup with this name; raises NoBackup, NewerBackup, DamagedBackup."""
    try:
        facts = json.loads(text)
        kind, version = facts.pop("format"), facts.pop("version")
    except (ValueError, RecursionError, AttributeError, TypeError, KeyError) as error:
        raise NoBackup(name=name) from error
    if kind != FORMAT:
        raise NoBackup(name=name)
    if version != VERSION:
        raise NewerBackup(name=name, version=version)
    try:
        return Manifest(
            revision=str(facts["revision"]),
            made_at=datetime.fromisoformat(facts["made_at"]),
            entries=int(facts["entries"]),
            head=str(facts["head"]),
            rows={table: int(rows) for table, rows in facts["rows"].items()},
            members={path: Member(int(one["size"]), str(one["sha256"])) for path, one in facts["members"].items()},
            lost=tuple(map(str, facts["lost"])),
        )
    except (ValueError, OverflowError, AttributeError, TypeError, KeyError) as error:
        raise DamagedBackup(name=name, part=MANIFEST) from error
