"""The home page as plain values: figures, charts and tables of one fiscal year."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from registry.domain.rules import CountingRules
from registry.evaluation.counts import Counts
from registry.queries.counting import get_evidence
from registry.queries.counting.meeting_months import count_meetings_by_month
from registry.queries.targets import list_targets
from registry.web.home_bridge import Bridge, bridge
from registry.web.home_figures import Figure, figure
from registry.web.home_kinds import OUTCOME, KindTable, kind_table
from registry.web.home_pace import PacePart, pace_part
from registry.web.home_projects import ProjectsPart, projects_part
from registry.web.home_years import CumulativeChart, cumulative_chart
from registry.web.sheet_figures import SheetFigures

LISTED_AGREEMENTS = 6


@dataclass(frozen=True)
class HomePage:
    """The city's year: the same for every reader."""

    figures: tuple[Figure, ...]
    pace: PacePart
    chart: CumulativeChart
    kinds: KindTable
    bridge: Bridge
    projects: ProjectsPart


def home_page(counts: Counts, indicators: Sequence[SheetFigures], *, as_of: date, rules: CountingRules) -> HomePage:
    """Build the page of the last year of ``counts``; six statements.

    Targets are those of every year's own sheet, else of the sheet before it.
    """
    this = counts.years[-1]
    before = counts.years[-2] if len(counts.years) > 1 else None
    targets = list_targets()
    known = [replace(one, targets={**targets.get(one.count, {}), **one.targets}) for one in indicators]
    with_new, with_existing = (
        get_evidence(f"agreements_new_{part}", this.fiscal_year, as_of=as_of, rules=rules, limit=LISTED_AGREEMENTS)
        for part in ("with_new", "with_existing_only")
    )
    return HomePage(
        figures=tuple(figure(indicator, this, before) for indicator in known),
        pace=pace_part(
            this,
            count_meetings_by_month(this.fiscal_year, as_of=as_of, rules=rules),
            targets.get("meetings", {}).get(this.fiscal_year),
        ),
        chart=cumulative_chart(counts.years, targets.get(OUTCOME, {})),
        kinds=kind_table(this, before),
        bridge=bridge(this, before, with_new, with_existing),
        projects=projects_part(this),
    )
