"""The table of counts: name, unit, noun, and the one function whose rows are both number and evidence."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from registry.domain.errors import UnknownCount
from registry.domain.vocabulary import Noun, OrganizationKind, ProjectState, Unit
from registry.queries.counting import agreements, meetings, new_agreements, organizations, population, projects
from registry.queries.counting.basis import Basis, Rows


@dataclass(frozen=True)
class Family:
    """Rows that are counted together: as a whole, and by the columns in ``parts`` (up to two)."""

    noun: Noun
    rows: Callable[[Basis], Rows]
    parts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Count:
    """A number of the yearly counts: its unit, its family, and the part of it that is meant (None: the whole).

    ``part_column`` without ``part`` is an open group, whose parts the office's own data name (departments).
    """

    name: str
    unit: Unit
    family: str
    part_column: str | None = None
    part: str | None = None


FAMILIES: Mapping[str, Family] = {
    "meetings": Family(Noun.MEETINGS, meetings.held),
    "population": Family(Noun.ORGANIZATIONS, population.population),
    "organizations_cumulative": Family(Noun.ORGANIZATIONS, organizations.cumulative, ("part",)),
    "organizations_in_force": Family(Noun.ORGANIZATIONS, organizations.in_force),
    "organizations_new": Family(Noun.ORGANIZATIONS, organizations.new, ("part",)),
    "organizations_merged": Family(Noun.ORGANIZATIONS, organizations.merged),
    "agreements_cumulative": Family(Noun.AGREEMENTS, agreements.cumulative),
    "agreements_new": Family(Noun.AGREEMENTS, new_agreements.new, ("part",)),
    "agreements_in_force": Family(Noun.AGREEMENTS, agreements.still_in_force),
    "projects": Family(Noun.PROJECTS, projects.under_agreements, ("part", "second_part")),
    "projects_outside_agreements": Family(Noun.PROJECTS, projects.outside_agreements),
}

COUNTS: Mapping[str, Count] = {
    count.name: count
    for count in (
        Count("meetings", Unit.MEETINGS, "meetings"),
        Count("population", Unit.ORGANIZATIONS, "population"),
        Count("organizations_cumulative", Unit.ORGANIZATIONS, "organizations_cumulative"),
        *(
            Count(f"organizations_by_kind.{kind}", Unit.ORGANIZATIONS, "organizations_cumulative", "part", kind)
            for kind in OrganizationKind
        ),
        Count("organizations_in_force", Unit.ORGANIZATIONS, "organizations_in_force"),
        Count("organizations_new", Unit.ORGANIZATIONS, "organizations_new"),
        Count(
            "organizations_new_by_agreement",
            Unit.ORGANIZATIONS,
            "organizations_new",
            "part",
            organizations.BY_AGREEMENT,
        ),
        Count(
            "organizations_new_by_joining", Unit.ORGANIZATIONS, "organizations_new", "part", organizations.BY_JOINING
        ),
        Count("organizations_merged", Unit.ORGANIZATIONS, "organizations_merged"),
        Count("agreements_cumulative", Unit.AGREEMENTS, "agreements_cumulative"),
        Count("agreements_new", Unit.AGREEMENTS, "agreements_new"),
        Count("agreements_new_with_new", Unit.AGREEMENTS, "agreements_new", "part", agreements.WITH_NEW),
        Count(
            "agreements_new_with_existing_only",
            Unit.AGREEMENTS,
            "agreements_new",
            "part",
            agreements.WITH_EXISTING_ONLY,
        ),
        Count("agreements_in_force", Unit.AGREEMENTS, "agreements_in_force"),
        Count("projects", Unit.PROJECTS, "projects"),
        Count("projects_outside_agreements", Unit.PROJECTS, "projects_outside_agreements"),
        Count("projects_by_department", Unit.PROJECTS, "projects", "part"),
        Count("projects_by_state", Unit.PROJECTS, "projects", "second_part"),
        *(
            Count(f"projects_by_state.{state}", Unit.PROJECTS, "projects", "second_part", state)
            for state in ProjectState
        ),
    )
}
OPEN_GROUPS = ("projects_by_department", "projects_by_state")
SHOWN_WHERE_NOT_ZERO = ("organizations_by_kind.unclassified", *(f"projects_by_state.{s}" for s in ProjectState))


def find_count(name: str) -> Count:
    """The count of that name; ``projects_by_department.農政課`` names a part; raises UnknownCount."""
    group, dot, part = name.partition(".")
    if name in COUNTS and name not in OPEN_GROUPS:
        return COUNTS[name]
    if group == "projects_by_department" and dot and part:
        whole = COUNTS[group]
        return Count(name, whole.unit, whole.family, whole.part_column, part)
    raise UnknownCount(name=name, known=", ".join(count for count in COUNTS if count not in OPEN_GROUPS))
