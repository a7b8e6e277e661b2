"""Hypothesis strategies for whole registries, as crooked as the database allows.

Days come from a small set, so that they collide; most are edges of a fiscal year or of a month.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import TypeVar

from hypothesis import strategies as st

from registry.domain.rules import AgreementDate, CountingRules, MeetingBasis, MergedOrganizations
from tests.counting.records import DEPARTMENTS, Agreement, Meeting, Organization, Party, Project, Registry

T = TypeVar("T")
Draw = Callable[[st.SearchStrategy[T]], T]

YEARS = tuple(range(2017, 2025))
EDGES = [date(year, month, day) for year in (2019, 2020, 2021) for month, day in ((3, 31), (4, 1))]
MONTH_ENDS = [date.fromisoformat(day) for day in ("2019-01-31", "2020-02-29", "2020-11-30")]
OTHERS = [date.fromisoformat(day) for day in ("2018-04-01", "2019-10-01", "2020-05-07", "2022-03-31")]
DAYS = sorted(EDGES + MONTH_ENDS + OTHERS)
CROWDED = [date(2019, 10, 1), date(2020, 3, 31), date(2020, 4, 1), date(2020, 5, 7)]
KINDS = ("company", "academic", "financial", "association", "unclassified")

days = st.sampled_from(DAYS + CROWDED * 3)
months = st.sampled_from([1, 2, 6, 12, 13, 36])


def rarely(strategy: st.SearchStrategy[T]) -> st.SearchStrategy[T | None]:
    """One time in four."""
    return st.sampled_from([False, False, False, True]).flatmap(lambda there: strategy if there else st.none())


def maybe(strategy: st.SearchStrategy[T]) -> st.SearchStrategy[T | None]:
    return st.one_of(st.none(), strategy)


seldom = st.sampled_from([False] * 7 + [True])
often = st.sampled_from([True, True, False])


def from_day(day: date | None) -> st.SearchStrategy[date | None]:
    """No day, or one that is not earlier."""
    later = [other for other in DAYS if day is None or other >= day]
    return st.sampled_from([None, *later])


rules = st.builds(
    CountingRules,
    agreement_date=st.sampled_from(AgreementDate),
    meeting_basis=st.sampled_from(MeetingBasis),
    merged_organizations=st.sampled_from([*MergedOrganizations, MergedOrganizations.TODAY]),
)
as_of_days = st.one_of(st.just(date(2030, 1, 1)), days, days, days.map(lambda day: day + timedelta(days=1)))
begun_years = st.tuples(st.sampled_from(YEARS), as_of_days).filter(lambda asked: date(asked[0], 4, 1) <= asked[1])


@st.composite
def registries(draw: Draw) -> Registry:
    organizations = draw(organization_groups())
    ids = [organization.id for organization in organizations]
    agreements = draw(agreement_chains(ids))
    under = [agreement.id for agreement in agreements]
    return Registry(
        organizations,
        agreements,
        tuple(draw(meetings(number, ids)) for number in range(1, draw(st.integers(0, 5)) + 1)),
        tuple(draw(projects(number, ids, under)) for number in range(1, draw(st.integers(0, 5)) + 1)),
    )


@st.composite
def organization_groups(draw: Draw) -> tuple[Organization, ...]:
    """Organizations, some recorded twice, some succeeded by another; nobody becomes what it came from."""
    plain = [draw(organizations(number)) for number in range(1, draw(st.integers(1, 7)) + 1)]
    order = draw(st.permutations(plain))
    found = {organization.id: organization for organization in plain}
    for place, organization in enumerate(order[:-1]):
        if draw(seldom):
            found[organization.id] = replace(organization, merged_into=draw(st.sampled_from(order[place + 1 :])).id)
    body = {number: body_of(number, found) for number in found}
    for place, first in enumerate(order):
        later = {other.id for other in order[place + 1 :]}
        higher = [number for number in found if body[number] in later]
        if body[first.id] == first.id and higher and draw(often):
            told_by = draw(st.sampled_from([number for number in found if body[number] == first.id]))
            succession = {
                "succeeded_by": draw(st.sampled_from([*higher, *[order[-1].id] * len(higher)])),
                "succeeded_on": draw(days),
            }
            found[told_by] = replace(found[told_by], **succession)
    return tuple(found[number] for number in sorted(found))


def body_of(number: int, found: dict[int, Organization]) -> int:
    while found[number].merged_into is not None:
        number = found[number].merged_into
    return number


@st.composite
def organizations(draw: Draw, number: int) -> Organization:
    target_from = draw(rarely(days))
    return Organization(
        id=number,
        kind=draw(st.sampled_from(KINDS)),
        target_from=target_from,
        target_until=draw(from_day(target_from)) if target_from or draw(seldom) else None,
        former_names=("旧名",) if draw(seldom) else (),
        deleted=draw(seldom),
    )


@st.composite
def agreement_chains(draw: Draw, organizations: list[int]) -> tuple[Agreement, ...]:
    """Agreements, some renewing an earlier one of their type that no other living one renews."""
    found = [draw(agreements(number, organizations)) for number in range(1, draw(st.integers(0, 6)) + 1)]
    renewed: set[int] = set()
    for place, one in enumerate(found):
        earlier = [
            other.id
            for other in found
            if other.type == one.type and other.concluded_on < one.concluded_on and other.id not in renewed
        ]
        if earlier and draw(often):
            renews = draw(st.sampled_from(earlier))
            found[place] = replace(one, renews=renews)
            renewed |= set() if one.deleted else {renews}
    return tuple(found)


@st.composite
def agreements(draw: Draw, number: int, organizations: list[int]) -> Agreement:
    concluded_on, effective_on = draw(days), draw(maybe(days))
    expires_on = draw(from_day(effective_on or concluded_on))
    renewal = draw(maybe(months)) if expires_on else None
    last_end = date.max if renewal or expires_on is None else expires_on
    ends = [day for day in DAYS if concluded_on <= day <= last_end]
    return Agreement(
        id=number,
        concluded_on=concluded_on,
        parties=tuple(draw(parties(organizations))),
        type=draw(st.sampled_from(["comprehensive"] * 4 + ["individual"])),
        effective_on=effective_on,
        expires_on=expires_on,
        auto_renewal_months=renewal,
        notice_months=draw(maybe(st.sampled_from([0, 1, 3]))),
        notice_given_on=draw(maybe(days)) if renewal else draw(rarely(days)),
        ended_on=draw(rarely(st.sampled_from(ends))) if ends else None,
        amended_on=tuple(draw(st.lists(days, max_size=1))),
        deleted=draw(seldom),
    )


@st.composite
def parties(draw: Draw, organizations: list[int]) -> list[Party]:
    fewest = min(len(organizations), draw(st.integers(0, 3)))
    taking_part = draw(st.lists(st.sampled_from(organizations), min_size=fewest, max_size=4, unique=True))
    found = [party for one in taking_part for party in draw(membership(one))]
    return draw(st.permutations(found))


@st.composite
def membership(draw: Draw, organization: int) -> Iterator[Party]:
    """One organization's periods in an agreement: one, or two that do not overlap."""
    role = draw(st.sampled_from(["party", "party", "party", "observer"]))
    joined_on = draw(rarely(days))
    left_on = draw(rarely(from_day(joined_on)))
    later = [day for day in DAYS if left_on is not None and day > left_on]
    periods = [Party(organization, role, joined_on, left_on)]
    if later and draw(often):
        again = left_on + timedelta(days=1) if draw(often) else draw(st.sampled_from(later))
        other_role = draw(st.sampled_from(["party", "party", "observer"]))
        periods.append(Party(organization, other_role, again, draw(rarely(from_day(again)))))
    return periods


@st.composite
def meetings(draw: Draw, number: int, organizations: list[int]) -> Meeting:
    return Meeting(
        id=number,
        held_on=draw(days),
        type=draw(st.sampled_from(["approach", "consultation", "liaison", "other"])),
        status=draw(st.sampled_from(["held", "held", "held", "planned", "cancelled"])),
        organizations=tuple(draw(st.lists(st.sampled_from(organizations), max_size=3, unique=True))),
        counted=draw(st.sampled_from([None, None, True, False])),
        deleted=draw(seldom),
    )


@st.composite
def projects(draw: Draw, number: int, organizations: list[int], agreements: list[int]) -> Project:
    started_on = draw(days)
    state = draw(st.sampled_from(["proposed", "active", "suspended", "completed", "completed", "cancelled"]))
    ends = [day for day in DAYS if day >= started_on]
    return Project(
        id=number,
        started_on=started_on,
        ended_on=draw(st.sampled_from(ends) if state == "completed" else maybe(st.sampled_from(ends))),
        state=state,
        department=draw(st.sampled_from(DEPARTMENTS)),
        agreements=tuple(draw(st.lists(st.sampled_from(agreements), max_size=2, unique=True)) if agreements else ()),
        organizations=tuple(draw(st.lists(st.sampled_from(organizations), max_size=2, unique=True))),
        deleted=draw(seldom),
    )
