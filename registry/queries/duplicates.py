"""Possible duplicates: records that may be the same body, as asked by an import or found by the registry itself."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from functools import cache
from itertools import combinations, groupby
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from registry.database import db
from registry.domain.lists import Window
from registry.domain.rules import CountingRules
from registry.domain.vocabulary import OrganizationKind
from registry.models import Organization, OrganizationFormerName, PossibleDuplicate
from registry.queries.counting.basis import Basis, Standing
from registry.queries.organizations import list_records_of_body
from registry.queries.unchanged import while_unchanged

Ids = tuple[int, int]
"""Two bodies, the one recorded first in front."""
MANY = 20
"""Where more records than this share a key, each is compared with the first one only: pairs grow with the square."""
LONGEST_TIE = 149
"""So much of the folded name stands at the end of ``sort_key``, behind the reading and a space."""


class Reason(IntEnum):
    """Why two records may be the same body, the strongest first.

    Addresses and telephone numbers are none: tenants of one building and associations of one office share them.
    """

    ASKED = 1
    SAME_NAME = 2
    FORMER_NAME = 3
    SAME_READING = 4


@dataclass(frozen=True)
class Body:
    """An organization as a list of pairs shows it."""

    id: int
    name: str
    kind: OrganizationKind
    corporate_number: str | None
    address: str


@dataclass(frozen=True)
class Pair:
    """Two records, and the strongest reason to ask; ``one`` was recorded first, or is the one that stayed."""

    one: Body
    other: Body
    reason: Reason | None = None


class PairState(StrEnum):
    """Whether a pair waits for an answer, and which it got."""

    OPEN = "open"
    SEPARATE = "separate"
    MERGED = "merged"


@dataclass(frozen=True)
class Pairs:
    """A page of the pairs in one state, and how many there are in each."""

    totals: Mapping[PairState, int]
    shown: tuple[Pair, ...]


def list_pairs(state: PairState, window: Window) -> Pairs:
    """Open pairs with the strongest reason first, answered ones with the last recorded first; four statements."""
    answers = _answers()
    reasons = _open(answers)
    pairs = {
        PairState.OPEN: sorted(reasons, key=lambda ids: (reasons[ids], ids)),
        PairState.SEPARATE: sorted((ids for ids, are_different in answers.items() if are_different), reverse=True),
    }
    merged = sa.select(sa.func.count()).select_from(Organization).where(*_MERGED)
    totals = {each: len(ids) for each, ids in pairs.items()} | {PairState.MERGED: db.session.scalar(merged) or 0}
    if state is PairState.MERGED:
        return Pairs(totals, _merged_pairs(window))
    shown = pairs[state][window.offset : window.offset + window.limit]
    return Pairs(totals, _with_bodies(shown, reasons))


def list_reasons(one_id: int, other_id: int) -> tuple[Reason, ...]:
    """Why two bodies may be the same, the strongest reason first; two statements."""
    ids = (min(one_id, other_id), max(one_id, other_id))
    asked = {Reason.ASKED} if ids in _answers() else set()
    return tuple(sorted(asked | {reason for pair, reason in _found() if pair == ids}))


def list_questioned_bodies() -> frozenset[int]:
    """Bodies that somebody must say about whether they are the same as another; at most one statement."""
    return while_unchanged("questioned bodies", _find_questioned_bodies)


def _find_questioned_bodies() -> frozenset[int]:
    return frozenset(body for ids, are_different in _answers().items() if not are_different for body in ids)


def list_questions_between(one: Organization, other: Organization) -> Sequence[PossibleDuplicate]:
    """What was asked about two bodies, under whichever of their records."""
    ones, others = ([each.id for each in list_records_of_body(body)] for body in (one, other))
    asked, about = PossibleDuplicate.organization_id, PossibleDuplicate.other_id
    either_way = sa.or_(asked.in_(ones) & about.in_(others), asked.in_(others) & about.in_(ones))
    return db.session.scalars(sa.select(PossibleDuplicate).where(either_way).order_by(PossibleDuplicate.id)).all()


def are_kept_apart(one: Organization, other: Organization) -> bool:
    """Whether somebody said that these are two bodies."""
    return any(question.different for question in list_questions_between(one, other))


def _answers() -> dict[Ids, bool]:
    """Every pair that was asked about, with whether somebody said that they are two bodies.

    A merged record stands for its body; a question between records that are one by now, or about a deleted record,
    is settled.
    """
    basis = _basis()
    one, other = (Standing(basis, side) for side in (PossibleDuplicate.organization_id, PossibleDuplicate.other_id))
    rows = db.session.execute(
        sa.select(one.body_id, other.body_id, PossibleDuplicate.different)
        .select_from(PossibleDuplicate)
        .join(one.merge, one.condition, isouter=True)
        .join(other.merge, other.condition, isouter=True)
        .where(one.counts, other.counts, one.body_id != other.body_id)
    )
    answers: dict[Ids, bool] = {}
    for first, second, are_different in rows:
        ids = (min(first, second), max(first, second))
        answers[ids] = are_different or answers.get(ids, False)
    return answers


def _open(answers: Mapping[Ids, bool]) -> dict[Ids, Reason]:
    """Every pair that waits for an answer, with the strongest reason to ask."""
    reasons = {ids: Reason.ASKED for ids, are_different in answers.items() if not are_different}
    for ids, reason in _found():
        if ids not in answers:
            reasons[ids] = min(reason, reasons.get(ids, reason))
    return reasons


def _found() -> Iterator[tuple[Ids, Reason]]:
    """What the registry finds itself; bodies with two corporate numbers are two. One statement."""
    for key, rows in groupby(db.session.execute(_alike()), key=lambda row: (row.reason, row.key)):
        numbers = {row.body_id: row.corporate_number for row in rows}
        for one, other in _pairs_of(list(numbers)):
            if not (numbers[one] and numbers[other]):
                yield (one, other), Reason(key[0])


def _pairs_of(ids: Sequence[int]) -> Iterable[Ids]:
    return combinations(ids, 2) if len(ids) <= MANY else ((ids[0], other) for other in ids[1:])


@cache
def _alike() -> sa.Select[Any]:
    """(reason, key, body_id, corporate_number) of bodies that share a key with another one, in this order."""
    keyed = sa.union(*_keyed()).subquery("keyed")
    sharing = sa.func.count().over(partition_by=(keyed.c.reason, keyed.c.key)).label("sharing")
    counted = sa.select(keyed, sharing).subquery("counted")
    return (
        sa.select(counted.c.reason, counted.c.key, counted.c.body_id, Organization.corporate_number)
        .join(Organization, Organization.id == counted.c.body_id)
        .where(counted.c.sharing > 1)
        .order_by(counted.c.reason, counted.c.key, counted.c.body_id)
    )


def _keyed() -> Iterator[sa.Select[Any]]:
    """(reason, key, body_id) of every name and reading that a body bears or bore, by any of its records."""
    record, former = Organization, OrganizationFormerName
    reading_length = sa.func.length(record.sort_key) - sa.func.length(sa.func.substr(record.name_key, 1, LONGEST_TIE))
    reading = sa.type_coerce(record.kind, sa.String) + sa.func.substr(record.sort_key, 1, reading_length)
    standing = Standing(_basis(), record.id)
    body_id = standing.body_id.label("body_id")
    records: sa.Select[Any] = (
        sa.select(body_id).select_from(record).join(standing.merge, standing.condition, isouter=True)
    )
    records = records.where(standing.counts)

    formerly = records.join(former, former.organization_id == record.id)
    keyed: tuple[tuple[Reason, Any, sa.Select[Any]], ...] = (
        (Reason.SAME_NAME, record.loose_key, records),
        (Reason.FORMER_NAME, record.name_key, records.where(record.name_key.in_(sa.select(former.name_key)))),
        (Reason.FORMER_NAME, former.name_key, formerly),
        (Reason.SAME_READING, reading, records.where(record.kana != "")),
    )
    for reason, key, rows in keyed:
        columns: list[sa.ColumnElement[Any]] = [sa.literal(reason.value).label("reason"), key.label("key"), body_id]
        yield rows.with_only_columns(*columns)


def _basis() -> Basis:
    """Who is the same body as whom is the same under all rules."""
    return Basis(CountingRules(), 1)


def _with_bodies(pairs: Sequence[Ids], reasons: Mapping[Ids, Reason]) -> tuple[Pair, ...]:
    wanted = sa.select(Organization).where(Organization.id.in_({each for ids in pairs for each in ids}))
    bodies = {each.id: _body(each) for each in db.session.scalars(wanted)}
    return tuple(Pair(bodies[one], bodies[other], reasons.get((one, other))) for one, other in pairs)


_MERGED = (Organization.merged_into_id.is_not(None), Organization.deleted_at.is_(None))


def _merged_pairs(window: Window) -> tuple[Pair, ...]:
    into = aliased(Organization)
    merged = sa.select(into, Organization).join(into, into.id == Organization.merged_into_id).where(*_MERGED)
    shown = db.session.execute(merged.order_by(Organization.id.desc()).offset(window.offset).limit(window.limit))
    return tuple(Pair(_body(one), _body(duplicate)) for one, duplicate in shown)


def _body(organization: Organization) -> Body:
    return Body(
        organization.id, organization.name, organization.kind, organization.corporate_number, organization.address
    )
