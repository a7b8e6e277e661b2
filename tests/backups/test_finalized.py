"""What was signed stays what it was, byte for byte, whatever happens to the registry and wherever it goes."""

from pathlib import Path

import pytest
from flask_migrate import downgrade, upgrade

from registry.commands.agreements import delete_agreement
from registry.commands.backups import make_backup
from registry.commands.departments import Handover, reorganize_departments
from registry.commands.meetings import delete_meeting
from registry.commands.organizations import rename_organization
from registry.commands.restores import restore_backup
from registry.commands.rules import set_rule
from registry.commands.users import add_user
from registry.database import db, writing
from registry.domain.vocabulary import Role
from registry.queries.audit import verify_chain
from registry.queries.drift import find_drift
from registry.queries.sheet_revisions import find_newest_revision
from registry.web.throttle import limiter
from tests.conftest import SeparateClient
from tests.databases import MIGRATIONS
from tests.finalizing import TODAY, drafted_again, finalized
from tests.office import SATO, agreement, day, meeting, organization
from tests.web.conftest import PASSWORD, log_in

FORMS = ("json", "html", "xlsx", "pdf")
ADDRESSES = ("json", "xlsx", "pdf", "xlsx?findings=1", "pdf?findings=1", "revisions/1.html")
WAYS = [("sqlite", "postgresql", "sqlite"), ("postgresql", "sqlite")]


@pytest.fixture
def signed(registry):
    """Makes a registry whose sheet is signed, with a reader."""

    def make(kind: str):
        app = registry(kind, "demonstration")
        with app.app_context(), writing():
            drafted_again()
            finalized(as_of=TODAY, document_number="秘政第12号")
            add_user(SATO, name="閲覧", role=Role.VIEWER, password=PASSWORD)
        return app

    return make


def documents(app, folder: Path) -> dict[str, bytes]:
    """All that the web and the command line give of the sheet."""
    app.test_client_class = SeparateClient
    limiter.reset()
    client, found = app.test_client(), {}
    assert log_in(client, "閲覧").status_code == 302
    for address in ADDRESSES:
        answer = client.get(f"/sheets/2020{'/' if address.startswith('rev') else '.'}{address}")
        assert answer.status_code == 200
        found[f"web {address}"] = answer.data
    for form in FORMS:
        for more in [[], ["--findings"]] if form != "json" else [[]]:
            file = folder / f"out.{form}"
            done = app.test_cli_runner().invoke(args=["sheet", "R2", "--format", form, "--out", str(file), *more])
            assert done.exit_code == 0, done.output
            found[" ".join(["command", form, *more])] = file.read_bytes()
    with app.app_context():
        db.session.remove()
    return found


def change_everything(app) -> None:
    """Edits, deletions, renames, other rules and a reorganization, all of them after the signature."""
    with app.app_context(), writing():
        rename_organization(SATO, organization_id=1, name="新しい名", kana="", on=day("2021-06-01"))
        delete_agreement(SATO, agreement_id=agreement(organization("誤り"), concluded="2020-05-01").id)
        agreement(organization("遅れた団体", kind="company"), concluded="2020-12-01")
        meeting(organization("遅れた相手"), held="2021-01-05")
        delete_meeting(SATO, meeting_id=150)
        set_rule(SATO, name="meeting_basis", value="participation")
        everything_moves = {"last_day": day("2021-03-31"), "successor": "新しい課", "handover": Handover()}
        reorganize_departments(SATO, department_ids=[1], **everything_moves)


@pytest.mark.parametrize("way", WAYS, ids="-".join)
def test_what_was_signed_is_the_same_after_every_change_and_wherever_it_goes(registry, signed, tmp_path, way):
    app, file = signed(way[0]), tmp_path / "backup.zip"
    before = documents(app, tmp_path)
    change_everything(app)
    assert documents(app, tmp_path) == before
    for kind in way[1:]:
        with app.app_context():
            make_backup(SATO, file=file)
            db.session.remove()
        app = registry(kind, "empty")
        with app.app_context():
            restore_backup(file)
            db.session.remove()
        assert documents(app, tmp_path) == before
    with app.app_context():
        drift = find_drift(find_newest_revision(2020))
        assert {key[0] for key in drift.records} >= {"organizations", "agreements", "meetings"}
        assert verify_chain().broken == ()


def test_what_the_web_and_the_command_line_give_is_one(signed, tmp_path):
    found = documents(signed("sqlite"), tmp_path)
    assert found["web revisions/1.html"] == found["command html"]
    assert found["web json"] == found["command json"]
    for form in ("xlsx", "pdf"):
        assert found[f"web {form}"] == found[f"command {form}"]
        assert found[f"web {form}?findings=1"] == found[f"command {form} --findings"]
    assert found["web pdf"].startswith(b"%PDF")
    assert found["web xlsx"].startswith(b"PK")


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_older_migrations_taken_back_and_made_again_leave_it_alone(signed, tmp_path, kind):
    """The tables of revisions come with the last migration but those after it: these are taken back here."""
    app = signed(kind)
    before = documents(app, tmp_path)
    with app.app_context():
        downgrade(directory=str(MIGRATIONS), revision="0008")
        upgrade(directory=str(MIGRATIONS))
        db.session.remove()
    assert documents(app, tmp_path) == before
