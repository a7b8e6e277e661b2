"""What recording a meeting does to its year's number, said before it is recorded: 41 → 42回."""

from dataclasses import dataclass, replace

from flask_babel import gettext as _

from registry.domain.fiscal_year import FiscalYear
from registry.domain.meeting_counts import REASONS, Countable, WhyNot
from registry.domain.rules import CountingRules, MeetingBasis
from registry.domain.vocabulary import Unit
from registry.queries.counting import count_of_year
from registry.queries.rules import get_rules
from registry.web.clock import today
from registry.words import number, with_unit, year_name


@dataclass(frozen=True)
class YearMoves:
    """A year with its number now and afterwards."""

    year: str
    before: str
    after: str


@dataclass(frozen=True)
class Foresight:
    """Whether it counts; the year with its number now and afterwards, or why the meeting does not count."""

    counts: bool
    year: str
    before: str
    after: str
    reason: str
    left: YearMoves | None = None
    """The number of the year that the meeting leaves."""

    @property
    def stays(self) -> bool:
        """Whether the number stays as it is."""
        return not self.before


def foresee_meeting(said: Countable, before: Countable | None = None) -> Foresight:
    """What a meeting does to the number of its year as of today; ``before`` is how it is recorded now."""
    day, year = today(), FiscalYear.of(said.held_on).year
    why_not = said.why_not(day)
    rules = get_rules()
    now = count_of_year("meetings", year, as_of=day, rules=rules)
    more = _units(said, why_not, rules.meeting_basis)
    if before is not None and FiscalYear.of(before.held_on).year == year:
        more -= _units(before, before.why_not(day), rules.meeting_basis)
    return Foresight(
        counts=why_not is None,
        year=year_name(year),
        before=number(now) if more else "",
        after=with_unit(now + more, Unit.MEETINGS),
        reason=_(REASONS[why_not]) if why_not else "",
        left=_year_left(before, rules) if before and FiscalYear.of(before.held_on).year != year else None,
    )


def foresee_deletion(before: Countable) -> Foresight:
    """What deleting a recorded meeting does to that number."""
    return replace(foresee_meeting(replace(before, deleted=True), before), reason="")


def _year_left(before: Countable, rules: CountingRules) -> YearMoves | None:
    """What happens to the number of a year that a meeting leaves; None where it never was in it."""
    day, year = today(), FiscalYear.of(before.held_on).year
    less = _units(before, before.why_not(day), rules.meeting_basis)
    now = count_of_year("meetings", year, as_of=day, rules=rules)
    return YearMoves(year_name(year), number(now), with_unit(now - less, Unit.MEETINGS)) if less else None


def _units(said: Countable, why_not: WhyNot | None, basis: MeetingBasis) -> int:
    """How many a meeting is in the number, by the rule in force."""
    if why_not is not None:
        return 0
    return said.organizations if basis is MeetingBasis.PARTICIPATION else 1
