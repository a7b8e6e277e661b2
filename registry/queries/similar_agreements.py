"""What an agreement's parties have with the city already: agreements that a new one may renew, and who is new."""

from collections.abc import Collection, Sequence

import sqlalchemy as sa

from registry.database import db
from registry.domain.vocabulary import AgreementType, PartyRole
from registry.models import Agreement, AgreementParty
from registry.queries.agreement_states import is_renewed

A_FEW = 3


def list_renewable_agreements(organization_ids: Collection[int], agreement_type: AgreementType) -> Sequence[Agreement]:
    """A few living agreements of this type with these organizations that nothing renews yet, the newest first."""
    theirs = sa.select(AgreementParty.agreement_id).where(AgreementParty.organization_id.in_(organization_ids))
    wanted = sa.select(Agreement).where(
        Agreement.id.in_(theirs), Agreement.type == agreement_type, Agreement.deleted_at.is_(None), ~is_renewed()
    )
    return db.session.scalars(wanted.order_by(Agreement.concluded_on.desc(), Agreement.id.desc()).limit(A_FEW)).all()


def list_known_parties(organization_ids: Collection[int]) -> set[int]:
    """Those that are or were a party of a comprehensive agreement, and count already."""
    parties = (
        sa.select(AgreementParty.organization_id)
        .join(Agreement)
        .where(
            AgreementParty.organization_id.in_(organization_ids),
            AgreementParty.role == PartyRole.PARTY,
            Agreement.type == AgreementType.COMPREHENSIVE,
            Agreement.deleted_at.is_(None),
        )
    )
    return set(db.session.scalars(parties))
