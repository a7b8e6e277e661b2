"""What was backed up is what is there after the restore, whichever databases are at both ends."""

from contextlib import closing

import pytest
import sqlalchemy as sa

from registry.commands.agreements import conclude_agreement
from registry.commands.backups import make_backup
from registry.commands.logins import log_in
from registry.commands.restores import restore_backup
from registry.database import db, writing
from registry.domain.backups import LEFT_OUT
from registry.domain.deed import Deed
from registry.domain.drafts import AgreementDraft, PartyDraft
from registry.imports.backups import BackupReader
from registry.queries.audit import verify_chain
from registry.queries.backups import find_last_backup
from registry.queries.sessions import find_session
from tests.backups.whole import everything, left_out_rows
from tests.office import SATO, day, meeting, organization

WAYS = [
    ("sqlite", "sqlite"),
    ("sqlite", "postgresql", "sqlite"),
    ("postgresql", "sqlite", "postgresql"),
]


def back_up(app, file):
    with app.app_context():
        made = make_backup(SATO, file=file)
        db.session.remove()
        return made


def restore(app, file, **how):
    with app.app_context():
        done = restore_backup(file, **how)
        db.session.remove()
        return done


@pytest.mark.parametrize("way", WAYS, ids="-".join)
def test_everything_is_the_same_wherever_it_went(registry, filled, file, way):
    app = filled(way[0])
    before = everything(app)
    for kind in way[1:]:
        made = back_up(app, file)
        assert (made.lost, made.log.broken) == ((), ())
        app = registry(kind, "empty")
        done = restore(app, file)
        assert everything(app) == before
        assert (done.log.head, done.files) == (before["head"], len(before["files"]))
    assert all(before["files"])
    assert left_out_rows(app) == 0


def test_a_registry_goes_on_after_its_last_ids(registry, filled, file):
    app = registry("postgresql")
    back_up(filled("sqlite"), file)
    restore(app, file)
    with app.app_context():
        with writing():
            body = organization("㈱あとから")
            party = PartyDraft(body.id)
            conclude_agreement(SATO, draft=AgreementDraft(day("2021-12-01"), (party,)))
            meeting(body)
        assert verify_chain().broken == ()


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_all_that_was_there_is_replaced(registry, filled, file, kind):
    app, other = filled(kind), registry(kind, "demonstration")
    before = everything(app)
    back_up(app, file)
    with other.app_context(), writing():
        organization("㈱まちがい")
    restore(other, file, replace=True)
    assert everything(other) == before


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
@pytest.mark.parametrize("statement", ["UPDATE audit_entries SET actor = 'x'", "DELETE FROM audit_entries"])
def test_the_log_still_refuses_to_be_altered_after_a_restore(registry, file, kind, statement):
    app = registry(kind, "demonstration")
    back_up(app, file)
    restore(app, file, replace=True)
    with app.app_context(), db.engine.connect() as connection, pytest.raises(sa.exc.IntegrityError, match="immutable"):
        connection.exec_driver_sql(statement)


def test_nobody_stays_logged_in(filled, file):
    app = filled("sqlite")
    with app.app_context():
        token = log_in(SATO, name="佐藤", password="a long sentence", address="").token
        assert find_session(token, at=SATO.at) is not None
    back_up(app, file)
    restore(app, file, replace=True)
    with app.app_context():
        assert find_session(token, at=SATO.at) is None
        assert log_in(SATO, name="佐藤", password="a long sentence", address="").token


def test_a_good_backup_is_noted_and_not_in_itself(filled, file):
    app = filled("sqlite")
    with app.app_context():
        head = verify_chain().head
    made = back_up(app, file)
    with app.app_context():
        noted = find_last_backup()
        assert (noted.file_name, noted.size, noted.head) == ("backup.zip", file.stat().st_size, head.hash)
        assert (noted.made_at, noted.made_by, made.log.head) == (SATO.at, "佐藤", head)
        assert verify_chain().head.entries == head.entries + 1
    restore(app, file, replace=True)
    with app.app_context():
        assert find_last_backup() is None


def test_two_backups_of_the_same_state_have_the_same_parts(filled, file):
    app = filled("sqlite")
    members = []
    for target in (file, file.with_name("again.zip")):
        back_up(app, target)
        with target.open("rb") as stream, closing(BackupReader(stream, "x")) as backup:
            members.append(dict(backup.manifest.members))
    different = {path for path in members[0] if members[0][path] != members[1][path]}
    assert different == {"tables/audit_entries.jsonl", "tables/backups.jsonl"}
    assert not any(name in path for name in LEFT_OUT for path in members[0])


def test_a_backup_says_when_it_was_made_and_nothing_of_the_machine(filled, file):
    back_up(filled("sqlite"), file)
    with file.open("rb") as stream, closing(BackupReader(stream, "x")) as backup:
        assert backup.manifest.made_at == SATO.at
    assert str(file.parent).encode() not in file.read_bytes()
    assert file.stat().st_mode & 0o777 == 0o600


def test_what_a_broken_off_upload_left_is_swept_when_a_backup_is_made(filled, file):
    app = filled("sqlite")
    folder = app.config["SETTINGS"].instance_path / "attachments"
    orphan = folder / ("0" * 32)
    orphan.write_bytes(b"named by nobody")
    kept = len(list(folder.iterdir())) - 1
    with app.app_context():
        make_backup(Deed("佐藤", SATO.at.replace(year=2100)), file=file)
    assert (orphan.exists(), len(list(folder.iterdir()))) == (False, kept)
