"""Fields take what offices type, say what they understood, and keep what they did not."""

from datetime import date

import pytest
from werkzeug.datastructures import MultiDict

from registry.domain.vocabulary import OrganizationKind
from registry.forms.fields import ChosenField, CorporateNumberField, DayField, LongTextField, MonthsField, NamesField
from registry.forms.office_form import RecordForm
from registry.words import KINDS


class Form(RecordForm):
    on = DayField("日")
    months = MonthsField("月数")
    number = CorporateNumberField("法人番号")
    kind = ChosenField("区分", kind=OrganizationKind, names=KINDS)
    names = NamesField("分野")
    text = LongTextField("内容")


@pytest.fixture
def sent(sqlite_app):
    """The form as it comes back with some values."""

    def send(**values) -> Form:
        typed = MultiDict({"kind": "company"})
        for name, value in values.items():
            typed.setlist(name, value if isinstance(value, list) else [value])
        form = Form(formdata=typed, meta={"csrf": False, "today": date(2021, 2, 14)})
        form.validate()
        return form

    with sqlite_app.test_request_context("/"):
        yield send


@pytest.mark.parametrize(
    ("typed", "day", "understood"),
    [
        ("Ｒ３／２／１２", date(2021, 2, 12), "令和3年2月12日（金）"),
        ("2/12", date(2021, 2, 12), "令和3年2月12日（金）"),
        ("平成31年5月1日", date(2019, 5, 1), "令和元年5月1日（水）, この元号の期間の外の日です"),
        ("継続(平成7年8月25日)", date(1995, 8, 25), "平成7年8月25日（金）, 日付だけを読み取りました"),
        ("", None, ""),
    ],
)
def test_a_day_is_read_and_what_was_understood_is_said(sent, typed, day, understood):
    field = sent(on=typed).on
    assert (field.data, field.understood, field._value(), list(field.errors)) == (day, understood, typed, [])


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ("令和3年2月29日", "令和3年2月29日という日はありません。"),
        ("令和5年3月", "日まで入力してください（例 R5.3.31）。"),
        ("そのうち", "「そのうち」を日付として読み取れません。R2.4.1 または 2020/4/1 のように入力してください。"),
        ("R2.4.1, R2.5.1", "日付は1つだけ入力してください（令和2年4月1日, 令和2年5月1日）。"),
    ],
)
def test_what_is_no_day_is_told_and_stays_as_it_was_typed(sent, typed, error):
    field = sent(on=typed).on
    assert (field.data, list(field.errors), field._value(), field.understood) == (None, [error], typed, "")


@pytest.mark.parametrize(("typed", "months"), [("12", 12), ("１２", 12), ("十二", 12), ("0", 0), ("", None)])
def test_months_are_read_in_any_writing(sent, typed, months):
    assert (sent(months=typed).months.data, list(sent(months=typed).months.errors)) == (months, [])


@pytest.mark.parametrize("typed", ["-1", "1年半", "1201", "9" * 400])
def test_what_is_no_number_of_months_stays_with_its_error(sent, typed):
    field = sent(months=typed).months
    assert (field.data, len(field.errors), field._value()) == (None, 1, typed)


def test_a_corporate_number_is_kept_as_its_digits(sent):
    assert sent(number="Ｔ7-0000-1205-0002").number.data == "7000012050002"
    wrong = sent(number="1234567890123").number
    assert (wrong.data, wrong._value(), len(wrong.errors)) == (None, "1234567890123", 1)


def test_a_value_that_was_never_offered_is_refused(sent):
    assert sent(kind="company").kind.data is OrganizationKind.COMPANY
    assert sent(kind="bank").kind.errors


def test_a_name_that_is_no_longer_offered_stays_while_it_is_chosen(sent):
    form = sent(names=["農業", "防災"])
    form.names.offer(("防災", "産業"))
    assert form.names.options == (("防災", "防災", True), ("産業", "産業", False), ("農業", "農業", True))


def test_the_lines_of_a_text_are_ended_in_one_way(sent):
    assert sent(text="一行目\r\n二行目\r\n").text.data == "一行目\n二行目"


@pytest.mark.parametrize(("typed", "version"), [("3", 3), ("", 0), ("-1", 0), ("٣", 0), ("9" * 30, 0)])
def test_a_version_that_nobody_can_have_seen_is_no_records(sent, typed, version):
    assert sent(version=typed).seen_version == version


def test_the_summary_has_one_line_for_each_field_with_errors_in_their_order(sent):
    form = sent(on="そのうち", months="x")
    form.form_errors = ["全体の誤り"]
    assert [(one.control, one.label) for one in form.problems] == [("", ""), ("on", "日"), ("months", "月数")]
