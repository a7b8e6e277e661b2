"""An agreement's term, its state and what comes next, in words; the dates are reckoned in ``domain.terms``."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _

from registry.domain.message import N_
from registry.domain.terms import Terms
from registry.domain.vocabulary import AgreementState
from registry.words import day_name, months_in_words

AGREEMENT_STATES: Mapping[str, str] = {
    AgreementState.NOT_YET: N_("Not yet in force"),
    AgreementState.IN_FORCE: N_("In force"),
    AgreementState.RENEWAL_DUE: N_("Renewal due"),
    AgreementState.EXPIRED: N_("Expired"),
    AgreementState.ENDED: N_("Ended"),
}
LOOKS: Mapping[str, str] = {
    AgreementState.NOT_YET: "info",
    AgreementState.IN_FORCE: "ok",
    AgreementState.RENEWAL_DUE: "warn",
    AgreementState.EXPIRED: "off",
    AgreementState.ENDED: "off",
}
OVER = frozenset({AgreementState.EXPIRED, AgreementState.ENDED})


@dataclass(frozen=True)
class StateTag:
    """A state in a word, and its class."""

    text: str
    look: str


def state_tag(state: AgreementState) -> StateTag:
    """The tag of a state."""
    return StateTag(_(AGREEMENT_STATES[state]), LOOKS[state])


def term_in_words(terms: Terms, day: date) -> str:
    """有効期間: from its effect to its last day, or to the end of the term that the day lies in."""
    first = day_name(terms.effective_on or terms.concluded_on)
    running = terms.term_on(day)
    last = running.expires_on if running else terms.last_day
    return _("%(first)s – %(last)s", first=first, last=day_name(last)) if last else _("from %(first)s", first=first)


def renewal_in_words(terms: Terms) -> str:
    """How it renews itself, or that it has no last day; blank for a fixed term."""
    if terms.auto_renewal_months:
        return _("renews itself every %(time)s", time=months_in_words(terms.auto_renewal_months))
    return _("without a last day") if terms.last_day is None else ""


def outlook(terms: Terms, day: date, *, end_reason: str = "") -> tuple[str, ...]:
    """The state on a day with its reason, and the next dates, in sentences."""
    state = terms.state_on(day)
    reason = _("Reason: %(reason)s", reason=end_reason) if end_reason and terms.was_ended else ""
    if state in OVER:
        return tuple(filter(None, (_how_it_ended(terms), reason)))
    begins = _("It comes into force on %(day)s.") if state is AgreementState.NOT_YET else _("In force since %(day)s.")
    begins %= {"day": day_name(terms.begins_on)}
    return tuple(filter(None, (begins, *_what_comes(terms, day), reason)))


def _how_it_ended(terms: Terms) -> str:
    last = day_name(terms.last_day) if terms.last_day else ""
    if terms.was_ended:
        return _("It was ended on %(day)s.", day=last)
    if terms.auto_renewal_months and terms.notice_given_on:
        return _(
            "It expired on %(day)s: notice was given on %(notice)s.", day=last, notice=day_name(terms.notice_given_on)
        )
    return _("It expired on %(day)s.", day=last)


def _what_comes(terms: Terms, day: date) -> tuple[str, ...]:
    last = terms.last_day
    if last is not None:
        return (_last_day(terms, last),)
    running, notice = terms.term_on(day), terms.notice_term(day)
    if running is None or notice is None or not terms.auto_renewal_months:
        return (_("It has no last day."),)
    by, time = day_name(notice.notice_by), months_in_words(terms.auto_renewal_months)
    expiry, until = day_name(running.expires_on), day_name(running.renews_until)
    if notice == running:
        told = _("The present term lasts until %(expiry)s.", expiry=expiry)
        return (told, _("Unless notice is given by %(by)s, it renews itself for %(time)s.", by=by, time=time))
    told = _(
        "The day for notice has passed: after %(expiry)s it renews itself until %(until)s.", expiry=expiry, until=until
    )
    return (told, _("Notice for the end of that term must be given by %(by)s.", by=by))


def _last_day(terms: Terms, last: date) -> str:
    if terms.was_ended:
        return _("It ends on %(day)s.", day=day_name(last))
    if terms.auto_renewal_months and terms.notice_given_on:
        return _(
            "Notice was given on %(notice)s: it expires on %(day)s.",
            notice=day_name(terms.notice_given_on),
            day=day_name(last),
        )
    return _("It expires on %(day)s and does not renew itself.", day=day_name(last))
