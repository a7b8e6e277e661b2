"""The page of the backup: when the last good one was made, and the file that its button hands out."""

import zipfile
from io import BytesIO

import pytest

from registry.commands.restores import restore_backup
from registry.domain.vocabulary import Noun, Role
from registry.queries.attachments import file_store
from registry.queries.backups import stored_files
from tests.attaching import attached_to
from tests.backups.whole import rows
from tests.databases import running_app
from tests.imports.attached import PDF
from tests.web.conftest import log_in, token_of

PAGE = "/administration/backup"


@pytest.fixture
def administrator(browser_of):
    return browser_of(Role.ADMINISTRATOR)


def make(client):
    return client.post(PAGE, data={"csrf_token": token_of(client, PAGE)})


def test_without_a_backup_the_page_warns(administrator):
    assert "まだ一度もバックアップを取っていません" in administrator.get(PAGE).text


def test_the_button_hands_out_a_backup_and_leaves_nothing_on_the_server(site, administrator):
    answer = make(administrator)
    assert (answer.status_code, answer.mimetype) == (200, "application/zip")
    assert "filename=renkei-20211220-120000.zip" in answer.headers["Content-Disposition"]
    assert zipfile.ZipFile(BytesIO(answer.data)).testzip() is None
    assert not list(site.config["SETTINGS"].instance_path.glob("backup-*"))
    page = administrator.get(PAGE).text
    assert "令和3年12月20日 12:00" in page
    assert "renkei-20211220-120000.zip" in page
    assert "notice-warn" not in page


@pytest.mark.parametrize(("days", "warned"), [(7, False), (8, True)])
def test_after_a_week_the_page_warns(site, administrator, clock, days, warned):
    make(administrator)
    clock.passes(days=days)
    log_in(administrator, Role.ADMINISTRATOR)
    assert ("7日を過ぎています" in administrator.get(PAGE).text) is warned


def test_what_the_button_hands_out_can_be_restored(site, administrator, sqlite_files, tmp_path):
    answer = make(administrator)
    (tmp_path / "backup.zip").write_bytes(answer.data)
    (tmp_path / "other").mkdir()
    with running_app(sqlite_files.empty(), tmp_path / "other") as other:
        with other.app_context():
            restore_backup(tmp_path / "backup.zip")
        here, there = rows(site), rows(other)
    assert here.pop("backups")
    assert there.pop("backups") == []
    assert here.pop("audit_entries")[:-1] == there.pop("audit_entries")
    assert here == there


def test_a_lost_file_is_told_on_the_next_page(site, administrator):
    with site.app_context():
        attached_to(Noun.AGREEMENTS, 1, "協定書.pdf", PDF)
        file_store().remove(stored_files()[0].stored_as)
    assert make(administrator).status_code == 200
    assert "協定書.pdf" in administrator.get(PAGE).text
