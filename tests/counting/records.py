"""The records of a small registry as plain values, for recounting, generating and writing down by hand.

The words are those of the tables; a link is the other record's id, a deleted record says so itself.
"""

from dataclasses import dataclass
from datetime import date

DEPARTMENTS = ("秘書政策課", "農政課", "健康課")


@dataclass(frozen=True)
class Organization:
    id: int
    kind: str = "company"
    target_from: date | None = None
    target_until: date | None = None
    succeeded_by: int | None = None
    succeeded_on: date | None = None
    merged_into: int | None = None
    former_names: tuple[str, ...] = ()
    deleted: bool = False


@dataclass(frozen=True)
class Party:
    organization: int
    role: str = "party"
    joined_on: date | None = None
    left_on: date | None = None


@dataclass(frozen=True)
class Agreement:
    id: int
    concluded_on: date
    parties: tuple[Party, ...] = ()
    type: str = "comprehensive"
    effective_on: date | None = None
    expires_on: date | None = None
    auto_renewal_months: int | None = None
    notice_months: int | None = None
    notice_given_on: date | None = None
    ended_on: date | None = None
    renews: int | None = None
    amended_on: tuple[date, ...] = ()
    deleted: bool = False

    @property
    def takes_effect_on(self) -> date:
        return self.effective_on or self.concluded_on


@dataclass(frozen=True)
class Meeting:
    id: int
    held_on: date
    type: str = "consultation"
    status: str = "held"
    organizations: tuple[int, ...] = ()
    counted: bool | None = None
    deleted: bool = False


@dataclass(frozen=True)
class Project:
    id: int
    started_on: date
    ended_on: date | None = None
    state: str = "active"
    department: str = DEPARTMENTS[0]
    agreements: tuple[int, ...] = ()
    organizations: tuple[int, ...] = ()
    deleted: bool = False


@dataclass(frozen=True)
class Registry:
    organizations: tuple[Organization, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    projects: tuple[Project, ...] = ()
