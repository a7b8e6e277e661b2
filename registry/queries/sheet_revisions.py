"""The revisions of finalized sheets: what was signed, by whom, with its documents and its evidence."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import selectinload

from registry.database import db
from registry.domain.errors import NoSuchRevision
from registry.domain.rules import CountingRules
from registry.domain.vocabulary import Noun, SheetState
from registry.evaluation.counts import EvidenceRecord
from registry.evaluation.drift import record_from_data
from registry.models import AuditEntry, EvaluationSheet, SheetDocument, SheetEvidence, SheetRevision

OF_A_YEAR = sa.and_(EvaluationSheet.id == SheetRevision.sheet_id, EvaluationSheet.deleted_at.is_(None))


@dataclass(frozen=True)
class KeptDocument:
    """A document of a revision; ``sha256`` is what its bytes were when they were signed."""

    form: str
    file_name: str
    sha256: str
    data: bytes


def list_revisions(fiscal_year: int) -> Sequence[SheetRevision]:
    """All revisions of a year's sheet with their documents, bytes and all, the newest first; two statements."""
    documents = selectinload(SheetRevision.documents).undefer(SheetDocument.data)
    found = sa.select(SheetRevision).join(EvaluationSheet, OF_A_YEAR).options(documents)
    return db.session.scalars(
        found.where(EvaluationSheet.fiscal_year == fiscal_year).order_by(SheetRevision.number.desc())
    ).all()


def find_newest_revision(fiscal_year: int) -> SheetRevision | None:
    """The last revision of a year's sheet; one statement."""
    newest = sa.select(SheetRevision).join(EvaluationSheet, OF_A_YEAR)
    newest = newest.where(EvaluationSheet.fiscal_year == fiscal_year).order_by(SheetRevision.number.desc())
    return db.session.scalar(newest.limit(1))


def get_revision(fiscal_year: int, number: int) -> SheetRevision:
    """A revision; raises NoSuchRevision."""
    found = sa.select(SheetRevision).join(EvaluationSheet, OF_A_YEAR)
    revision = db.session.scalar(
        found.where(EvaluationSheet.fiscal_year == fiscal_year, SheetRevision.number == number)
    )
    if revision is None:
        raise NoSuchRevision(year=fiscal_year)
    return revision


def find_document(revision: SheetRevision, form: str) -> KeptDocument | None:
    """A document of a revision with its bytes; one statement."""
    columns = (SheetDocument.form, SheetDocument.file_name, SheetDocument.sha256, SheetDocument.data)
    asked = sa.select(*columns).where(SheetDocument.revision_id == revision.id, SheetDocument.form == form)
    row = db.session.execute(asked).one_or_none()
    return KeptDocument(*row) if row else None


def find_finalized_document(fiscal_year: int, form: str) -> KeptDocument | None:
    """The document of the newest revision of a sheet that is finalized, else None; one statement."""
    columns = (SheetDocument.form, SheetDocument.file_name, SheetDocument.sha256, SheetDocument.data)
    asked = sa.select(*columns).join(SheetRevision, SheetRevision.id == SheetDocument.revision_id)
    asked = asked.join(EvaluationSheet, OF_A_YEAR).where(
        EvaluationSheet.fiscal_year == fiscal_year,
        EvaluationSheet.state == SheetState.FINALIZED,
        SheetDocument.form == form,
    )
    row = db.session.execute(asked.order_by(SheetRevision.number.desc()).limit(1)).one_or_none()
    return KeptDocument(*row) if row else None


def signed_data(document: KeptDocument) -> dict[str, Any]:
    """What the JSON of a revision says."""
    data: dict[str, Any] = json.loads(document.data)
    return data


def find_finalized_rules(fiscal_year: int) -> CountingRules | None:
    """The rules by which a finalized sheet was reckoned, None for another one; one statement."""
    document = find_finalized_document(fiscal_year, "json")
    return rules_in(signed_data(document)) if document else None


def rules_in(data: Mapping[str, Any]) -> CountingRules:
    """The counting rules that a sheet's JSON names."""
    return CountingRules().with_values(data["rules"])


def list_data_of_reopened(before: int) -> list[dict[str, Any]]:
    """What the last revision of each sheet of an earlier year says that is a draft again; one statement."""
    newest = (
        sa.select(sa.func.max(SheetRevision.number))
        .where(SheetRevision.sheet_id == EvaluationSheet.id)
        .correlate(EvaluationSheet)
        .scalar_subquery()
    )
    asked = (
        sa.select(SheetDocument.data)
        .join(SheetRevision, SheetRevision.id == SheetDocument.revision_id)
        .join(EvaluationSheet, OF_A_YEAR)
        .where(
            EvaluationSheet.state == SheetState.DRAFT,
            EvaluationSheet.fiscal_year < before,
            SheetRevision.number == newest,
            SheetDocument.form == "json",
        )
    )
    return [json.loads(data) for data in db.session.scalars(asked)]


def list_evidence_of(revision: SheetRevision) -> Sequence[SheetEvidence]:
    """The evidence of a revision, by year and count; one statement."""
    kept = SheetEvidence
    asked = sa.select(kept).where(kept.revision_id == revision.id).order_by(kept.fiscal_year, kept.count)
    return db.session.scalars(asked).all()


def list_signed_numbers(fiscal_year: int) -> Mapping[int, Mapping[str, int]]:
    """The counts that the newest revision of a year's sheet was signed with, by their own year; one statement."""
    newest = sa.select(SheetRevision.id).join(EvaluationSheet, OF_A_YEAR)
    newest = newest.where(EvaluationSheet.fiscal_year == fiscal_year).order_by(SheetRevision.number.desc()).limit(1)
    kept = SheetEvidence
    asked = sa.select(kept.fiscal_year, kept.count, kept.number).where(kept.revision_id == newest.scalar_subquery())
    numbers: dict[int, dict[str, int]] = {}
    for year, count, number in db.session.execute(asked):
        numbers.setdefault(year, {})[count] = number
    return numbers


def records_of(evidence: SheetEvidence) -> tuple[EvidenceRecord, ...]:
    """The records that were shown behind a number."""
    return tuple(map(record_from_data, json.loads(evidence.records)))


def find_evidence(revision: SheetRevision, count: str, fiscal_year: int) -> SheetEvidence | None:
    """The evidence of one number of a revision."""
    return db.session.get(SheetEvidence, (revision.id, count, fiscal_year))


@dataclass(frozen=True)
class SigningEntry:
    """What the audit log vouches for: the hashes that it noted when a revision was signed; its own ``hash`` of them."""

    hash: str
    hashes: frozenset[str]


def list_signing_entries(sheet_id: int) -> dict[int, SigningEntry]:
    """By the number of the revision, the entry that signed it; one statement."""
    about = (AuditEntry.noun == Noun.SHEETS.value, AuditEntry.record_id == sheet_id, AuditEntry.action == "finalize")
    rows = db.session.execute(sa.select(AuditEntry.hash, AuditEntry.changes).where(*about))
    read = ((row.hash, json.loads(row.changes)) for row in rows)
    return {
        told["revision"][1]: SigningEntry(own, frozenset((*told["documents"][1], *told["evidence"][1])))
        for own, told in read
    }


def reopening_reason(sheet_id: int) -> str:
    """Why a sheet was reopened last; blank where it never was."""
    about = (AuditEntry.noun == Noun.SHEETS.value, AuditEntry.record_id == sheet_id, AuditEntry.action == "reopen")
    changes = db.session.scalar(sa.select(AuditEntry.changes).where(*about).order_by(AuditEntry.id.desc()).limit(1))
    return json.loads(changes)["reason"][1] if changes else ""
