"""The form of the counting rules: one value for each."""

from flask_babel import lazy_gettext as _

from registry.domain.rules import AgreementDate, MeetingBasis, MergedOrganizations
from registry.forms.fields import ChosenField
from registry.forms.office_form import OfficeForm


class RulesForm(OfficeForm):
    """Each field bears the name of its rule; the names of the values are handed in."""

    agreement_date = ChosenField(
        _("An agreement counts from"),
        kind=AgreementDate,
        names={},
        description=_("The year of agreements whose conclusion and effect lie in two fiscal years"),
    )
    meeting_basis = ChosenField(
        _("A meeting counts"),
        kind=MeetingBasis,
        names={},
        description=_("One meeting with twelve organizations is 1, or 12"),
    )
    merged_organizations = ChosenField(
        _("Organizations that became one"),
        kind=MergedOrganizations,
        names={},
        description=_("Bodies that merged in the real world; two records of one body, merged here, are always one"),
    )
