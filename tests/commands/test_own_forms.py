"""The city's own forms: kept by year, none overwritten, each change in the audit log."""

from datetime import UTC, datetime

import pytest

from registry.commands.own_forms import (
    CheckedForm,
    checked_form,
    delete_own_form,
    restore_own_form,
    take_over_own_form,
    upload_own_form,
)
from registry.domain.errors import NoSuchRecord
from registry.domain.own_forms import NameInFormula, NoOwnForm, OldWorkbook
from registry.domain.vocabulary import Noun
from registry.queries.history import list_history
from registry.queries.own_forms import find_earlier_form, find_own_form, get_kept_form, get_own_form, list_own_forms
from tests.exports.own_forms import WITH_MACROS, book, parts_of
from tests.imports.test_own_forms import old_workbook
from tests.office import SATO

ROWS = '<row r="1"><c r="A1" t="s"><v>0</v></c></row>'
DATA = book(ROWS, "<t>{{costs.total.actual.2020}}</t>")
VALUES = {"head.title": "産学官連携"}


def uploaded(year: int, name: str = "様式.xlsx", data: bytes = DATA):
    return upload_own_form(SATO, fiscal_year=year, form=CheckedForm(name, data))


def test_a_workbook_is_looked_through_and_filled_before_it_is_kept():
    form, filled = checked_form(book(ROWS, "<t>{{head.title}}</t>", kind=WITH_MACROS), "../市\u202e様式.xlsx", VALUES)
    assert form.name == "市様式.xlsm"
    assert filled.filled[0].text == "産学官連携"
    with pytest.raises(OldWorkbook):
        checked_form(old_workbook(), "様式.xlsx", VALUES)
    with pytest.raises(NameInFormula):
        checked_form(book('<row r="1"><c r="A1"><f>"{{head.title}}"</f></c></row>'), "様式.xlsx", VALUES)


def test_a_long_name_keeps_its_ending():
    form, _filled = checked_form(DATA, "様" * 300 + ".xlsx", VALUES)
    assert (len(form.name), form.name[-6:]) == (255, "様.xlsx")
    assert checked_form(DATA, ".xlsx", VALUES)[0].name == "xlsx.xlsx"


def test_the_newest_form_of_a_year_is_the_one_that_is_filled(session):
    first, second, other = uploaded(2020), uploaded(2020, "新様式.xlsx"), uploaded(2021)
    assert get_own_form(2020).id == second.id
    assert [one.id for one in list_own_forms(2020)] == [second.id, first.id]
    assert find_earlier_form(2022).id == other.id
    assert find_earlier_form(2020) is None
    session.expire_all()
    assert find_own_form(2020).data == DATA


def test_a_deleted_form_makes_room_for_the_one_before_and_can_be_restored(session):
    first, second = uploaded(2020), uploaded(2020)
    delete_own_form(SATO, form_id=second.id)
    assert find_own_form(2020).id == first.id
    assert [one.id for one in list_own_forms(2020)] == [second.id, first.id]
    restore_own_form(SATO, form_id=second.id)
    assert find_own_form(2020).id == second.id
    with pytest.raises(NoSuchRecord):
        restore_own_form(SATO, form_id=second.id)


def test_a_form_of_another_year_is_none_of_this_one(session):
    form = uploaded(2020)
    assert get_kept_form(2020, form.id) is form
    with pytest.raises(NoSuchRecord):
        get_kept_form(2021, form.id)
    with pytest.raises(NoSuchRecord):
        get_kept_form(2020, 2**40)


def test_a_form_is_taken_over_with_later_years_in_its_names(session):
    uploaded(2020)
    taken = take_over_own_form(SATO, fiscal_year=2022)
    assert (taken.file_name, taken.fiscal_year) == ("様式.xlsx", 2022)
    assert b"{{costs.total.actual.2022}}" in parts_of(taken.data)["xl/sharedStrings.xml"]
    assert find_own_form(2020).data == DATA
    assert taken.size == len(taken.data)


def test_a_year_before_all_forms_has_none_to_take_over(session):
    uploaded(2020)
    with pytest.raises(NoOwnForm, match="2019"):
        take_over_own_form(SATO, fiscal_year=2019)
    with pytest.raises(NoOwnForm):
        get_own_form(2019)


def test_the_log_says_who_kept_which_file_and_not_what_is_in_it(session):
    form = uploaded(2020)
    entry = list_history(Noun.OWN_FORMS, form.id, limit=1)[0]
    assert (entry.action, entry.actor, entry.label) == ("upload_form", SATO.actor, "様式.xlsx")
    assert {name: new for name, (_old, new) in entry.changes.items()} == {
        "file_name": "様式.xlsx",
        "fiscal_year": 2020,
        "sha256": form.sha256,
        "size": len(DATA),
        "uploaded_at": SATO.at.astimezone(UTC).isoformat(),
        "uploaded_by": SATO.actor,
    }
    assert form.uploaded_at == SATO.at
    assert isinstance(form.uploaded_at, datetime)
