"""How the fields of a draft stand in the tables: as columns, names of reference data, links, or rows of their own."""

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import RelationshipProperty

from registry.models.base import Base, Record
from registry.models.reference import Reference
from registry.queries.imports import CHILDREN
from registry.staging import TEXT, Kinds

BLANK: tuple[object, ...] = (None, "", ())


@dataclass(frozen=True)
class Link:
    """A table that ties records to others, or to names of reference data: ``owner`` and ``other`` are its columns."""

    table: sa.Table
    owner: str
    other: str
    names: type[Reference] | None


@dataclass(frozen=True)
class Child:
    """A table of rows that belong to a record by their column ``owner``, made of a draft's ``fields``."""

    model: type[Base]
    owner: str
    fields: tuple[str, ...]


@dataclass(frozen=True)
class Shape:
    """The fields of a draft by how they are stored; ``references`` maps a field to the column that holds its id."""

    table: sa.Table
    columns: tuple[str, ...]
    derived: tuple[str, ...]
    references: Mapping[str, tuple[str, type[Reference]]]
    links: Mapping[str, Link]
    children: Mapping[str, Child]

    @property
    def plain(self) -> tuple[str, ...]:
        """The fields with one value, in the order of their names."""
        return tuple(sorted((*self.columns, *self.references)))

    @property
    def kinds(self) -> Kinds:
        """What the columns of a staged row hold: the derived ones, then the plain ones; references by their names."""
        derived = {name: self.table.c[name].type for name in self.derived}
        return derived | {name: self.table.c[name].type if name in self.columns else TEXT for name in self.plain}


def shape_of(model: type[Record], drafts: Sequence[Any]) -> Shape:
    """The shape of some drafts of one class; fields that are blank in all of them are left out."""
    mapper = sa.inspect(model)
    values = [vars(draft) for draft in drafts]
    names = [each.name for each in dataclasses.fields(drafts[0]) if not _is_blank(each, values)]
    related = {name: mapper.relationships[name] for name in names if name in mapper.relationships}
    many = {name: relation for name, relation in related.items() if relation.uselist}
    return Shape(
        table=table_of(model),
        columns=tuple(name for name in names if name not in related),
        derived=tuple(model.derived(drafts[0])),
        references={name: _reference(one) for name, one in related.items() if not one.uselist},
        links={name: _link(one) for name, one in many.items() if one.secondary is not None},
        children={name: _child(one, CHILDREN[name]) for name, one in many.items() if one.secondary is None},
    )


def _is_blank(field: dataclasses.Field[Any], drafts: Sequence[Mapping[str, Any]]) -> bool:
    """Whether a field that may be blank is so in all drafts: its column then has the database's own default."""
    if field.default not in BLANK:
        return False
    return all(draft[field.name] is field.default or draft[field.name] == field.default for draft in drafts)


def table_of(model: type[Base]) -> sa.Table:
    """The table of a model."""
    table = model.__table__
    if not isinstance(table, sa.Table):
        raise TypeError(f"{model.__name__} is no table")
    return table


def _reference(relation: RelationshipProperty[Any]) -> tuple[str, type[Reference]]:
    column = next(iter(relation.local_columns))
    return column.name, relation.mapper.class_


def _link(relation: RelationshipProperty[Any]) -> Link:
    (_, owner), (_, other) = *relation.synchronize_pairs, *(relation.secondary_synchronize_pairs or ())
    kind = relation.mapper.class_
    names = kind if issubclass(kind, Reference) else None
    if not isinstance(relation.secondary, sa.Table):
        raise TypeError(f"{relation} has no table of links")
    return Link(relation.secondary, owner.name, other.name, names)


def _child(relation: RelationshipProperty[Any], draft: type[Any]) -> Child:
    owner = next(iter(relation.remote_side))
    return Child(relation.mapper.class_, owner.name, tuple(each.name for each in dataclasses.fields(draft)))
