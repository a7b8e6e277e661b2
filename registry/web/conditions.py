"""Conditions that several lists have: how their values are offered, read and shown."""

from collections.abc import Sequence
from datetime import date

from flask import request

from registry.domain.message import N_
from registry.domain.names import clean
from registry.forms.fields import read_typed_day
from registry.language import gettext as _
from registry.queries.listing import id_in
from registry.queries.organizations import find_organization
from registry.queries.reference import list_all_department_names
from registry.web.clock import today
from registry.web.lists import LONGEST_TEXT, Choices, Filter
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


def _read_as_of(text: str) -> tuple[str, str] | None:
    found = read_day(text)
    return (found[0], _("as of %(day)s", day=found[1])) if found else None


def asked_day() -> date | None:
    """The day as of which the address wants a list; None where it wants today's, or its day is not understood."""
    found = read_day(clean(request.args.get(AS_OF.name, "")[:LONGEST_TEXT]))
    return date.fromisoformat(found[0]) if found else None


def listed_day() -> date:
    """The day as of which a list is shown."""
    return asked_day() or today()


AS_OF = Filter("as_of", N_("As of a day"), read=_read_as_of, hint=N_("R2.3.31 or 2020-03-31"), of_all_views=True)
"""What was true on a day by today's records."""
