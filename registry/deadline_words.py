"""A deadline in words: what it is called, what happens on its day or is to be done, and how far away it is."""

from collections.abc import Mapping
from datetime import date

from flask_babel import gettext as _
from flask_babel import ngettext

from registry.domain.deadlines import DeadlineKind, Due
from registry.domain.message import N_
from registry.words import MEETING_TYPES, day_name, months_in_words, year_name

KINDS: Mapping[str, str] = {
    DeadlineKind.EXPIRY: N_("Expiry"),
    DeadlineKind.NOTICE: N_("Notice by"),
    DeadlineKind.RENEWAL: N_("Renews itself"),
    DeadlineKind.END: N_("Ends"),
    DeadlineKind.NO_RESULT: N_("Without a result"),
    DeadlineKind.PLANNED: N_("Planned meeting"),
    DeadlineKind.REPORT: N_("Reports due"),
    DeadlineKind.REQUEST: N_("Unanswered request"),
}
NOTES: Mapping[str, str] = {
    DeadlineKind.EXPIRY: N_("It does not renew itself."),
    DeadlineKind.NOTICE: N_("Without notice it is prolonged by %(time)s, until %(until)s."),
    DeadlineKind.RENEWAL: N_("No notice was given in time: it is prolonged until %(until)s."),
    DeadlineKind.END: N_("Its end is recorded."),
    DeadlineKind.NO_RESULT: N_("Record that it was held, or that it was cancelled."),
    DeadlineKind.REQUEST: N_("The department accepts it, hands it back, or names another department."),
}
MISSING_REPORTS = N_("%(missing)s of the %(expected)s reports are missing.")


def kind_name(due: Due) -> str:
    """The kind of a deadline."""
    return _(KINDS[due.deadline.kind])


def title_of_due(due: Due) -> str:
    """What is due: an agreement's title, a meeting's subject, a project, a year's reports."""
    if due.reports is not None:
        return _("Project reports of %(year)s", year=year_name(due.reports.fiscal_year))
    if due.meeting_type is not None:
        return due.title or _(MEETING_TYPES[due.meeting_type])
    return due.title or _("(without a title)")


def numbered_title(due: Due) -> str:
    """The same with the number of an agreement in front of it."""
    return f"{due.number} {title_of_due(due)}".lstrip()


def note_of(due: Due) -> str:
    """What happens on that day, or what is to be done; blank for a meeting to come."""
    deadline = due.deadline
    if due.reports is not None:
        return _(MISSING_REPORTS, missing=due.reports.missing, expected=due.reports.expected)
    months = due.terms.auto_renewal_months if due.terms else None
    if deadline.kind is DeadlineKind.EXPIRY and months:
        return _("Notice was given: it does not renew itself.")
    if deadline.kind is DeadlineKind.PLANNED:
        return ""
    until = day_name(deadline.renews_until) if deadline.renews_until else ""
    return _(NOTES[deadline.kind], time=months_in_words(months) if months else "", until=until)


def days_left(day: date, today: date) -> str:
    """How long it is until then, or how long ago it was due."""
    days = (day - today).days
    if days < 0:
        return str(ngettext("%(num)s day overdue", "%(num)s days overdue", -days))
    return str(ngettext("%(num)s day left", "%(num)s days left", days)) if days else _("today")
