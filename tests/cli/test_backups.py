"""``flask backup`` and ``flask restore`` as somebody types them."""

import zipfile

import pytest

from registry.database import writing
from registry.queries.attachments import file_store
from registry.queries.backups import stored_files
from tests.attaching import attached
from tests.databases import running_app
from tests.imports.attached import PDF
from tests.office import agreement, organization


@pytest.fixture
def run(sqlite_app):
    with sqlite_app.app_context():
        with writing():
            signed = agreement(organization("㈱あおば"))
        attached(signed, "協定書.pdf", PDF)
    return lambda *arguments: sqlite_app.test_cli_runner().invoke(args=[str(each) for each in arguments])


def test_a_backup_prints_what_is_in_it_and_the_head_that_the_audit_log_has(run, tmp_path):
    head = run("audit", "verify").stdout
    done = run("backup", tmp_path / "backup.zip")
    size = (tmp_path / "backup.zip").stat().st_size
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout == f"{tmp_path / 'backup.zip'}：7行、添付ファイル1件、{size:,}バイト\n{head}"
    assert zipfile.is_zipfile(tmp_path / "backup.zip")


def test_a_restore_prints_the_same_head(run, tmp_path, sqlite_files):
    backup = run("backup", tmp_path / "backup.zip")
    (tmp_path / "other").mkdir()
    with running_app(sqlite_files.empty(), tmp_path / "other") as other:
        done = other.test_cli_runner().invoke(args=["restore", str(tmp_path / "backup.zip")])
        assert (done.exit_code, done.stderr) == (0, "")
        assert done.stdout.splitlines()[0] == "7行と添付ファイル1件を復元しました。全員がログインし直す必要があります。"
        assert done.stdout.splitlines()[1] == backup.stdout.splitlines()[1]


def test_restoring_over_records_is_refused_in_one_line(run, tmp_path):
    run("backup", tmp_path / "backup.zip")
    done = run("restore", tmp_path / "backup.zip")
    assert (done.exit_code, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert "--replace" in done.stderr
    assert run("restore", "--replace", tmp_path / "backup.zip").exit_code == 0


def test_what_is_no_backup_is_refused_in_one_line(run, tmp_path):
    (tmp_path / "letter.zip").write_bytes(b"Dear Sir or Madam")
    done = run("restore", "--replace", tmp_path / "letter.zip")
    assert (done.exit_code, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert "letter.zip" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "exit_code"),
    [
        (("backup",), 2),
        (("backup", "/nowhere/at/all/backup.zip"), 1),
        (("backup", "/"), 2),
        (("restore",), 2),
        (("restore", "/nowhere/backup.zip"), 2),
    ],
)
def test_what_cannot_be_done_is_one_line(run, arguments, exit_code):
    done = run(*arguments)
    assert (done.exit_code, done.stdout, done.stderr.count("\n")) == (exit_code, "", 1)


def test_a_lost_file_is_named_on_standard_error(run, tmp_path, sqlite_app):
    with sqlite_app.app_context():
        file_store().remove(stored_files()[0].stored_as)
    done = run("backup", tmp_path / "backup.zip")
    assert done.exit_code == 0
    assert "協定書.pdf" in done.stderr
    restored = run("restore", "--replace", tmp_path / "backup.zip")
    assert (restored.exit_code, restored.stderr.count("\n")) == (0, 1)
