"""Recording in one line: what it does to the year's number, what comes next, and what somebody else has recorded."""

import pytest

from registry.database import writing
from registry.domain.vocabulary import MeetingStatus, MeetingType, Role
from registry.models import Organization
from registry.queries.meetings import find_meeting
from registry.queries.records import get_record
from registry.web.throttle import limiter
from tests.office import agreement, meeting, organization, project
from tests.web.meeting_forms import OURS, THEIRS, body_id, keys_of, newest, number_of_meetings, recorded, sent, staff
from tests.web.test_pages import text_of
from tests.web.test_statements import asked, noted, record_much_more

QUICK, FORESIGHT = "/meetings/quick", "/meetings/foresight"


@pytest.fixture
def secretariat(browser_of):
    return browser_of(Role.SECRETARIAT)


def line(**values) -> dict[str, object]:
    return {"held_on": "12/20", "organizations-typed": "熊本大学", "subject": "講座の打合せ"} | values


def foreseen(client, said: dict[str, object]) -> str:
    return text_of(client.get(FORESIGHT, query_string=said).json["line"])


def stored(site, meeting_id: int):
    with site.app_context():
        return find_meeting(meeting_id)


def test_one_line_makes_a_meeting_of_the_nearest_day(site, secretariat):
    answer = sent(secretariat, QUICK, **line())
    made = newest(site)
    assert (answer.status_code, answer.location) == (303, f"/meetings/{made.id}")
    assert (made.held_on.isoformat(), made.type, made.status) == (
        "2021-12-20",
        MeetingType.CONSULTATION,
        MeetingStatus.HELD,
    )
    assert ([each.name for each in made.organizations], made.subject) == (["熊本大学"], "講座の打合せ")
    assert "令和3年12月20日の協議を記録しました（熊本大学）" in secretariat.get(answer.location).text


def test_a_box_on_another_page_leads_back_there(site, secretariat):
    university = body_id(site, "熊本大学")
    keys = {"csrf_token": keys_of(secretariat.get(QUICK).text)["csrf_token"]}
    values = {"organizations": university, "held_on": "R3.12.20", "subject": "講座の打合せ"}
    page = f"http://localhost/organizations/{university}"
    answer = secretariat.post(QUICK, data=keys | values, headers={"Referer": page})
    assert answer.location == f"/organizations/{university}"
    elsewhere = secretariat.post(QUICK, data=keys | values, headers={"Referer": "http://evil.example/organizations/1"})
    assert elsewhere.location == f"/meetings/{newest(site).id}"


def test_what_lies_ahead_is_planned(site, secretariat):
    sent(secretariat, QUICK, **line(held_on="明日"))
    assert newest(site).status is MeetingStatus.PLANNED


def test_it_is_not_counted_for_a_reason_only(site, secretariat):
    refused = sent(secretariat, QUICK, **line(uncounted="y"))
    assert refused.status_code == 422
    assert "計上しない理由を入力してください。" in refused.text
    sent(secretariat, QUICK, **line(uncounted="y", counted_reason="日程の調整のみ"))
    assert (newest(site).counted, newest(site).counted_reason) == (False, "日程の調整のみ")
    sent(secretariat, QUICK, **line(uncounted="y", type="other", subject="式典"))
    assert (newest(site).counted, newest(site).subject) == (None, "式典")


def test_what_is_missing_is_said_at_its_field(secretariat):
    answer = sent(secretariat, QUICK, held_on="2/30", subject="")
    words = text_of(answer.text)
    assert answer.status_code == 422
    assert "相手方を選ぶか、新しい相手方の名称を入力してください。" in words
    assert "内容を1行で入力してください。" in words
    assert 'value="2/30"' in answer.text


def test_going_on_keeps_the_day_only(site, secretariat):
    answer = sent(secretariat, QUICK, **line(go="more", held_on="12/17"))
    assert answer.location == "/meetings/quick?held_on=12/17"
    page = secretariat.get(answer.location).text
    assert 'value="12/17"' in page
    assert "講座の打合せ" not in page
    assert newest(site).held_on.isoformat() == "2021-12-17"


def test_the_form_in_full_takes_over_what_was_typed(site, secretariat):
    before = number_of_meetings(site)
    new = ["new:合同会社はじめて", str(body_id(site, "熊本大学"))]
    values = line(
        organizations=new, type="liaison", uncounted="y", counted_reason="式典のみ", go="full", held_on="昨日"
    )
    answer = sent(secretariat, QUICK, **values)
    assert "csrf_token" not in answer.location
    page = secretariat.get(answer.location).text
    for kept in (
        "合同会社はじめて",
        "講座の打合せ",
        'value="昨日"',
        'value="liaison" checked',
        'value="no" checked',
        "式典のみ",
    ):
        assert kept in page
    assert number_of_meetings(site) == before


def test_a_chosen_organization_stands_in_the_form(site, secretariat):
    page = secretariat.get(f"{QUICK}?organization={body_id(site, '熊本大学')}").text
    assert "<span>熊本大学</span>" in page
    assert 'value="令和3年12月20日"' in page


def test_the_fragment_is_the_form_alone(secretariat):
    fragment = secretariat.get(f"{QUICK}?fragment=1").text
    assert "<form" in fragment
    assert "<html" not in fragment
    assert sent(secretariat, QUICK, to=f"{QUICK}?fragment=1").text.count("<html") == 0


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ({"held_on": "R3.12.20"}, "計上する 令和3年度の協議回数は 34 → 35回 になります。"),
        ({"held_on": "R2.4.1"}, "計上する 令和2年度の協議回数は 50 → 51回 になります。"),
        ({"held_on": "R2.3.31"}, "計上する 平成31年度の協議回数は 50 → 51回 になります。"),
        (
            {"held_on": "R3.12.21"},
            "計上しない 予定のため、実施を記録するまで計上しません。 令和3年度の協議回数は34回のままです。",
        ),
        (
            {"held_on": "R3.12.20", "type": "other"},
            "計上しない 種類が「その他」の協議は計上しません。 令和3年度の協議回数は34回のままです。",
        ),
        (
            {"held_on": "R3.12.20", "uncounted": "y"},
            "計上しない 「計上しない」としています。 令和3年度の協議回数は34回のままです。",
        ),
        ({"held_on": "そのうち"}, "計上する 令和3年度の協議回数は 34 → 35回 になります。"),
        (
            {"held_on": "R3.12.20", "status": "held"},
            "計上しない 相手方がない協議です。 令和3年度の協議回数は34回のままです。",
        ),
    ],
)  # fmt: skip
def test_the_line_says_what_recording_does_to_the_year(secretariat, said, answer):
    assert foreseen(secretariat, said).strip() == answer


def test_the_line_is_right_about_what_is_then_recorded(site, secretariat):
    sent(secretariat, QUICK, **line())
    assert "35 → 36回" in foreseen(secretariat, {"held_on": "R3.12.20"})


def test_a_correction_is_held_against_what_is_recorded(site, secretariat):
    known = recorded(site)
    said = {"held_on": "R3.12.20", "status": "held", "organizations": body_id(site, "甲株式会社"), "meeting": known}
    assert "協議回数は35回のままです。" in foreseen(secretariat, said)
    other = said | {"type": "other"}
    assert "35 → 34回" in foreseen(secretariat, other)
    earlier = said | {"held_on": "R2.12.20"}
    assert "令和2年度の協議回数は 50 → 51回" in foreseen(secretariat, earlier)


def test_a_meeting_that_moves_to_another_year_says_what_both_years_then_have(site, secretariat):
    known = recorded(site)
    said = {"held_on": "R3.3.20", "status": "held", "organizations": body_id(site, "甲株式会社"), "meeting": known}
    words = foreseen(secretariat, said)
    assert "令和2年度の協議回数は 50 → 51回 になります。 令和3年度の協議回数は 35 → 34回 になります。" in words


def test_somebody_elses_record_of_that_day_is_shown_before_anything_is_written(site, secretariat):
    known = recorded(site, subject="前からの記録", attendees="先方の部長")
    before = number_of_meetings(site)
    form = keys_of(secretariat.get(QUICK).text) | line(held_on="12/20", **{"organizations-typed": "甲株式会社"})
    asked_first = secretariat.post(QUICK, data=form)
    words = text_of(asked_first.text)
    assert asked_first.status_code == 200
    assert "すでに同じ日の記録があります" in words
    assert "前からの記録" in words
    assert "先方の部長" in words
    assert "佐藤が" in words
    assert number_of_meetings(site) == before
    back = secretariat.post(QUICK, data=form | {"double": "back"})
    assert 'value="講座の打合せ"' in back.text
    added = secretariat.post(QUICK, data=form | {"double": f"join-{known}"})
    assert added.location == f"/meetings/{known}"
    assert (number_of_meetings(site), stored(site, known).summary) == (before, "講座の打合せ")


def test_another_meeting_of_that_day_is_recorded_for_itself_and_once(site, secretariat):
    recorded(site)
    before = number_of_meetings(site)
    form = keys_of(secretariat.get(QUICK).text) | line(double="separate", **{"organizations-typed": "甲株式会社"})
    first, second = secretariat.post(QUICK, data=form), secretariat.post(QUICK, data=form)
    assert first.location == second.location
    assert number_of_meetings(site) == before + 1


def test_ones_own_record_asks_no_question(site, secretariat):
    sent(secretariat, QUICK, **line())
    assert sent(secretariat, QUICK, **line(subject="午後の部")).status_code == 303


def test_a_form_that_was_sent_already_asks_nothing_about_what_others_have_recorded_since(site, secretariat):
    form = keys_of(secretariat.get(QUICK).text) | line()
    first, university = secretariat.post(QUICK, data=form), body_id(site, "熊本大学")
    with site.app_context(), writing():
        meeting(get_record(Organization, university), held="2021-12-20")
    again = [secretariat.post(QUICK, data=form | answer) for answer in ({}, {"double": "back"})]
    assert [(answer.status_code, answer.location) for answer in again] == [(303, first.location)] * 2
    assert "この入力はすでに送信されています。" in secretariat.get(first.location).text


def test_recording_a_line_asks_and_writes_as_little_as_it_must(site, secretariat):
    """Who, with whom, doubles; in the transaction whether it was sent, with whom, two rows, the entry, the form's key.

    The reading begins with a statement, the transaction too; the entry asks for the last one, the key forgets old ones.
    """
    form = keys_of(secretariat.get(QUICK).text) | line(organizations=body_id(site, "熊本大学"))
    del form["organizations-typed"]
    with noted(site) as statements:
        assert secretariat.post(QUICK, data=form).status_code == 303
    assert len(statements) == (1 + 3) + (1 + 2 + 2 + 2 + 2)


def test_a_department_may_not_add_to_the_record_of_another_one(site, browser_of):
    staff(site, "農政", OURS)
    limiter.reset()
    farmers = browser_of("農政")
    known = recorded(site, department=THEIRS)
    form = keys_of(farmers.get(QUICK).text) | line(**{"organizations-typed": "甲株式会社"})
    assert "join-" not in farmers.post(QUICK, data=form).text
    assert farmers.post(QUICK, data=form | {"double": f"join-{known}"}).status_code == 403
    farmers.post(QUICK, data=form | {"double": "separate"})
    assert newest(site).department.name == OURS


def test_hostile_answers_to_the_question_do_no_harm(site, secretariat):
    recorded(site)
    form = keys_of(secretariat.get(QUICK).text) | line(**{"organizations-typed": "甲株式会社"})
    for choice in ("join-0", "join-99999999999999999999", "join-x", "join-"):
        assert secretariat.post(QUICK, data=form | {"double": choice}).status_code in {303, 404, 422}


PAGES = (QUICK, f"{QUICK}?fragment=1", "/meetings/new", "/meetings/several", f"{FORESIGHT}?held_on=R3.12.20")


def test_more_records_make_no_more_questions(site, secretariat):
    with site.app_context(), writing():
        body = organization("甲株式会社")
        known = meeting(
            body, held="2021-12-20", agreements=(agreement(body).id,), projects=(project(organizations=(body.id,)).id,)
        )
    pages = (*PAGES, f"/meetings/{known.id}", f"/meetings/{known.id}/edit", f"/meetings/{known.id}/delete")
    before = {address: len(asked(site, secretariat, address)) for address in pages}
    record_much_more(site)
    assert {address: len(asked(site, secretariat, address)) for address in pages} == before
    assert before[QUICK] <= 12
