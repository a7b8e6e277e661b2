from decimal import Decimal

import pytest

from registry.evaluation.narrative import as_on_the_sheet, ends_in_past, new_agreements_said, quantities
from tests.evaluation.seed_sheet import published


def read(text):
    return [(one.number, one.unit) for one in quantities(text)]


def test_the_text_of_the_published_sheet_has_six_quantities():
    text = published().do.actual
    assert read(text) == [(43, "件"), (49, "団体"), (27, "企業"), (12, "学術機関"), (5, "金融機関"), (5, "団体")]
    assert [text[one.start : one.end] for one in quantities(text)] == [
        "43件",
        "49団体",
        "27企業",
        "12学術機関",
        "5金融機関",
        "5団体",
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("４３件（４９団体）", [(43, "件"), (49, "団体")]),
        ("1,234人が参加", [(1234, "人")]),
        ("１，２３４人が参加", [(1234, "人")]),
        ("二十七企業と五団体", [(27, "企業"), (5, "団体")]),
        ("2.5時間", [(Decimal("2.5"), "時間")]),
        ("3万円と116千円", [(30000, "円"), (116000, "円")]),
        ("12学術機関・5金融機関・5団体", [(12, "学術機関"), (5, "金融機関"), (5, "団体")]),
        ("10事業者、4か所", [(10, "事業者"), (4, "か所")]),
        ("89.1%(８９．１％)", [(Decimal("89.1"), "%"), (Decimal("89.1"), "%")]),
    ],
)
def test_numbers_are_read_in_every_notation(text, found):
    assert read(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "令和2年度、平成31年3月31日",
        "約50団体、およそ20件",
        "数十件、10数件、十数社",
        "20人以上、30件程度、5団体余り",
        "2~3件、2〜3件、5・6社",
        "第2回、3回目",
        "産学官の三者が一体となり、一人ひとりが",
        "14. 使用料及び賃借料",
        "5名称、3回答",
        "企業、団体、機関",
    ],
)
def test_what_is_no_exact_quantity_is_left_alone(text):
    assert read(text) == []


def test_money_is_compared_in_thousands_of_yen():
    (money,) = quantities("事業費は116千円")
    assert as_on_the_sheet(money) == 116
    (people,) = quantities("116人")
    assert as_on_the_sheet(people) == 116


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("令和2年度は新たに2件の連携協定を締結した。また各種事業を推進している。", 2),
        ("2件の協定を新規に締結", 2),
        ("新規協定は３件である。", 3),
        ("新たに二件の協定", 2),
        ("令和2年度までに43件の協定を締結した。", None),
        ("新たに2件の事業を始めた。", None),
        ("協定を締結した。新たに2件の事業を始めた。", None),
        ("新たに協定を締結した。", None),
        ("", None),
    ],
)
def test_new_agreements_are_read_where_a_sentence_speaks_of_them(text, number):
    assert new_agreements_said(text) == number


@pytest.mark.parametrize("text", ["達成した。", "達成した", "達成しました。」", "少なかった。 ", "読んだ。", "得た。"])
def test_a_past_form_is_recognised(text):
    assert ends_in_past(text)


@pytest.mark.parametrize(
    "text", ["達成する。", "達成したい。", "あり方", "考えかた。", "また", "見込みである", "。", ""]
)
def test_other_endings_are_no_past(text):
    assert not ends_in_past(text)
