"""The list of agreements in words: its conditions, its rows, and the 協定一覧 that the office publishes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask_babel import ngettext

from registry.domain.eras import read_number
from registry.domain.message import N_
from registry.domain.names import fold
from registry.domain.sleeping import LONGEST_SLEEP
from registry.domain.vocabulary import AgreementState, Noun
from registry.exports.tables import Table, TableColumn
from registry.language import gettext as _
from registry.queries.agreement_filters import OVER
from registry.queries.agreement_list import AgreementRow, PartyOfRow
from registry.queries.reference import list_field_names, list_group_names
from registry.web.agreement_states import (
    AGREEMENT_STATES,
    StateTag,
    renewal_in_words,
    state_tag,
    term_in_words,
)
from registry.web.conditions import AS_OF, RECORDS, departments, named, read_organization
from registry.web.lists import Filter, ListSpec, View
from registry.web.record_links import record_address
from registry.web.year_filter import read_years
from registry.words import AGREEMENT_TYPES, KINDS, day_name, in_japanese, months_in_words, translated

STATES = {**AGREEMENT_STATES, OVER: N_("Expired or ended")}
RENEWAL = {"auto": N_("Renews itself")}
SHOWN_PARTIES = 3
"""So many stand in a row of the page; of more the first ones, and how many there are besides."""


def _read_months(text: str) -> tuple[str, str] | None:
    """A number of months in any notation, from 1 to 120; None for anything else."""
    months = read_number(fold(text))
    return (str(months), months_in_words(months)) if months and months <= LONGEST_SLEEP else None


SPEC = ListSpec(
    blueprint="agreements",
    search_hint=N_("Number, title, partner organization (former names too)"),
    filters=(
        Filter("state", N_("State"), lambda: translated(STATES)),
        Filter("type", N_("Type"), lambda: translated(AGREEMENT_TYPES)),
        Filter("field", N_("Field"), lambda: named(list_field_names())),
        Filter("department", N_("Department"), departments),
        Filter("year", N_("Concluded in"), read=read_years, hint=N_("One fiscal year, or from – to: R2, H30-R2")),
        Filter(
            "organization",
            N_("Partner organization"),
            read=read_organization,
            hint=N_("A part of its name or reading"),
        ),
        Filter("kind", N_("Kind"), lambda: translated(KINDS)),
        Filter("group", N_("Group"), lambda: named(list_group_names())),
        Filter("renewal", N_("Renewal"), lambda: translated(RENEWAL)),
        Filter("sleeping", N_("No meeting, no project for"), read=_read_months, hint=N_("Months: 12")),
        AS_OF,
        Filter("record", N_("Records"), lambda: translated(RECORDS)),
    ),
    sorts=("concluded", "number", "title", "last_day"),
    views=(
        View("all", N_("All")),
        View("in_force", N_("In force"), {"state": AgreementState.IN_FORCE.value}),
        View("renewal_due", N_("Renewal due"), {"state": AgreementState.RENEWAL_DUE.value}),
        View("over", N_("Expired or ended"), {"state": OVER}),
    ),
    descending_first=frozenset({"concluded"}),
)
ORDERS = {
    "concluded": N_("In the order of their conclusion."),
    "number": N_("In the order of their numbers."),
    "title": N_("In the order of their titles."),
    "last_day": N_("In the order of their last days."),
}


@dataclass(frozen=True)
class ShownRow:
    """``more`` says how many parties there are besides those in ``parties``."""

    address: str
    number: str
    title: str
    type: str
    parties: tuple[str, ...]
    more: str
    concluded: str
    term: str
    renewal: str
    department: str
    tag: StateTag


def shown_rows(rows: Sequence[AgreementRow], day: date) -> tuple[ShownRow, ...]:
    """The rows in words."""
    return tuple(_shown(row, day) for row in rows)


def _shown(row: AgreementRow, day: date) -> ShownRow:
    few = row.parties if len(row.parties) <= SHOWN_PARTIES else row.parties[: SHOWN_PARTIES - 1]
    more = len(row.parties) - len(few)
    return ShownRow(
        address=record_address(Noun.AGREEMENTS, row.id),
        number=row.number,
        title=title_of(row.title),
        type=_(AGREEMENT_TYPES[row.type]),
        parties=tuple(map(party_in_words, few)),
        more=ngettext("and %(num)s more", "and %(num)s more", more) if more else "",
        concluded=day_name(row.terms.concluded_on),
        term=term_in_words(row.terms, day),
        renewal=renewal_in_words(row.terms),
        department=row.department,
        tag=state_tag(row.terms.state_on(day)),
    )


def title_of(title: str) -> str:
    """A title, or that there is none: imported registers have such agreements."""
    return title or _("(without a title)")


def party_in_words(party: PartyOfRow) -> str:
    """An organization's name, with a mark where it is no party, or not any more."""
    marks = [_("observer")] if party.observes else []
    marks += [_("has left")] if party.left else []
    return _("%(name)s (%(remark)s)", name=party.name, remark=_(", ").join(marks)) if marks else party.name


def table_of(rows: Sequence[AgreementRow], day: date) -> Table:
    """The list as offices publish it."""
    columns = (
        TableColumn(_("No."), 10),
        TableColumn(_("Title of the agreement"), 40),
        TableColumn(_("Concluded with"), 36),
        TableColumn(_("Day of conclusion"), 18),
        TableColumn(_("Term"), 34),
        TableColumn(_("Department"), 18),
        TableColumn(_("Summary"), 50),
    )
    return Table(_("List of agreements"), columns, (_cells(row, day) for row in rows), day, in_japanese())


def _cells(row: AgreementRow, day: date) -> tuple[str | int | date | None, ...]:
    term, renewal = term_in_words(row.terms, day), renewal_in_words(row.terms)
    return (
        row.number,
        row.title,
        "\n".join(map(party_in_words, row.parties)),
        row.terms.concluded_on,
        _("%(name)s (%(remark)s)", name=term, remark=renewal) if renewal else term,
        row.department,
        row.summary,
    )
