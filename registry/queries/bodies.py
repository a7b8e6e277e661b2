"""Organizations to choose from: by id, by a name that they bear or bore, or by a part of a name or reading."""

import functools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from registry.database import db
from registry.domain.names import fold, fold_name
from registry.domain.vocabulary import OrganizationKind
from registry.models import Organization, OrganizationFormerName
from registry.queries.holding import holds
from registry.queries.listing import IDS
from registry.queries.organization_names import has_spelling, is_called, with_bodies

CANDIDATES = 5
_COLUMNS = (Organization.id, Organization.name, Organization.kana, Organization.kind)


@dataclass(frozen=True)
class FoundBody:
    """A body that can be chosen; ``former_name`` is the one under which it was found."""

    id: int
    name: str
    kana: str
    kind: OrganizationKind
    former_name: str = ""


def list_bodies(organization_ids: Iterable[int]) -> Sequence[FoundBody]:
    """The living ones with these ids, in this order."""
    wanted = list(dict.fromkeys(organization_ids))
    rows = db.session.execute(_chosen(), {"ids": wanted})
    found = {row.id: _found(row) for row in rows}
    return [found[one] for one in wanted if one in found]


@functools.cache
def _chosen() -> Any:
    return _living().where(Organization.id.in_(IDS))


def list_bodies_named(name: str) -> Sequence[FoundBody]:
    """Those that bear the name, or did formerly; also where a record merged into them does."""
    key = fold_name(name)
    formerly = sa.select(OrganizationFormerName.organization_id).where(OrganizationFormerName.name_key == key)
    living = sa.select(Organization.id).where(Organization.deleted_at.is_(None))
    named = living.where(sa.or_(Organization.name_key == key, Organization.id.in_(formerly)))
    rows = db.session.execute(_standing().where(with_bodies(named)).order_by(Organization.sort_key, Organization.id))
    return [_found(row) for row in rows]


def list_bodies_like(text: str) -> Sequence[FoundBody]:
    """A few whose name, reading or former name has the text in it; those that begin with it first."""
    return [_found(row) for row in db.session.execute(_likely(text))] if fold(text) else []


def _found(row: Any) -> FoundBody:
    return FoundBody(*row)


def _likely(text: str) -> Any:
    key, name = fold(text), OrganizationFormerName
    former = (
        sa.select(sa.func.min(name.name))
        .where(name.organization_id == Organization.id, has_spelling(name.name_key, text))
        .scalar_subquery()
    )
    here = sa.or_(holds(Organization.search_key, key), has_spelling(Organization.name_key, text))
    begins = sa.or_(
        Organization.search_key.startswith(key, autoescape=True),
        holds(Organization.search_key, f" {key}"),
    )
    return (
        _standing()
        .add_columns(sa.case((here, ""), else_=sa.func.coalesce(former, "")).label("former_name"))
        .where(with_bodies(sa.select(Organization.id).where(Organization.deleted_at.is_(None), is_called(text))))
        .order_by(sa.case((begins, 0), else_=1), Organization.sort_key, Organization.id)
        .limit(CANDIDATES)
    )


def _living() -> Any:
    return sa.select(*_COLUMNS).where(Organization.deleted_at.is_(None))


def _standing() -> Any:
    """Records that stand for themselves: merged ones are found under the one that they were merged into."""
    return _living().where(Organization.merged_into_id.is_(None))
