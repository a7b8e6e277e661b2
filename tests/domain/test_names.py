import sys
import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.domain import names
from registry.domain.names import clean, fold, fold_name, loose_name

NAME_PARTS = [
    "株式会社",
    "㈱",
    "(株)",
    "（有）",
    "〔財〕",
    "NPO法人",
    "(NPO)",
    "(国)",
    "大学",
    "㊑",
    "株",
    "有",
    "ルネサンス",
    "ﾙﾈ",
]
name_like = st.lists(
    st.sampled_from([*NAME_PARTS, "さくら", "佐倉", "A", "Ｂ", "-", "ー", "・", " ", "(", ")", "゙", "財団法人"])
).map("".join)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ＮＥＣ　ソリューション", "necソリューション"),
        ("ﾙﾈｻﾝｽ", "ルネサンス"),
        ("ガス", "ｶﾞｽ"),
        ("カ\u3099ス", "ガス"),
        ("るねさんす", "ルネサンス"),
        ("佐 倉　市", "佐倉市"),
        ("ビー・エム", "びー･えむ"),
        ("A-B", "A－B"),
        ("A‐B", "A−B"),
        ("コーヒー", "コ-ヒ―"),
        ("①番", "1番"),
        ("髙橋", "高橋"),
        ("山﨑", "山崎"),
        ("神", "\ufa19"),
        ("葛\U000e0100城", "葛城"),
        ("2〜3", "2～3"),
        ("㍿A", "株式会社a"),
        ("あ\u200bい\ufeff", "あい"),
    ],
)
def test_a_search_finds_every_way_to_type_a_word(one, other):
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"), [("はし", "ばし"), ("ひよう", "ひょう"), ("A", "B"), ("高", "孝"), ("1", "2")]
)
def test_a_search_keeps_different_words_apart(one, other):
    assert fold(one) != fold(other)


@given(st.text() | name_like)
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)
    assert fold_name(fold_name(text)) == fold_name(text)


# All characters but ideographs and syllables, which come by the ten thousand and behave alike.
VARIED = [
    chr(code)
    for code in range(sys.maxunicode + 1)
    if unicodedata.category(chr(code)) not in {"Cn", "Co"}
    and not unicodedata.name(chr(code), "").startswith(
        ("CJK UNIFIED", "HANGUL SYLLABLE", "TANGUT", "CUNEIFORM", "EGYPTIAN")
    )
]


def test_folding_any_character_twice_changes_nothing():
    folded = [fold(f"か{character}ア") for character in VARIED]
    assert [fold(key) for key in folded] == folded


def test_the_quick_way_gives_what_full_normalization_gives():
    texts = [f"Aア{character}" for character in VARIED]
    assert [names._same_characters(text) for text in texts] == [names._normalized(text) for text in texts]


SAME_BODY = [
    (
        "株式会社ルネサンス",
        [
            "㈱ルネサンス",
            "(株)ルネサンス",
            "（株）ルネサンス",
            "(株) ルネサンス",
            "㈱　ﾙﾈｻﾝｽ",
            "㊑ルネサンス",
            "〔株〕ルネサンス",
        ],
    ),
    ("ルネサンス株式会社", ["ルネサンス㈱", "ルネサンス(株)", "ルネサンス（株）", "ルネサンス㍿"]),
    ("有限会社A", ["㈲A", "(有)A", "㊒Ａ", "有限会社 a"]),
    ("合同会社A", ["(同)A", "（同）A"]),
    ("合資会社A", ["㈾A", "(資)A"]),
    ("合名会社A", ["㈴A", "(名)A"]),
    ("一般社団法人A", ["(一社)A", "（一社）Ａ"]),
    ("一般財団法人A", ["(一財)A"]),
    ("公益社団法人A", ["(公社)A"]),
    ("公益財団法人A", ["(公財)A"]),
    ("社団法人A", ["㈳A", "(社)A"]),
    ("財団法人A", ["㈶A", "(財)A"]),
    ("特定非営利活動法人A", ["(特非)A", "NPO法人A", "ＮＰＯ法人　A", "(NPO)A", "(NPO法人)A"]),
    ("医療法人A", ["(医)A"]),
    ("学校法人A", ["㈻A", "(学)A"]),
    ("社会福祉法人A", ["(福)A", "(社福)A"]),
    ("独立行政法人A", ["(独)A"]),
    ("国立大学法人千葉大学", ["(国)千葉大学", "（国大）千葉大学"]),
    ("国立研究開発法人量子研究所", ["(国)量子研究所", "(国研)量子研究所"]),
    ("A株式会社佐倉支店", ["A㈱佐倉支店", "A(株) 佐倉支店"]),
]


@pytest.mark.parametrize(("name", "other"), [(name, other) for name, others in SAME_BODY for other in others])
def test_a_mark_is_the_form_it_stands_for(name, other):
    assert fold_name(other) == fold_name(name)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("株式会社A", "A株式会社"),
        ("㈱A", "A㈱"),
        ("株式会社A", "有限会社A"),
        ("株式会社A", "A"),
        ("株ルネサンス", "株式会社ルネサンス"),
        ("国立大学法人千葉大学", "千葉大学"),
        ("さくら", "サクラ"),
        ("一般社団法人A", "公益社団法人A"),
        ("髙橋組", "高橋組"),
        ("A・B", "AB"),
        ("A(会)B", "AB"),
    ],
)
def test_what_is_only_alike_is_not_the_same_body(one, other):
    assert fold_name(one) != fold_name(other)


def test_all_names_of_different_forms_stay_apart():
    keys = [fold_name(name) for name, _ in SAME_BODY]
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("株式会社ルネサンス", "ルネサンス株式会社"),
        ("株ルネサンス", "株式会社ルネサンス"),
        ("ルネサンス株", "㈱ルネサンス"),
        ("(株ルネサンス", "㈱ルネサンス"),
        ("有サクラ", "㈲サクラ"),
        ("一社さくら会", "一般社団法人さくら会"),
        ("国立大学法人千葉大学", "千葉大学"),
        ("公立大学法人千葉大学", "千葉大学"),
        ("学校法人順天堂", "順天堂"),
        ("NPOさくら", "特定非営利活動法人さくら"),
        ("イー・ウーマン株式会社", "イーウーマン㈱"),
        ("NTT-X", "NTT X"),
        ("キヤノン㈱", "キャノン株式会社"),
        ("コ-ヒ-店", "コーヒー店"),
        ("髙橋組", "株式会社高橋組"),
        ("さくら", "サクラ"),
        ("ABC Co., Ltd.", "株式会社ABC"),
        ("A協同組合", "協同組合A"),
    ],
)
def test_what_is_likely_the_same_has_one_loose_name(one, other):
    assert loose_name(one) == loose_name(other)
    assert fold_name(one) != fold_name(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("株式会社", "有限会社"),
        ("㈱", "㈲"),
        ("・", "-"),
        ("", "㈱"),
        ("有田", "田"),
        ("株山", "山"),
        ("有明商店", "明商店"),
        ("株式会社A", "株式会社B"),
        ("駅前商店街", "駅前商店街協同組合"),
        ("佐倉市農業協同組合", "佐倉市農業"),
        ("佐藤税理士法人", "株式会社佐藤"),
        ("千葉大学", "千葉工業大学"),
        ("千葉銀行", "千葉興業銀行"),
        ("千葉県住宅供給公社", "千葉県住宅供給"),
        ("キリンビール", "キリンビル"),
    ],
)
def test_clearly_different_bodies_have_different_loose_names(one, other):
    assert loose_name(one) != loose_name(other)


@given(name_like)
def test_the_same_body_has_one_loose_name(name):
    assert loose_name(fold_name(name)) == loose_name(name)


@given(st.text(min_size=1) | name_like)
def test_a_name_that_shows_has_a_loose_name(name):
    assert bool(loose_name(name)) == bool(fold_name(name))


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("　佐倉市 \t\n", "佐倉市"),
        ("a\r\nb\rc\x0bd\u2028e", "a\nb\nc\nd\ne"),
        ("佐\x00倉\x1b\x7f\x85", "佐倉"),
        ("\ufeff佐倉\u200b", "佐倉"),
        ("\u202e佐倉\u202c", "佐倉"),
        ("佐倉\ud800", "佐倉"),
        ("カ\u3099ス", "ガス"),
        ("山﨑", "山﨑"),
        ("髙", "髙"),
        ("\ufa19社", "\ufa19社"),
        ("㈱Ａ　ﾙﾈ①", "㈱Ａ　ﾙﾈ①"),
        ("葛\U000e0100城", "葛\U000e0100城"),
        ("一\t二", "一\t二"),
    ],
)
def test_what_is_stored_is_what_was_typed_without_what_cannot_be_seen(typed, stored):
    assert clean(typed) == stored


@given(st.text(st.characters()))
def test_a_stored_text_is_clean(text):
    stored = clean(text)
    assert clean(stored) == stored
    assert not {character for character in stored if unicodedata.category(character) in {"Cc", "Cs"}} - {"\n", "\t"}
    assert stored == stored.strip()


@pytest.mark.parametrize("deed", [clean, fold, fold_name, loose_name])
@pytest.mark.parametrize(
    "text",
    [" " * 10**5 + "x", "(株)" * 30_000, "(" * 10**5, "\u3099" * 10**5],
    ids=["spaces", "marks", "brackets", "voicing"],
)
def test_a_very_long_text_takes_no_long_time(deed, text):
    began = time.perf_counter()
    deed(text)
    assert time.perf_counter() - began < 2


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=12) | st.text("ABｱァカﾞー－髙﨑　 〜。防災", max_size=12))
def test_the_quick_way_of_folding_is_the_thorough_one(text):
    thorough = names._hiragana(names._normalized(text)).translate(names._COMMON_CHARACTERS)
    assert names.fold(text) == thorough
