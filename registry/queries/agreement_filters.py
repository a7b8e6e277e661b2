"""What narrows the list of agreements down, and its order."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import sqlalchemy as sa

from registry.database import db
from registry.domain.fiscal_year import FiscalYear
from registry.domain.lists import ListQuery
from registry.domain.names import fold
from registry.domain.vocabulary import AgreementState, AgreementType, OrganizationKind
from registry.models import (
    Agreement,
    AgreementParty,
    Department,
    Field,
    Group,
    Organization,
)
from registry.queries.agreement_states import in_state, is_over
from registry.queries.holding import holds
from registry.queries.listing import id_in, words_of
from registry.queries.organization_names import is_one_called
from registry.queries.sleeping import is_sleeping

OVER = "over"
"""The value of the filter by state for what has expired or was ended."""


def selected_agreements(query: ListQuery, day: date) -> sa.Select[Any]:
    """The ids of the agreements that a query wants, as they stand on a day."""
    deleted = query.value("record") == "deleted"
    alive = Agreement.deleted_at.is_not(None) if deleted else Agreement.deleted_at.is_(None)
    selected = sa.select(Agreement.id).where(alive)
    for word in words_of(query.text):
        selected = selected.where(_has_word(word))
    for name, condition in CONDITIONS.items():
        value = query.value(name)
        if value is not None:
            selected = selected.where(condition(value, day))
    return selected


def _has_word(word: str) -> sa.ColumnElement[bool]:
    return sa.or_(holds(Agreement.search_key, word), _with_party(is_one_called(Organization.id, word)))


def _with_party(*conditions: sa.ColumnElement[bool]) -> sa.ColumnElement[bool]:
    """Whether an organization of which the conditions hold is or was among the parties."""
    parties = sa.select(AgreementParty.agreement_id).join(Organization).where(*conditions)
    return Agreement.id.in_(parties)


def _state(value: str, day: date) -> sa.ColumnElement[bool]:
    return is_over(day) if value == OVER else in_state(AgreementState(value), day)


def _organization(value: str, _day: date) -> sa.ColumnElement[bool]:
    organization_id = id_in(value)
    return _with_party(
        is_one_called(Organization.id, fold(value)) if organization_id is None else Organization.id == organization_id
    )


def _concluded(value: str, _day: date) -> sa.ColumnElement[bool]:
    """``2018-2020`` or ``2020``, in fiscal years."""
    first, _dash, last = value.partition("-")
    return Agreement.concluded_on.between(FiscalYear(int(first)).first_day, FiscalYear(int(last or first)).last_day)


CONDITIONS: Mapping[str, Callable[[str, date], sa.ColumnElement[bool]]] = {
    "state": _state,
    "type": lambda value, _day: Agreement.type == AgreementType(value),
    "field": lambda value, _day: Agreement.fields.any(Field.name == value),
    "department": lambda value, _day: Agreement.department.has(Department.name == value),
    "group": lambda value, _day: _with_party(Organization.groups.any(Group.name == value)),
    "kind": lambda value, _day: _with_party(Organization.kind == OrganizationKind(value)),
    "year": _concluded,
    "renewal": lambda _value, _day: Agreement.auto_renewal_months.is_not(None),
    "organization": _organization,
    "as_of": lambda _value, day: Agreement.concluded_on <= day,
    "sleeping": lambda months, day: is_sleeping(int(months), day),
}
"""What each filter's value means."""


def order_of(query: ListQuery) -> list[sa.ColumnElement[Any]]:
    """By day of conclusion, number, title or last day; what has no last day stands as if it were the furthest."""
    keys: list[Any]
    match query.sort:
        case "number":  # R2-99 before R2-100
            number = Agreement.number
            keys = [_by_codes(sa.func.substr(number, 1, 1)), sa.func.length(number), _by_codes(number)]
        case "title":
            keys = [_by_codes(Agreement.title), Agreement.concluded_on]
        case "last_day":
            keys = [sa.func.coalesce(Agreement.last_day, date.max), Agreement.concluded_on]
        case _:
            keys = [Agreement.concluded_on]
    return [key.desc() if query.descending else key.asc() for key in (*keys, Agreement.id)]


def _by_codes(text: Any) -> sa.ColumnElement[str]:
    """Text in the order of its characters' codes, which is SQLite's own."""
    return sa.collate(text, "C") if db.engine.dialect.name == "postgresql" else text
