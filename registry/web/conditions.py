"""Conditions that several lists have: how their values are offered, read and shown."""

from collections.abc import Sequence

from registry.domain.message import N_
from registry.forms.fields import read_typed_day
from registry.queries.listing import id_in
from registry.queries.organizations import find_organization
from registry.queries.reference import list_all_department_names
from registry.web.clock import today
from registry.web.lists import Choices
from registry.words import day_name

RECORDS = {"deleted": N_("Deleted records")}


def named(names: Sequence[str]) -> Choices:
    """Names that stand for themselves."""
    return [(name, name) for name in names]


def departments() -> Choices:
    """All departments that ever were."""
    return named(list_all_department_names())


def read_organization(text: str) -> tuple[str, str]:
    """An id is shown by its name; any other text is a part of a name."""
    organization_id = id_in(text)
    found = find_organization(organization_id) if organization_id is not None else None
    return text, found.name if found else text


def read_day(text: str) -> tuple[str, str] | None:
    """A day in any notation, near today where it has no year; None for what is no day."""
    try:
        day = read_typed_day(text, today()).day
    except ValueError:
        return None
    return day.isoformat(), day_name(day)
