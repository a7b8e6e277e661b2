"""市の様式: what the office does with workbooks of the city's own."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePath

from registry.commands.audit import record_entry
from registry.commands.records import delete, restore
from registry.database import db
from registry.domain.attached_files import LONGEST_NAME, shown_name
from registry.domain.deed import Deed
from registry.domain.own_forms import NoOwnForm
from registry.evaluation.sheet_names import Value
from registry.exports.own_form import FilledForm, fill_own_form
from registry.exports.own_form_years import carried_form
from registry.imports.own_forms import check_own_form
from registry.models import OwnForm
from registry.queries.own_forms import find_earlier_form
from registry.queries.records import get_deleted_record, get_record


@dataclass(frozen=True)
class CheckedForm:
    """A workbook that can be filled, under a name that ends as its content says."""

    name: str
    data: bytes


def checked_form(data: bytes, name: str, values: Mapping[str, Value]) -> tuple[CheckedForm, FilledForm]:
    """A workbook as it came, looked through and filled once; raises an UnusableForm."""
    kind = check_own_form(data, name)
    ending = f".{kind}"
    stem = PurePath(shown_name(name)).stem or kind.value
    return CheckedForm(stem[: LONGEST_NAME - len(ending)] + ending, data), fill_own_form(data, values, name=name)


def upload_own_form(deed: Deed, *, fiscal_year: int, form: CheckedForm) -> OwnForm:
    """登録: keep a workbook for a year; those before it stay below it."""
    return _add(deed, fiscal_year=fiscal_year, form=form)


def take_over_own_form(deed: Deed, *, fiscal_year: int) -> OwnForm:
    """引継ぎ: the form of the last year before that has one, its names with the later years; raises NoOwnForm."""
    earlier = find_earlier_form(fiscal_year)
    if earlier is None:
        raise NoOwnForm(year=fiscal_year)
    data = carried_form(earlier.data, years=fiscal_year - earlier.fiscal_year)
    return _add(deed, fiscal_year=fiscal_year, form=CheckedForm(earlier.file_name, data))


def delete_own_form(deed: Deed, *, form_id: int) -> OwnForm:
    """削除: the one before it is filled again; raises NoSuchRecord."""
    return delete(deed, record=get_record(OwnForm, form_id), used_by=())


def restore_own_form(deed: Deed, *, form_id: int) -> OwnForm:
    """復元; raises NoSuchRecord."""
    return restore(deed, record=get_deleted_record(OwnForm, form_id))


def _add(deed: Deed, *, fiscal_year: int, form: CheckedForm) -> OwnForm:
    row = OwnForm(
        fiscal_year=fiscal_year,
        file_name=form.name,
        size=len(form.data),
        sha256=hashlib.sha256(form.data).hexdigest(),
        data=form.data,
        uploaded_at=deed.at,
        uploaded_by=deed.actor,
    )
    db.session.add(row)
    record_entry(deed, action="upload_form", record=row)
    return row
