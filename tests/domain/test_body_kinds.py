import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.domain.body_kinds import is_post_title, kind_of_name
from registry.domain.vocabulary import OrganizationKind

KINDS = {
    OrganizationKind.FINANCIAL: [
        *(
            "株式会社千葉銀行",
            "㈱千葉興業銀行",
            "佐倉信用金庫",
            "銚子信用組合",
            "中央労働金庫",
            "日本生命保険相互会社",
            "株式会社大学銀行",
        ),
        *("国民健康保険協会", "全国銀行協会"),
    ],
    OrganizationKind.ACADEMIC: [
        *(
            "千葉大学",
            "国立大学法人千葉大学",
            "学校法人順天堂 順天堂大学",
            "木更津工業高等専門学校",
            "千葉県立佐倉高等学校",
        ),
        *("国立歴史民俗研究所", "量子研究センター", "株式会社大学新聞社", "大学協会", "一般財団法人電力研究所"),
    ],
    OrganizationKind.ASSOCIATION: [
        *(
            "佐倉商工会議所",
            "佐倉市商工会",
            "観光協議会",
            "千葉県サッカー連盟",
            "NPO法人さくら",
            "ＮＰＯ法人さくら",
            "(特非)さくら",
        ),
        *(
            "特定非営利活動法人さくら",
            "一般社団法人さくら",
            "（公財）さくら財団",
            "㈶佐倉",
            "佐倉市観光協会",
            "全国連盟株式会社",
        ),
    ],
    OrganizationKind.COMPANY: [
        *(
            "株式会社ルネサンス",
            "㈱ルネサンス",
            "ルネサンス（株）",
            "㈲佐倉",
            "(同)佐倉",
            "合同会社佐倉",
            "有限会社佐倉",
        ),
        *("株式会社総合研究所", "総研研究センター㈱", "株式会社日本協会"),
    ],
    None: [
        *(
            "千葉みらい農業協同組合",
            "佐倉市",
            "株ルネサンス",
            "合資会社佐倉",
            "合資会社佐倉研究所",
            "佐倉の会",
            "",
            "医療法人佐倉",
        ),
        "学校法人佐倉学園",
    ],
}


@pytest.mark.parametrize(("name", "kind"), [(name, kind) for kind, names in KINDS.items() for name in names])
def test_a_name_tells_its_kind_by_the_first_word_that_fits(name, kind):
    assert kind_of_name(name) is kind


@given(st.text())
def test_a_name_never_tells_that_it_is_unclassified(name):
    assert kind_of_name(name) is not OrganizationKind.UNCLASSIFIED


@pytest.mark.parametrize(
    "name",
    [
        *(
            "佐倉市長",
            "酒々井町長",
            "○○村長",
            "千葉県知事",
            "支店長",
            "佐倉支店長",
            "代表取締役",
            "代表取締役社長",
            "取締役会長",
        ),
        *(
            "学長",
            "理事長",
            "会長",
            "所長",
            "校長",
            "センター長",
            "佐倉市教育長",
            "事務局長",
            "委員長",
            "代表理事",
            "頭取",
            "佐倉　市長",
        ),
        *("佐倉市長様", "佐倉市長 山田太郎", "株式会社A 代表取締役 山田 太郎", "㈱千葉銀行佐倉支店長", "千葉大学学長"),
    ],
)
def test_a_post_is_no_body(name):
    assert is_post_title(name)


@pytest.mark.parametrize(
    "name",
    [
        *(
            "校長会",
            "佐倉市校長会",
            "町長会",
            "全国市長会",
            "市長会",
            "株式会社社長室",
            "株式会社村長",
            "㈲店長",
            "佐倉市",
        ),
        *("千葉大学", "株式会社ルネサンス", "学長支援機構", "佐倉市長会 会員", "", " ", "長", "八百長株式会社"),
    ],
)
def test_a_body_is_no_post(name):
    assert not is_post_title(name)
