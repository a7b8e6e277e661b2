"""The one way in which a form becomes a deed: checked, done once, and answered; what was typed is never lost."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Protocol

from flask import flash, redirect, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from registry.commands.posted_forms import remember_form
from registry.database import writing
from registry.domain.errors import EditedMeanwhile, InvalidDraft, Refusal
from registry.domain.names import clean
from registry.domain.vocabulary import Noun
from registry.forms.fields import NameField, NamesField
from registry.forms.office_form import RecordForm, fields_of
from registry.language import say
from registry.queries.audit import find_last_entry
from registry.queries.posted_forms import find_made
from registry.web.clock import office_time
from registry.web.form_problems import show_problems
from registry.web.frame import NOT_SAVED
from registry.web.readers import deed

Answer = str | Response | tuple[str, int]


class Made(Protocol):
    """What a deed gives back: a record."""

    id: int


@dataclass(frozen=True)
class DifferingField:
    """One field in which the record, as somebody else saved it, differs from what was typed here."""

    label: str
    theirs: str
    mine: str


@dataclass(frozen=True)
class Conflict:
    """Who saved the record meanwhile, when, and what differs from what was typed."""

    actor: str
    at: str
    fields: tuple[DifferingField, ...]


Stored = Callable[[], tuple[RecordForm, int, int]]
"""For a record that is there already: its form as it is stored now, its id and its version."""


def unless_changed(form: RecordForm, stored: Stored, act: Callable[[], Made]) -> Callable[[], Made]:
    """The deed, refused where the record is not as the reader saw it, for what keeps no version of its own."""

    def checked() -> Made:
        if stored()[2] != form.seen_version:
            raise EditedMeanwhile
        return act()

    return checked


def sent_key() -> str:
    """The key of the form that was sent; blank without one."""
    return clean(request.form.get("form_key", ""))[:64]


def sent_before(done: Callable[[int], str]) -> Response | None:
    """On to the record that the same form has made already: what is sent a second time is not written."""
    key = sent_key()
    made = find_made(key) if key else None
    if made is None:
        return None
    flash(_("This form had been sent already. Nothing new was recorded."), NOT_SAVED)
    return redirect(done(made), 303)


@dataclass(frozen=True)
class Saving:
    """One form's way to its deed.

    ``page`` shows the form (with the conflict where there is one), ``act`` does the deed and returns its record,
    ``done`` gives the address to go on to, ``said`` is the sentence shown there.
    """

    form: RecordForm
    noun: Noun
    page: Callable[[Conflict | None], str]
    act: Callable[[], Made]
    done: Callable[[int], str]
    said: str
    stored: Stored | None = None

    def __post_init__(self) -> None:
        """Names that the record has already may stay, whether they are still offered or not."""
        choices = [field for field in self.form if isinstance(field, NameField | NamesField)]
        if not choices or self.stored is None:
            return
        kept = self.stored()[0]
        for field in choices:
            data = kept[field.name].data
            field.present = (data,) if isinstance(data, str) else tuple(data or ())

    def answer(self) -> Answer:
        """Do it: 303 to the record, 422 with the errors at their fields, 409 with both versions."""
        if not self.form.validate():
            return self.page(None), 422
        try:
            return self._once()
        except InvalidDraft as refusal:
            show_problems(self.form, refusal)
            return self.page(None), 422
        except EditedMeanwhile:
            return self.page(self._conflict()), 409
        except Refusal as refusal:
            self.form.form_errors = [say(refusal.message)]
            return self.page(None), 422

    def _once(self) -> Response:
        key = sent_key()
        with writing():
            again = sent_before(self.done)
            if again is not None:
                return again
            record_id = self.act().id
            if key:
                remember_form(deed(), key=key, noun=self.noun, record_id=record_id)
        flash(self.said)
        return redirect(self.done(record_id), 303)

    def _conflict(self) -> Conflict | None:
        """Both versions; the form then holds the version that the reader has been shown."""
        if self.stored is None:
            return None
        stored, record_id, version = self.stored()
        self.form.version.data = str(version)
        self.form.form_key.data = stored.form_key.data
        pairs = zip(fields_of(stored), fields_of(self.form), strict=False)
        differing = tuple(
            DifferingField(mine.label.text, theirs.shown(), mine.shown())
            for theirs, mine in pairs
            if theirs.shown() != mine.shown()
        )
        entry = find_last_entry(self.noun, record_id)
        who = Conflict("", "", differing)
        return replace(who, actor=entry.actor, at=office_time(entry.at)) if entry else who
