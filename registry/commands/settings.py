"""What the administrator sets for the whole site."""

from registry.commands.audit import record_entry
from registry.database import db
from registry.domain.deed import Deed
from registry.domain.drafts import FieldProblem
from registry.domain.errors import InvalidDraft
from registry.domain.message import N_, message
from registry.domain.names import clean
from registry.domain.sleeping import LONGEST_SLEEP
from registry.models import SiteSetting
from registry.queries.settings import CITY, SLEEPING_MONTHS, find_setting

LONGEST_CITY = 40


def set_city(deed: Deed, *, name: str) -> None:
    """Let the site bear a city's name; a blank one gives it that of the environment again. Raises InvalidDraft."""
    name = " ".join(clean(name).split())
    if len(name) > LONGEST_CITY:
        sentence = N_("This is too long: %(length)s characters, and %(longest)s fit.")
        too_long = message(sentence, length=len(name), longest=LONGEST_CITY)
        raise InvalidDraft((FieldProblem("city", "too_long", too_long),))
    _set(deed, CITY, name)


def set_sleeping_months(deed: Deed, *, months: int | None) -> None:
    """After how many months without a meeting and a project a partnership sleeps; None is the default again.

    Raises InvalidDraft.
    """
    if months is not None and not 1 <= months <= LONGEST_SLEEP:
        sentence = message(N_("Enter a number of months from 1 to %(most)s."), most=LONGEST_SLEEP)
        raise InvalidDraft((FieldProblem(SLEEPING_MONTHS, "out_of_range", sentence),))
    _set(deed, SLEEPING_MONTHS, "" if months is None else str(months))


def _set(deed: Deed, name: str, value: str) -> None:
    setting = find_setting(name) or SiteSetting(name=name, value="")
    if setting.value == value:
        return
    before, setting.value = {"value": setting.value}, value
    db.session.add(setting)
    record_entry(deed, action="set", record=setting, before=before, after={"value": value})
