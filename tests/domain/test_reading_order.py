import sqlite3
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.domain.names import gojuon_row, sort_key

IN_ORDER = [
    *("あい", "あお", "アオキ", "いー", "いいだ", "うえの", "ヴェルディ", "えど", "おおた"),
    *(
        "かー",
        "かあ",
        "カード",
        "かあど",
        "があど",
        "かき",
        "かぎ",
        "がき",
        "かぎや",
        "きやく",
        "きゃくせん",
        "きゆう",
        "きゅうしゅう",
    ),
    *("さくら", "さくらぎんこう", "たなか", "っか", "つか", "つき", "づき", "なりた", "ぬま"),
    *(
        "はし",
        "はじ",
        "ばし",
        "パシ",
        "はっか",
        "はつか",
        "はつが",
        "ひよう",
        "びょういん",
        "びよういん",
        "ふじ",
        "ほん",
    ),
    *("まつ", "やま", "ゆー", "ゆうかり", "らいおん", "るねさんす", "ろーま", "わかば", "をの", "ん"),
]


@pytest.mark.parametrize(("first", "second"), [*pairwise(IN_ORDER)])
def test_each_reading_stands_strictly_before_the_next(first, second):
    assert sort_key(first, "某") < sort_key(second, "某")


@pytest.mark.parametrize(
    ("kana", "same"),
    [
        ("かぶしきがいしゃるねさんす", "るねさんす"),
        ("カブシキガイシャ　ルネサンス", "るねさんす"),
        ("ルネサンスかぶしきがいしゃ", "るねさんす"),
        ("(株)ルネサンス", "るねさんす"),
        ("ｶﾌﾞｼｷｶﾞｲｼｬ ﾙﾈｻﾝｽ", "るねさんす"),
        ("こくりつだいがくほうじんちばだいがく", "ちばだいがく"),
        ("いっぱんしゃだんほうじん さくらかい", "さくらかい"),
        ("エヌピーオーほうじんさくら", "さくら"),
        ("イー・ウーマン", "いーうーまん"),
    ],
)
def test_the_legal_form_and_the_width_do_not_matter(kana, same):
    assert sort_key(kana, "某") == sort_key(same, "某")


def test_a_form_alone_is_still_a_reading():
    assert gojuon_row("かぶしきがいしゃ", "株式会社") == "か"


@pytest.mark.parametrize("kana", ["", " ", "　"])
def test_without_a_reading_names_come_last(kana):
    ordered = [("わかば", "若葉"), ("ん", "某"), ("", "ABC㈱"), ("", "3M"), (kana, "㈱佐倉"), (kana, "千葉")]
    keys = [sort_key(*each) for each in ordered]
    assert keys[1] < min(keys[2:4])
    assert max(keys[2:4]) < min(keys[4:])
    assert sort_key(kana, "㈱佐倉") < sort_key(kana, "千葉")  # 佐 U+4F50, 千 U+5343


def test_a_name_in_kana_is_its_own_reading():
    assert sort_key("", "㈱ルネサンス") < sort_key("ろーま", "某")
    assert gojuon_row("", "㈱ルネサンス") == gojuon_row("", "株ルネサンス") == "ら"


def test_equal_readings_go_by_the_name():
    assert sort_key("さとう", "佐藤") < sort_key("さとう", "左藤")


@pytest.mark.parametrize(
    ("kana", "row"),
    [
        *(
            ("あ", "あ"),
            ("ぉ", "あ"),
            ("ヴ", "あ"),
            ("が", "か"),
            ("ヶ", "か"),
            ("ざ", "さ"),
            ("っ", "た"),
            ("ど", "た"),
        ),
        *(
            ("の", "な"),
            ("ぱ", "は"),
            ("ぼ", "は"),
            ("む", "ま"),
            ("ょ", "や"),
            ("ろ", "ら"),
            ("わ", "わ"),
            ("ゐ", "わ"),
            ("ん", "わ"),
        ),
        *(("ABC", "英数"), ("３Ｍ", "英数"), ("漢字", "その他"), ("ー", "その他"), ("", "その他")),
        ("かぶしきがいしゃるねさんす", "ら"),
    ],
)
def test_a_reading_stands_under_its_row(kana, row):
    assert gojuon_row(kana, "某") == row


anything = st.text(max_size=30) | st.text("かがぱゃーんアABC1佐株式会社 ", max_size=30)
ROWS = ["あ", "か", "さ", "た", "な", "は", "ま", "や", "ら", "わ", "英数", "その他"]


@given(st.lists(st.tuples(anything, anything), max_size=8))
def test_rows_follow_one_another_in_the_order_of_the_keys(bodies):
    bodies.sort(key=lambda body: sort_key(*body))
    rows = [ROWS.index(gojuon_row(*body)) for body in bodies]
    assert rows == sorted(rows)


@given(st.text(), st.text())
def test_a_key_fits_its_column(kana, name):
    assert len(sort_key(kana * 50, name * 50)) <= 600


def test_a_database_sorts_as_python_does():
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE bodies (kana TEXT, sort_key TEXT)")
    rows = [(kana, sort_key(kana, "某")) for kana in reversed(IN_ORDER)]
    connection.executemany("INSERT INTO bodies VALUES (?, ?)", rows)
    ordered = connection.execute("SELECT kana FROM bodies ORDER BY sort_key").fetchall()
    connection.close()
    assert [kana for (kana,) in ordered] == IN_ORDER
