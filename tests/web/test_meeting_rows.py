"""Several meetings at a time: all rows or none, each error at its cell."""

import pytest

from registry.database import db
from registry.domain.vocabulary import MeetingStatus, MeetingType, Role
from registry.models import Meeting
from registry.web.throttle import limiter
from tests.web.meeting_forms import OURS, keys_of, newest, number_of_meetings, recorded, sent, staff
from tests.web.test_pages import text_of

SEVERAL = "/meetings/several"


@pytest.fixture
def secretariat(browser_of):
    return browser_of(Role.SECRETARIAT)


def row(place: int, **values) -> dict[str, object]:
    standard = {
        "held_on": "12/20",
        "organizations-typed": "熊本大学",
        "type": "consultation",
        "subject": f"{place}件目",
    }
    return {f"rows-{place}-{name}": value for name, value in (standard | values).items()}


def rows(*filled: dict[str, object]) -> dict[str, object]:
    """All ten rows as a browser sends them, the others blank."""
    blank = {"held_on": "", "organizations-typed": "", "subject": ""}
    sent_rows = {name: value for place in range(10) for name, value in row(place, **blank).items()}
    for one in filled:
        sent_rows |= one
    return sent_rows


def newest_of(site, number: int) -> list[Meeting]:
    with site.app_context():
        found = db.session.query(Meeting).order_by(Meeting.id.desc()).limit(number).all()
        assert all(each.organizations for each in found)
        return found[::-1]


def test_ten_blank_rows_stand_there(secretariat):
    page = secretariat.get(SEVERAL).text
    assert page.count('name="rows-9-subject"') == 1
    assert 'name="rows-10-subject"' not in page


def test_filled_rows_are_recorded_and_blank_ones_left_out(site, secretariat):
    before = number_of_meetings(site)
    values = rows(row(0), row(4, held_on="明日", type="liaison"), row(9, organizations="new:合同会社はじめて"))
    answer = sent(secretariat, SEVERAL, **values)
    assert (answer.status_code, answer.location) == (303, "/meetings")
    assert "3件の協議を記録しました。" in secretariat.get("/meetings").text
    first, second, third = newest_of(site, 3)
    assert number_of_meetings(site) == before + 3
    assert (first.subject, first.type, first.status) == ("0件目", MeetingType.CONSULTATION, MeetingStatus.HELD)
    assert (second.type, second.status) == (MeetingType.LIAISON, MeetingStatus.PLANNED)
    assert {each.name for each in third.organizations} == {"熊本大学", "合同会社はじめて"}


def test_one_wrong_cell_lets_nothing_be_written_and_is_named(site, secretariat):
    before = number_of_meetings(site)
    wrong = row(2, held_on="R3.2.29", subject="", **{"organizations-typed": "どこにもない団体"})
    answer = sent(secretariat, SEVERAL, **rows(row(0), wrong))
    words = text_of(answer.text)
    assert answer.status_code == 422
    assert "開催日 3: R3.2.29という日はありません。" in words
    assert "相手方 3: 「どこにもない団体」は登録されていません。" in words
    assert "内容を1行で 3: 内容を1行で入力してください。" in words
    assert 'value="0件目"' in answer.text
    assert number_of_meetings(site) == before


def test_without_any_row_there_is_nothing_to_record(secretariat):
    answer = sent(secretariat, SEVERAL, **rows())
    assert answer.status_code == 422
    assert "1行以上入力してください。" in answer.text


def test_the_same_rows_sent_twice_are_recorded_once(site, secretariat):
    form = keys_of(secretariat.get(SEVERAL).text) | rows(row(0), row(1))
    before = number_of_meetings(site)
    for _time in range(2):
        assert secretariat.post(SEVERAL, data=form).status_code == 303
    assert number_of_meetings(site) == before + 2


def test_a_row_that_somebody_else_has_recorded_needs_an_answer(site, secretariat):
    recorded(site, subject="前からの記録")
    before = number_of_meetings(site)
    values = rows(row(0), row(1, **{"organizations-typed": "甲株式会社"}))
    answer = sent(secretariat, SEVERAL, **values)
    assert answer.status_code == 422
    assert "記録済み: 前からの記録" in text_of(answer.text)
    assert "別の協議である 2" in text_of(answer.text)
    assert number_of_meetings(site) == before
    assert sent(secretariat, SEVERAL, **values, **{"rows-1-separate": "y"}).status_code == 303
    assert number_of_meetings(site) == before + 2


def test_a_department_records_rows_of_its_own(site, browser_of):
    staff(site, "農政", OURS)
    limiter.reset()
    sent(browser_of("農政"), SEVERAL, **rows(row(0)))
    assert newest(site).department.name == OURS


def test_more_rows_than_there_is_room_for_are_not_read(site, secretariat):
    form = keys_of(secretariat.get(SEVERAL).text)
    for place in range(60):
        form |= row(place)
    before = number_of_meetings(site)
    assert secretariat.post(SEVERAL, data=form).status_code in {303, 422}
    assert number_of_meetings(site) <= before + 50
