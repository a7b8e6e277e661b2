"""How each count is reckoned, in words, and which rules it depends on."""

from collections.abc import Mapping
from dataclasses import dataclass

from registry.domain.message import N_

AGREEMENT_DATE, MEETING_BASIS, MERGED = "agreement_date", "meeting_basis", "merged_organizations"


@dataclass(frozen=True)
class Reckoning:
    """``sentences`` are msgids; ``rules`` names the counting rules that change this number."""

    sentences: tuple[str, ...]
    rules: tuple[str, ...]


_ONCE = N_("Each organization is counted once.")
_NO_OBSERVERS = N_("Observers are not counted.")
_FOR_EVER = N_("Organizations stay counted after their agreement has ended or they have left it.")
_CHAIN = N_("An agreement and its renewals are one agreement.")

_BODIES = (AGREEMENT_DATE, MERGED)
RECKONING: Mapping[str, Reckoning] = {
    "meetings": Reckoning(
        (
            N_("Meetings that were held in the year with at least one outside organization."),
            N_("Approaches, consultations and liaison conferences count; others only where marked."),
        ),
        (MEETING_BASIS,),
    ),
    "population": Reckoning(
        (
            N_("Organizations that partnership work aims at on the day, together with every party of any agreement."),
            _ONCE,
        ),
        _BODIES,
    ),
    "organizations_cumulative": Reckoning(
        (
            N_("Organizations that are or have been a party of a comprehensive agreement."),
            _ONCE,
            _NO_OBSERVERS,
            _FOR_EVER,
        ),
        _BODIES,
    ),
    "organizations_by_kind": Reckoning(
        (
            N_("The organizations of this kind that are or have been a party of a comprehensive agreement."),
            _ONCE,
            _NO_OBSERVERS,
            _FOR_EVER,
        ),
        _BODIES,
    ),
    "organizations_in_force": Reckoning(
        (
            N_("Parties of comprehensive agreements that are in force on the day, unless they have left."),
            _ONCE,
            _NO_OBSERVERS,
        ),
        _BODIES,
    ),
    "organizations_new": Reckoning(
        (N_("Organizations that became a party of a comprehensive agreement for the first time in the year."), _ONCE),
        _BODIES,
    ),
    "organizations_new_by_agreement": Reckoning(
        (N_("Organizations whose first comprehensive agreement is one of the year's new agreements."), _ONCE), _BODIES
    ),
    "organizations_new_by_joining": Reckoning(
        (N_("Organizations that came in by joining an older agreement or by its renewal."), _ONCE), _BODIES
    ),
    "organizations_merged": Reckoning(
        (N_("Organizations that are no longer counted by themselves because they became one with another."),), _BODIES
    ),
    "agreements_cumulative": Reckoning(
        (N_("Comprehensive agreements concluded up to the day, ended ones included."), _CHAIN), (AGREEMENT_DATE,)
    ),
    "agreements_new": Reckoning(
        (N_("Comprehensive agreements concluded in the year that renew none."),), (AGREEMENT_DATE,)
    ),
    "agreements_new_with_new": Reckoning(
        (N_("New agreements that are the first one for at least one of their parties."),), _BODIES
    ),
    "agreements_new_with_existing_only": Reckoning(
        (N_("New agreements all of whose parties had an agreement already."),), _BODIES
    ),
    "agreements_in_force": Reckoning(
        (N_("Comprehensive agreements that are in force on the day, automatic renewal included."), _CHAIN),
        (AGREEMENT_DATE,),
    ),
    "projects": Reckoning(
        (
            N_("Joint projects under at least one agreement whose period touches the year."),
            N_("Proposed projects are not counted; a project of several years is counted in each of them."),
        ),
        (),
    ),
    "projects_outside_agreements": Reckoning(
        (N_("Joint projects without an agreement whose period touches the year. They are counted apart."),), ()
    ),
    "projects_by_state": Reckoning((N_("The year's joint projects in this state."),), ()),
    "projects_by_department": Reckoning((N_("The year's joint projects that this department leads."),), ()),
}


def reckoning(count: str) -> Reckoning:
    """How a count is reckoned; a part is reckoned like its group."""
    return RECKONING[count.partition(".")[0]]
