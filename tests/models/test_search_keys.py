from datetime import date

from registry.domain.drafts import MeetingDraft
from registry.domain.names import fold
from registry.models import Agreement, Meeting, Organization
from tests.office import organization


def key(row) -> str:
    return row.derived(row)["search_key"]


def test_width_case_and_kana_do_not_matter_to_a_search():
    meeting = Meeting(held_on=date(2020, 4, 1), subject="ﾎﾞｳｻｲ ABC", summary="見守り")

    assert fold("ぼうさいａｂｃ") in key(meeting)


def test_a_hit_never_spans_two_fields():
    named, numbered = Organization(name="青葉野", kana="アオバノ"), Agreement(number="R2-01", title="防災")

    assert fold("野あお") not in key(named)
    assert fold("01防災") not in key(numbered)
    assert fold("あおばの") in key(named)


def test_a_draft_has_the_keys_of_the_record_that_is_made_of_it():
    draft = MeetingDraft(date(2020, 4, 1), subject="防災", summary="見守り")

    assert Meeting.derived(draft)["search_key"] == key(Meeting(subject="防災", summary="見守り"))


def test_keys_follow_what_is_written(session):
    body = organization("青葉野", kana="アオバノ")
    body.name = "若葉野"
    session.flush()

    assert body.search_key == f"{fold('若葉野')} {fold('アオバノ')}"
    assert body.name_key == fold("若葉野")
