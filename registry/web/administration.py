"""Administration: what the reader may do for the registry itself, by task; and the settings of the city."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import Blueprint, current_app, flash, redirect, url_for
from flask_babel import gettext as _
from flask_login import current_user

from registry.commands.settings import set_city, set_sleeping_months
from registry.config import Settings
from registry.database import writes
from registry.domain.permissions import Permission, may
from registry.forms.settings import CityForm
from registry.queries.backups import find_last_backup
from registry.queries.settings import CITY, SLEEPING_MONTHS, find_setting, get_city
from registry.web.access import requires
from registry.web.administration_tasks import BACKUP_PAGE, CITY_PAGE, TASKS, Task
from registry.web.clock import office_time
from registry.web.frame import show_page
from registry.web.readers import deed
from registry.web.saving import Answer

bp = Blueprint("administration", __name__)


@dataclass(frozen=True)
class ShownTask:
    name: str
    about: str
    address: str
    state: str
    """How it stands now, where that can be said in a few words."""


@dataclass(frozen=True)
class ShownGroup:
    name: str
    tasks: tuple[ShownTask, ...]


@bp.get("/administration")
@requires(Permission.SEE_AUDIT)
def show() -> str:
    """What the reader may do; whoever may do any of it holds SEE_AUDIT."""
    states = _states() if may(current_user.role, Permission.MANAGE_SITE) else {}
    groups = (ShownGroup(_(name), _shown(tasks, states)) for name, tasks in TASKS)
    return show_page("administration/show.html", groups=[group for group in groups if group.tasks])


@bp.get(CITY_PAGE)
@requires(Permission.MANAGE_SITE)
def show_city() -> str:
    """What is set."""
    return _city_page(CityForm(data={name: _set(name) for name in (CITY, SLEEPING_MONTHS)}))


@bp.post(CITY_PAGE)
@requires(Permission.MANAGE_SITE)
@writes
def change_city() -> Answer:
    """Let the site bear another name, and partnerships sleep earlier or later."""
    form = CityForm()
    if not form.validate():
        return _city_page(form), 422
    set_city(deed(), name=form.city.data or "")
    set_sleeping_months(deed(), months=form.sleeping_months.data)
    flash(_("The settings of the city were saved."))
    return redirect(url_for("administration.show"), 303)


def _set(name: str) -> str | None:
    setting = find_setting(name)
    return setting.value if setting else None


def _states() -> Mapping[str, str]:
    """How the site stands, by the address of the task that looks after it."""
    made = find_last_backup()
    last = _("Last good backup: %(time)s", time=office_time(made.made_at.isoformat())) if made else _("No backup yet")
    return {CITY_PAGE: get_city(), BACKUP_PAGE: last}


def _shown(tasks: tuple[Task, ...], states: Mapping[str, str]) -> tuple[ShownTask, ...]:
    return tuple(
        ShownTask(_(one.name), _(one.about), one.address, states.get(one.address, ""))
        for one in tasks
        if may(current_user.role, one.permission)
    )


def _city_page(form: CityForm) -> str:
    settings: Settings = current_app.config["SETTINGS"]
    return show_page("administration/city.html", form=form, of_environment=settings.city)
