"""The lines of the year-end check-list: what waits in the registry, with the departments, and on the sheet itself."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from flask import url_for
from flask_babel import gettext as _

from registry.domain.message import N_
from registry.domain.vocabulary import Noun, Severity
from registry.evaluation.findings import Finding
from registry.evaluation.layout import form_of
from registry.evaluation.layout_findings import cell_words
from registry.evaluation.sheet import Sheet
from registry.evaluation.unfinished import Gap, gaps_of
from registry.queries.year_end import OpenRecords
from registry.web.record_links import list_address
from registry.web.report_words import list_address_of

NAMED = 3
"""So many of the cells that wait are named; each leads to its place on the form."""
GAPS: Mapping[Gap, tuple[str, str]] = {
    Gap.TEXTS: (N_("Texts of the year"), N_("What was done, the plan for the next year, the summary.")),
    Gap.CARRIED: (N_("Texts of the year before"), N_("They still stand as they were copied when the sheet was begun.")),
    Gap.ACTUALS: (N_("Typed results"), N_("Indicators that the registry does not count itself.")),
    Gap.TARGETS: (N_("Targets for the next year"), N_("The next year is measured against them.")),
    Gap.COSTS: (N_("Costs and staff"), N_("The year's results and the next year's budget.")),
    Gap.QUESTIONS: (N_("Answers to the eight questions"), N_("A box is ticked for each.")),
    Gap.REASONS: (N_("Reasons of the answers"), N_("An answer without a reason convinces nobody.")),
    Gap.DIRECTION: (N_("Direction and matrix"), N_("Where the project goes from here.")),
}


@dataclass(frozen=True)
class Place:
    """Where something is settled, and its name."""

    address: str
    text: str


@dataclass(frozen=True)
class Item:
    """One line; ``size`` 0 says that it is settled. ``more`` is how many places are not named."""

    name: str
    about: str
    size: int
    places: tuple[Place, ...]
    more: int = 0


@dataclass(frozen=True)
class ItemGroup:
    name: str
    items: tuple[Item, ...]


def groups_of(
    fiscal_year: int, records: OpenRecords, sheet: Sheet | None, findings: Sequence[Finding]
) -> tuple[ItemGroup, ...]:
    """All lines; those of the sheet only where the year has one."""
    groups = [
        ItemGroup(_("Records"), tuple(_of_records(fiscal_year, records))),
        ItemGroup(_("Reports of the departments"), tuple(_of_reports(fiscal_year, records))),
    ]
    if sheet is not None:
        groups.append(ItemGroup(_("The sheet"), tuple(_of_sheet(sheet))))
        groups.append(ItemGroup(_("Findings of the checks"), tuple(_of_findings(sheet, findings))))
    return tuple(groups)


def _of_records(fiscal_year: int, records: OpenRecords) -> Iterator[Item]:
    organizations, to_settle = Noun.ORGANIZATIONS, _("Settle them")
    meetings = list_address(Noun.MEETINGS, result="missing", fiscal_year=str(fiscal_year))
    unclassified, incomplete = (
        list_address(organizations, **conditions) for conditions in ({"kind": "unclassified"}, {"incomplete": "yes"})
    )
    yield Item(
        _("Meetings without a result"),
        _("Planned in the year, and nobody has said whether they were held."),
        records.meetings_without_result,
        (Place(meetings, to_settle),),
    )
    yield Item(
        _("Possible duplicates"),
        _("Two records of one body count twice."),
        records.duplicates,
        (Place(url_for("duplicates.show_list"), to_settle),),
    )
    yield Item(
        _("Organizations without a kind"),
        _("They stand apart in the number by kind."),
        records.unclassified,
        (Place(unclassified, to_settle),),
    )
    yield Item(
        _("Organizations to be completed"),
        _("Registered on the spot, and not looked at again since."),
        records.incomplete,
        (Place(incomplete, to_settle),),
    )


def _of_reports(fiscal_year: int, records: OpenRecords) -> Iterator[Item]:
    place = (Place(list_address_of(fiscal_year), _("See the reports")),)
    yield Item(_("Reports that are missing"), _("Not submitted yet, or returned."), records.reports_missing, place)
    yield Item(_("Reports to accept"), _("Submitted, and not answered yet."), records.reports_waiting, place)


def _of_sheet(sheet: Sheet) -> Iterator[Item]:
    words = cell_words(form_of(sheet).blocks)
    for gap, cells in gaps_of(sheet).items():
        name, about = GAPS[gap]
        places = tuple(Place(_cell_address(sheet, cell), words.get(cell) or cell) for cell in cells[:NAMED])
        yield Item(_(name), _(about), len(cells), places, more=len(cells) - len(places))


def _of_findings(sheet: Sheet, findings: Sequence[Finding]) -> Iterator[Item]:
    tally = {severity: [one for one in findings if one.severity is severity] for severity in Severity}
    open_errors = [one for one in tally[Severity.ERROR] if not one.explanation]
    open_warnings = [one for one in tally[Severity.WARNING] if not one.explanation]
    for name, about, found, severity in (
        (_("Errors"), _("Each is mended, or the section chief says why it stands."), open_errors, Severity.ERROR),
        (_("Warnings"), _("Each is mended or explained in a sentence."), open_warnings, Severity.WARNING),
    ):
        address = url_for("sheets.show_year", fiscal_year=sheet.fiscal_year, severity=severity.value)
        yield Item(name, about, len(found), (Place(address, _("See the findings")),))


def _cell_address(sheet: Sheet, cell: str) -> str:
    return f"{url_for('sheets.show_year', fiscal_year=sheet.fiscal_year)}#{quote(cell)}"
