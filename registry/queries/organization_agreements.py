"""The agreements of an organization for its page: its place in each, whichever of its records stands there."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

import sqlalchemy as sa

from registry.database import db
from registry.domain.rules import AgreementDate, CountingRules
from registry.domain.terms import Terms
from registry.domain.vocabulary import AgreementType, PartyRole
from registry.models import Agreement, AgreementAmendment, AgreementParty, Department
from registry.queries.agreement_list import terms_columns

IDS: sa.BindParameter[Any] = sa.bindparam("ids", expanding=True)


@dataclass(frozen=True)
class PartyPeriod:
    """A time as party or observer of an agreement; blank days mean from its beginning, and still."""

    role: PartyRole
    joined_on: date | None
    left_on: date | None


@dataclass(frozen=True)
class AgreementOfPage:
    """An agreement with this organization's own place in it: its periods, the first one first."""

    id: int
    number: str
    title: str
    type: AgreementType
    department: str | None
    end_reason: str
    renews: str | None
    renewed_by: str | None
    terms: Terms
    periods: Sequence[PartyPeriod]

    @property
    def role(self) -> PartyRole:
        """A party where it ever was one: that is what counts."""
        return PartyRole.PARTY if any(one.role is PartyRole.PARTY for one in self.periods) else PartyRole.OBSERVER

    @property
    def counting_from(self) -> date | None:
        """The day from which it is a party; None for an observer."""
        days = (self.day_of(one) for one in self.periods if one.role is PartyRole.PARTY)
        return min(days, default=None)

    @property
    def left_on(self) -> date | None:
        """Its last day in this role; None while it belongs to the agreement."""
        ends = [one.left_on for one in self.periods if one.role is self.role]
        return None if None in ends else max(filter(None, ends))

    def counts_from(self, rules: CountingRules) -> date | None:
        """The day from which it is counted for this agreement (rule 3); None where it never is."""
        if self.type is not AgreementType.COMPREHENSIVE:
            return None
        by_effect = rules.agreement_date is AgreementDate.EFFECTIVE and self.terms.effective_on
        day = by_effect or self.terms.concluded_on
        periods = (one for one in self.periods if one.role is PartyRole.PARTY)
        return min((max(one.joined_on or day, day) for one in periods), default=None)

    def day_of(self, period: PartyPeriod) -> date:
        """The day on which a period begins: that of the agreement's conclusion at the earliest."""
        return max(period.joined_on or self.terms.concluded_on, self.terms.concluded_on)


@dataclass(frozen=True)
class AmendmentOfPage:
    agreement_id: int
    number: str
    amended_on: date
    summary: str


def list_agreements_of(ids: Sequence[int]) -> Sequence[AgreementOfPage]:
    """The agreements that any of these records of one organization is named in, the newest first; two statements."""
    periods = _periods(ids)
    rows = db.session.execute(_agreements(), {"ids": list(periods)})
    return [_agreement(row, periods[row.id]) for row in rows]


OWN_COLUMNS = ("id", "number", "title", "type", "department", "end_reason", "renews", "renewed_by")


@cache
def _agreements() -> Any:
    later, earlier = sa.orm.aliased(Agreement), sa.orm.aliased(Agreement)
    renewed_by = sa.select(later.number).where(later.renews_id == Agreement.id, later.deleted_at.is_(None))
    renews = sa.select(earlier.number).where(earlier.id == Agreement.renews_id, earlier.deleted_at.is_(None))
    columns = (
        Agreement.id,
        Agreement.number,
        Agreement.title,
        Agreement.type,
        Department.name.label("department"),
        Agreement.end_reason,
        renews.correlate(Agreement).scalar_subquery().label("renews"),
        renewed_by.correlate(Agreement).scalar_subquery().label("renewed_by"),
    )
    return (
        sa.select(*columns, *terms_columns())
        .outerjoin(Department, Department.id == Agreement.department_id)
        .where(Agreement.id.in_(IDS), Agreement.deleted_at.is_(None))
        .order_by(Agreement.concluded_on.desc(), Agreement.id.desc())
    )


def _agreement(row: Any, periods: Sequence[PartyPeriod]) -> AgreementOfPage:
    values: dict[str, Any] = {name: getattr(row, name) for name in OWN_COLUMNS}
    return AgreementOfPage(**values, terms=Terms.of(row, renewed=row.renewed), periods=periods)


def _periods(ids: Sequence[int]) -> defaultdict[int, list[PartyPeriod]]:
    """Of each agreement, in their order; what two records of the body say twice stands there once."""
    party = AgreementParty
    rows = db.session.execute(
        sa.select(party.agreement_id, party.role, party.joined_on, party.left_on).where(party.organization_id.in_(ids))
    )
    found: defaultdict[int, list[PartyPeriod]] = defaultdict(list)
    for agreement_id, role, joined_on, left_on in rows:
        found[agreement_id].append(PartyPeriod(role, joined_on, left_on))
    for agreement_id, periods in found.items():
        found[agreement_id] = _united(periods)
    return found


def _united(periods: Sequence[PartyPeriod]) -> list[PartyPeriod]:
    """Periods in one role that touch each other are one."""
    united: list[PartyPeriod] = []
    for one in sorted(periods, key=lambda one: (one.role, one.joined_on or date.min)):
        last = united[-1] if united else None
        if last is None or last.role is not one.role or _apart(last.left_on, one.joined_on):
            united.append(one)
        elif last.left_on is not None and (one.left_on is None or one.left_on > last.left_on):
            united[-1] = PartyPeriod(last.role, last.joined_on, one.left_on)
    return sorted(united, key=lambda one: one.joined_on or date.min)


def _apart(left_on: date | None, joined_on: date | None) -> bool:
    """Whether at least a day lies between."""
    return left_on is not None and joined_on is not None and joined_on - left_on > timedelta(days=1)


def list_amendments(agreement_ids: Sequence[int]) -> Sequence[AmendmentOfPage]:
    """Their amendments, the newest first."""
    one = AgreementAmendment
    rows = db.session.execute(
        sa.select(one.agreement_id, Agreement.number, one.amended_on, one.summary)
        .join(Agreement, Agreement.id == one.agreement_id)
        .where(one.agreement_id.in_(agreement_ids))
        .order_by(one.amended_on.desc(), one.id.desc())
    )
    return [AmendmentOfPage(row.agreement_id, row.number, row.amended_on, row.summary) for row in rows]
