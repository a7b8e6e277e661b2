"""The pages of possible duplicates: what they show before the office answers, and what the answers do."""

import pytest

from registry.commands.organizations import merge_organizations, revise_organization
from registry.database import writing
from registry.domain.vocabulary import OrganizationKind, Role
from registry.queries.organizations import draft_of, get_organization
from tests.office import SATO, agreement, meeting, organization
from tests.web.conftest import token_of
from tests.web.test_pages import text_of
from tests.web.test_statements import asked

AOBA_NUMBER, WAKABA_NUMBER = "9000000000000", "8000000000001"
LIST, PAIR = 16, 90
"""Statements of the list, and at most of a pair with what either direction does to eight years' counts."""


@pytest.fixture
def secretariat(browser_of):
    return browser_of(Role.SECRETARIAT)


def recorded(site, *bodies: tuple[str, dict], signed: bool = True) -> str:
    """Record two bodies, each a party of an agreement of FY2020; the address of their page."""
    with site.app_context(), writing():
        one, other = (organization(name, **values) for name, values in bodies)
        if signed:
            agreement(one, concluded="2020-06-01", title="見守り")
            agreement(other, concluded="2020-07-01", title="買い物支援")
            meeting(other, held="2020-08-01", subject="打合せ")
        return f"/duplicates/{one.id}/{other.id}"


@pytest.fixture
def pair(site) -> str:
    company = {"kind": OrganizationKind.COMPANY, "kana": "ひだまり"}
    return recorded(site, ("株式会社ひだまり", company | {"address": "青葉野市中央1-1"}), ("㈲ひだまり", company))


def answer(client, address: str, deed: str, **values: str):
    return client.post(f"{address}/{deed}", data={"csrf_token": token_of(client, address), **values})


def counted(client) -> str:
    """The cumulative organizations of FY2020 as the home page says them."""
    return text_of(client.get("/years/2020").text).partition(" 団体 目標 55")[0].rpartition(" ")[2]


def test_a_pair_is_listed_with_the_reason(secretariat, pair):
    words = text_of(secretariat.get("/duplicates").text)
    assert "確認待ち 1 別の団体 0 名寄せ済み 0" in words
    assert "株式会社ひだまり と「㈲ひだまり」を比べる 企業 青葉野市中央1-1 ㈲ひだまり 企業" in words
    assert "法人格や表記を除くと同じ名称" in words
    assert f'href="{pair}"' in secretariat.get("/duplicates").text


def test_lists_without_a_pair_say_so(secretariat):
    for address, words in (
        ("/duplicates", "確認待ちの組はありません。"),
        ("/duplicates?state=separate", "別の団体とした組はありません。"),
        ("/duplicates?state=merged", "名寄せした記録はありません。"),
        ("/duplicates?state=unknown&page=7", "確認待ちの組はありません。"),
    ):
        assert words in text_of(secretariat.get(address).text)


def test_two_records_stand_side_by_side_with_a_word_where_they_differ(secretariat, pair):
    words = text_of(secretariat.get(pair).text)
    assert "名称 異なる 株式会社ひだまり ㈲ひだまり ふりがな ひだまり ひだまり 区分 企業 企業" in words
    assert "所在地 片方のみ 青葉野市中央1-1 ―" in words
    assert "協議 ― 令和2年8月1日 打合せ" in words
    assert "法人格や表記を除くと同じ名称 ふりがなと区分が同じ" in words


def test_what_would_move_and_what_it_does_to_the_counts_stands_there_before(secretariat, pair):
    """49 organizations on the sheet, two more by the pair: 51, and 50 once they are one."""
    words = text_of(secretariat.get(pair).text)
    assert "「㈲ひだまり」の協定1件、協議1回、連携事業0事業を、この団体のものとして数えます。" in words
    assert "「株式会社ひだまり」の協定1件、協議0回、連携事業0事業を、この団体のものとして数えます。" in words
    assert "変わる数（どちらを残しても同じです） 令和2年度、今と保存後 令和2年度 今 変更後" in words
    assert "協定を締結した団体の累計 51 50" in words


def test_where_it_matters_which_one_stays_both_are_shown(site, secretariat):
    address = recorded(
        site, ("こもれび", {"kind": OrganizationKind.COMPANY}), ("こもれび(株)", {"kind": OrganizationKind.ACADEMIC})
    )
    words = text_of(secretariat.get(address).text)
    assert "どちらを残しても" not in words
    first, second = words.partition("「こもれび(株)」を残す場合")[::2]
    assert "協定を締結した団体の累計: 学術機関 13 12" in first
    assert "協定を締結した団体の累計: 企業 28 27" in second


def test_merging_makes_one_of_the_two_and_undoing_makes_two_again(secretariat, pair):
    other = pair.rpartition("/")[2]
    assert counted(secretariat) == "51"
    assert answer(secretariat, pair, "merge", into=other).status_code == 303
    words = text_of(secretariat.get(pair).text)
    assert counted(secretariat) == "50"
    assert "2件の記録を名寄せしました。" in words
    assert "「株式会社ひだまり」はもう一方の記録に名寄せされています。" in words
    assert "協定を締結した団体の累計 50 51" in words
    assert "名寄せした記録 ㈲ひだまり と「株式会社ひだまり」を比べる" in text_of(
        secretariat.get("/duplicates?state=merged").text
    )
    assert answer(secretariat, pair, "unmerge").status_code == 303
    assert counted(secretariat) == "51"
    assert answer(secretariat, pair, "unmerge").status_code == 409


def test_a_second_click_is_told_on_the_page_of_the_pair(secretariat, pair):
    into = pair.rpartition("/")[2]
    answer(secretariat, pair, "merge", into=into)
    told = answer(secretariat, pair, "merge", into=into)
    assert (told.status_code, "error-summary" in told.text, "名寄せを取り消す" in told.text) == (422, True, True)


def test_who_does_not_say_which_one_stays_is_asked_for_it(secretariat, pair):
    for values in ({}, {"into": "1"}, {"into": "x"}):
        refused = answer(secretariat, pair, "merge", **values)
        assert refused.status_code == 422
        words = text_of(refused.text)
        assert "入力を確認してください（1件） 残す記録: いずれか1つを選んでください。" in words
        assert "エラー: 同じ団体かどうかの確認" in words
    assert counted(secretariat) == "51"


def test_two_corporate_numbers_are_explained_before_anybody_can_merge(site, secretariat):
    address = recorded(
        site,
        ("株式会社ひだまり", {"corporate_number": AOBA_NUMBER}),
        ("㈱ひだまり商事", {"corporate_number": WAKABA_NUMBER}),
    )
    page = secretariat.get(address).text
    assert "法人番号が異なるため、同じ団体ではありません。" in page
    assert "名寄せする" not in text_of(page)
    assert "別の団体として扱う" in text_of(page)
    into = address.rpartition("/")[2]
    told = answer(secretariat, address, "merge", into=into)
    assert (told.status_code, "error-summary" in told.text) == (422, True)


def test_two_bodies_are_kept_apart_until_somebody_takes_it_back(secretariat, pair):
    assert answer(secretariat, pair, "apart").status_code == 303
    words = text_of(secretariat.get(pair).text)
    assert "この2件は別の団体として扱うことになっています。" in words
    assert "名寄せする" not in words
    assert "確認待ち 0 別の団体 1 名寄せ済み 0" in text_of(secretariat.get("/duplicates").text)
    assert answer(secretariat, pair, "reopen").status_code == 303
    words = text_of(secretariat.get("/duplicates").text)
    assert "確認待ち 1 別の団体 0 名寄せ済み 0" in words
    assert "担当者の判断待ち" in words


def test_a_merger_that_cannot_be_undone_says_why(site, secretariat, pair):
    """The one that stayed was given the duplicate's own corporate number meanwhile."""
    one, other = (int(each) for each in pair.split("/")[2:])
    with site.app_context(), writing():
        for record_id in (other, one):
            record = get_organization(record_id)
            draft = draft_of(record)
            values = vars(draft) | {"corporate_number": AOBA_NUMBER}
            revise_organization(SATO, organization_id=record_id, draft=type(draft)(**values), version=record.version)
            if record_id == other:
                merge_organizations(SATO, duplicate_id=other, into_id=one)
    words = text_of(secretariat.get(pair).text)
    assert "名寄せの取消し" in words
    assert "名寄せを取り消す" not in words
    assert "法人番号" in words.partition("名寄せの取消し")[2]


def test_a_pair_that_is_none_is_not_there(secretariat):
    for address in ("/duplicates/1/1", "/duplicates/1/99999"):
        assert secretariat.get(address).status_code == 404


def test_the_pages_ask_a_fixed_number_of_questions(site, secretariat, pair):
    before = {address: len(asked(site, secretariat, address)) for address in ("/duplicates", pair)}
    assert before["/duplicates"] <= LIST
    assert before[pair] <= PAIR
    ids = [int(each) for each in pair.split("/")[2:]]
    with site.app_context(), writing():
        for number in range(30):
            one, other = organization(f"追加{number}株式会社"), organization(f"㈱追加{number}")
            for body in (one, other, *map(get_organization, ids)):
                agreement(body, concluded="2020-06-01", title=f"追加の協定{number}")
                meeting(body, held="2020-07-01")
    assert {address: len(asked(site, secretariat, address)) for address in before} == before
