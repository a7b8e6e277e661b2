"""The list of users in words: its conditions, its rows, and the same as a table for files."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask import current_app, url_for
from flask_babel import gettext as _

from registry.config import Settings
from registry.domain.message import N_
from registry.domain.users import Language, UserState
from registry.exports.tables import Table, TableColumn
from registry.queries.user_list import UserRow
from registry.web.clock import JAPAN, office_time
from registry.web.conditions import departments
from registry.web.lists import Filter, ListSpec
from registry.words import LANGUAGES, ROLES, USER_STATES, in_japanese, translated

LOOKS = {UserState.ACTIVE: "ok", UserState.INVITED: "info", UserState.DISABLED: "off"}
SPEC = ListSpec(
    blueprint="users",
    search_hint=N_("User name, mail address"),
    filters=(
        Filter("role", N_("Role"), lambda: translated(ROLES)),
        Filter("state", N_("State"), lambda: translated(USER_STATES)),
        Filter("department", N_("Department"), departments),
    ),
    sorts=("name", "login"),
    descending_first=frozenset({"login"}),
)


@dataclass(frozen=True)
class ShownUser:
    """A user in words; ``look`` is the class of the state's tag, ``last_login`` blank where there was none."""

    id: int
    address: str
    name: str
    role: str
    department: str
    mail: str
    state: str
    look: str
    last_login: str
    mails: str
    """Whether the daily mail goes to the user, and in which language."""


def shown_user(row: UserRow) -> ShownUser:
    """What the list and the user's own page say."""
    return ShownUser(
        id=row.id,
        address=url_for("users.show", user_id=row.id),
        name=row.name,
        role=_(ROLES[row.role]),
        department=row.department,
        mail=row.mail,
        state=_(USER_STATES[row.state]),
        look=LOOKS[row.state],
        last_login=office_time(row.last_login.isoformat()) if row.last_login else "",
        mails=_mails(row),
    )


def mail_language(row: UserRow) -> Language:
    """The language of the user's mails."""
    settings: Settings = current_app.config["SETTINGS"]
    return Language(row.language or settings.locale)


def _mails(row: UserRow) -> str:
    language = _(LANGUAGES[mail_language(row)])
    return _("every day (%(language)s)", language=language) if row.wants_digest else _("none")


def table_of(rows: Sequence[UserRow], day: date) -> Table:
    """The list as a file shows it."""
    columns = (
        TableColumn(_("User name"), 24),
        TableColumn(_("Role"), 16),
        TableColumn(_("Department"), 24),
        TableColumn(_("Mail address"), 32),
        TableColumn(_("State"), 18),
        TableColumn(_("Last login"), 18),
    )
    return Table(_("Users"), columns, map(_cells, rows), day, in_japanese())


def _cells(row: UserRow) -> tuple[str | date | None, ...]:
    last_login = row.last_login.astimezone(JAPAN).date() if row.last_login else None
    return (row.name, _(ROLES[row.role]), row.department, row.mail, _(USER_STATES[row.state]), last_login)
