"""The list of organizations in words: its conditions, its rows, and the same as a table for files."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from flask import url_for
from flask_babel import ngettext

from registry.domain.message import N_
from registry.domain.reading_order import ROWS
from registry.domain.vocabulary import Noun
from registry.exports.tables import Table, TableColumn
from registry.language import gettext as _
from registry.queries.organization_list import OrganizationRow
from registry.queries.reference import list_field_names, list_group_names
from registry.web.conditions import AS_OF, RECORDS, departments, named
from registry.web.list_parts import Link
from registry.web.lists import Asked, Choices, Filter, ListSpec, View
from registry.web.record_links import record_address
from registry.words import KINDS, day_name, in_japanese, translated

AGREEMENTS = {
    "with": N_("With an agreement"),
    "in_force": N_("With one in force"),
    "ended": N_("With ended ones only"),
    "without": N_("Without an agreement"),
}
SILENT = ("6", "12", "24", "36")
INCOMPLETE = {"yes": N_("To be completed")}


def _silences() -> Choices:
    return [(months, _("%(months)s months or longer", months=months)) for months in SILENT]


IN_THE_INDEX = "row"
"""The condition that the row of letters sets."""

SPEC = ListSpec(
    blueprint="organizations",
    search_hint=N_("Name, reading, former name, corporate number"),
    filters=(
        Filter("kind", N_("Kind"), lambda: translated(KINDS)),
        Filter("agreement", N_("Agreement"), lambda: translated(AGREEMENTS)),
        Filter("field", N_("Field"), lambda: named(list_field_names())),
        Filter("department", N_("Department"), departments),
        Filter("group", N_("Group"), lambda: named(list_group_names())),
        Filter("silent", N_("Without a meeting since"), _silences),
        Filter("incomplete", N_("To be completed"), lambda: translated(INCOMPLETE)),
        AS_OF,
        Filter("record", N_("Records"), lambda: translated(RECORDS)),
        Filter(IN_THE_INDEX, N_("Index"), lambda: named(ROWS), hidden=True),
    ),
    sorts=("name", "contact"),
    views=(
        View("all", N_("All")),
        View("with", N_("With an agreement"), {"agreement": "with"}, of_today=True),
        View("without", N_("Without an agreement"), {"agreement": "without"}, of_today=True),
        View("silent", N_("No meeting for a year"), {"agreement": "in_force", "silent": "12"}),
        View("incomplete", N_("To be completed"), {"incomplete": "yes"}, of_today=True),
    ),
    descending_first=frozenset({"contact"}),
)


@dataclass(frozen=True)
class Tag:
    """A word about a state, and its class."""

    text: str
    look: str


@dataclass(frozen=True)
class ShownRow:
    address: str
    name: str
    below: str
    kind: str
    kind_name: str
    in_force: int
    cumulative: int
    contact: str
    contact_ago: str
    department: str
    tag: Tag | None


def shown_rows(rows: Sequence[OrganizationRow], day: date) -> tuple[ShownRow, ...]:
    """The rows in words."""
    kinds = dict(translated(KINDS))
    return tuple(_shown(row, kinds, day) for row in rows)


def _shown(row: OrganizationRow, kinds: Mapping[str, str], day: date) -> ShownRow:
    formerly = [_("formerly %(name)s", name=name) for name in row.former_names]
    return ShownRow(
        address=record_address(Noun.ORGANIZATIONS, row.id),
        name=row.name,
        below="\u3000".join(filter(None, (row.kana, *formerly))),
        kind=row.kind,
        kind_name=kinds[row.kind],
        in_force=len(row.in_force),
        cumulative=len(row.cumulative),
        contact=day_name(row.last_contact) if row.last_contact else "",
        contact_ago=ago(row.last_contact, day) if row.last_contact else "",
        department=row.department,
        tag=tag_of(row),
    )


def ago(earlier: date, day: date) -> str:
    """How long ago it was, where that is more than half a year: 1年6か月前."""
    months = (day.year - earlier.year) * 12 + day.month - earlier.month - (day.day < earlier.day)
    if months < 6:  # noqa: PLR2004 - half a year
        return ""
    years, rest = divmod(months, 12)
    parts = (
        ngettext("%(num)s year", "%(num)s years", years) if years else "",
        ngettext("%(num)s month", "%(num)s months", rest) if rest else "",
    )
    return _("%(time)s ago", time=("" if in_japanese() else " ").join(filter(None, parts)))


def tag_of(row: OrganizationRow) -> Tag | None:
    """What is most pressing about an organization, in a word."""
    if row.deleted:
        return Tag(_("Deleted"), "off")
    if row.incomplete:
        return Tag(_("To be completed"), "info")
    if row.doubtful:
        return Tag(_("Possible duplicate"), "info")
    if not row.in_force:
        return Tag(_("Ended"), "off") if row.comprehensive and all(one.past for one in row.comprehensive) else None
    if any(one.renewal_due for one in row.comprehensive if one.in_force):
        return Tag(_("Renewal due"), "warn")
    return Tag(_("In force"), "ok")


def index_of(wanted: Asked, there: frozenset[str]) -> tuple[Link, ...]:
    """The row of letters: all, then each heading; one without an entry leads nowhere."""
    chosen = wanted.query.value(IN_THE_INDEX)
    others = {name: value for name, value in wanted.parameters.items() if name != IN_THE_INDEX}

    def address(**row: str) -> str:
        return url_for("organizations.show_list", **{**others, **row})  # type: ignore[arg-type]

    letters = (Link(row, address(row=row) if row in there else "", row == chosen) for row in ROWS)
    return (Link(_("All"), address(), chosen is None), *letters)


def table_of(rows: Sequence[OrganizationRow], day: date) -> Table:
    """The list as a file shows it."""
    columns = (
        TableColumn(_("Name"), 40),
        TableColumn(_("Reading"), 30),
        TableColumn(_("Former names"), 30),
        TableColumn(_("Kind"), 12),
        TableColumn(_("Corporate number"), 16),
        TableColumn(_("Address"), 40),
        TableColumn(_("Agreements in force"), 10),
        TableColumn(_("Agreements, cumulative"), 10),
        TableColumn(_("Last meeting"), 18),
        TableColumn(_("Department"), 18),
    )
    return Table(_("Partner organizations"), columns, map(_cells, rows), day, in_japanese())


def _cells(row: OrganizationRow) -> tuple[str | int | date | None, ...]:
    return (
        row.name,
        row.kana,
        ", ".join(row.former_names),
        _(KINDS[row.kind]),
        row.corporate_number,
        row.address,
        len(row.in_force),
        len(row.cumulative),
        row.last_contact,
        row.department,
    )
