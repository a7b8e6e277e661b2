"""The list and the page of meetings, and the forms that record, correct and end them."""

import io

import openpyxl
import pytest

from registry.commands.meetings import delete_meeting
from registry.database import writing
from registry.domain.vocabulary import MeetingStatus, MeetingType, Role
from registry.queries.meetings import find_meeting
from registry.web.throttle import limiter
from tests.office import SATO
from tests.web.meeting_forms import OURS, THEIRS, body_id, keys_of, newest, number_of_meetings, recorded, sent, staff
from tests.web.test_pages import text_of

NEW = "/meetings/new"


@pytest.fixture
def secretariat(browser_of):
    return browser_of(Role.SECRETARIAT)


@pytest.fixture
def farmers(site, browser_of):
    """Somebody of the agriculture section."""
    staff(site, "農政", OURS)
    limiter.reset()
    return browser_of("農政")


def typed(**values) -> dict[str, object]:
    standard = {"held_on": "R3.12.20", "organizations-typed": "熊本大学", "type": "consultation", "status": "held"}
    return standard | {"subject": "講座の打合せ", "counted": ""} | values


def stored(site, meeting_id: int):
    with site.app_context():
        return find_meeting(meeting_id)


def test_the_list_shows_day_partners_content_and_whether_it_counts(viewer):
    words = text_of(viewer.get("/meetings?fiscal_year=2020").text)
    assert "令和3年3月26日（金）" in words
    assert "令和2年度" in words
    assert "計上する" in words
    assert "計上しない" in words


def test_the_numbers_of_the_list_are_those_of_the_sheet(viewer):
    assert "50件のうち 1–25件" in text_of(viewer.get("/meetings?fiscal_year=2020&counted=yes").text)


def test_a_link_from_an_organization_narrows_down_to_it_by_name(site, viewer):
    page = viewer.get(f"/meetings?organization={body_id(site, '熊本大学')}").text
    assert "相手方</span>熊本大学" in page
    assert "青葉野商工会" not in page.partition("<tbody>")[2]


def test_hostile_conditions_are_taken_as_text(viewer):
    for address in (
        "/meetings?organization=99999999999999999999",
        "/meetings?organization=%25&q=%27%22%3Cb%3E",
        "/meetings?since=31/12/99999&fiscal_year=x&agreement=-1&project=a&page=999999999",
        "/meetings?q=" + "x" * 5000,
    ):
        answer = viewer.get(address)
        assert answer.status_code == 200
        assert "<b>" not in answer.text.partition("<tbody>")[2]


def test_a_number_that_no_database_knows_is_no_meeting(secretariat):
    for address in ("/meetings/99999999999999999999", "/meetings/99999999999999999999/edit"):
        assert secretariat.get(address).status_code == 404
    assert secretariat.get("/meetings/foresight?meeting=99999999999999999999").status_code == 200


def test_a_file_has_the_whole_list_and_no_internal_note(site, secretariat):
    recorded(site, subject="=1+1", internal_note="内密の話", attendees="課長")
    assert "内密の話" not in secretariat.get("/meetings.csv").get_data(as_text=True)
    book = openpyxl.load_workbook(io.BytesIO(secretariat.get("/meetings.xlsx?q=甲株式会社").data))
    rows = list(book.active.iter_rows(values_only=True))
    assert rows[0][:6] == ("番号", "開催日", "種類", "状態", "形式", "相手方")
    assert (rows[1][5], rows[1][7], rows[1][8], rows[1][10]) == ("甲株式会社", "課長", "=1+1", "○")
    assert "甲株式会社" in secretariat.get("/meetings/print?q=甲株式会社").text


def test_the_page_says_whether_it_counts_and_why(site, viewer):
    expected = {
        "実施済みで、相手方が参加し、計上する種類の協議です。": {},
        "種類が「その他」の協議は計上しません。": {"type": MeetingType.OTHER},
        "「計上しない」としています。": {"counted": False, "counted_reason": "式典のみ"},
        "予定のため、実施を記録するまで計上しません。": {"status": MeetingStatus.PLANNED},
        "開催日がまだ来ていません。": {"held": "2021-12-21"},
    }
    for sentence, values in expected.items():
        page = text_of(viewer.get(f"/meetings/{recorded(site, **values)}").text)
        assert sentence in page
        assert ("理由：式典のみ" in page) is bool(values.get("counted_reason"))


def test_the_internal_note_is_for_the_secretariat_only(site, viewer, secretariat, farmers):
    address = f"/meetings/{recorded(site, internal_note='内密の話', department=OURS)}"
    assert "内密の話" in secretariat.get(address).text
    assert "内密の話" in secretariat.get(f"{address}/edit").text
    for reader in (viewer, farmers):
        assert "内密の話" not in reader.get(address).text
    assert "内密の話" not in farmers.get(f"{address}/edit").text
    sent(farmers, f"{address}/edit", **typed(subject="直した", internal_note="消す"))
    assert (stored(site, int(address[10:])).internal_note, stored(site, int(address[10:])).subject) == (
        "内密の話",
        "直した",
    )


def test_a_meeting_is_recorded_in_full(site, secretariat):
    values = typed(
        summary="一行目\r\n二行目",
        attendees="課長\r\n係長",
        channel="online",
        department="秘書政策課",
        number="K-1",
        internal_note="内密",
        counted="no",
        counted_reason="式典のみ",
    )
    answer = sent(secretariat, NEW, **values)
    made = newest(site)
    assert (answer.status_code, answer.location) == (303, f"/meetings/{made.id}")
    assert ([each.name for each in made.organizations], made.summary) == (["熊本大学"], "一行目\n二行目")
    assert (made.counted, made.counted_reason, made.internal_note) == (False, "式典のみ", "内密")
    assert made.department.name == "秘書政策課"


def test_a_new_organization_is_registered_on_the_spot_to_be_completed(site, secretariat):
    sent(secretariat, NEW, **typed(organizations="new:合同会社はじめて") | {"organizations-typed": ""})
    (body,) = newest(site).organizations
    assert (body.name, body.kind, body.incomplete) == ("合同会社はじめて", "company", True)


def test_what_is_wrong_is_said_at_its_field_and_what_was_typed_stays(secretariat):
    answer = sent(secretariat, NEW, **typed(held_on="R3.12.21", subject="", counted="no", summary="<b>長い話</b>"))
    words = text_of(answer.text)
    assert answer.status_code == 422
    assert "状態: 開催日が今日より先です。「予定」を選ぶか、開催日を直してください。" in words
    assert "件名: 件名を入力してください。" in words
    assert "計上理由: 同じ種類の協議と扱いが違うため、理由を入力してください。" in words
    assert "&lt;b&gt;長い話&lt;/b&gt;" in answer.text


def test_a_day_that_lies_ahead_can_be_planned(site, secretariat):
    assert 'value="planned" checked' in secretariat.get(f"{NEW}?status=planned").text
    assert sent(secretariat, NEW, **typed(held_on="R3.12.21", status="planned")).status_code == 303
    assert newest(site).status is MeetingStatus.PLANNED


def test_the_same_form_sent_twice_makes_one_meeting(site, secretariat):
    form = keys_of(secretariat.get(NEW).text) | typed()
    before = number_of_meetings(site)
    first, second = secretariat.post(NEW, data=form), secretariat.post(NEW, data=form)
    assert first.location == second.location
    assert number_of_meetings(site) == before + 1


def test_the_second_of_two_editors_gets_both_versions(site, secretariat, browser_of):
    address = f"/meetings/{recorded(site, subject='打合せ')}/edit"
    limiter.reset()
    other = browser_of(Role.CHIEF)
    mine, theirs = keys_of(secretariat.get(address).text), keys_of(other.get(address).text)
    assert other.post(address, data=theirs | typed(subject="課長の件名")).status_code == 303
    answer = secretariat.post(address, data=mine | typed(subject="自分の件名"))
    assert answer.status_code == 409
    assert "課長の件名" in answer.text
    assert "自分の件名" in answer.text
    again = keys_of(answer.text) | typed(subject="自分の件名")
    assert secretariat.post(address, data=again).status_code == 303


def test_a_department_records_and_corrects_its_own_meetings_only(site, farmers):
    sent(farmers, NEW, **typed(department=THEIRS))
    made = newest(site)
    assert made.department.name == OURS
    assert sent(farmers, f"/meetings/{made.id}/edit", **typed(subject="直した", department=THEIRS)).status_code == 303
    assert (newest(site).subject, newest(site).department.name) == ("直した", OURS)
    theirs = recorded(site, department=THEIRS)
    page = farmers.get(f"/meetings/{theirs}").text
    assert f"/meetings/{theirs}/edit" not in page
    assert farmers.get(f"/meetings/{theirs}/edit").status_code == 403


def test_who_belongs_to_no_department_is_told_why_nothing_can_be_recorded(browser_of):
    answer = browser_of(Role.DEPARTMENT).get("/meetings/quick")
    assert answer.status_code == 403
    assert "所属の課が登録されていないため、協議を記録できません。" in answer.text


def test_a_planned_meeting_gets_its_result(site, secretariat):
    known = recorded(site, held="2021-12-10", status=MeetingStatus.PLANNED, subject="打合せ")
    address = f"/meetings/{known}/hold"
    ahead = sent(secretariat, address, held_on="R3.12.21", summary="次回は4月")
    assert ahead.status_code == 422
    assert "開催日が今日より先です。実施した後で記録してください。" in ahead.text
    answer = sent(secretariat, address, held_on="12/11", summary="次回は4月", attendees="課長")
    assert answer.location == f"/meetings/{known}"
    made = stored(site, known)
    assert (made.status, made.held_on.isoformat(), made.summary) == (MeetingStatus.HELD, "2021-12-11", "次回は4月")


def test_a_meeting_is_cancelled_with_a_reason_and_planned_anew(site, secretariat):
    known = recorded(site, held="2021-12-10", status=MeetingStatus.PLANNED)
    assert sent(secretariat, f"/meetings/{known}/cancel", reason="").status_code == 422
    assert sent(secretariat, f"/meetings/{known}/cancel", reason="先方の都合").status_code == 303
    page = text_of(secretariat.get(f"/meetings/{known}").text)
    assert "中止になりました。 理由：先方の都合" in page
    assert sent(secretariat, f"/meetings/{known}/move", held_on="R4.1.15").status_code == 303
    assert stored(site, known).status is MeetingStatus.PLANNED
    assert sent(secretariat, f"/meetings/{known}/edit", to=f"/meetings/{known}/cancel", reason="雪").status_code == 303
    assert secretariat.get(f"/meetings/{known}/hold").status_code == 409


def test_deleting_tells_what_it_changes_and_the_page_offers_to_restore(site, secretariat):
    known = recorded(site)
    question = text_of(secretariat.get(f"/meetings/{known}/delete").text)
    assert "令和3年度の協議回数は 35 → 34回 になります。" in question
    assert "削除されています" not in question
    assert sent(secretariat, f"/meetings/{known}/delete").location == f"/meetings/{known}"
    page = secretariat.get(f"/meetings/{known}").text
    assert "この協議は削除されています。" in page
    assert sent(secretariat, f"/meetings/{known}", to=f"/meetings/{known}/restore").status_code == 303
    assert stored(site, known).deleted_at is None


def test_a_department_deletes_and_restores_its_own_only(site, farmers):
    own, theirs = recorded(site, department=OURS), recorded(site, department=THEIRS)
    assert sent(farmers, f"/meetings/{own}/delete").status_code == 303
    assert sent(farmers, f"/meetings/{own}", to=f"/meetings/{own}/restore").status_code == 303
    with site.app_context(), writing():
        delete_meeting(SATO, meeting_id=theirs)
    assert sent(farmers, "/meetings", to=f"/meetings/{theirs}/restore").status_code in {400, 403}
    assert stored(site, theirs).deleted_at is not None


def test_two_records_of_one_meeting_are_joined_from_either_page(site, secretariat, browser_of):
    older = recorded(site, subject="打合せ")
    sent(secretariat, NEW, **typed(double="separate") | {"organizations-typed": "甲株式会社"})
    younger = newest(site).id
    for one, other in ((older, younger), (younger, older)):
        assert f"/meetings/{one}/join/{other}" in secretariat.get(f"/meetings/{one}").text
    address = f"/meetings/{younger}/join/{older}"
    page = text_of(secretariat.get(address).text)
    assert "36 35" in page
    assert sent(secretariat, address).status_code == 303
    assert stored(site, younger).deleted_at is not None
    assert stored(site, older).summary == "講座の打合せ"
    assert sent(secretariat, "/meetings/new", to=address, version="1", other_version="1").status_code == 404


def test_a_join_of_what_was_changed_meanwhile_is_shown_again(site, secretariat):
    older, younger = recorded(site), recorded(site)
    address = f"/meetings/{older}/join/{younger}"
    keys = keys_of(secretariat.get(address).text)
    sent(secretariat, f"/meetings/{younger}/edit", **typed())
    answer = secretariat.post(address, data=keys)
    assert answer.status_code == 409
    assert secretariat.post(address, data=keys_of(answer.text)).status_code == 303
