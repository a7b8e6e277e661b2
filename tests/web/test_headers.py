"""What every answer tells the browser."""

import re

import pytest

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
ADDRESSES = ("/login", "/", "/sheets/2020", "/sheets/2020.json", "/no-such-page", "/healthz")


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_page_says_what_it_may_load_and_that_it_is_not_kept(viewer, address):
    headers = viewer.get(address).headers
    assert headers["Content-Security-Policy"] == POLICY
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]
    assert headers["Cache-Control"] == "no-store"
    assert "Strict-Transport-Security" not in headers


def test_https_is_remembered_only_over_https(viewer):
    assert "Strict-Transport-Security" in viewer.get("/login", base_url="https://localhost").headers


@pytest.mark.parametrize("address", ["/login", "/", "/counts", "/sheets/2020"])
def test_no_page_holds_inline_script_or_style(viewer, address):
    page = viewer.get(address).text
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)", page)
    assert not re.findall(r"(?:src|href|action)=\"(?:https?:)?//", page)


def test_files_are_kept_for_good_under_their_version_and_asked_for_again_without(viewer):
    page = viewer.get("/").text
    address = re.search(r'href="(/static/app\.css\?v=\w+)"', page)[1]
    kept = viewer.get(address)
    assert kept.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert "Set-Cookie" not in kept.headers
    loose = viewer.get("/static/app.css")
    assert loose.headers["Cache-Control"] == "no-cache"
    assert viewer.get("/static/app.css", headers={"If-None-Match": loose.headers["ETag"]}).status_code == 304
    assert viewer.get("/static/app.css?v=another").headers["Cache-Control"] == "no-cache"


@pytest.mark.parametrize("address", ["/login", "/logout", "/language", "/links/made-up"])
def test_a_form_without_its_token_changes_nothing(viewer, address):
    answer = viewer.post(address, data={"locale": "en"})
    assert answer.status_code == 400
    assert "Set-Cookie" not in answer.headers or "locale=" not in answer.headers["Set-Cookie"]
    assert viewer.get("/counts").status_code == 200
