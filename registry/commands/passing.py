"""Registering organizations in passing: from a form about something else, with their names alone."""

from collections.abc import Iterable

from registry.commands.organizations import register_organization
from registry.domain.body_kinds import kind_of_name
from registry.domain.deed import Deed
from registry.domain.drafts import OrganizationDraft
from registry.domain.vocabulary import OrganizationKind
from registry.queries.bodies import list_bodies_named


def register_in_passing(deed: Deed, names: Iterable[str]) -> dict[str, int]:
    """The ids of the organizations of these names; what nobody bears is registered, marked as incomplete.

    A name that one body bears by now is that body: two people may have typed it at the same time.
    """
    ids: dict[str, int] = {}
    for name in names:
        known = list_bodies_named(name)
        ids[name] = known[0].id if len(known) == 1 else _register(deed, name)
    return ids


def _register(deed: Deed, name: str) -> int:
    kind = kind_of_name(name) or OrganizationKind.UNCLASSIFIED
    return register_organization(deed, draft=OrganizationDraft(name, kind=kind, incomplete=True)).id
