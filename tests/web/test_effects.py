"""What saving would change, in the words of the page: the demonstration's FY2020 has 43 agreements with 49 bodies."""

import pytest
from flask import render_template_string

from registry.commands.agreements import end_agreement
from registry.commands.meetings import record_meeting
from registry.domain.drafts import MeetingDraft
from registry.domain.errors import NoSuchRecord
from registry.domain.vocabulary import OrganizationKind
from registry.queries.agreements import list_agreements
from registry.web.effects import Effect, Effects, effects_of, years_of, years_to_show
from tests.office import SATO, agreement, day, organization
from tests.web.test_pages import text_of


@pytest.fixture
def page(site):
    with site.test_request_context("/"):
        yield


def conclude_with_a_newcomer() -> None:
    agreement(organization("株式会社ひのくに流通", kind=OrganizationKind.COMPANY), concluded="2021-02-28")


def test_an_agreement_with_a_newcomer_is_one_more_of_each(page):
    """As on the form of a new agreement: 包括連携協定 43 → 44, 団体 49 → 50; the parts stand behind."""
    (year,) = effects_of(conclude_with_a_newcomer, years=[2020]).years
    assert (year.year, year.shown) == (
        "令和2年度",
        (Effect("包括連携協定の累計", "43", "44"), Effect("協定を締結した団体の累計", "49", "50")),
    )
    assert Effect("協定を締結した団体の累計: 企業", "27", "28") in year.more
    assert Effect("年度内の新規協定", "2", "3") in year.more


def test_numbers_that_the_sheet_does_not_print_stand_in_front_where_nothing_else_changes(page):
    ended = next(one for one in list_agreements() if one.ended_on is None and one.expires_on is None)
    deed = lambda: end_agreement(SATO, agreement_id=ended.id, on=day("2021-03-30"), reason="")  # noqa: E731
    (year,) = effects_of(deed, years=[2020]).years
    assert [each.name for each in year.shown] == ["有効な協定のある団体", "有効な協定"]
    assert year.more == ()


def test_where_nothing_changes_one_sentence_says_so(page):
    outside = lambda: record_meeting(SATO, draft=MeetingDraft(day("2020-05-01")))  # noqa: E731
    assert effects_of(outside, years=[2020]) == Effects((), "令和2年度の数は変わりません。")
    assert effects_of(outside, years=[2019, 2020]).nothing == "平成31年度から令和2年度までの数は変わりません。"
    assert effects_of(outside, years=[2030]).nothing == "年度が始まっていないため、まだどの数も変わりません。"


def test_a_refusal_is_the_callers_to_show(page):
    with pytest.raises(NoSuchRecord):
        effects_of(lambda: end_agreement(SATO, agreement_id=999, on=day("2021-03-31"), reason=""), years=[2020])


def test_the_years_of_a_record_are_those_of_its_days_and_the_present_one(page):
    assert years_of(day("2019-03-31"), None, day("2019-04-01")) == {2018, 2019, 2021}
    assert years_of() == {2021}
    assert years_to_show() == set(range(2014, 2022))


def test_the_table_says_now_and_afterwards(page):
    effects = effects_of(conclude_with_a_newcomer, years=[2020])
    template = (
        '{% from "macros/effects.html" import effects_list with context %}'
        '{% call effects_list(effects, "保存すると変わる数") %}新しい相手方です。{% endcall %}'
    )
    words = text_of(render_template_string(template, effects=effects))
    assert "保存すると変わる数 令和2年度、今と保存後 令和2年度 今 保存後 包括連携協定の累計 43 44" in words
    assert words.endswith("新しい相手方です。 ")
