"""The counting rules: data with a default, changed by an administrator, printed under every number."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from typing import Any, Self

from registry.domain.errors import UnknownRule, UnknownRuleValue


class AgreementDate(StrEnum):
    """協定の基準日: the day from which an agreement, its parties and their joining count."""

    CONCLUDED = "concluded"
    EFFECTIVE = "effective"


class MeetingBasis(StrEnum):
    """協議の数え方: one meeting is one, or one for each organization that took part."""

    MEETING = "meeting"
    PARTICIPATION = "participation"


class MergedOrganizations(StrEnum):
    """合併・再編した団体: every body that signed counts, or bodies are one from the day they became one."""

    AS_CONCLUDED = "as_concluded"
    TODAY = "today"


@dataclass(frozen=True)
class CountingRules:
    """One value for each rule; the defaults are those of the published sheet."""

    agreement_date: AgreementDate = AgreementDate.CONCLUDED
    meeting_basis: MeetingBasis = MeetingBasis.MEETING
    merged_organizations: MergedOrganizations = MergedOrganizations.AS_CONCLUDED

    def with_values(self, values: Mapping[str, str]) -> Self:
        """These rules with some replaced by name; raises UnknownRule, UnknownRuleValue."""
        chosen: dict[str, Any] = {name: _rule_value(name, value) for name, value in values.items()}
        return replace(self, **chosen)

    def as_dict(self) -> dict[str, str]:
        """Rule names and values as they are printed, stored and sent."""
        return {field.name: getattr(self, field.name) for field in fields(self)}


RULE_VALUES: Mapping[str, type[StrEnum]] = {
    "agreement_date": AgreementDate,
    "meeting_basis": MeetingBasis,
    "merged_organizations": MergedOrganizations,
}


def _rule_value(name: str, value: str) -> StrEnum:
    if name not in RULE_VALUES:
        raise UnknownRule(name=name, known=", ".join(RULE_VALUES))
    try:
        return RULE_VALUES[name](value)
    except ValueError as error:
        raise UnknownRuleValue(name=name, value=value, known=", ".join(RULE_VALUES[name])) from error
