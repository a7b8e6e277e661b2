"""Which pairs wait for an answer, which were answered, and how quickly that is known."""

import pytest
import sqlalchemy as sa

from registry.commands.duplicates import keep_apart
from registry.commands.organizations import delete_organization, merge_organizations, rename_organization
from registry.domain.drafts import FormerNameDraft
from registry.domain.lists import Window
from registry.models import Organization, PossibleDuplicate
from registry.queries.duplicates import (
    MANY,
    Pairs,
    PairState,
    Reason,
    list_pairs,
    list_questioned_bodies,
)
from tests.office import SATO, day, organization

AOBA_NUMBER, WAKABA_NUMBER = "9000000000000", "8000000000001"
STATEMENTS = 4


def ask(one: Organization, other: Organization, session, **answer: bool) -> None:
    session.add(PossibleDuplicate(organization_id=one.id, other_id=other.id, **answer))
    session.flush()


def open_pairs() -> list[tuple[str, str, Reason]]:
    return [(pair.one.name, pair.other.name, pair.reason) for pair in list_pairs(PairState.OPEN, Window(0, 25)).shown]


def test_an_empty_registry_has_no_questions(session):
    for state in PairState:
        assert list_pairs(state, Window(0, 25)) == Pairs(dict.fromkeys(PairState, 0), ())


def test_names_that_differ_in_their_legal_form_or_spelling_are_asked_about(session):
    for name in ("株式会社あおば", "青葉商店", "アオバ㈱", "あおば(有)"):
        organization(name)
    assert open_pairs() == [
        ("株式会社あおば", "アオバ㈱", Reason.SAME_NAME),
        ("株式会社あおば", "あおば(有)", Reason.SAME_NAME),
        ("アオバ㈱", "あおば(有)", Reason.SAME_NAME),
    ]


def test_a_former_name_of_one_that_another_bears_is_asked_about(session):
    renamed = organization("株式会社わかば")
    rename_organization(SATO, organization_id=renamed.id, name="株式会社みどり", kana="みどり", on=day("2020-04-01"))
    organization("㈱わかば")
    assert open_pairs() == [("株式会社みどり", "㈱わかば", Reason.FORMER_NAME)]


def test_a_body_whose_own_former_name_differs_in_spelling_only_is_no_pair(session):
    organization("株式会社あおば", former_names=(FormerNameDraft("㈱あおば"), FormerNameDraft("㈱ｱｵﾊﾞ")))
    assert open_pairs() == []


def test_equal_readings_are_asked_about_within_a_kind(session):
    organization("齊藤運輸", kana="さいとううんゆ", kind="company")
    organization("西東運輸株式会社", kana="サイトウウンユカブシキガイシャ", kind="company")
    organization("斎東運輸協会", kana="さいとううんゆ", kind="association")
    organization("彩都運輸", kana="さいとうんゆ", kind="company")
    assert open_pairs() == [("齊藤運輸", "西東運輸株式会社", Reason.SAME_READING)]


def test_names_without_a_reading_are_not_compared_by_it(session):
    organization("あおば商店", kind="company")
    organization("青葉商店", kana="あおばしょうてん", kind="company")
    assert open_pairs() == []


def test_the_strongest_reason_stands_and_comes_first(session):
    one = organization("株式会社あおば", kana="あおば", kind="company")
    organization("青羽", kana="あおば", kind="company")
    other = organization("㈲あおば", kana="あおば", kind="company")
    stranger = organization("若葉大学")
    ask(stranger, one, session)
    assert open_pairs() == [
        ("株式会社あおば", "若葉大学", Reason.ASKED),
        ("株式会社あおば", "㈲あおば", Reason.SAME_NAME),
        ("株式会社あおば", "青羽", Reason.SAME_READING),
        ("青羽", "㈲あおば", Reason.SAME_READING),
    ]
    ask(other, one, session)
    assert open_pairs()[0] == ("株式会社あおば", "㈲あおば", Reason.ASKED)


def test_two_corporate_numbers_are_two_bodies_unless_somebody_asked(session):
    one = organization("株式会社あおば", corporate_number=AOBA_NUMBER)
    other = organization("あおば株式会社", corporate_number=WAKABA_NUMBER)
    assert open_pairs() == []
    ask(one, other, session)
    assert open_pairs() == [("株式会社あおば", "あおば株式会社", Reason.ASKED)]


def test_deleted_and_merged_records_are_no_pairs(session):
    one, other, third = (organization(name) for name in ("株式会社あおば", "㈲あおば", "あおば"))
    ask(one, other, session)
    delete_organization(SATO, organization_id=other.id)
    assert open_pairs() == [("株式会社あおば", "あおば", Reason.SAME_NAME)]
    merge_organizations(SATO, duplicate_id=third.id, into_id=one.id)
    assert open_pairs() == []
    assert list_questioned_bodies() == set()


def test_a_merged_record_lends_its_names_and_its_questions_to_its_body(session):
    body, duplicate, stranger = organization("みどり商事"), organization("株式会社あおば"), organization("若葉大学")
    merge_organizations(SATO, duplicate_id=duplicate.id, into_id=body.id)
    organization("あおば")
    ask(stranger, duplicate, session)
    assert open_pairs() == [
        ("みどり商事", "若葉大学", Reason.ASKED),
        ("みどり商事", "あおば", Reason.SAME_NAME),
    ]
    assert list_questioned_bodies() == {body.id, stranger.id}
    ask(body, stranger, session, different=True)
    assert open_pairs() == [("みどり商事", "あおば", Reason.SAME_NAME)]


def test_two_bodies_are_never_asked_about_again(session):
    one, other = organization("株式会社あおば"), organization("あおば株式会社")
    keep_apart(SATO, one_id=other.id, other_id=one.id)
    assert open_pairs() == []
    page = list_pairs(PairState.SEPARATE, Window(0, 25))
    assert (page.totals[PairState.SEPARATE], [(pair.one.id, pair.other.id) for pair in page.shown]) == (
        1,
        [(one.id, other.id)],
    )


def test_merged_records_are_listed_with_the_one_that_stayed(session):
    one, other, third = (organization(name) for name in ("甲", "乙", "丙"))
    merge_organizations(SATO, duplicate_id=one.id, into_id=other.id)
    merge_organizations(SATO, duplicate_id=other.id, into_id=third.id)
    page = list_pairs(PairState.MERGED, Window(0, 1))
    assert (page.totals[PairState.MERGED], [(pair.one.name, pair.other.name) for pair in page.shown]) == (
        2,
        [("丙", "乙")],
    )
    assert [pair.other.name for pair in list_pairs(PairState.MERGED, Window(1, 1)).shown] == ["甲"]


def test_pages_go_on_where_the_one_before_ended(session):
    for name in ("株式会社あおば", "㈲あおば", "あおば"):
        organization(name)
    pages = [list_pairs(PairState.OPEN, Window(offset, 2)) for offset in (0, 2, 4)]
    assert [page.totals[PairState.OPEN] for page in pages] == [3, 3, 3]
    assert [[(pair.one.name, pair.other.name) for pair in page.shown] for page in pages] == [
        [("株式会社あおば", "㈲あおば"), ("株式会社あおば", "あおば")],
        [("㈲あおば", "あおば")],
        [],
    ]


def test_a_name_that_very_many_bear_makes_no_heap_of_pairs(session):
    for number in range(MANY + 1):
        organization("未定" if number else "未定(株)")
    assert list_pairs(PairState.OPEN, Window(0, 1)).totals[PairState.OPEN] == MANY


@pytest.mark.parametrize("state", PairState)
def test_any_number_of_records_takes_the_same_few_statements(session, state):
    sent: list[str] = []
    sa.event.listen(session.get_bind(), "before_cursor_execute", lambda *each: sent.append(each[2]))
    taken = []
    for number in range(2):
        for place in range(4):
            one, other = organization(f"株式会社あおば{number}{place}"), organization(f"あおば{number}{place}")
            third, fourth = organization(f"みどり{number}{place}"), organization(f"㈱みどり{number}{place}")
            merge_organizations(SATO, duplicate_id=other.id, into_id=one.id)
            keep_apart(SATO, one_id=third.id, other_id=fourth.id)
            organization(f"㈲あおば{number}{place}")
        session.flush()
        session.expunge_all()
        sent.clear()
        assert list_pairs(state, Window(0, 25)).totals[state] == 4 * (number + 1)
        taken.append(len(sent))
    assert taken[0] == taken[1] <= STATEMENTS
