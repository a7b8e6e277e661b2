"""件数と団体数 (rule 6): from one year's organizations to the next's, and why 2 new agreements can be +1."""

from dataclasses import dataclass

from registry.domain.message import N_, Message, message
from registry.evaluation.counts import YearCounts


@dataclass(frozen=True)
class Bridge:
    """Agreements and organizations of a year, opening to closing; ``merged`` is taken away (only under ``today``)."""

    agreements_opening: int
    agreements_new: int
    agreements_new_with_new: int
    agreements_new_with_existing_only: int
    agreements_closing: int
    organizations_opening: int
    organizations_by_agreement: int
    organizations_by_joining: int
    organizations_merged: int
    organizations_closing: int

    @property
    def holds(self) -> bool:
        """Opening + new by agreement + new by joining − merged = closing, and likewise for agreements."""
        organizations = self.organizations_opening + self.organizations_by_agreement + self.organizations_by_joining
        return (
            organizations - self.organizations_merged == self.organizations_closing
            and self.agreements_opening + self.agreements_new == self.agreements_closing
        )

    @property
    def growth(self) -> int:
        """Closing − opening organizations."""
        return self.organizations_closing - self.organizations_opening

    @property
    def sentence(self) -> Message:
        """The year's change in one sentence."""
        sentence = N_(
            "New agreements: %(new)s, of which %(with_new)s with a new organization and %(existing)s with existing "
            "ones only; organizations %(opening)s → %(closing)s (%(growth)s)."
        )
        return message(
            sentence,
            new=self.agreements_new,
            with_new=self.agreements_new_with_new,
            existing=self.agreements_new_with_existing_only,
            opening=self.organizations_opening,
            closing=self.organizations_closing,
            growth=f"{self.growth:+d}" if self.growth else "±0",
        )


def bridge_of(before: YearCounts, year: YearCounts) -> Bridge:
    """The bridge from the counts of one year to those of the next; raises ValueError where they do not follow."""
    if before.fiscal_year + 1 != year.fiscal_year:
        raise ValueError(f"{year.fiscal_year} does not follow {before.fiscal_year}")
    numbers = year.numbers
    return Bridge(
        agreements_opening=before.numbers["agreements_cumulative"],
        agreements_new=numbers["agreements_new"],
        agreements_new_with_new=numbers["agreements_new_with_new"],
        agreements_new_with_existing_only=numbers["agreements_new_with_existing_only"],
        agreements_closing=numbers["agreements_cumulative"],
        organizations_opening=before.numbers["organizations_cumulative"],
        organizations_by_agreement=numbers["organizations_new_by_agreement"],
        organizations_by_joining=numbers["organizations_new_by_joining"],
        organizations_merged=numbers["organizations_merged"],
        organizations_closing=numbers["organizations_cumulative"],
    )
