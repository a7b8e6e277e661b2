"""What the administrator sets for the whole site."""

from registry.commands.audit import record_entry
from registry.database import db
from registry.domain.deed import Deed
from registry.domain.drafts import FieldProblem
from registry.domain.errors import InvalidDraft
from registry.domain.message import N_, message
from registry.domain.names import clean
from registry.models import SiteSetting
from registry.queries.settings import CITY, find_setting

LONGEST_CITY = 40


def set_city(deed: Deed, *, name: str) -> None:
    """Let the site bear a city's name; a blank one gives it that of the environment again. Raises InvalidDraft."""
    name = " ".join(clean(name).split())
    if len(name) > LONGEST_CITY:
        sentence = N_("This is too long: %(length)s characters, and %(longest)s fit.")
        too_long = message(sentence, length=len(name), longest=LONGEST_CITY)
        raise InvalidDraft((FieldProblem("city", "too_long", too_long),))
    setting = find_setting(CITY) or SiteSetting(name=CITY, value="")
    if setting.value == name:
        return
    before, setting.value = {"value": setting.value}, name
    db.session.add(setting)
    record_entry(deed, action="set", record=setting, before=before, after={"value": name})
