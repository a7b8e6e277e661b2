"""根拠資料: the records behind every number of a sheet that the registry counts, in a fixed number of statements."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa

from registry.database import db
from registry.domain.fiscal_year import FiscalYear
from registry.domain.rules import CountingRules
from registry.domain.vocabulary import Noun, PartyRole
from registry.evaluation.annex import Annex, Partners, annex_of
from registry.evaluation.counts import Counts, Evidence
from registry.evaluation.sheet import Sheet
from registry.evaluation.sheet_assembly import years_to_count
from registry.models import AgreementParty, Meeting, Organization
from registry.models.meetings import meeting_organizations
from registry.models.projects import project_organizations
from registry.queries.audit import get_head
from registry.queries.counting import count_years, list_evidence
from registry.queries.organization_names import merged


def get_annex(sheet: Sheet, *, as_of: date, rules: CountingRules) -> Annex:
    """The annex of a sheet, reckoned as of a day by these rules; at most seventeen statements."""
    counts = count_years(years_to_count(sheet), as_of=as_of, rules=rules)
    evidence = _evidence(sheet, counts)
    head = get_head()
    return annex_of(sheet, evidence, counts, _partners(years_to_count(sheet)), (head.entries, head.hash))


def list_all_evidence(sheet: Sheet, *, as_of: date, rules: CountingRules) -> tuple[Evidence, ...]:
    """The whole evidence of a sheet, each by (count, fiscal_year): what its numbers are made of as of a day.

    All counts of the sheet's own year, parts included (kinds, departments, states), and in its other actual years
    those that feed an indicator; years not begun are left out. Earlier years first, the counts in their usual order.
    At most twelve statements, however many records and departments there are.
    """
    return _evidence(sheet, count_years(years_to_count(sheet), as_of=as_of, rules=rules))


def _evidence(sheet: Sheet, counts: Counts) -> tuple[Evidence, ...]:
    fed = {indicator.count for indicator in sheet.indicators}
    wanted = [
        (name, year.fiscal_year)
        for year in counts.years
        for name in year.numbers
        if year.fiscal_year == sheet.fiscal_year or name in fed
    ]
    return list_evidence(wanted, as_of=counts.as_of, rules=counts.rules)


def _partners(years: Sequence[int]) -> Partners:
    """With whom every meeting of the years was held, and every agreement and project is; three statements."""
    met, planned = meeting_organizations.c, project_organizations.c
    first, last = FiscalYear(min(years)).first_day, FiscalYear(max(years)).last_day
    sources = {
        Noun.MEETINGS: sa.select(met.meeting_id, met.organization_id)
        .join(Meeting, Meeting.id == met.meeting_id)
        .where(Meeting.held_on.between(first, last)),
        Noun.AGREEMENTS: sa.select(AgreementParty.agreement_id, AgreementParty.organization_id).where(
            AgreementParty.role == PartyRole.PARTY
        ),
        Noun.PROJECTS: sa.select(planned.project_id, planned.organization_id),
    }
    names: defaultdict[tuple[str, int], list[str]] = defaultdict(list)
    for noun, links in sources.items():
        for record_id, name in _named(links):
            names[noun, record_id].append(name)
    return {record: tuple(dict.fromkeys(found)) for record, found in names.items()}


def _named(links: sa.Select[Any]) -> Iterator[tuple[int, str]]:
    """(record, name) of links to organizations; a merged record has the name of the one that stands for it."""
    merge, link = merged(), links.subquery("links")
    record_id, organization_id = link.c
    rows = db.session.execute(
        sa.select(record_id, Organization.name)
        .select_from(link)
        .outerjoin(merge, merge.c.id == organization_id)
        .join(Organization, Organization.id == sa.func.coalesce(merge.c.body_id, organization_id))
        .order_by(record_id, Organization.id)
    )
    yield from ((row[0], row[1]) for row in rows)
