"""What all forms have in common."""

import importlib
import pkgutil
from collections.abc import Iterator

from wtforms import HiddenField
from wtforms.fields.core import UnboundField

import registry.forms
from registry.forms.office_form import OfficeForm


def every_form(form: type[OfficeForm] = OfficeForm) -> Iterator[type[OfficeForm]]:
    yield form
    for each in form.__subclasses__():
        yield from every_form(each)


def test_no_form_names_what_nobody_sees_for_which_wtforms_would_read_its_words_from_the_disk():
    for module in pkgutil.iter_modules(registry.forms.__path__):
        importlib.import_module(f"registry.forms.{module.name}")
    fields = [value for form in set(every_form()) for value in vars(form).values() if isinstance(value, UnboundField)]
    hidden = [field for field in fields if field.field_class is HiddenField]
    assert len(hidden) >= 8
    assert {field.args for field in hidden} == {("",)}
