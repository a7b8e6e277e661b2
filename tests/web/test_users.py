"""Users as an administrator sees and changes them."""

import re
from dataclasses import replace

import pytest

from registry.commands.users import add_user
from registry.database import db, writing
from registry.domain.deed import Deed
from registry.domain.vocabulary import Role
from registry.models import Department
from registry.queries.users import find_user_by_name, get_user_by_name
from tests.mail_servers import Mailbox, free_port, mail_server
from tests.web.conftest import NOW, PASSWORD, log_in, token_of
from tests.web.test_projects import HIDDEN, keys_of
from tests.web.test_statements import asked_anew

SHOWN_LINK = re.compile(r'value="(http://[^"]+/links/[A-Za-z0-9_-]{43})" readonly')
MAILED_LINK = re.compile(r"^http://\S+/links/[A-Za-z0-9_-]{43}(?=\r$)", re.MULTILINE)
SUZUKI = {"name": "鈴木 一郎", "role": "department", "department": "企画課", "mail": "suzuki@city.example.jp"}


@pytest.fixture
def administrator(site, browser_of):
    with site.app_context(), writing():
        db.session.add(Department(name="企画課"))
    return browser_of(Role.ADMINISTRATOR)


def post(client, address: str, form: str = "/users/invite", **data: str):
    return client.post(address, data={"csrf_token": token_of(client, form)} | data)


def invite(client, **data: str):
    return post(client, "/users/invite", **SUZUKI | data)


def user_page(site, name: str) -> str:
    with site.app_context():
        return f"/users/{get_user_by_name(name).id}"


def names(page) -> list[str]:
    return re.findall(r'<th scope="row" class="name"><a href="/users/\d+">(.*?)</a>', page.text)


def use_site(site, **settings) -> None:
    site.config["SETTINGS"] = replace(site.config["SETTINGS"], **settings)


def test_the_list_says_of_each_what_there_is_to_know(site, administrator, clock):
    invite(administrator)
    clock.passes(days=1)
    log_in(administrator, "administrator")
    log_in(site.test_client(), "viewer")
    page = administrator.get("/users")
    assert sorted(names(page)) == sorted(["鈴木 一郎", *Role])
    [row] = re.findall(r"<tr>\s*<th[^>]*><a[^>]*>鈴木 一郎.*?</tr>", page.text, re.DOTALL)
    assert [each in row for each in ("担当課", "企画課", "suzuki@city.example.jp", "パスワード未設定")] == [True] * 4
    assert "最後のログイン" not in row
    [row] = re.findall(r"<tr>\s*<th[^>]*><a[^>]*>viewer.*?</tr>", page.text, re.DOTALL)
    assert "令和3年12月21日 12:00" in row


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("/users?q=ＶＩＥＷ", ["viewer"]),
        ("/users?q=CITY.example", ["鈴木 一郎"]),
        ("/users?role=chief", ["chief"]),
        ("/users?state=invited", ["鈴木 一郎"]),
        ("/users?state=invited&role=viewer", []),
        ("/users?department=企画課", ["鈴木 一郎"]),
        ("/users?sort=-name&state=active&q=e&role=chief", ["chief"]),
    ],
)
def test_the_list_is_searched_and_narrowed_down(administrator, address, found):
    invite(administrator)
    assert names(administrator.get(address)) == found


def test_the_list_is_sorted_by_the_last_login(site, administrator, clock):
    for minute, name in enumerate(("viewer", "chief"), start=1):
        clock.passes(minutes=minute)
        log_in(site.test_client(), name)
    assert names(administrator.get("/users?sort=-login"))[:3] == ["chief", "viewer", "administrator"]
    assert names(administrator.get("/users?sort=login"))[-1] == "chief"


def test_the_list_is_a_file_too(administrator):
    invite(administrator, name="=cmd()")
    lines = administrator.get("/users.csv?state=invited").text.splitlines()
    assert lines[0].removeprefix("\ufeff") == "利用者名,役割,担当課,メールアドレス,状態,最後のログイン"
    assert lines[1:] == ["'=cmd(),担当課,企画課,suzuki@city.example.jp,パスワード未設定,"]


def test_more_users_make_no_more_questions(site, administrator):
    pages = ("/users", "/users/1", "/users/1/edit", "/users/invite")
    before = {page: len(asked_anew(site, administrator, page)) for page in pages}
    with site.app_context(), writing():
        for number in range(40):
            add_user(Deed("test", NOW), name=f"職員{number}", role=Role.VIEWER, password=PASSWORD)
    assert {page: len(asked_anew(site, administrator, page)) for page in pages} == before
    assert before == {"/users": 10, "/users/1": 8, "/users/1/edit": 7, "/users/invite": 6}


def test_an_invitation_shows_its_link_once_and_the_link_lets_choose_a_password(site, administrator):
    shown = invite(administrator)
    assert shown.status_code == 200
    assert shown.headers["Cache-Control"] == "no-store"
    [link] = SHOWN_LINK.findall(shown.text)
    page = administrator.get(user_page(site, "鈴木 一郎")).text
    assert "/links/" not in page
    client = site.test_client()
    chosen = post(client, link, link, password=PASSWORD, again=PASSWORD)
    assert chosen.location == "/"
    with site.app_context():
        user = get_user_by_name("鈴木 一郎")
        assert (user.role, user.department.name, user.mail) == (Role.DEPARTMENT, "企画課", "suzuki@city.example.jp")


def test_links_begin_with_the_address_that_colleagues_use(site, administrator):
    use_site(site, base_url="http://renkei.city.example.jp/")
    [link] = SHOWN_LINK.findall(invite(administrator).text)
    assert link.startswith("http://renkei.city.example.jp/links/")


@pytest.mark.parametrize(
    ("typed", "field", "said"),
    [
        ({"name": ""}, "name", "利用者名を入力してください"),
        ({"name": "ＶＩＥＷＥＲ"}, "name", "この利用者名はすでに使われています"),
        ({"name": "あ" * 101}, "name", "長すぎます"),
        ({"mail": "suzuki"}, "mail", "メールアドレスの形になっていません"),
        ({"mail": "a@b.jp\r\nBcc: c@d.jp"}, "mail", "メールアドレスの形になっていません"),
        ({"role": "emperor"}, "role", ""),
        ({"department": ""}, "department", "担当課を選んでください"),
        ({"department": "どこか課"}, "department", "いずれか1つを選んでください"),
    ],
)
def test_what_will_not_do_is_told_at_its_field_and_what_was_typed_stays(site, administrator, typed, field, said):
    refused = invite(administrator, **typed)
    assert refused.status_code == 422
    assert re.search(rf'id="{field}-error"[^>]*>.*?{said}', refused.text, re.DOTALL)
    assert ('value="suzuki@city.example.jp"' in refused.text) == (field != "mail")
    with site.app_context():
        assert find_user_by_name("鈴木 一郎") is None


def test_the_same_form_sent_twice_invites_once(site, administrator):
    key = re.search(r'name="form_key"[^>]*value="([^"]+)"', administrator.get("/users/invite").text)[1]
    first, second = invite(administrator, form_key=key), invite(administrator, form_key=key)
    assert first.status_code == 200
    assert second.location == user_page(site, "鈴木 一郎")


def test_a_full_width_mail_address_is_understood(site, administrator):
    invite(administrator, mail="ｓｕｚｕｋｉ＠ｃｉｔｙ．ｅｘａｍｐｌｅ．ｊｐ")
    with site.app_context():
        assert get_user_by_name("鈴木 一郎").mail == "suzuki@city.example.jp"


def test_all_that_is_known_can_be_changed_and_another_role_logs_out(site, administrator, browser_of):
    viewer, page = browser_of("viewer"), user_page(site, "viewer")
    form = administrator.get(f"{page}/edit").text
    assert 'value="viewer" checked' in form
    keys = keys_of(administrator, f"{page}/edit")
    saved = post(administrator, f"{page}/edit", **keys | SUZUKI | {"role": "chief"})
    assert saved.location == page
    assert "鈴木 一郎" in administrator.get(page).text
    assert viewer.get("/counts").status_code == 302


def test_two_at_one_user_the_second_is_told_what_the_first_saved(site, administrator):
    page = user_page(site, "viewer")
    first, second = (keys_of(administrator, f"{page}/edit") for _ in range(2))
    post(administrator, f"{page}/edit", **first | {"name": "田中", "role": "viewer"})
    told = post(administrator, f"{page}/edit", **second | {"name": "佐藤", "role": "viewer"})
    assert (told.status_code, "田中" in told.text, 'value="佐藤"' in told.text) == (409, True, True)
    again = dict(HIDDEN.findall(told.text)) | {"name": "佐藤", "role": "viewer"}
    assert post(administrator, f"{page}/edit", **again).status_code == 303


def test_a_reset_ends_the_password_and_shows_a_link(site, administrator, browser_of):
    viewer, page = browser_of("viewer"), user_page(site, "viewer")
    shown = post(administrator, f"{page}/reset")
    assert len(SHOWN_LINK.findall(shown.text)) == 1
    assert viewer.get("/counts").status_code == 302
    assert log_in(site.test_client(), "viewer").status_code == 422


def test_a_disabled_user_is_out_until_let_in_again(site, administrator, browser_of):
    viewer, page = browser_of("viewer"), user_page(site, "viewer")
    assert post(administrator, f"{page}/disable").location == page
    assert "停止中" in administrator.get(page).text
    assert viewer.get("/counts").status_code == 302
    assert log_in(site.test_client(), "viewer").status_code == 422
    post(administrator, f"{page}/enable")
    assert log_in(site.test_client(), "viewer").status_code == 302


def test_a_user_is_logged_out_everywhere(site, administrator, browser_of):
    viewer, page = browser_of("viewer"), user_page(site, "viewer")
    assert "ログイン中" in administrator.get(page).text
    post(administrator, f"{page}/end-sessions")
    assert viewer.get("/counts").status_code == 302


def test_a_users_page_tells_what_became_of_them_without_their_logins(site, administrator):
    page = user_page(site, "viewer")
    for _time in range(6):
        log_in(site.test_client(), "viewer")
        post(administrator, f"{page}/disable")
        post(administrator, f"{page}/enable")
    told = re.findall(r'<div class="changes"><b>(.*?)</b>', administrator.get(page).text)
    assert told == ["利用再開", "利用停止"] * 5
    older = re.search(r'<p class="more"><a href="(.*?)"', administrator.get(page).text)[1]
    assert "追加" in administrator.get(older.replace("&amp;", "&")).text


@pytest.mark.parametrize("act", ["disable", "reset"])
def test_nobody_shuts_themselves_out(site, administrator, act):
    page = user_page(site, "administrator")
    refused = post(administrator, f"{page}/{act}")
    assert refused.status_code == 409
    assert "ほかの管理者に頼んでください" in refused.text
    assert f"{page}/{act}" not in administrator.get(page).text


def test_nobody_gives_up_their_own_role_by_mistake(site, administrator):
    page = user_page(site, "administrator")
    keys = keys_of(administrator, f"{page}/edit")
    refused = post(administrator, f"{page}/edit", **keys | {"name": "administrator", "role": "viewer"})
    assert refused.status_code == 422
    assert "ほかの管理者に頼んでください" in refused.text


def test_who_is_not_there_has_no_page(administrator):
    assert administrator.get("/users/999").status_code == 404
    assert administrator.get("/users/999/edit").status_code == 404
    assert post(administrator, "/users/999/edit", **SUZUKI).status_code in {404, 422}


def test_a_link_goes_by_mail_where_the_site_has_a_server(site, administrator):
    box = Mailbox()
    with mail_server(box) as server:
        use_site(site, mail_server=server)
        sent = invite(administrator)
    page = user_page(site, "鈴木 一郎")
    assert sent.location == page
    assert "suzuki@city.example.jp に送りました" in administrator.get(page).text
    [letter] = box.letters
    assert (letter["To"], letter["Subject"]) == ("suzuki@city.example.jp", "連携協定台帳: パスワードを決めてください")
    [link] = MAILED_LINK.findall(letter.get_content())
    assert "鈴木 一郎 様" in letter.get_content()
    assert post(site.test_client(), link, link, password=PASSWORD, again=PASSWORD).location == "/"


def test_mail_speaks_the_sites_language_whatever_the_administrator_reads(site, administrator):
    administrator.set_cookie("locale", "en")
    box = Mailbox()
    with mail_server(box) as server:
        use_site(site, mail_server=server)
        invite(administrator)
    assert box.letters[0]["Subject"] == "連携協定台帳: パスワードを決めてください"


def test_a_link_is_shown_where_the_mail_does_not_go(site, administrator):
    with mail_server(Mailbox()) as server:
        gone = replace(server, port=free_port())
    use_site(site, mail_server=gone)
    shown = invite(administrator)
    assert len(SHOWN_LINK.findall(shown.text)) == 1
    assert "メールで送れませんでした" in shown.text


def test_a_link_is_shown_for_who_has_no_mail_address(site, administrator):
    box = Mailbox()
    with mail_server(box) as server:
        use_site(site, mail_server=server)
        shown = invite(administrator, mail="")
    assert len(SHOWN_LINK.findall(shown.text)) == 1
    assert "メールで送れませんでした" not in shown.text
    assert not box.envelopes


def test_a_name_is_text_wherever_it_stands(site, administrator):
    shown = invite(administrator, name="<b>鈴木</b>")
    page = user_page(site, "<b>鈴木</b>")
    for text in (shown.text, administrator.get(page).text, administrator.get("/users").text):
        assert "<b>鈴木" not in text
        assert "&lt;b&gt;鈴木" in text
