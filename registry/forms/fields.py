"""Fields that take what offices type, show what they understood, and keep what was typed."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

from babel.dates import format_date
from flask_babel import gettext as _
from flask_babel import ngettext
from wtforms import BooleanField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import StopValidation

from registry.domain.corporate_number import read_corporate_number
from registry.domain.eras import read_number
from registry.domain.japanese_dates import (
    DATE_INCOMPLETE,
    ERA_OUT_OF_RANGE,
    NO_SUCH_DAY,
    TEXT_BESIDE_DATE,
    ReadDate,
    UnreadableDate,
    read_date,
    wareki,
)
from registry.domain.message import N_
from registry.domain.names import clean, fold
from registry.domain.near_days import read_day_near
from registry.language import reader_locale

E = TypeVar("E", bound=StrEnum)

WEEKDAYS = (N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun"))
UNREADABLE = N_("“%(value)s” cannot be read as a day. Write it as R2.4.1 or 2020-04-01.")
WHY_NOT = {
    NO_SUCH_DAY: N_("There is no such day: %(value)s."),
    DATE_INCOMPLETE: N_("Enter the day as well, as in R5.3.31."),
}
REMARKS = {
    ERA_OUT_OF_RANGE: N_("the day lies outside that era"),
    TEXT_BESIDE_DATE: N_("only the day was taken"),
}
MOST_MONTHS = 1200
LAST_DAY = date(2150, 12, 31)
"""No agreement, meeting or project of today reaches farther; a later day is a slip of the pen."""


class TypedText:
    """Text, kept as typed but for what cannot be seen."""

    data: Any

    def process_formdata(self, valuelist: list[str]) -> None:
        """Take what was typed, its lines too."""
        self.data = clean(valuelist[0]) if valuelist else ""

    def shown(self) -> str:
        """The value in words."""
        return self.data or ""


class TextField(TypedText, StringField):
    """One line of text."""


class LongTextField(TypedText, TextAreaField):
    """Several lines of text."""


class DayField(StringField):
    """A day in any usual notation; one without a year is near to the form's ``meta.today``, if the view gives it."""

    data: date | None
    read: ReadDate | None = None
    typed: str | None = None

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read what was typed; raises ValueError with what is wrong."""
        self.typed = valuelist[0] if valuelist else ""
        self.data = None
        if not self.typed.strip():
            return
        self.read = read_typed_day(self.typed, getattr(self.meta, "today", None))
        if self.read.day > LAST_DAY:
            raise ValueError(_("This day lies too far ahead: %(day)s at the latest.", day=written_day(LAST_DAY)))
        self.data = self.read.day

    def _value(self) -> str:
        if self.typed is not None:
            return self.typed
        return written_day(self.data) if self.data else ""

    @property
    def understood(self) -> str:
        """The day that was understood, with its weekday and what a person should look at; blank without one."""
        return understood_day(self.read) if self.read and not self.errors else ""

    def shown(self) -> str:
        """The value in words."""
        return written_day(self.data) if self.data else ""


class DayNeeded:
    """A day must be there; of one that could not be read its own error stays."""

    field_flags: Mapping[str, bool] = {"required": True}

    def __init__(self, sentence: Any) -> None:
        self.sentence = sentence

    def __call__(self, _form: object, field: DayField) -> None:
        """Raise StopValidation where nothing was typed."""
        if field.data is None and not field.errors:
            raise StopValidation(str(self.sentence))


def read_typed_day(text: str, today: date | None) -> ReadDate:
    """Read a day for a reader; raises ValueError in the reader's language."""
    try:
        read = read_day_near(text, today) if today else read_date(text)
    except UnreadableDate as error:
        raise ValueError(_(WHY_NOT.get(error.code, UNREADABLE), value=text.strip()[:50])) from error
    if read.question:
        raise ValueError(_("Enter one day only: %(days)s.", days=_(", ").join(map(written_day, read.candidates[:3]))))
    return read


def understood_day(read: ReadDate) -> str:
    """令和3年2月12日（金）, with remarks behind it."""
    remarks = [_(REMARKS[code]) for code in read.warnings]
    return _(", ").join([day_with_weekday(read.day), *remarks])


def day_with_weekday(day: date) -> str:
    """令和3年2月12日（金）."""
    return _("%(day)s (%(weekday)s)", day=written_day(day), weekday=_(WEEKDAYS[day.weekday()]))


def written_day(day: date) -> str:
    """令和3年2月12日, or 12 February 2021: as it may be typed in again."""
    return wareki(day) if reader_locale() == "ja" else format_date(day, "d MMMM y", locale="en")


class ReadField(StringField):
    """A value that is read from what was typed; what was typed stays in the field until it is saved."""

    data: Any
    typed: str | None = None

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read what was typed; raises ValueError."""
        self.typed = valuelist[0] if valuelist else ""
        self.data = None
        if self.typed.strip():
            self.data = self.read(self.typed)

    def read(self, text: str) -> Any:
        """The value; raises ValueError with a sentence for the reader."""
        raise NotImplementedError

    def _value(self) -> str:
        return self.typed if self.typed is not None else self.shown()

    def shown(self) -> str:
        """The value in words."""
        return "" if self.data is None else str(self.data)


class MonthsField(ReadField):
    """A number of months, in any width or in kanji; 0 to 1200."""

    def read(self, text: str) -> int:
        """The number."""
        months = read_number(fold(text))
        if months is None or months > MOST_MONTHS:
            raise ValueError(_("Enter a number of months, such as 12."))
        return months

    @property
    def understood(self) -> str:
        """The number that was understood, where it was written in another way."""
        read = self.data is not None and self.typed is not None and self.typed != str(self.data) and not self.errors
        return ngettext("%(num)s month", "%(num)s months", self.data) if read else ""


class CorporateNumberField(ReadField):
    """法人番号 as it is written anywhere: full width, with hyphens, or with the T of an invoice number."""

    def read(self, text: str) -> str | None:
        """Its thirteen digits."""
        try:
            return read_corporate_number(text)
        except ValueError as error:
            raise ValueError(_("This is not a corporate number: 13 digits, the first one a check digit.")) from error


class ChosenField(SelectField):
    """One value of an enumeration; ``names`` maps each to its name, ``blank`` names none where that is allowed."""

    def __init__(self, label: Any, *, kind: type[E], names: Mapping[Any, Any], blank: Any = None, **more: Any) -> None:
        self.kind, self.blank = kind, blank
        self.names: Mapping[Any, Any] = names
        super().__init__(label, coerce=self._coerce, **more)

    def _coerce(self, value: object) -> StrEnum | None:
        return self.kind(str(value)) if value else None

    @property
    def options(self) -> tuple[tuple[str, str, bool], ...]:
        """Value, name, whether chosen."""
        blank = (("", str(self.blank), not self.data),) if self.blank is not None else ()
        return (*blank, *((value, _(name), value == self.data) for value, name in self.names.items()))

    def pre_validate(self, form: object) -> None:  # noqa: ARG002 - WTForms' own signature
        """Refuse what was never offered."""
        if self.data not in self.names and not (self.data is None and self.blank is not None):
            raise StopValidation(_("Choose one of the values."))

    def shown(self) -> str:
        """The value in words."""
        return next((name for _value, name, chosen in self.options if chosen), "")


class NameField(SelectField):
    """The name of a department; those that are offered are handed in by ``offer``, a present one always stands."""

    offered: Sequence[str] = ()
    present: Sequence[str] = ()
    """What the record has already: it may stay, offered or not."""

    def __init__(self, label: Any, *, blank: Any = None, **more: Any) -> None:
        self.blank = blank
        super().__init__(label, choices=[], coerce=clean, validate_choice=False, **more)

    def offer(self, names: Iterable[str]) -> None:
        """Say which names may be chosen."""
        self.offered = tuple(names)

    @property
    def options(self) -> tuple[tuple[str, str, bool], ...]:
        """Value, name, whether chosen."""
        names = dict.fromkeys((*self.offered, *((self.data,) if self.data else ())))
        blank = (("", str(self.blank), not self.data),) if self.blank is not None else ()
        return (*blank, *((name, name, name == self.data) for name in names))

    def pre_validate(self, form: object) -> None:  # noqa: ARG002 - WTForms' own signature
        """Refuse what was never offered."""
        if self.data and self.data not in (*self.offered, *self.present):
            raise StopValidation(_("Choose one of the values."))

    def shown(self) -> str:
        """The value in words."""
        return self.data or ""


class NamesField(SelectMultipleField):
    """Names of fields, groups or departments, as boxes to tick; handed in by ``offer``, present ones always stand."""

    offered: Sequence[str] = ()
    present: Sequence[str] = ()
    """What the record has already: it may stay, offered or not."""

    def __init__(self, label: Any, **more: Any) -> None:
        super().__init__(label, choices=[], coerce=clean, validate_choice=False, **more)

    def offer(self, names: Iterable[str]) -> None:
        """Say which names may be ticked."""
        self.offered = tuple(names)

    @property
    def options(self) -> tuple[tuple[str, str, bool], ...]:
        """Value, name, whether ticked."""
        chosen = tuple(self.data or ())
        return tuple((name, name, name in chosen) for name in dict.fromkeys((*self.offered, *chosen)))

    def pre_validate(self, form: object) -> None:  # noqa: ARG002 - WTForms' own signature
        """Refuse what was never offered."""
        if not set(self.data or ()) <= {*self.offered, *self.present}:
            raise StopValidation(_("Choose one of the values."))

    def shown(self) -> str:
        """The value in words."""
        return _(", ").join(self.data or ())


class TickField(BooleanField):
    """One thing that is so or is not so."""

    def shown(self) -> str:
        """The value in words."""
        return _("Yes") if self.data else _("No")
