"""What the daily mail says, to whom, and how often."""

import pytest

from registry.commands.audit import record_entry
from registry.commands.users import choose_mails, disable_user
from registry.database import db, writing
from registry.domain.users import Language
from registry.domain.vocabulary import MeetingStatus, Role
from registry.models import User
from tests.departments_loop import call, nudge, report, request
from tests.mail_servers import REFUSED
from tests.office import SATO, agreement, day, meeting, organization, project
from tests.reminders.conftest import NOW, expiring, person


@pytest.fixture
def tell(sqlite_office, remind, box):
    """Run the command, and give the text of each mail that came, by its reader."""

    def told(code: int = 0) -> dict[str, str]:
        box.envelopes.clear()
        remind(sqlite_office, code=code)
        return {letter["To"].partition("@")[0]: text_of(letter) for letter in box.letters}

    return told


def text_of(letter) -> str:
    return letter.get_content().replace("\r\n", "\n")


def test_a_mail_says_what_is_due_where_it_is_and_how_to_stop_the_mails(sqlite_office, remind, box):
    person("suzuki", shown="鈴木")
    with writing():
        known = agreement(
            organization("青葉大学"),
            number="R2-01",
            title="見守り協定",
            expires_on=day("2021-03-31"),
            department="福祉課",
        )
        held = meeting(organization("赤羽信用金庫"), held="2021-02-01", status=MeetingStatus.PLANNED, subject="打合せ")
    result = remind(sqlite_office)
    assert result.stdout == "鈴木 <suzuki@city.example.jp>：新しいお知らせ2件\n送信1通、失敗0通\n"
    [letter] = box.letters
    assert letter["Subject"] == "連携協定台帳：2件のお知らせ（令和3年2月12日）"
    assert text_of(letter) == (
        "鈴木 様\n\n"
        "連携協定台帳から、新しいお知らせです。\n\n"
        "【期限超過】\n"
        "・令和3年2月1日　結果未入力　打合せ　赤羽信用金庫\n"
        f"  https://renkei.city.example.jp/meetings/{held.id}\n\n"
        "【60日以内】\n"
        "・令和3年3月31日　満了　R2-01 見守り協定　青葉大学　福祉課\n"
        f"  https://renkei.city.example.jp/agreements/{known.id}\n\n"
        "同じお知らせは一度だけ届きます。期限の一覧：https://renkei.city.example.jp/deadlines\n"
        "このメールの停止、言語の変更：https://renkei.city.example.jp/account\n"
    )


def test_nothing_is_told_twice_and_a_day_left_out_is_made_up_for(tell, clock):
    person("suzuki")
    expiring("近い協定", on="2021-04-13")
    expiring("遠い協定", on="2021-04-14")
    assert "遠い協定" not in tell()["suzuki"]  # 60 days are until 13 April
    assert tell() == {}
    clock.passes(days=30)
    assert "近い協定" not in (late := tell()["suzuki"])
    assert "遠い協定" in late
    clock.passes(days=60)
    overdue = tell()["suzuki"]
    assert "【期限超過】" in overdue
    assert "近い協定" in overdue
    assert "遠い協定" in overdue
    clock.passes(days=1)
    assert tell() == {}


def test_a_day_that_is_moved_is_a_new_thing(tell):
    person("suzuki")
    with writing():
        known = agreement(organization("甲"), expires_on=day("2021-03-31"))
    tell()
    with writing():
        known.expires_on = day("2021-03-30")
        record_entry(SATO, action="revise", record=known)
    assert "令和3年3月30日" in tell()["suzuki"]


def test_each_is_told_of_what_is_theirs_only(tell):
    for role in Role:
        person(role, role, department="福祉課" if role is Role.DEPARTMENT else None)
    person("other", Role.DEPARTMENT, department="農政課")
    person("nowhere", Role.VIEWER)
    with writing():
        body = organization("甲")
        for department in ("福祉課", "農政課"):
            agreement(body, title=f"{department}の協定", expires_on=day("2021-03-31"), department=department)
            meeting(
                body,
                held="2021-02-01",
                status=MeetingStatus.PLANNED,
                department=department,
                subject=f"{department}の協議",
            )
    told = tell()
    assert set(told) == {"administrator", "chief", "secretariat", "department", "other"}
    for name, own in (("department", "福祉課"), ("other", "農政課")):
        foreign = {"福祉課": "農政課", "農政課": "福祉課"}[own]
        assert f"{own}の協定" in told[name]
        assert f"{own}の協議" in told[name]
        assert foreign not in told[name]
    assert all(
        "福祉課の協定" in told[name] and "農政課の協定" in told[name]
        for name in ("administrator", "chief", "secretariat")
    )


def test_departments_hear_of_requests_reports_and_nudges_and_the_secretariat_of_what_came_back(tell, clock):
    person("own", Role.DEPARTMENT, department="秘書政策課")
    person("other", Role.DEPARTMENT, department="農政課")
    person("secretariat")
    with writing():
        first, second, third = (project(name) for name in ("甲事業", "乙事業", "丙事業"))
        request(first, "秘書政策課", due="2021-03-01")
        request(second, "農政課", state="handed_back")
        asked = call(2020, opens="2021-02-01", due="2021-04-30")
        report(second, 2020, state="submitted")
        report(third, 2020, state="returned", at=NOW)
        nudge("秘書政策課", asked)
    told = tell()
    assert set(told) == {"own", "secretariat"}
    assert [line for line in told["own"].splitlines() if line.startswith(("【", "・"))] == [
        "【催促】",
        "・令和3年4月1日　実績報告が未提出です　令和2年度　秘書政策課",
        "【新しい依頼】",
        "・令和3年3月1日　未回答の依頼　甲事業　秘書政策課",
        "・令和3年4月30日　実績報告　令和2年度の実績報告　秘書政策課　3事業のうち2事業の報告が未提出です。",
        "【差戻し】",
        "・令和3年2月12日　実績報告の差戻し　丙事業　令和2年度　秘書政策課",
    ]
    assert [line for line in told["secretariat"].splitlines() if line.startswith(("【", "・"))] == [
        "【差戻し】",
        "・依頼の差戻し　乙事業　農政課",
        "【受理待ち】",
        "・令和3年4月1日　実績報告の提出　乙事業　令和2年度　秘書政策課",
    ]
    clock.passes(days=18)  # 2 March: the request is overdue
    assert "【期限超過】\n・令和3年3月1日　未回答の依頼" in tell()["own"]
    clock.passes(days=45)  # 16 April: the reports are due in 14 days
    assert "【14日以内】\n・令和3年4月30日　実績報告" in tell()["own"]
    clock.passes(days=15)
    assert "【期限超過】\n・令和3年4月30日　実績報告" in tell()["own"]
    assert tell() == {}


def test_who_does_not_want_the_mail_has_no_address_or_is_shut_out_gets_none(tell):
    for name in ("unwilling", "nowhere", "gone"):
        person(name)
    expiring()
    with writing():
        users = {user.name: user for user in db.session.query(User)}
        choose_mails(SATO, user_id=users["unwilling"].id, wants_digest=False, language=Language.JAPANESE)
        disable_user(SATO, user_id=users["gone"].id)
    person("nowhere2", mail="")
    assert set(tell()) == {"nowhere"}
    with writing():
        choose_mails(SATO, user_id=users["unwilling"].id, wants_digest=True, language=Language.JAPANESE)
    assert set(tell()) == {"unwilling"}


def test_each_reads_it_in_the_language_of_their_choice(sqlite_office, remind, box):
    person("smith", language="en")
    person("suzuki", language="ja")
    person("tanaka")
    expiring()
    remind(sqlite_office)
    letters = {letter["To"].partition("@")[0]: letter for letter in box.letters}
    assert letters["smith"]["Subject"] == "Partnership Agreement Registry: 1 notice (12 February 2021)"
    assert "[Within 60 days]\n- 31 March 2021 | Expiry | " in text_of(letters["smith"])
    assert (
        letters["suzuki"]["Subject"] == letters["tanaka"]["Subject"] == "連携協定台帳：1件のお知らせ（令和3年2月12日）"
    )


def test_a_refusal_is_told_and_tried_again_with_the_same_mail(sqlite_office, remind, box):
    person("suzuki")
    person("nobody")
    assert REFUSED == "nobody@city.example.jp"
    expiring()
    for _again in range(2):
        refused = remind(sqlite_office, code=1)
        assert "nobody <nobody@city.example.jp>：送れませんでした" in refused.stderr
        assert "no such mailbox" in refused.stderr
    assert [letter["To"] for letter in box.letters] == ["suzuki@city.example.jp"]
    expiring("その後の協定", on="2021-03-01")
    with writing():
        user = db.session.query(User).filter_by(name="nobody").one()
        user.mail = "somebody@city.example.jp"
        record_entry(SATO, action="change", record=user)
    box.envelopes.clear()
    remind(sqlite_office)
    late = [text_of(letter) for letter in box.letters if letter["To"] == "somebody@city.example.jp"]
    assert ["その後の協定" in text for text in late] == [False, True]
    assert ["見守り協定" in text for text in late] == [True, False]


@pytest.mark.parametrize("answer", ["451 come back later", "554 no such thing here"])
def test_a_refusal_of_the_whole_text_is_tried_again(sqlite_office, remind, box, monkeypatch, answer):
    person("suzuki")
    expiring()

    async def refuses(*_given) -> str:
        return answer

    with monkeypatch.context() as refusing:
        refusing.setattr(box, "handle_DATA", refuses)
        assert answer[4:] in remind(sqlite_office, code=1).stderr
    remind(sqlite_office)
    assert len(box.letters) == 1
    remind(sqlite_office)
    assert len(box.letters) == 1


def test_without_a_mail_server_it_says_so_and_is_content(sqlite_app):
    result = sqlite_app.test_cli_runner().invoke(args=["remind"])
    assert result.exit_code == 0
    assert (
        result.stdout
        == "REGISTRY_SMTP が設定されていないため、メールは送りません。期限はすべて台帳の画面に出ています。\n"
    )


def test_titles_that_try_to_be_more_than_titles_stay_on_their_line(tell):
    person("suzuki")
    expiring("協定\n\n【期限超過】\n.\nFrom: mayor@city.example.jp")
    text = tell()["suzuki"]
    assert "協定 【期限超過】 . From: mayor@city.example.jp" in text
