"""The fields of a part of the sheet: one for each cell, tolerant in what they take."""

from dataclasses import replace
from decimal import Decimal

import pytest
from werkzeug.datastructures import MultiDict

from registry.domain.vocabulary import IndicatorKind, SheetState
from registry.evaluation.next_sheet import next_sheet
from registry.evaluation.sheet import Sheet
from registry.evaluation.sheet_names import names, values_of, with_values
from registry.evaluation.sheet_parts import PARTS, names_to_write
from registry.forms.sheets import part_version, sheet_form
from tests.evaluation.seed_sheet import published

COUNTS = {"meetings": "協議", "population": "対象", "organizations_cumulative": "累計"}


@pytest.fixture(autouse=True)
def _request(sqlite_app):
    with sqlite_app.test_request_context():
        yield


def draft() -> Sheet:
    return replace(published(), state=SheetState.DRAFT)


def form_of(sheet: Sheet, part: str, sent: dict | None = None):
    formdata = None if sent is None else MultiDict(sent)
    labels = {name: name for name in names_to_write(sheet, part)}
    return sheet_form(sheet, part, labels=labels, counts=COUNTS, formdata=formdata, meta={"csrf": False})


def as_sent(form) -> dict:
    """What a browser would send of it."""
    return {
        name: field._value() if hasattr(field, "_value") else field.data or ""
        for name, field in form.cells.items()
        if not (field.type == "TickField" and not field.data)
    }


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize(
    "sheet", [published(), draft(), next_sheet(published(), 2021)], ids=["published", "draft", "next"]
)
def test_a_form_that_is_sent_as_it_was_shown_changes_nothing(sheet, part):
    form = form_of(sheet, part, as_sent(form_of(sheet, part)))
    assert form.validate(), form.errors
    written = form.written(sheet)
    assert values_of(written) == values_of(sheet)
    assert [(one.name, one.unit, one.count) for one in written.all_indicators()] == [
        (one.name, one.unit, one.count) for one in sheet.all_indicators()
    ]


def test_figures_are_read_in_any_usual_notation():
    sheet = draft()
    sent = as_sent(form_of(sheet, "figures")) | {
        "indicators.outcome.ア.target.2021": "５７",
        "costs.personnel.actual.2020": "１４，９８３",
        "costs.hours.actual.2020": " 91.5 ",
        "costs.staff.actual.2020": "",
    }
    form = form_of(sheet, "figures", sent)
    assert form.validate()
    values = dict(names(form.written(sheet)))
    assert [
        values[name] for name in sent if name in sent and name.endswith(("target.2021",)) and "outcome.ア" in name
    ] == [57]
    assert values["costs.personnel.actual.2020"] == 14_983
    assert values["costs.hours.actual.2020"] == Decimal("91.5")
    assert values["costs.staff.actual.2020"] is None


def test_what_is_no_figure_is_an_error_at_its_cell_and_stays_as_typed():
    sheet = draft()
    name = "costs.project.actual.2020"
    form = form_of(sheet, "figures", as_sent(form_of(sheet, "figures")) | {name: "百円ほど"})
    assert not form.validate()
    assert list(form.errors) == [name]
    assert form[name]._value() == "百円ほど"


def test_a_sum_that_its_parts_make_is_shown_blank_and_follows_them():
    sheet = draft()
    form = form_of(sheet, "figures")
    total = "costs.total.actual.2020"
    assert form[total]._value() == ""  # 116 + 14,983 = 15,099
    changed = form_of(sheet, "figures", as_sent(form) | {"costs.project.actual.2020": "117"})
    assert dict(names(changed.written(sheet)))[total] == 15_100
    typed = form_of(sheet, "figures", as_sent(form) | {total: "15,101"})
    assert dict(names(typed.written(sheet)))[total] == 15_101


def test_a_published_sheet_keeps_its_sums_blank_ones_too():
    sheet = with_values(published(), {"costs.total.actual.2020": None})
    form = form_of(sheet, "figures")
    assert form["costs.total.actual.2019"]._value() == "7,347"
    sent = form_of(sheet, "figures", as_sent(form))
    assert dict(names(sent.written(sheet)))["costs.total.actual.2020"] is None


def test_what_the_registry_counts_is_no_field_of_a_draft():
    name = "indicators.outcome.ア.actual.2020"
    assert name not in form_of(draft(), "figures")
    assert name in form_of(published(), "figures")
    form = form_of(draft(), "figures", as_sent(form_of(draft(), "figures")) | {name: "99"})
    assert dict(names(form.written(draft())))[name] == 49


def test_an_indicator_is_renamed_and_fed_by_another_count_or_by_hand():
    sheet = draft()
    key = "indicators.outcome.ア"
    form = form_of(
        sheet,
        "do",
        as_sent(form_of(sheet, "do")) | {f"{key}.name": "累計数", f"{key}.unit": "団体", f"{key}.count": ""},
    )
    assert form.validate()
    outcome = form.written(sheet).indicator(IndicatorKind.OUTCOME)
    assert (outcome.name, outcome.unit, outcome.count) == ("累計数", "団体", None)
    wrong = form_of(sheet, "do", as_sent(form_of(sheet, "do")) | {f"{key}.count": "happiness"})
    assert not wrong.validate()


def test_a_line_that_holds_several_keeps_them():
    sheet = with_values(published(), {"head.legal_basis": "地方自治法\n条例"})
    assert form_of(sheet, "head")["head.legal_basis"].type == "LongTextField"
    assert form_of(published(), "head")["head.legal_basis"].type == "TextField"


def test_a_part_has_another_version_only_where_one_of_its_own_values_changed():
    sheet = draft()
    changed = with_values(sheet, {"summary": "新しい総括"})
    versions = {part: (part_version(sheet, part), part_version(changed, part)) for part in PARTS}
    assert [part for part, (before, after) in versions.items() if before != after] == ["summary"]
