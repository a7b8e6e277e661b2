"""A form becomes a deed once, and what was typed is never lost."""

import re

import sqlalchemy as sa

from registry.database import db
from registry.domain.vocabulary import Role
from registry.models import Organization
from tests.web.conftest import token_of
from tests.web.form_sending import form_on
from tests.web.form_tables import make_records
from tests.web.test_pages import text_of

NEW = "/organizations/new"


def form_of(client, address: str) -> dict[str, str]:
    """What the page's first form would send as it stands."""
    page = client.get(address).text
    hidden = dict(reversed(re.findall(r'name="(csrf_token|form_key|version)"[^>]* value="([^"]*)"', page)))
    return hidden | {"name": "株式会社みらい", "kind": "company", "where": ""}


def names_of(site, word: str) -> list[str]:
    with site.app_context():
        return list(db.session.scalars(sa.select(Organization.name).where(Organization.name.contains(word))))


def test_a_form_that_is_sent_twice_makes_one_record(site, browser_of):
    client = browser_of(Role.SECRETARIAT)
    form = form_of(client, NEW)
    first, second = client.post(NEW, data=form), client.post(NEW, data=form)
    assert (first.status_code, second.status_code) == (303, 303)
    assert first.location == second.location
    assert names_of(site, "みらい") == ["株式会社みらい"]


def test_the_same_values_in_a_fresh_form_make_another_record(site, browser_of):
    client = browser_of(Role.SECRETARIAT)
    for _time in range(2):
        client.post(NEW, data=form_of(client, NEW))
    assert names_of(site, "みらい") == ["株式会社みらい"] * 2


def test_what_was_typed_stays_beside_its_error(site, browser_of):
    client = browser_of(Role.SECRETARIAT)
    typed = {"kana": "みらい", "target_from": "令和3年2月29日", "notes": "<b>覚え書き</b>"}
    answer = client.post(NEW, data=form_of(client, NEW) | typed)
    assert answer.status_code == 422
    for kept in (
        "株式会社みらい",
        "令和3年2月29日という日はありません",
        'value="令和3年2月29日"',
        "&lt;b&gt;覚え書き&lt;/b&gt;",
    ):
        assert kept in answer.text
    assert "<title>エラー: 相手方を登録" in answer.text
    assert names_of(site, "みらい") == []


def test_a_refusal_of_the_database_stands_at_its_field(site, browser_of):
    client = browser_of(Role.SECRETARIAT)
    number = {"corporate_number": "7000012050002"}
    assert client.post(NEW, data=form_of(client, NEW) | number).status_code == 303
    second = client.post(NEW, data=form_of(client, NEW) | number)
    assert second.status_code == 422
    assert 'id="corporate_number-error"' in second.text
    assert names_of(site, "みらい") == ["株式会社みらい"]


def test_the_second_of_two_editors_sees_both_versions_and_saves_after_that(site, browser_of):
    one, other = browser_of(Role.SECRETARIAT), browser_of(Role.CHIEF)
    address = one.post(NEW, data=form_of(one, NEW)).location + "/edit"
    first, second = form_of(one, address), form_of(other, address)
    assert one.post(address, data=first | {"address": "本町1番"}).status_code == 303
    told = other.post(address, data=second | {"address": "栄町2番"})
    assert told.status_code == 409
    differing = re.search(
        r'<th scope="row">所在地</th><td class="lines">(.*?)</td><td class="lines">(.*?)</td>', told.text
    )
    assert differing.groups() == ("本町1番", "栄町2番")
    assert f"{Role.SECRETARIAT}さんが" in told.text
    again = dict(re.findall(r'name="(csrf_token|form_key|version)"[^>]* value="([^"]*)"', told.text))
    assert other.post(address, data=second | again | {"address": "栄町2番"}).status_code == 303
    with site.app_context():
        assert (
            db.session.scalar(sa.select(Organization.address).where(Organization.name == "株式会社みらい")) == "栄町2番"
        )


def test_an_amendment_that_somebody_corrected_meanwhile_is_not_taken_back_unseen(site, browser_of):
    with site.app_context():
        made = make_records()
    clerk, other = browser_of(Role.SECRETARIAT), browser_of(Role.CHIEF)
    place, query = f"/agreements/{made['agreement']}", {"amendment": made["amendment"]}
    shown = clerk.get(place, query_string={"deed": "remove_amendment", **query}).text
    assert "変更日 令和3年2月1日 発効日 ― 変更内容 分野を追加" in text_of(shown)
    form = form_on(other.get(place, query_string={"deed": "revise_amendment", **query}).text, within="deed")
    other.post(f"{place}/revise_amendment", query_string=query, data=form | {"summary": "分野に防災を追加"})
    told = clerk.post(f"{place}/remove_amendment", query_string=query, data=form_on(shown, within="deed"))
    assert told.status_code == 409
    assert "変更内容 分野に防災を追加 分野を追加" in text_of(told.text)
    again = clerk.post(f"{place}/remove_amendment", query_string=query, data=form_on(told.text, within="deed"))
    assert "変更協定はありません。" in text_of(clerk.get(again.location).text)


def test_a_form_without_its_token_is_refused(site, browser_of):
    client = browser_of(Role.SECRETARIAT)
    form = form_of(client, NEW)
    assert client.post(NEW, data=form | {"csrf_token": "another"}).status_code == 400
    assert token_of(client, NEW)
    assert names_of(site, "みらい") == []


def test_a_form_that_was_sent_already_says_so_and_writes_nothing_more(site, browser_of):
    client = browser_of(Role.SECRETARIAT)
    form = form_of(client, NEW)
    first = client.post(NEW, data=form)
    assert "data-saved>相手方を登録しました。" in client.get(first.location).text
    second = client.post(NEW, data=form | {"name": "株式会社みらい第二"})
    told = client.get(second.location).text
    assert "この入力はすでに送信されています。新しい記録はしていません。" in told
    assert "data-saved" not in told
    assert names_of(site, "みらい") == ["株式会社みらい"]


def test_a_deletion_that_is_sent_twice_leads_to_the_record_both_times(browser_of):
    client = browser_of(Role.SECRETARIAT)
    body = client.post(NEW, data=form_of(client, NEW)).location
    for page, address in (
        ("/meetings/1/delete", "/meetings/1/delete"),
        (f"{body}/delete", f"{body}/delete"),
        ("/agreements/40?deed=delete", "/agreements/40/delete"),
    ):
        form = form_of(client, page)
        answers = [client.post(address, data=form) for _time in range(2)]
        assert [answer.status_code for answer in answers] == [303, 303]
        assert answers[0].location == answers[1].location


def test_the_address_of_a_new_meeting_does_not_say_the_forms_own_key(browser_of):
    client = browser_of(Role.SECRETARIAT)
    page = client.get("/meetings/new?form_key=abc&version=7&csrf_token=x&subject=打合せ").text
    assert 'value="打合せ"' in page
    assert not re.search(r'name="(form_key|version|csrf_token)"[^>]* value="(abc|7|x)"', page)
