"""What all forms have in common: a summary of their errors, the key that lets them be sent once, and the version."""

import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from zlib import crc32

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import Field, FieldList, FormField, HiddenField
from wtforms.form import BaseForm
from wtforms.validators import Length


@dataclass(frozen=True)
class FormProblem:
    """One line of the summary: which control, its name before the sentence, and the sentence."""

    control: str
    label: str
    text: str


class OfficeForm(FlaskForm):
    """A form of the office."""

    @property
    def problems(self) -> tuple[FormProblem, ...]:
        """Errors in the order of the fields, those of the whole form first; each field's first one only."""
        whole = (FormProblem("", "", str(error)) for error in self.form_errors)
        return (*whole, *_problems(self, ""))


class RecordForm(OfficeForm):
    """A form that makes or changes a record.

    ``form_key`` is the form's own: sent twice it makes one record. ``version`` is that of the record as the reader saw
    it; blank for a new one.
    """

    form_key = HiddenField("", default=lambda: secrets.token_urlsafe(24))
    version = HiddenField("")

    @property
    def seen_version(self) -> int:
        """The version that the reader saw; one that nobody can have seen is no record's."""
        text = str(self.version.data or "")
        return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0  # noqa: PLR2004 - an int fits


def as_version(draft: object) -> int:
    """What stands for the version of a record that has none: another number as soon as its values are others."""
    return crc32(repr(draft).encode()) % 10**9


def fits(longest: int) -> Length:
    """A text has at most so many characters."""
    return Length(max=longest, message=_("This is too long: %(max)d characters fit."))


def fields_of(form: BaseForm) -> Iterator[Field]:
    """The fields that a reader fills in, in their order; those of nested forms apart, unless they are told as one."""
    for field in form:
        if hasattr(field, "shown"):
            yield field
        elif isinstance(field, FieldList):
            for entry in field:
                yield from fields_of(entry.form) if isinstance(entry, FormField) else (entry,)
        elif isinstance(field, FormField):
            yield from fields_of(field.form)
        elif not isinstance(field, HiddenField):
            yield field


def _problems(form: BaseForm, row: str) -> Iterator[FormProblem]:
    for field in form:
        if isinstance(field, FieldList):
            own = [error for error in field.errors if isinstance(error, str)]
            yield from (FormProblem(field.id, field.label.text, error) for error in own[:1])
            for number, entry in enumerate(field, start=1):
                yield from _problems(entry.form, f" {number}")
        elif isinstance(field, FormField):
            yield from _problems(field.form, row)
        elif field.errors:
            yield FormProblem(field.id, f"{field.label.text}{row}", str(field.errors[0]))
