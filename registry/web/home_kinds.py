"""The outcome by kind against last year."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext as _

from registry.domain.vocabulary import OrganizationKind
from registry.evaluation.counts import YearCounts
from registry.web.evidence_links import LinkedNumber, evidence_address, linked
from registry.words import KINDS, difference, year_label

OUTCOME = "organizations_cumulative"


@dataclass(frozen=True)
class KindRow:
    """``key`` is the kind, or None for a row of the whole."""

    key: str | None
    name: str
    last: LinkedNumber
    now: LinkedNumber
    change: str


@dataclass(frozen=True)
class KindTable:
    """``address`` is the evidence of the whole."""

    address: str
    sentence: str
    last_year: str
    this_year: str
    parts: tuple[KindRow, ...]
    wholes: tuple[KindRow, ...]


def kind_table(this: YearCounts, before: YearCounts | None) -> KindTable:
    """The parts of the outcome against last year; a kind that neither year has is left out."""
    kinds = [
        kind
        for kind in OrganizationKind
        if f"organizations_by_kind.{kind}" in {**this.numbers, **(before.numbers if before else {})}
    ]
    parts = tuple(_kind_row(f"organizations_by_kind.{kind}", _(KINDS[kind]), this, before, key=kind) for kind in kinds)
    return KindTable(
        address=evidence_address(OUTCOME, this.fiscal_year),
        sentence=_kind_sentence(parts) if before else "",
        last_year=year_label(this.fiscal_year - 1),
        this_year=year_label(this.fiscal_year),
        parts=parts,
        wholes=(
            _kind_row(OUTCOME, _("Cumulative"), this, before),
            _kind_row("organizations_in_force", _("of which with an agreement in force"), this, before),
        ),
    )


def _kind_row(count: str, name: str, this: YearCounts, before: YearCounts | None, *, key: str | None = None) -> KindRow:
    year = this.fiscal_year
    if before is None:
        return KindRow(key, name, LinkedNumber("-"), linked(this, count, sheet_year=year), "-")
    change = this.numbers.get(count, 0) - before.numbers.get(count, 0)
    return KindRow(
        key, name, linked(before, count, sheet_year=year), linked(this, count, sheet_year=year), difference(change)
    )


def _kind_sentence(parts: Sequence[KindRow]) -> str:
    changes = [f"{part.name} {part.change}" for part in parts if part.change != "0"]
    if not changes:
        return _("No kind has changed since last year.")
    return _("Changed since last year: %(changes)s.", changes=_(", ").join(changes))
