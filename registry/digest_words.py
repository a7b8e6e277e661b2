"""The daily mail in words, in its reader's language: what is new for them, where it is, and how to stop the mail."""

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import groupby

from flask_babel import force_locale, ngettext

from registry.deadline_words import kind_name, note_of, numbered_title
from registry.domain.deadlines import Due
from registry.domain.message import N_
from registry.domain.reminders import AGREEMENTS_AHEAD, REPORTS_AHEAD, Group, Matter, MatterKind, Thing
from registry.language import gettext as _
from registry.words import day_name, year_name

GROUPS: Mapping[str, str] = {
    Group.OVERDUE: N_("Past their day"),
    Group.AGREEMENTS_SOON: N_("Within %(days)s days"),
    Group.REPORTS_SOON: N_("Within %(days)s days"),
    Group.NUDGED: N_("The secretariat reminds you"),
    Group.ASKED: N_("New requests"),
    Group.RETURNED: N_("Handed back"),
    Group.TO_ACCEPT: N_("To be accepted"),
}
DAYS: Mapping[str, int] = {Group.AGREEMENTS_SOON: AGREEMENTS_AHEAD.days, Group.REPORTS_SOON: REPORTS_AHEAD.days}
MATTERS: Mapping[str, str] = {
    MatterKind.SUBMITTED_REPORT: N_("Project report submitted"),
    MatterKind.RETURNED_REPORT: N_("Project report returned"),
    MatterKind.RETURNED_REQUEST: N_("Request that came back"),
    MatterKind.NUDGE: N_("Reports are still missing"),
}


def digest_in_words(things: Sequence[Thing], *, name: str, today: date, address: str, locale: str) -> tuple[str, str]:
    """Subject and text of the mail to the user of that name; ``address`` is that of the registry."""
    with force_locale(locale):
        subject = ngettext(
            "Partnership Agreement Registry: %(num)s notice (%(day)s)",
            "Partnership Agreement Registry: %(num)s notices (%(day)s)",
            len(things),
            day=day_name(today),
        )
        parts = (
            _("To %(name)s", name=name),
            _("What is new for you in the Partnership Agreement Registry:"),
            *(_group(group, list(found), address) for group, found in groupby(things, key=lambda thing: thing.group)),
            "\n".join(
                (
                    _("Each thing is told once. Everything that is due: %(address)s", address=f"{address}/deadlines"),
                    _("To stop this mail or change its language: %(address)s", address=f"{address}/account"),
                )
            ),
        )
        return str(subject), "\n\n".join(parts) + "\n"


def _group(group: Group, things: Sequence[Thing], address: str) -> str:
    heading = _("[%(group)s]", group=_(GROUPS[group], days=DAYS.get(group, 0)))
    return "\n".join((heading, *(_lines(thing.what, address) for thing in things)))


def _lines(what: Due | Matter, address: str) -> str:
    facts = _facts_of_due(what) if isinstance(what, Due) else _facts_of_matter(what)
    line = _(" | ").join(" ".join(fact.split()) for fact in facts if fact)
    return _("- %(line)s", line=line) + f"\n  {address}{what.path}"


def _facts_of_due(due: Due) -> tuple[str, ...]:
    day = due.deadline.day
    organizations = _(", ").join(due.organizations)
    return (
        day_name(day) if day else _("Without a day"),
        kind_name(due),
        numbered_title(due),
        organizations,
        due.department,
        note_of(due) if due.reports else "",
    )


def _facts_of_matter(matter: Matter) -> tuple[str, ...]:
    year = year_name(matter.fiscal_year) if matter.fiscal_year is not None else ""
    day = day_name(matter.day) if matter.day else ""
    return (day, _(MATTERS[matter.kind]), matter.title, year, matter.department)
