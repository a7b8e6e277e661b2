"""LibreOffice opens a filled form, and its formulas give what the values in it give."""

import csv
import io

import pytest
import xlsxwriter

from registry.evaluation.layout_names import form_values
from registry.exports.own_form import fill_own_form
from registry.exports.own_form_start import own_form_start
from tests.evaluation.seed_sheet import seed_sheet
from tests.exports.office import converted

pytestmark = pytest.mark.office
AS_SHOWN = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true"


@pytest.fixture(scope="module")
def shown(tmp_path_factory):
    """What the first sheet of a workbook shows, row by row."""
    folder = tmp_path_factory.mktemp("office")
    return lambda data: list(csv.reader(io.StringIO(converted(folder, data, AS_SHOWN).decode("utf-8-sig"))))


def test_formulas_are_reckoned_from_the_values(shown):
    """As in a form that Excel saved without values, the formulas remember what they gave then."""
    made = io.BytesIO()
    workbook = xlsxwriter.Workbook(made)
    sheet = workbook.add_worksheet("様式")
    sheet.write_row("A1", ["{{costs.project.actual.2020}}", "{{costs.personnel.actual.2020}}"])
    sheet.write_formula("C1", "=A1+B1", value=0)
    sheet.write_formula("D1", '=IF(C1=E1,"一致","不一致")', value="不一致")
    sheet.write_formula("F1", "=outcome_rate*100", value=-1)
    sheet.write("A2", "{{head.title}}")
    sheet.write_formula("B2", "=LEN(A2)", value=14)
    workbook.define_name("costs.total.actual.2020", "=様式!$E$1")
    workbook.define_name("indicators.outcome.ア.actual.2020", "=様式!$A$3")
    workbook.define_name("outcome_rate", "=様式!$A$3/49")
    workbook.close()
    form = fill_own_form(made.getvalue(), form_values(seed_sheet()))
    assert shown(form.data)[:3] == [
        ["116", "14983", "15099", "一致", "15099", "100"],
        ["産学官連携推進事業", "9", "", "", "", ""],
        ["49", "", "", "", "", ""],
    ]


def test_the_built_in_form_filled_shows_its_figures_and_day_as_printed(shown):
    sheet = seed_sheet()
    held = {one for row in shown(fill_own_form(own_form_start(sheet), form_values(sheet)).data) for one in row}
    assert {"令和3年12月20日更新", "15,099", "49", "☑ 達成した", "産学官連携推進事業"} <= held
