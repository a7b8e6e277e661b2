"""The entrance: a request and what is known become a plan."""

from collections.abc import Callable, Mapping

from registry.domain.known import Known
from registry.domain.vocabulary import Noun
from registry.imports.plan import Plan, Request
from registry.imports.plan_agreements import AgreementPlanner
from registry.imports.plan_meetings import MeetingPlanner
from registry.imports.plan_organizations import OrganizationPlanner
from registry.imports.plan_projects import ProjectPlanner

KINDS: Mapping[Noun, Callable[[Request, Known], Plan]] = {
    Noun.ORGANIZATIONS: lambda request, known: OrganizationPlanner(request, known).plan(),
    Noun.AGREEMENTS: lambda request, known: AgreementPlanner(request, known).plan(),
    Noun.MEETINGS: lambda request, known: MeetingPlanner(request, known).plan(),
    Noun.PROJECTS: lambda request, known: ProjectPlanner(request, known).plan(),
}


def make_plan(request: Request, known: Known) -> Plan:
    """Plan one file against what is known; nothing is written, whatever is wrong stands in the plan's report.

    Raises an UnreadableFile where it cannot be read at all.
    """
    return KINDS[request.kind](request, known)
