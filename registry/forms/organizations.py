"""The form of an organization: register it, or correct what is recorded of it."""

from dataclasses import replace
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import Form
from wtforms.validators import DataRequired

from registry.domain.drafts import FormerNameDraft, OrganizationDraft
from registry.domain.message import N_
from registry.domain.vocabulary import OrganizationKind
from registry.forms.fields import (
    ChosenField,
    CorporateNumberField,
    DayField,
    LongTextField,
    NamesField,
    TextField,
    written_day,
)
from registry.forms.office_form import RecordForm, fits
from registry.forms.rows import RowsField

WHERE = {"inside": N_("Inside the city"), "outside": N_("Outside the city")}


class FormerNameForm(Form):
    """One row: a name that it bore, and until when."""

    name = TextField(_("Former name"), validators=[fits(300)])
    used_until = DayField(_("Used until"))

    @property
    def has_anything(self) -> bool:
        """Whether somebody has filled in a part of it."""
        return bool(self.name.data or self.used_until.data or self.used_until.typed)

    @property
    def shown_row(self) -> str:
        """The row in words."""
        until = gettext("until %(last)s", last=written_day(self.used_until.data)) if self.used_until.data else ""
        return " ".join(filter(None, (self.name.data, until)))

    def validate(self, extra_validators: Any = None) -> bool:
        """Each field, then that a day belongs to a name."""
        valid = super().validate(extra_validators)
        if self.has_anything and not self.name.data:
            self.name.errors = [gettext("Enter the name.")]
        return bool(valid and not self.name.errors)


class OrganizationForm(RecordForm):
    """All that is typed about an organization; ``kinds`` are the names of the kinds, handed in."""

    name = TextField(
        _("Name"),
        description=_("As on its documents, with its legal form"),
        validators=[DataRequired(_("Enter the name.")), fits(300)],
    )
    kana = TextField(
        _("Reading"),
        description=_("In hiragana, without the legal form; lists are sorted by it"),
        validators=[fits(300)],
    )
    kind = ChosenField(
        _("Kind"),
        kind=OrganizationKind,
        names={},
        description=_("The parts of the outcome indicator"),
        default=OrganizationKind.UNCLASSIFIED,
    )
    corporate_number = CorporateNumberField(_("Corporate number"), description=_("13 digits"))
    address = TextField(_("Address"), validators=[fits(500)])
    where = ChosenField(_("Inside or outside the city"), kind=str, names=WHERE, blank=_("Not known"))  # type: ignore[type-var]
    groups = NamesField(_("Groups"))
    target_from = DayField(_("Target from"), description=_("It counts as a body to aim at from then on"))
    target_until = DayField(_("Target until"), description=_("Blank: still"))
    former_names = RowsField(FormerNameForm, _("Former names"))
    notes = LongTextField(_("Notes"))

    def to_draft(self, base: OrganizationDraft | None = None) -> OrganizationDraft:
        """The draft; what the form does not show stays as in ``base``. Whoever has filled it in has completed it."""
        values: dict[str, Any] = {
            "name": self.name.data,
            "kana": self.kana.data or "",
            "kind": self.kind.data,
            "corporate_number": self.corporate_number.data,
            "address": self.address.data or "",
            "inside_city": {"inside": True, "outside": False}.get(self.where.data or ""),
            "groups": tuple(self.groups.data or ()),
            "target_from": self.target_from.data,
            "target_until": self.target_until.data,
            "former_names": tuple(
                FormerNameDraft(row.name.data, row.used_until.data) for row in self.former_names.filled
            ),
            "notes": self.notes.data or "",
            "incomplete": False,
        }
        return replace(base, **values) if base else OrganizationDraft(**values)


def values_of(draft: OrganizationDraft) -> dict[str, Any]:
    """What the form shows of a draft."""
    where = {True: "inside", False: "outside", None: None}[draft.inside_city]
    former = [vars(one) for one in draft.former_names]
    return {**vars(draft), "groups": list(draft.groups), "where": where, "former_names": former}
