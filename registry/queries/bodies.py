"""Organizations to choose from: by id, by a name that they bear or bore, or by a part of a name or reading."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import sqlalchemy as sa

from registry.database import db
from registry.domain.names import fold, fold_name, fold_sought
from registry.domain.vocabulary import OrganizationKind
from registry.models import Organization, OrganizationFormerName
from registry.queries.organizations import holds_for_body, is_called

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
    rows = db.session.execute(_living().where(Organization.id.in_(wanted)))
    found = {row.id: _found(row) for row in rows}
    return [found[one] for one in wanted if one in found]


def list_bodies_named(name: str) -> Sequence[FoundBody]:
    """Those that bear the name, or did formerly, be it under a record that was merged into them."""
    key = fold_name(name)
    formerly = sa.select(OrganizationFormerName.organization_id).where(OrganizationFormerName.name_key == key)
    named = sa.or_(Organization.name_key == key, Organization.id.in_(formerly))
    rows = db.session.execute(_standing().where(holds_for_body(named)).order_by(Organization.sort_key, Organization.id))
    return [_found(row) for row in rows]


def list_bodies_like(text: str) -> Sequence[FoundBody]:
    """A few whose name, reading or former name has the text in it; those that begin with it first."""
    key = fold_sought(text)
    if not key:
        return []
    found = [_found(row) for row in db.session.execute(_likely(key))]
    formerly = _former_names([one.id for one in found if key not in f"{fold_sought(one.name)} {fold(one.kana)}"], key)
    return [replace(one, former_name=formerly.get(one.id, "")) for one in found]


def _found(row: Any) -> FoundBody:
    return FoundBody(*row)


def _likely(key: str) -> Any:
    begins = sa.or_(
        Organization.search_key.startswith(key, autoescape=True),
        Organization.search_key.contains(f" {key}", autoescape=True),
    )
    return (
        _standing()
        .where(holds_for_body(is_called(key)))
        .order_by(sa.case((begins, 0), else_=1), Organization.sort_key, Organization.id)
        .limit(CANDIDATES)
    )


def _former_names(organization_ids: Sequence[int], key: str) -> dict[int, str]:
    """The newest former name of each that has the key in it."""
    former = OrganizationFormerName
    names = sa.select(former.organization_id, former.name).where(former.organization_id.in_(organization_ids))
    rows = db.session.execute(names.order_by(former.id)) if organization_ids else ()
    return {row.organization_id: row.name for row in rows if key in fold_sought(row.name)}


def _living() -> Any:
    return sa.select(*_COLUMNS).where(Organization.deleted_at.is_(None))


def _standing() -> Any:
    """Records that stand for themselves: merged ones are found under the one that they were merged into."""
    return _living().where(Organization.merged_into_id.is_(None))
