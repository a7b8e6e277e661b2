"""Two records that may be one body, side by side: what differs, what would move, and what that does to the counts."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import url_for
from flask_babel import gettext as _

from registry.commands.organizations import merge_organizations, unmerge_organization
from registry.domain.deed import Deed
from registry.domain.errors import Refusal
from registry.domain.message import N_
from registry.domain.vocabulary import Unit
from registry.queries.belongings import Belongings
from registry.queries.duplicate_pair import ComparedPair, Side
from registry.queries.duplicates import PairState
from registry.web.duplicate_facts import ComparedFact, compared_facts
from registry.web.duplicates_page import REASONS
from registry.web.effects import Effects, effects_of, years_to_show
from registry.web.form_problems import refusal_in_words
from registry.words import with_unit

if TYPE_CHECKING:
    from registry.models import Organization


@dataclass(frozen=True)
class NamedRecord:
    """One of the two, as heading of its column."""

    id: int
    name: str
    address: str


@dataclass(frozen=True)
class Merger:
    """Merging into one of the two: what then counts for it, and what this does to the counts."""

    into: NamedRecord
    moves: str
    effects: Effects


@dataclass(frozen=True)
class PairPage:
    """``refusal`` says why the office cannot do what would come next: merging, or undoing the merger (``undoing``)."""

    state: PairState
    one: NamedRecord
    other: NamedRecord
    reasons: tuple[str, ...]
    facts: tuple[ComparedFact, ...]
    mergers: tuple[Merger, ...]
    undoing: Effects | None
    duplicate: str
    refusal: str

    @property
    def same_effects(self) -> bool:
        """Whether the counts are the same whichever record stays."""
        return len({merger.effects for merger in self.mergers}) == 1


def pair_page(pair: ComparedPair, deed: Deed) -> PairPage:
    """The page of a pair; ``deed`` is the reader's, for what is foreseen."""
    mergers: tuple[Merger, ...] = ()
    undoing, refusal = None, ""
    try:
        if pair.state is PairState.OPEN:
            mergers = tuple(_merger(*sides, deed) for sides in ((pair.other, pair.one), (pair.one, pair.other)))
        elif pair.duplicate is not None:
            undoing = _undoing(pair.duplicate, deed)
    except Refusal as refused:
        refusal = refusal_in_words(refused)
    return PairPage(
        state=pair.state,
        one=_named(pair.one.record),
        other=_named(pair.other.record),
        reasons=tuple(_(REASONS[reason]) for reason in pair.reasons),
        facts=compared_facts(pair),
        mergers=mergers,
        undoing=undoing,
        duplicate=pair.duplicate.name if pair.duplicate else "",
        refusal=refusal,
    )


def _named(record: "Organization") -> NamedRecord:
    return NamedRecord(record.id, record.name, url_for("organizations.show", organization_id=record.id))


def _merger(duplicate: Side, into: Side, deed: Deed) -> Merger:
    ids = {"duplicate_id": duplicate.record.id, "into_id": into.record.id}
    return Merger(
        into=_named(into.record),
        moves=_moves(duplicate.record.name, duplicate.belongings),
        effects=_effects(lambda: merge_organizations(deed, **ids)),
    )


def _undoing(duplicate: "Organization", deed: Deed) -> Effects:
    record_id = duplicate.id
    return _effects(lambda: unmerge_organization(deed, organization_id=record_id))


def _effects(deed: Callable[[], object]) -> Effects:
    return effects_of(deed, years=years_to_show())


def _moves(name: str, belongings: Belongings) -> str:
    totals = (
        (belongings.agreements.total, Unit.AGREEMENTS),
        (belongings.meetings.total, Unit.MEETINGS),
        (belongings.projects.total, Unit.PROJECTS),
    )
    if not any(total for total, _unit in totals):
        return _("Nothing names “%(name)s”, so no agreement, meeting or project moves.", name=name)
    agreements, meetings, projects = (with_unit(total, unit) for total, unit in totals)
    sentence = N_("What names “%(name)s” then counts for this one: %(agreements)s, %(meetings)s, %(projects)s.")
    return _(sentence, name=name, agreements=agreements, meetings=meetings, projects=projects)
