"""What is typed and not saved is there again, for its own person and where it may be sent."""

import pytest

from registry.queries.form_drafts import find_typed_form
from registry.web.throttle import limiter
from registry.web.typed_forms import LARGEST
from tests.web.conftest import NOW
from tests.web.form_sending import form_on
from tests.web.reporting import FARMER, OURS, THEIRS, address_of, report_of, set_up_office, somebody_of


def keep(client, form: str, **values):
    return client.post("/drafts", query_string={"form": form}, data=form_on(client.get(form).text) | values)


@pytest.fixture
def office(site) -> dict[str, int]:
    return set_up_office(site)


@pytest.fixture
def farmers(browser_of, office):
    limiter.reset()
    return browser_of(FARMER)


@pytest.fixture
def form(office) -> str:
    return address_of(office)


def test_what_was_typed_is_there_again_until_it_is_saved(site, farmers, form, office):
    kept = keep(farmers, form, result="途中まで", **{"figures-3-measure": "受講者"})
    assert kept.json == {"saved": "12:00", "colleagues": ""}
    page = farmers.get(form).text
    assert "途中まで" in page
    assert "受講者" in page
    assert "保存していなかった入力を戻しました。" in page
    assert report_of(site, office) is None
    saved = farmers.post(form, data=form_on(page) | {"act": "draft", "figures-1-value": "3"})
    assert saved.status_code == 303
    assert "保存していなかった入力を戻しました。" not in farmers.get(form).text
    assert report_of(site, office)[1] == "途中まで"


def test_it_is_discarded_on_demand(farmers, form):
    keep(farmers, form, result="いらない文")
    answer = farmers.post("/drafts", query_string={"form": form, "discard": 1}, data=form_on(farmers.get(form).text))
    assert (answer.status_code, answer.location) == (303, form)
    assert "いらない文" not in farmers.get(form).text


def test_what_somebody_saved_meanwhile_is_not_overwritten_by_it(site, farmers, form, office, browser_of):
    keep(farmers, form, result="私の途中")
    somebody_of(site, OURS, "山本")
    other = browser_of("山本")
    other.post(form, data=form_on(other.get(form).text) | {"act": "draft", "result": "先に保存"})
    answer = farmers.post(form, data=form_on(farmers.get(form).text) | {"act": "draft"})
    assert answer.status_code == 409
    assert "私の途中" in answer.text
    assert report_of(site, office)[1] == "先に保存"


def test_colleagues_are_told_of_each_other_and_see_nothing_typed(site, farmers, form, browser_of, clock):
    keep(farmers, form, result="私の途中")
    somebody_of(site, OURS, "山本")
    other = browser_of("山本")
    page = other.get(form).text
    assert "農政さんも入力中です。" in page
    assert "私の途中" not in page
    assert keep(other, form, result="別").json["colleagues"] == "農政さんも入力中です。"
    clock.passes(minutes=11)
    assert "農政さんも入力中です。" not in other.get(form).text


@pytest.mark.parametrize(
    ("wanted", "status"),
    [
        ("/account/password", 404),
        ("/login", 404),
        ("/projects/3/edit", 404),
        ("/nowhere", 404),
        ("//example.org/projects/1/reports/2020", 404),
        ("", 404),
    ],
)
def test_no_other_form_is_kept(farmers, form, wanted, status):
    data = form_on(farmers.get(form).text)
    assert farmers.post("/drafts", query_string={"form": wanted}, data=data).status_code == status


def test_forms_of_others_are_not_kept(farmers, form, office, viewer):
    theirs = address_of(office, THEIRS)
    data = form_on(farmers.get(form).text)
    assert farmers.post("/drafts", query_string={"form": theirs}, data=data).status_code == 403
    token = form_on(viewer.get("/account").text)
    assert viewer.post("/drafts", query_string={"form": form}, data=token).status_code == 403
    gone = form.replace("2020", "2050")
    assert farmers.post("/drafts", query_string={"form": gone}, data=data).status_code == 404


def test_what_is_too_large_is_refused_and_secrets_are_never_kept(site, farmers, form):
    assert keep(farmers, form, result="長" * LARGEST).status_code == 413
    keep(farmers, form, result="文", password="秘密")
    user_id = somebody_of(site, OURS, "最後") - 1
    with site.app_context():
        kept = find_typed_form(form, user_id=user_id, at=NOW)
    names = {name for name, _value in kept.fields}
    assert "result" in names
    assert names.isdisjoint({"csrf_token", "form_key", "password", "act"})
