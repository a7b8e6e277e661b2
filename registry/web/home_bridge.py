"""件数と団体数の動き: why two new agreements can be one more organization (rule 6)."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask_babel import gettext as _

from registry.domain.vocabulary import Noun
from registry.evaluation.counts import Evidence, YearCounts
from registry.queries.related_records import FoundAgreement, list_agreements_by_id
from registry.web.evidence_links import LinkedNumber, evidence_address, linked
from registry.web.few_names import few_organizations
from registry.web.home_kinds import OUTCOME
from registry.web.record_links import record_address
from registry.words import difference


@dataclass(frozen=True)
class NewAgreement:
    """``number`` leads to the agreement; ``remark`` names whom it was concluded with, and whether they are new."""

    number: LinkedNumber
    remark: str


@dataclass(frozen=True)
class Bridge:
    """Agreements and organizations from the year's opening to its day; None is a step that a row does not have.

    ``added`` is the number of new agreements, ``more`` how many of them are not named.
    """

    sentence: str
    address: str
    agreements: tuple[LinkedNumber | None, ...]
    organizations: tuple[LinkedNumber | None, ...]
    added: str
    new_agreements: tuple[NewAgreement, ...]
    more: int


def bridge(this: YearCounts, before: YearCounts | None, with_new: Evidence, with_existing: Evidence) -> Bridge:
    """The steps of a year, and the agreements that made them; two statements."""
    year = this.fiscal_year
    opening = before or YearCounts(year - 1, "", this.as_of, {OUTCOME: 0, "agreements_cumulative": 0})
    shown = _new_agreements(with_new, with_existing)
    total = with_new.number + with_existing.number
    return Bridge(
        sentence=_sentence(with_new.number, with_existing.number),
        address=evidence_address("agreements_new", year),
        agreements=(
            linked(opening, "agreements_cumulative", sheet_year=year),
            linked(this, "agreements_new", sheet_year=year, signed=True),
            None,
            None,
            linked(this, "agreements_cumulative", sheet_year=year),
        ),
        organizations=(
            linked(opening, OUTCOME, sheet_year=year),
            linked(this, "organizations_new_by_agreement", sheet_year=year, signed=True),
            linked(this, "organizations_new_by_joining", sheet_year=year, signed=True),
            _merged(this),
            linked(this, OUTCOME, sheet_year=year),
        ),
        added=difference(total),
        new_agreements=shown,
        more=total - len(shown),
    )


def _new_agreements(with_new: Evidence, with_existing: Evidence) -> tuple[NewAgreement, ...]:
    is_new = {one.id: evidence is with_new for evidence in (with_new, with_existing) for one in evidence.records}
    found = sorted(list_agreements_by_id(is_new), key=lambda one: (one.concluded_on, one.id))
    return tuple(_new_agreement(one, is_new) for one in found)


def _new_agreement(one: FoundAgreement, is_new: Mapping[int, bool]) -> NewAgreement:
    names = few_organizations(one.parties)
    if not is_new[one.id]:
        remark = _("existing partners only (%(names)s)", names=names)
    elif len(one.parties) == 1:
        remark = _("a first agreement (%(names)s)", names=names)
    else:
        remark = _("a first agreement for some (%(names)s)", names=names)
    return NewAgreement(LinkedNumber(one.number or one.title, record_address(Noun.AGREEMENTS, one.id)), remark)


def _merged(this: YearCounts) -> LinkedNumber:
    count = "organizations_merged"
    return LinkedNumber(difference(-this.numbers[count]), evidence_address(count, this.fiscal_year))


def _sentence(with_new: int, with_existing: int) -> str:
    total = with_new + with_existing
    if not total:
        return _("There is no new agreement in this year.")
    if not with_existing:
        return _("New agreements: %(total)s, all of them with a new organization.", total=total)
    if not with_new:
        return _("New agreements: %(total)s, all of them with existing organizations only.", total=total)
    return _(
        "New agreements: %(total)s, %(new)s of them with a new organization, %(existing)s with existing ones only.",
        total=total,
        new=with_new,
        existing=with_existing,
    )
