"""Files at records as their readers meet them: sent, refused with a reason, kept, replaced, removed, restored."""

import io
import re
from urllib.parse import unquote

import pytest
from flask import render_template_string

from registry.commands.agreements import delete_agreement
from registry.database import writing
from registry.domain.attached_files import LARGEST_ATTACHMENT
from registry.domain.permissions import Permission
from registry.domain.vocabulary import Noun, Role
from registry.queries.attachments import file_store, list_attachments
from registry.web.access import requires
from registry.web.attachment_list import attachments_of
from tests.attaching import attached_to
from tests.imports.attached import EXE, HTML, PDF, PNG, SVG, archive
from tests.office import SATO, agreement, organization
from tests.web.conftest import token_of
from tests.web.test_statements import asked

NEW = "/agreements/1/files/new"
SHOWN = '{% from "macros/attachments.html" import attachments with context %}{{ attachments(files) }}'


@pytest.fixture
def secretariat(site, browser_of):
    site.add_url_rule("/try", "try", requires(Permission.SEE_REGISTRY)(show_files_of_the_first_agreement))
    return browser_of(Role.SECRETARIAT)


def show_files_of_the_first_agreement() -> str:
    return render_template_string(SHOWN, files=attachments_of(Noun.AGREEMENTS, 1))


def send(client, address: str, name: str = "", data: bytes = b"", **more):
    form = {"csrf_token": token_of(client, "/counts"), **more}
    if name:
        form["file"] = (io.BytesIO(data), name)
    return client.post(address, data=form, content_type="multipart/form-data")


def files_of(site, noun=Noun.AGREEMENTS, record_id=1):
    with site.app_context():
        return list(list_attachments(noun, record_id))


def attach(site, name="協定書.pdf", data=PDF) -> int:
    with site.app_context():
        return attached_to(Noun.AGREEMENTS, 1, name, data).id


def error_of(answer) -> str:
    """The sentence at the field; the summary says the same."""
    assert answer.status_code == 422
    said = re.search(r'<p class="error" id="file-error">.*?<span>(.*?)</span>', answer.text)[1]
    assert f'<a href="#file">添付するファイル: {said}</a>' in answer.text
    return said


def test_a_sent_file_is_at_its_record_and_comes_back_byte_for_byte(site, secretariat):
    answer = send(secretariat, NEW, "協定書（署名済）.pdf", PDF)
    assert answer.status_code == 303
    (file,) = files_of(site)
    assert (file.file_name, file.uploaded_by, file.size) == ("協定書（署名済）.pdf", "secretariat", len(PDF))
    kept = secretariat.get(f"/attachments/{file.id}")
    assert (kept.status_code, kept.data) == (200, PDF)


@pytest.mark.parametrize(
    ("name", "data", "media_type"),
    [
        ("協定書 ㈱﨑山.pdf", PDF, "application/pdf"),
        ("写真.png", PNG, "image/png"),
        ("メモ.txt", "市役所".encode("cp932"), "text/plain"),
        ("一覧.csv", "番号\n".encode(), "text/csv"),
    ],
)
def test_a_file_is_only_ever_kept_and_never_shown(site, viewer, name, data, media_type):
    kept = viewer.get(f"/attachments/{attach(site, name, data)}")
    disposition = kept.headers["Content-Disposition"]
    assert disposition.startswith("attachment; filename=file-")
    assert unquote(disposition.partition("filename*=UTF-8''")[2]) == name
    assert disposition.isascii()
    told = {key: kept.headers[key] for key in ("Content-Type", "X-Content-Type-Options", "Cache-Control")}
    assert told == {"Content-Type": media_type, "X-Content-Type-Options": "nosniff", "Cache-Control": "no-store"}
    assert kept.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert kept.headers["Content-Length"] == str(len(data))


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("協定書.pdf", HTML, "PDFとして保存"),
        ("図.svg", SVG, "PDFとして保存"),
        ("setup.exe", EXE, "PDFとして保存"),
        ("まとめ.zip", archive(**{"a.txt": "x"}), "PDFとして保存"),
        ("写真.jpg", PNG, ".png"),
        ("空.pdf", b"", "空です"),
        ("../../etc/passwd.pdf", HTML, "「passwd.pdf」"),
        ("協定書\u202efdp.exe", EXE, "「協定書fdp.exe」"),
        ("あ" * 300 + ".pdf", HTML, "あ" * 251 + ".pdf"),
    ],
)
def test_what_may_not_be_attached_is_told_at_the_field_and_nothing_is_kept(site, secretariat, name, data, said):
    assert said in error_of(send(secretariat, NEW, name, data))
    assert files_of(site) == []
    folder = site.config["SETTINGS"].instance_path / "attachments"
    assert not folder.exists()


def test_a_form_without_a_file_asks_for_one(secretariat):
    assert error_of(send(secretariat, NEW)) == "ファイルを選んでください。"
    assert "<title>エラー:" in send(secretariat, NEW).text


def test_one_byte_more_than_20_mb_is_told_at_the_field(site, secretariat):
    assert "20" in error_of(send(secretariat, NEW, "大.txt", b"a" * (LARGEST_ATTACHMENT + 1)))
    assert files_of(site) == []
    assert send(secretariat, NEW, "大.txt", b"a" * LARGEST_ATTACHMENT).status_code == 303


def test_what_is_far_too_large_is_not_read_at_all(site, secretariat):
    answer = send(secretariat, NEW, "大.txt", bytes(32_000_000))
    assert answer.status_code == 413
    assert files_of(site) == []


def test_a_form_that_is_sent_twice_attaches_one_file(site, secretariat):
    for _ in range(2):
        assert send(secretariat, NEW, "協定書.pdf", PDF, form_key="the same").status_code == 303
    assert len(files_of(site)) == 1


def test_a_replaced_file_stands_below_the_newer_one_and_both_can_be_kept(site, secretariat, viewer):
    old = attach(site)
    page = secretariat.get(f"/attachments/{old}/replace")
    assert "「協定書.pdf」" in page.text
    assert send(secretariat, f"/attachments/{old}/replace", "協定書（改）.pdf", PDF + b"\n").status_code == 303
    _, new = files_of(site)
    shown = viewer.get("/try").text
    assert shown.index("協定書（改）.pdf") < shown.index("以前のファイル（1件）") < shown.index("協定書.pdf")
    assert [viewer.get(f"/attachments/{each}").data for each in (old, new.id)] == [PDF, PDF + b"\n"]


def test_the_second_who_replaces_a_file_is_told(site, secretariat):
    old = attach(site)
    send(secretariat, f"/attachments/{old}/replace", "改.pdf", PDF)
    answer = send(secretariat, f"/attachments/{old}/replace", "別の改.pdf", PDF)
    assert (answer.status_code, "ほかの人が" in answer.text) == (422, True)
    assert len(files_of(site)) == 2


def test_a_removed_file_is_out_of_sight_until_it_is_restored(site, secretariat, viewer):
    file = attach(site)
    assert send(secretariat, f"/attachments/{file}/remove").status_code == 303
    assert "協定書.pdf" not in viewer.get("/try").text
    assert viewer.get(f"/attachments/{file}").status_code == 403
    assert "取り外したファイル（1件）" in secretariat.get("/try").text
    assert secretariat.get(f"/attachments/{file}").data == PDF
    assert send(secretariat, f"/attachments/{file}/remove").status_code == 409
    assert send(secretariat, f"/attachments/{file}/restore").status_code == 303
    assert "協定書.pdf" in viewer.get("/try").text


def test_what_a_removed_file_had_replaced_is_as_far_away_as_itself(site, secretariat, viewer):
    old = attach(site)
    send(secretariat, f"/attachments/{old}/replace", "改.pdf", PDF + b"\n")
    new = files_of(site)[-1].id
    send(secretariat, f"/attachments/{new}/remove")
    assert [viewer.get(f"/attachments/{each}").status_code for each in (old, new)] == [403, 403]
    assert [secretariat.get(f"/attachments/{each}").status_code for each in (old, new)] == [200, 200]
    shown = secretariat.get("/try").text
    assert shown.index("取り外したファイル（1件）") < shown.index("以前のファイル（1件）")
    send(secretariat, f"/attachments/{new}/restore")
    assert viewer.get(f"/attachments/{old}").data == PDF


def test_a_viewer_sees_files_and_nothing_to_change_them_with(site, secretariat, viewer):
    attach(site)
    told, seen = secretariat.get("/try").text, viewer.get("/try").text
    assert [("<form" in each, "差し替える" in each) for each in (told, seen)] == [(True, True), (False, False)]
    assert send(viewer, NEW, "協定書.pdf", PDF).status_code == 403
    assert len(files_of(site)) == 1


def test_a_record_without_files_says_so(secretariat):
    assert "ファイルはまだありません" in secretariat.get("/try").text


def test_the_page_asks_once_however_many_files_there_are(site, secretariat, viewer):
    few = len(asked(site, viewer, "/try"))
    for number in range(5):
        attach(site, f"{number}.pdf")
    assert len(asked(site, viewer, "/try")) == few


def test_a_lost_file_is_told_in_a_sentence(site, viewer):
    file = attach(site)
    with site.app_context():
        file_store().remove(files_of(site)[0].stored_as)
    answer = viewer.get(f"/attachments/{file}")
    assert (answer.status_code, "「協定書.pdf」" in answer.text) == (404, True)


def test_files_of_a_deleted_record_are_out_of_reach(site, secretariat):
    with site.app_context():
        with writing():
            signed = agreement(organization("㈱あおば")).id
        file = attached_to(Noun.AGREEMENTS, signed, "協定書.pdf", PDF).id
        with writing():
            delete_agreement(SATO, agreement_id=signed)
    assert secretariat.get(f"/attachments/{file}").status_code == 404
    assert send(secretariat, f"/agreements/{signed}/files/new", "協定書.pdf", PDF).status_code == 404


@pytest.mark.parametrize("name", ["<script>alert(1)</script>.pdf", '"><img src=x onerror=alert(1)>.pdf'])
def test_a_name_is_never_markup(site, secretariat, name):
    attach(site, name)
    assert name.split("/")[-1][:8] not in secretariat.get("/try").text
