"""The handover in words: its parts as tables, in the reader's language."""

from collections.abc import Iterable, Sequence
from datetime import date

from registry.deadline_words import kind_name, note_of, numbered_title
from registry.domain.deadlines import Due
from registry.exports.handover import HandoverDocument, HandoverPart, Value
from registry.exports.tables import TableColumn
from registry.language import gettext as _
from registry.queries.agreement_list import AgreementRow
from registry.queries.handover import ContactPerson, Handover, LastReport, RequestOfProject
from registry.queries.project_list import ProjectRow
from registry.queries.settings import get_city
from registry.web.agreement_list import party_in_words, title_of
from registry.web.agreement_states import renewal_in_words, term_in_words
from registry.web.project_words import period
from registry.words import (
    REPORT_OUTCOMES,
    STATES,
    day_name,
    in_japanese,
    month_name,
    number,
    year_name,
)


def document_of(found: Handover) -> HandoverDocument:
    """The document; its first part is what the newcomer does first."""
    whose = found.department or _("The whole section")
    return HandoverDocument(
        title=_("Handover: %(department)s", department=whose),
        subtitle=_("as of %(day)s", day=day_name(found.day)),
        city=get_city(),
        as_of=found.day,
        japanese=in_japanese(),
        parts=(
            _first_month(found),
            _year(found),
            _agreements(found),
            _projects(found),
            _dues(found.dues),
            _contacts(found.contacts),
        ),
        note=_("No font has these characters, so that 〓 stands for them: {characters}"),
    )


def said(value: Value) -> str:
    """A value on paper."""
    if isinstance(value, date):
        return day_name(value)
    return number(value) if isinstance(value, int) else value or ""


def _first_month(found: Handover) -> HandoverPart:
    dues = [due for due in found.dues if (due.deadline.day or found.day) <= found.first_month]
    return HandoverPart(
        name=_("First month"),
        title=_("Overdue, and due by the end of %(month)s", month=month_name(found.first_month)),
        columns=_due_columns(),
        rows=[_due_cells(due) for due in dues],
        empty=_("Nothing is due by then."),
    )


def _dues(dues: Iterable[Due]) -> HandoverPart:
    return HandoverPart(
        name=_("Next days"),
        title=_("Promises and next days: the next 12 months"),
        columns=_due_columns(),
        rows=[_due_cells(due) for due in dues],
        empty=_("Nothing is due in the next 12 months."),
    )


def _due_columns() -> tuple[TableColumn, ...]:
    return (
        TableColumn(_("Deadline"), 16),
        TableColumn(_("Kind of deadline"), 14),
        TableColumn(_("What"), 40),
        TableColumn(_("Partner organizations"), 30),
        TableColumn(_("Department"), 16),
        TableColumn(_("Note"), 36),
    )


def _due_cells(due: Due) -> tuple[Value, ...]:
    organizations = "\n".join(due.organizations)
    return (due.deadline.day, kind_name(due), numbered_title(due), organizations, due.department, note_of(due))


def _year(found: Handover) -> HandoverPart:
    numbers, until = found.numbers, min(found.year.last_day, found.day)
    lines = (
        (_("Meetings held that count"), numbers.meetings),
        (_("Organizations met in them"), numbers.organizations_met),
        (_("Agreements concluded"), numbers.agreements_new),
        (_("Agreements expired or ended"), numbers.agreements_over),
        (_("Agreements in force on the day of the handover"), len(found.agreements)),
        (_("Projects begun"), numbers.projects_begun),
        (_("Projects completed or cancelled"), numbers.projects_over),
        (_("Projects open on the day of the handover"), len(found.projects)),
        (_("Project reports expected"), numbers.reports_expected),
        (_("Project reports accepted"), numbers.reports_accepted),
    )
    return HandoverPart(
        name=_("The year"),
        title=_("%(year)s in ten lines (until %(day)s)", year=year_name(found.year.year), day=day_name(until)),
        columns=(TableColumn(_("What"), 60), TableColumn(_("Number"), 14)),
        rows=lines,
        empty="",
    )


def _agreements(found: Handover) -> HandoverPart:
    return HandoverPart(
        name=_("Agreements in force"),
        title=_("Agreements in force"),
        columns=(
            TableColumn(_("No."), 10),
            TableColumn(_("Title of the agreement"), 36),
            TableColumn(_("Concluded with"), 34),
            TableColumn(_("Day of conclusion"), 16),
            TableColumn(_("Term"), 34),
            TableColumn(_("Next day"), 16),
            TableColumn(_("Department"), 16),
        ),
        rows=[_agreement_cells(row, found) for row in found.agreements],
        empty=_("No agreement is in force."),
    )


def _agreement_cells(row: AgreementRow, found: Handover) -> tuple[Value, ...]:
    return (
        row.number,
        title_of(row.title),
        "\n".join(party_in_words(party) for party in row.parties if not party.left),
        row.terms.concluded_on,
        "\n".join(filter(None, (term_in_words(row.terms, found.day), renewal_in_words(row.terms)))),
        found.next_days.get(row.id),
        row.department,
    )


def _projects(found: Handover) -> HandoverPart:
    return HandoverPart(
        name=_("Open projects"),
        title=_("Open projects"),
        columns=(
            TableColumn(_("Project name"), 30),
            TableColumn(_("State"), 10),
            TableColumn(_("Period"), 22),
            TableColumn(_("Partner organizations"), 26),
            TableColumn(_("Departments"), 18),
            TableColumn(_("Requests"), 30),
            TableColumn(_("Last report"), 34),
            TableColumn(_("Plan for the next year"), 30),
        ),
        rows=[_project_cells(row, found) for row in found.projects],
        empty=_("No project is open."),
    )


def _project_cells(row: ProjectRow, found: Handover) -> tuple[Value, ...]:
    report = found.reports.get(row.id)
    return (
        row.name,
        _(STATES[row.state]),
        period(row),
        "\n".join(row.organizations),
        "\n".join((row.lead_department, *row.departments)),
        "\n".join(map(_request, found.requests.get(row.id, ()))),
        _report(report) if report else "",
        report.next_plan if report else "",
    )


def _request(request: RequestOfProject) -> str:
    text = f"{request.department}: {request.request}"
    if request.due_on is None:
        return text
    return _("%(name)s (%(remark)s)", name=text, remark=_("by %(day)s", day=day_name(request.due_on)))


def _report(report: LastReport) -> str:
    head = year_name(report.fiscal_year)
    outcome = _(REPORT_OUTCOMES[report.outcome]) if report.outcome else ""
    return "\n".join(filter(None, (f"{head} {outcome}".rstrip(), report.result)))


def _contacts(contacts: Sequence[ContactPerson]) -> HandoverPart:
    return HandoverPart(
        name=_("Contacts"),
        title=_("Contacts at the organizations"),
        columns=(
            TableColumn(_("Partner organization"), 36),
            TableColumn(_("Name"), 18),
            TableColumn(_("Post"), 26),
            TableColumn(_("Phone"), 18),
            TableColumn(_("Mail"), 30),
        ),
        rows=[(one.organization, one.name, one.post, one.phone, one.mail) for one in contacts],
        empty=_("No contact is recorded."),
    )
