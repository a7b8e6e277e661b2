"""A backup that was damaged, cut off, altered or made to do harm is refused, and nothing is changed by it."""

import hashlib
import io
import json
import time
import zipfile
from contextlib import closing

import pytest

from registry.domain.backups import BrokenLog, DamagedBackup, NewerBackup, NoBackup, UnusableBackup
from registry.domain.errors import DatabaseUnusable, Refusal
from registry.exports.backups import BackupWriter
from registry.imports.archives import UNREADABLE_ARCHIVE
from registry.imports.backups import BackupReader
from tests.backups.test_round_trip import back_up, restore
from tests.backups.whole import rows

MANIFEST = "manifest.json"


@pytest.fixture
def target(registry):
    return registry("sqlite", "demonstration")


@pytest.fixture
def good(filled, file) -> bytes:
    back_up(filled("sqlite"), file)
    return file.read_bytes()


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: dict[str, bytes], *more: tuple[str, bytes], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", packing) as archive:
        for name, content in (*parts.items(), *more):
            archive.writestr(name, content)
    return out.getvalue()


def altered(data: bytes, *, drop: str = "", **changed: bytes) -> bytes:
    """A backup with some parts changed and a manifest that is right about them: made by somebody who knows how."""
    parts = {name: content for name, content in parts_of(data).items() if name != drop} | changed
    manifest = json.loads(parts[MANIFEST])
    members = manifest["members"] = {}
    for name, content in parts.items():
        if name != MANIFEST:
            members[name] = {"size": len(content), "sha256": hashlib.sha256(content).hexdigest()}
        if name.startswith("tables/"):
            manifest["rows"][name[7:-6]] = content.count(b"\n") - 1
    return packed(parts | {MANIFEST: json.dumps(manifest).encode()})


def with_manifest(data: bytes, **facts: object) -> bytes:
    parts = parts_of(data)
    return packed(parts | {MANIFEST: json.dumps(json.loads(parts[MANIFEST]) | facts).encode()})


def table(data: bytes, name: str) -> list[list]:
    return [json.loads(line) for line in parts_of(data)[f"tables/{name}.jsonl"].splitlines()]


def with_table(data: bytes, name: str, rows: list[list]) -> bytes:
    lines = b"".join(json.dumps(row).encode() + b"\n" for row in rows)
    return altered(data, **{f"tables/{name}.jsonl": lines})


def with_value(data: bytes, name: str, column: str, value: object) -> bytes:
    """The first row of a table says something else."""
    columns, first, *rest = table(data, name)
    first[columns.index(column)] = value
    return with_table(data, name, [columns, first, *rest])


def bomb(data: bytes) -> bytes:
    """A part that unpacks to a gigabyte, and says so."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        parts = parts_of(data)
        manifest = json.loads(parts.pop(MANIFEST))
        manifest["members"]["tables/meetings.jsonl"] |= {"size": 1 << 30}
        for name, content in parts.items():
            if name != "tables/meetings.jsonl":
                archive.writestr(name, content)
        with archive.open("tables/meetings.jsonl", "w") as part:
            for _ in range(512):
                part.write(bytes(1 << 21))
        archive.writestr(MANIFEST, json.dumps(manifest))
    return out.getvalue()


def refused(target, file, data: bytes, refusal: type[Refusal]) -> Refusal:
    before = rows(target)
    file.write_bytes(data)
    with pytest.raises(refusal) as raised:
        restore(target, file, replace=True)
    assert rows(target) == before
    folder = target.config["SETTINGS"].instance_path / "attachments"
    assert not folder.exists() or list(folder.iterdir()) == []
    return raised.value


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"Dear Sir or Madam",
        b"SQLite format 3\0" + bytes(4000),
        packed({"a.txt": b"x"}),
        packed({MANIFEST: b"{"}),
        packed({MANIFEST: b"[]"}),
        packed({MANIFEST: b"7"}),
        packed({MANIFEST: b'{"format": "another", "version": 1}'}),
        packed({MANIFEST: b"[" * 100_000}),
    ],
)
def test_what_is_no_backup_is_refused(target, file, data):
    refused(target, file, data, NoBackup)


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.999])
def test_a_backup_that_was_cut_off_is_refused(target, file, good, share):
    refused(target, file, good[: int(len(good) * share)], NoBackup)


def test_a_bit_that_fell_over_anywhere_is_found(target, file, good):
    for place in range(100, len(good) - 100, len(good) // 25):
        broken = with_fallen_bit(good, place)
        if parts_read(broken) != parts_of(good):  # some bits say nothing: the day of a part, the system that packed it
            refused(target, file, broken, UnusableBackup)


def test_a_bit_of_the_archive_that_says_nothing_keeps_nobody_from_restoring(target, file, good):
    untold = good.rindex(b"PK\x01\x02") + 5  # the system on which the last part was packed
    broken = with_fallen_bit(good, untold)
    assert parts_of(broken) == parts_of(good)
    file.write_bytes(broken)
    restore(target, file, replace=True)
    restored = rows(target)
    file.write_bytes(good)
    restore(target, file, replace=True)
    assert restored == rows(target)


def with_fallen_bit(data: bytes, place: int) -> bytes:
    return data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :]


def parts_read(data: bytes) -> dict[str, bytes] | None:
    """What another reader finds in it; None where it finds it broken."""
    try:
        return parts_of(data)
    except UNREADABLE_ARCHIVE:
        return None


@pytest.mark.parametrize(
    "name",
    [
        "../evil.txt",
        "files/../../evil",
        "/etc/cron.d/evil",
        "files/" + "A" * 32,
        "tables/../x.jsonl",
        "files\\evil",
        "C:/x",
    ],
)
def test_a_path_that_leads_elsewhere_is_refused(target, file, good, tmp_path, name):
    refused(target, file, altered(good, **{name: b"evil"}), DamagedBackup)
    assert not list(tmp_path.rglob("evil*"))


@pytest.mark.parametrize(
    "spoil",
    [
        lambda good: packed(parts_of(good), ("extra.txt", b"x")),
        lambda good: altered(good, drop="tables/meetings.jsonl"),
        lambda good: altered(good, **{"tables/alembic_version.jsonl": b'["version_num"]\n["0001"]\n'}),
        lambda good: altered(good, **{"tables/user_sessions.jsonl": b'["id"]\n'}),
        lambda good: altered(good, **{"tables/pg_authid.jsonl": b'["id"]\n'}),
        lambda good: packed({**parts_of(good), "tables/groups.jsonl": b'["id"]\n'}),
        lambda good: packed(parts_of(good), packing=zipfile.ZIP_LZMA),
        lambda good: with_manifest(good, members=7),
        lambda good: with_manifest(good, rows={}),
        lambda good: with_manifest(good, made_at="yesterday"),
        lambda good: with_manifest(good, head="0" * 64),
        lambda good: with_manifest(good, entries=3),
        lambda good: with_table(good, "fields", [["id"], [1]]),
        lambda good: with_table(good, "fields", [*table(good, "fields"), [1]]),
        lambda good: with_table(good, "fields", []),
        lambda good: altered(good, **{"tables/fields.jsonl": table(good, "fields").__repr__().encode()}),
        lambda good: with_value(good, "meetings", "held_on", "2020-02-30"),
        lambda good: with_value(good, "meetings", "held_on", 20200401),
        lambda good: with_value(good, "meetings", "id", "1"),
        lambda good: with_value(good, "meetings", "id", 1e300),
        lambda good: with_value(good, "meetings", "counted", 1),
        lambda good: with_value(good, "meetings", "type", "party"),
        lambda good: with_value(good, "meetings", "subject", None),
        lambda good: with_value(good, "meetings", "subject", ["x"]),
        lambda good: with_value(good, "meetings", "id", 2),
        lambda good: with_value(good, "attachments", "uploaded_at", "2021-04-01T09:30:00"),
        lambda good: with_value(good, "attachments", "stored_as", "../../registry.sqlite3"),
        lambda good: with_value(good, "attachments", "sha256", "0" * 64),
        lambda good: with_value(good, "audit_entries", "actor", "somebody else"),
    ],
)
def test_what_somebody_altered_who_knows_how_is_refused(target, file, good, spoil):
    refused(target, file, spoil(good), UnusableBackup)


def test_a_part_that_is_not_what_its_sum_says_is_refused(target, file, good):
    parts = parts_of(good)
    meetings = parts["tables/meetings.jsonl"]
    moved = meetings.replace(b'"2021-06-01"', b'"2022-06-01"')
    assert moved != meetings
    refused(target, file, packed(parts | {"tables/meetings.jsonl": moved}), DamagedBackup)


def test_a_reference_that_leads_nowhere_is_refused(target, file, good):
    refused(target, file, with_value(good, "meetings", "department_id", 999_999), DatabaseUnusable)


def test_two_parts_of_one_name_are_refused(target, file, good):
    with pytest.warns(UserWarning, match="Duplicate"):
        data = packed(parts_of(good), ("tables/fields.jsonl", b"[]\n"))
    refused(target, file, data, DamagedBackup)


def test_a_bomb_is_refused_before_it_is_unpacked(target, file, good):
    data = bomb(good)
    started = time.process_time()
    refused(target, file, data, DamagedBackup)
    assert time.process_time() - started < 2  # of which the two looks at the target take the most


@pytest.mark.parametrize(
    ("facts", "version"), [({"version": 2}, "2"), ({"revision": "0999"}, "0999"), ({"revision": "heads"}, "heads")]
)
def test_a_backup_of_a_newer_version_says_which(target, file, good, facts, version):
    refusal = refused(target, file, with_manifest(good, **facts), NewerBackup)
    assert f"({version})" in str(refusal)


def test_a_log_that_was_altered_before_the_backup_needs_a_word_of_its_own(target, file, good):
    columns, *entries = table(good, "audit_entries")
    entries[4][columns.index("actor")] = "somebody else"
    data = with_table(good, "audit_entries", [columns, *entries])
    refusal = refused(target, file, data, BrokenLog)
    assert "entry 5" in str(refusal)
    done = restore(target, file, replace=True, accept_broken_log=True)
    assert [each.entry_id for each in done.log.broken] == [5]


def test_a_line_without_an_end_is_not_read_into_memory():
    out = io.BytesIO()
    with closing(BackupWriter(out)) as backup:
        assert backup.members == {}
        with backup._archive.open("tables/fields.jsonl", "w") as part:
            for _ in range(40):
                part.write(b"[" + b" " * ((1 << 21) - 1))
        backup._archive.writestr(MANIFEST, json.dumps(BASIC))
    with closing(BackupReader(out, "x")) as backup, pytest.raises(DamagedBackup):
        backup.read_table("fields")


BASIC = {
    "format": "renkei-backup",
    "version": 1,
    "revision": "0003",
    "made_at": "2021-04-01T09:30:00+00:00",
    "entries": 0,
    "head": "0" * 64,
    "rows": {},
    "members": {},
    "lost": [],
}
