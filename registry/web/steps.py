"""Deeds on one record that ask for something first: a form of its own, the deed, and the words for both."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from registry.domain.vocabulary import Noun
from registry.forms.office_form import RecordForm
from registry.web.clock import today
from registry.web.effects import unsaved
from registry.web.saving import Answer, Conflict, Made, Saving


@dataclass(frozen=True)
class Step:
    """One such deed; ``opens_with`` gives what its form shows of the record, the words are msgids."""

    form: Callable[..., Any]
    opens_with: Callable[[Any], dict[str, object]]
    act: Callable[[int, Any], Made]
    title: str
    button: str
    said: str

    def opened(self, record: Any) -> RecordForm:
        """The form with what is recorded."""
        values = self.opens_with(record) | {"version": record.version}
        form: RecordForm = self.form(formdata=None, data=values, meta={"today": today()})
        return form

    def taken(
        self,
        noun: Noun,
        record: Callable[[], Any],
        *,
        page: Callable[["Step", RecordForm, Conflict | None], str],
        done: Callable[[int], str],
    ) -> Answer:
        """Do what the sent form says, or show what that would change.

        ``record`` reads the record as it is stored at that moment.
        """
        form: RecordForm = self.form(meta={"today": today()})
        record_id: int = record().id

        def stored() -> tuple[RecordForm, int, int]:
            now = record()
            return self.opened(now), now.id, now.version

        saving = Saving(
            form,
            noun,
            page=lambda conflict: page(self, form, conflict),
            act=lambda: self.act(record_id, form),
            done=done,
            said=_(self.said),
            stored=stored,
        )
        return unsaved(form, lambda: page(self, form, None)) or saving.answer()
