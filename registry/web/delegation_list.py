"""The list of requests to departments in words: its conditions, its rows, and the same as a table for files."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from flask import url_for
from flask_babel import gettext as _
from flask_login import current_user

from registry.domain.message import N_
from registry.domain.permissions import Permission, may
from registry.exports.tables import Table, TableColumn
from registry.queries.delegation_list import TO_DECIDE, RequestRow
from registry.web.agreement_states import StateTag
from registry.web.clock import day_of
from registry.web.conditions import departments
from registry.web.delegation_states import DELEGATION_STATES, PARTS, Due, due, request_tag
from registry.web.lists import Choices, Filter, ListSpec, View
from registry.words import day_name, in_japanese, translated


def _states() -> Choices:
    return [*translated(DELEGATION_STATES), (TO_DECIDE, _("For the secretariat to decide"))]


SPEC = ListSpec(
    blueprint="delegations",
    search_hint=N_("Name or number of the project"),
    filters=(Filter("state", N_("State"), _states), Filter("department", N_("Department"), departments)),
    sorts=("asked", "due"),
    views=(
        View("all", N_("All")),
        View("asked", N_("Asked"), {"state": "asked"}),
        View("to_decide", N_("For the secretariat to decide"), {"state": TO_DECIDE}),
        View("accepted", N_("Accepted"), {"state": "accepted"}),
    ),
    descending_first=frozenset({"asked"}),
)
OF_A_DEPARTMENT = replace(
    SPEC,
    filters=tuple(one for one in SPEC.filters if one.name != "department"),
    views=tuple(one for one in SPEC.views if one.name != TO_DECIDE),
)
"""For who sees only what their own department is asked."""
ORDERS = {"asked": N_("In the order of asking."), "due": N_("In the order of the days for the answer.")}


@dataclass(frozen=True)
class ShownRow:
    """``due`` is None where no day is set."""

    address: str
    project: str
    department: str
    part: str
    asked: str
    by: str
    due: Due | None
    tag: StateTag


def whose() -> tuple[ListSpec, int | None]:
    """The list that the reader may see: all requests, or those of the reader's own department."""
    if may(current_user.role, Permission.DELEGATE_PROJECTS):
        return SPEC, None
    return OF_A_DEPARTMENT, current_user.department_id or 0


def shown_rows(rows: Iterable[RequestRow]) -> tuple[ShownRow, ...]:
    """The rows in words."""
    return tuple(map(_shown, rows))


def _shown(row: RequestRow) -> ShownRow:
    return ShownRow(
        address=url_for("delegations.show", request_id=row.id),
        project=row.project,
        department=row.department,
        part=_(PARTS[row.leads]),
        asked=day_name(day_of(row.asked_at)),
        by=row.asked_by,
        due=due(row.due_on, row.state),
        tag=request_tag(row.state, closed=not row.waits),
    )


def table_of(rows: Iterable[RequestRow], day: date) -> Table:
    """The list as a file shows it."""
    columns = (
        TableColumn(_("Project name"), 40),
        TableColumn(_("Department"), 18),
        TableColumn(_("Part"), 12),
        TableColumn(_("Asked on"), 18),
        TableColumn(_("Asked by"), 14),
        TableColumn(_("Answer by"), 18),
        TableColumn(_("State"), 14),
        TableColumn(_("What is asked"), 60),
        TableColumn(_("Whom to ask"), 24),
        TableColumn(_("Answered on"), 18),
        TableColumn(_("Answer"), 60),
    )
    return Table(_("Requests to departments"), columns, map(_cells, rows), day, in_japanese())


def _cells(row: RequestRow) -> tuple[str | int | date | None, ...]:
    return (
        row.project,
        row.department,
        _(PARTS[row.leads]),
        day_of(row.asked_at),
        row.asked_by,
        row.due_on,
        _(DELEGATION_STATES[row.state]),
        row.request,
        row.contact,
        day_of(row.answered_at) if row.answered_at else None,
        row.answer,
    )
