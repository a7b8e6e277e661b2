from datetime import date

from registry.domain.names import fold
from registry.models import Agreement, Meeting, Organization


def test_width_case_and_kana_do_not_matter_to_a_search():
    meeting = Meeting(held_on=date(2020, 4, 1), subject="ﾎﾞｳｻｲ ABC", summary="見守り")

    assert fold("ぼうさいａｂｃ") in meeting.search_key


def test_a_hit_never_spans_two_fields():
    organization = Organization(name="青葉野", kana="アオバノ")
    agreement = Agreement(number="R2-01", title="防災")

    assert fold("野あお") not in organization.search_key
    assert fold("01防災") not in agreement.search_key
    assert fold("あおばの") in organization.search_key
