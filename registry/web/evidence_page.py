"""The evidence of one number as plain values: how it is reckoned, what it is compared with, what it is made of."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _

from registry.domain.vocabulary import OrganizationKind, ProjectState
from registry.evaluation.counts import Counts, Evidence
from registry.queries.counting import find_count
from registry.web.evidence_links import LinkedNumber, evidence_address, linked
from registry.web.evidence_words import reckoning
from registry.web.sheet_figures import SheetFigures
from registry.words import (
    count_name,
    count_title,
    day_name,
    difference,
    number,
    rules_in_words,
    unit_name,
    with_unit,
    year_name,
)

PARTS_OF: Mapping[str, tuple[str, ...]] = {
    "organizations_cumulative": tuple(f"organizations_by_kind.{kind}" for kind in OrganizationKind),
    "organizations_new": ("organizations_new_by_agreement", "organizations_new_by_joining"),
    "agreements_new": ("agreements_new_with_new", "agreements_new_with_existing_only"),
    "projects": tuple(f"projects_by_state.{state}" for state in ProjectState),
}
"""The parts that sum to a whole; each is a filter of its records."""


def title_of(count: str) -> str:
    """A count's name where it stands alone: a part with the name of what it is a part of."""
    whole = next((name for name, parts in PARTS_OF.items() if count in parts), None)
    return f"{count_name(whole)}: {count_name(count)}" if whole else count_title(count)


@dataclass(frozen=True)
class Comparison:
    """Another value of the same thing; ``agrees`` is None where a difference is no fault."""

    name: str
    value: LinkedNumber
    change: str
    agrees: bool | None = None


@dataclass(frozen=True)
class PartLink:
    name: str
    number: str
    kind: str | None
    address: str
    current: bool


@dataclass(frozen=True)
class Addition:
    """The parts with their sum; ``whole`` leads back to all records."""

    parts: tuple[PartLink, ...]
    whole: LinkedNumber


@dataclass(frozen=True)
class Crumb:
    """A step of the way here; ``address`` is None for the page itself."""

    text: str
    address: str | None = None


@dataclass(frozen=True)
class EvidencePage:
    """``is_part`` where the number is one part of ``addition``."""

    crumbs: tuple[Crumb, ...]
    title: str
    year: str
    number: str
    unit: str
    size: str
    as_of: str
    sentences: tuple[str, ...]
    rules: tuple[tuple[str, str], ...]
    comparisons: tuple[Comparison, ...]
    addition: Addition | None
    is_part: bool


def evidence_page(
    evidence: Evidence, counts: Counts, figures: SheetFigures | None, *, sheet_year: int, with_sheet: bool
) -> EvidencePage:
    """The page's head; ``figures`` is what the sheet of ``sheet_year`` says, where there is that sheet."""
    count, year = evidence.count, evidence.fiscal_year
    sum_of_parts = addition(count, counts, year, sheet_year=sheet_year)
    return EvidencePage(
        crumbs=_crumbs(year, sheet_year, with_sheet=with_sheet),
        title=count_title(count),
        year=year_name(year),
        number=number(evidence.number),
        unit=unit_name(find_count(count).unit),
        size=with_unit(evidence.number, find_count(count).unit),
        as_of=_("As of %(day)s", day=day_name(evidence.as_of)),
        sentences=tuple(_(sentence) for sentence in reckoning(count).sentences),
        rules=rules_in_words(evidence.rules, reckoning(count).rules),
        comparisons=comparisons(evidence, counts, figures, sheet_year=sheet_year),
        addition=sum_of_parts,
        is_part=sum_of_parts is not None and any(part.current for part in sum_of_parts.parts),
    )


def _crumbs(year: int, sheet_year: int, *, with_sheet: bool) -> tuple[Crumb, ...]:
    if with_sheet:
        sheet = Crumb(year_name(sheet_year), url_for("sheets.show_year", fiscal_year=sheet_year))
        return Crumb(_("Evaluation sheets"), url_for("sheets.show_newest")), sheet, Crumb(_("Evidence"))
    counts = Crumb(_("Yearly counts"), url_for("counts.show_year", fiscal_year=year))
    return counts, Crumb(year_name(year)), Crumb(_("Evidence"))


def comparisons(
    evidence: Evidence, counts: Counts, indicator: SheetFigures | None, *, sheet_year: int
) -> tuple[Comparison, ...]:
    """The published value and the target where a sheet has them, and the year before."""
    year, found = evidence.fiscal_year, []
    if indicator and (published := indicator.published.get(year)) is not None:
        away = evidence.number - int(published)
        found.append(Comparison(_("Published value"), LinkedNumber(number(published)), difference(away), not away))
    if indicator and (target := indicator.targets.get(year)) is not None:
        away = evidence.number - int(target)
        found.append(Comparison(_("Target"), LinkedNumber(number(target)), difference(away)))
    if before := counts.year(year - 1):
        change = evidence.number - before.numbers.get(evidence.count, 0)
        found.append(
            Comparison(_("Last year"), linked(before, evidence.count, sheet_year=sheet_year), difference(change))
        )
    return tuple(found)


def addition(count: str, counts: Counts, fiscal_year: int, *, sheet_year: int) -> Addition | None:
    """The count, or the whole that it is a part of, as the sum of its parts; None where it has none."""
    whole = next((name for name, parts in PARTS_OF.items() if count == name or count in parts), None)
    this = counts.year(fiscal_year)
    if whole is None or this is None:
        return None
    return Addition(
        parts=tuple(
            PartLink(
                name=count_name(part),
                number=number(this.numbers[part]),
                kind=_kind_of(part),
                address=evidence_address(part, fiscal_year, sheet_year=sheet_year),
                current=part == count,
            )
            for part in PARTS_OF[whole]
            if part in this.numbers
        ),
        whole=linked(this, whole, sheet_year=sheet_year),
    )


def _kind_of(count: str) -> str | None:
    group, _dot, part = count.partition(".")
    return part if group == "organizations_by_kind" else None
