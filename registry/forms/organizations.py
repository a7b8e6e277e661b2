"""The form of an organization: register it, or correct what is recorded of it."""

from dataclasses import replace
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms.validators import DataRequired

from registry.domain.drafts import OrganizationDraft
from registry.domain.message import N_
from registry.domain.vocabulary import OrganizationKind
from registry.forms.fields import ChosenField, CorporateNumberField, DayField, LongTextField, NamesField, TextField
from registry.forms.office_form import RecordForm, fits

WHERE = {"inside": N_("Inside the city"), "outside": N_("Outside the city")}


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
            "notes": self.notes.data or "",
            "incomplete": False,
        }
        return replace(base, **values) if base else OrganizationDraft(**values)


def values_of(draft: OrganizationDraft) -> dict[str, Any]:
    """What the form shows of a draft."""
    where = {True: "inside", False: "outside", None: None}[draft.inside_city]
    return {**vars(draft), "groups": list(draft.groups), "where": where}
