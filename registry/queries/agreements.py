"""協定: finding agreements, what they renew, and what names them."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import selectinload

from registry.database import db
from registry.domain.drafts import AgreementDraft, PartyDraft
from registry.domain.errors import NoSuchRecord
from registry.domain.fiscal_year import FiscalYear
from registry.domain.names import fold
from registry.models import Agreement, AgreementParty, Meeting, Project
from registry.models.base import Record
from registry.queries.records import find_record, first_living, read_draft


def find_agreement(agreement_id: int) -> Agreement | None:
    """The agreement with its parties, deleted or not."""
    parties = selectinload(Agreement.parties).selectinload(AgreementParty.organization)
    return find_record(Agreement, agreement_id, parties)


def get_agreement(agreement_id: int) -> Agreement:
    """The agreement; raises NoSuchRecord where there is none, or it was deleted."""
    agreement = find_agreement(agreement_id)
    if agreement is None or agreement.deleted_at is not None:
        raise NoSuchRecord(noun=Agreement.noun, id=agreement_id)
    return agreement


def list_agreements() -> Sequence[Agreement]:
    """All that are not deleted, in the order of their conclusion."""
    alive = sa.select(Agreement).where(Agreement.deleted_at.is_(None))
    return db.session.scalars(alive.order_by(Agreement.concluded_on, Agreement.id)).all()


def draft_of(agreement: Agreement) -> AgreementDraft:
    """The draft that would make this agreement as it is."""
    return read_draft(AgreementDraft, agreement, parties=PartyDraft)


def find_renewal_of(agreement_id: int) -> Agreement | None:
    """The living agreement that renews this one."""
    return db.session.scalar(first_living(Agreement).where(Agreement.renews_id == agreement_id))


def highest_number(prefix: str) -> int:
    """The highest n among the numbers ``prefix-n``, those of deleted agreements included; 0 without one."""
    numbers = db.session.scalars(sa.select(Agreement.number).where(Agreement.search_key.startswith(fold(f"{prefix}-"))))
    pattern = re.compile(rf"{re.escape(fold(prefix))}{re.escape(fold('-'))}([0-9]{{1,9}})")
    found = [pattern.fullmatch(fold(number)) for number in numbers]
    return max((int(match[1]) for match in found if match), default=0)


def next_number(concluded_on: date) -> str:
    """The number that an agreement of that day gets when none is given: R2-03 in FY2020."""
    prefix = FiscalYear.of(concluded_on).era_code
    return f"{prefix}-{highest_number(prefix) + 1:02}"


def find_agreement_numbered(number: str) -> Agreement | None:
    """The living agreement with this number, in any width."""
    key = fold(number)
    likely = sa.select(Agreement).where(
        Agreement.deleted_at.is_(None), Agreement.search_key.startswith(f"{key} ", autoescape=True)
    )
    found = db.session.scalars(likely.order_by(Agreement.id))
    return next((each for each in found if fold(each.number) == key), None) if key else None


def list_records_naming(agreement: Agreement) -> list[Record]:
    """The first living records of each noun that name this agreement, so that it cannot be deleted."""
    return list(_records_naming(agreement.id))


def _records_naming(agreement_id: int) -> Iterator[Record]:
    yield from db.session.scalars(first_living(Agreement).where(Agreement.renews_id == agreement_id))
    for kind in (Project, Meeting):
        named = kind.agreements.any(Agreement.id == agreement_id)
        yield from db.session.scalars(first_living(kind).where(named))
