"""A form that is taken over into a later year asks for that year's figures, and is the same otherwise."""

from decimal import Decimal

from registry.exports.own_form import fill_own_form
from registry.exports.own_form_years import carried_form
from tests.exports.own_forms import BOOK, SHEET, STRINGS, book, name, parts_of, texts

LAST, THIS = "costs.total.actual.2020", "indicators.outcome.ア.target.2021"
ROWS = (
    '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c>'
    '<c r="C1" t="inlineStr"><is><t>{{head.title}} {{ｃｏｓｔｓ.total.actual.2019}}</t></is></c>'
    '<c r="D1"><f>costs.total.actual.2020+costs.total.actual.2019+A2020</f><v>3</v></c></row>'
)
SPLIT = "<r><rPr><b/></rPr><t>{{costs.total.</t></r><r><t>actual.20</t></r><r><t>20}}</t></r>"
PLAIN = "<t>令和2年度 2020</t>"


def later() -> dict[str, bytes]:
    names = name(THIS, "様式!$E$1") + name("Rate", "costs.total.actual.2020/2020") + name("head.title", "様式!$F$1")
    return parts_of(carried_form(book(ROWS, SPLIT, PLAIN, names=names), years=1))


def test_the_years_of_names_move_on_wherever_they_stand():
    parts = later()
    assert "{{costs.total.actual.2021}}</t></r></si>" in parts[STRINGS].decode()
    assert "{{head.title}} {{costs.total.actual.2020}}</t>" in parts[SHEET].decode()
    assert "<f>costs.total.actual.2021+costs.total.actual.2020+A2020</f><v>3</v>" in parts[SHEET].decode()
    assert name("indicators.outcome.ア.target.2022", "様式!$E$1") in parts[BOOK].decode()
    assert name("Rate", "costs.total.actual.2021/2020") in parts[BOOK].decode()


def test_words_and_other_names_stay():
    parts, before = later(), parts_of(book(ROWS, SPLIT, PLAIN))
    assert PLAIN in parts[STRINGS].decode()
    assert name("head.title", "様式!$F$1") in parts[BOOK].decode()
    assert [path for path in before if before[path] != parts[path]] == [BOOK, SHEET, STRINGS]


def test_what_is_filled_then_are_the_later_years_figures():
    data = carried_form(
        book(ROWS.replace("<f>costs.total.actual.2020+costs.total.actual.2019+A2020</f>", ""), SPLIT, PLAIN), years=2
    )
    form = fill_own_form(data, {"costs.total.actual.2022": Decimal(7), "costs.total.actual.2021": Decimal(8)})
    assert texts(form.data) == {"A1": 7, "B1": "令和2年度 2020", "C1": "{{head.title}} 8", "D1": 3}
