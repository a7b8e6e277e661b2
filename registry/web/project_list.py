"""The list of joint projects in words: its conditions, its rows, and the same as a table for files."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from registry.domain.message import N_
from registry.domain.vocabulary import Noun, ProjectState
from registry.exports.tables import Table, TableColumn
from registry.language import gettext as _
from registry.queries.listing import id_in
from registry.queries.project_list import ProjectRow
from registry.queries.related_records import list_agreements_by_id
from registry.web.agreement_states import StateTag
from registry.web.conditions import AS_OF, RECORDS, departments, read_organization
from registry.web.few_names import few_organizations
from registry.web.list_parts import Link
from registry.web.lists import Filter, ListSpec, View
from registry.web.project_words import state_tag
from registry.web.record_links import record_address
from registry.web.year_filter import read_years
from registry.words import STATES, day_name, in_japanese, translated

NAMED = 3
"""So many organizations of a project are named in its row."""
UNDER = {"any": N_("Under an agreement"), "none": N_("Outside any agreement")}


def _read_agreement(text: str) -> tuple[str, str]:
    """An id is shown by number and title; any other text is a part of them."""
    agreement_id = id_in(text)
    found = list_agreements_by_id([agreement_id]) if agreement_id is not None else []
    return text, f"{found[0].number} {found[0].title}".strip() if found else text


SPEC = ListSpec(
    blueprint="projects",
    search_hint=N_("Name, number, name of an organization"),
    filters=(
        Filter("state", N_("State"), lambda: translated(STATES)),
        Filter("lead", N_("Lead department"), departments),
        Filter("department", N_("Department taking part"), departments),
        Filter("year", N_("Fiscal year"), read=read_years, hint=N_("One fiscal year, or from – to: R2, H30-R2")),
        Filter("agreements", N_("Agreement or none"), lambda: translated(UNDER)),
        Filter("agreement", N_("Agreement"), read=_read_agreement, hint=N_("A part of its number or title")),
        Filter(
            "organization",
            N_("Partner organization"),
            read=read_organization,
            hint=N_("A part of its name or reading"),
        ),
        AS_OF,
        Filter("record", N_("Records"), lambda: translated(RECORDS)),
    ),
    sorts=("start", "name", "department"),
    views=(
        View("all", N_("All")),
        View("active", N_("Under way"), {"state": "active"}),
        View("proposed", N_("Proposed"), {"state": "proposed"}, of_today=True),
        View("completed", N_("Completed"), {"state": "completed"}),
        View("outside", N_("Outside any agreement"), {"agreements": "none"}),
    ),
    descending_first=frozenset({"start"}),
)
ORDERS = {
    "start": N_("In the order of their beginning."),
    "name": N_("In the order of their names."),
    "department": N_("In the order of the lead departments."),
}


@dataclass(frozen=True)
class ShownRow:
    """``others`` are the further departments; ``last`` is blank while no end is known."""

    address: str
    name: str
    number: str
    organizations: str
    department: str
    others: str
    first: str
    last: str
    tag: StateTag
    agreements: tuple[Link, ...]


def shown_rows(rows: Iterable[ProjectRow]) -> tuple[ShownRow, ...]:
    """The rows in words."""
    tags, comma = {state: state_tag(state) for state in ProjectState}, _(", ")
    return tuple(_shown(row, tags, comma) for row in rows)


def _shown(row: ProjectRow, tags: Mapping[ProjectState, StateTag], comma: str) -> ShownRow:
    first = day_name(row.started_on)
    return ShownRow(
        address=record_address(Noun.PROJECTS, row.id),
        name=row.name,
        number=row.number or "",
        organizations=few_organizations(row.organizations, named=NAMED),
        department=row.lead_department,
        others=comma.join(row.departments),
        first=_("%(day)s to", day=first) if row.ended_on else _("from %(day)s", day=first),
        last=day_name(row.ended_on) if row.ended_on else "",
        tag=tags[row.state],
        agreements=tuple(Link(one.number, record_address(Noun.AGREEMENTS, one.id)) for one in row.agreements),
    )


def table_of(rows: Iterable[ProjectRow], day: date) -> Table:
    """The list as a file shows it, in the columns that an import reads."""
    columns = (
        TableColumn(_("Project number"), 12),
        TableColumn(_("Project name"), 40),
        TableColumn(_("Agreement numbers"), 16),
        TableColumn(_("Partner organizations"), 40),
        TableColumn(_("Lead department"), 18),
        TableColumn(_("Further departments"), 24),
        TableColumn(_("First day"), 18),
        TableColumn(_("Last day"), 18),
        TableColumn(_("State"), 10),
        TableColumn(_("Summary"), 40),
    )
    return Table(_("Projects"), columns, map(_cells, rows), day, in_japanese())


def _cells(row: ProjectRow) -> tuple[str | int | date | None, ...]:
    return (
        row.number,
        row.name,
        _(", ").join(one.number for one in row.agreements),
        _(", ").join(row.organizations),
        row.lead_department,
        _(", ").join(row.departments),
        row.started_on,
        row.ended_on,
        _(STATES[row.state]),
        row.summary,
    )
