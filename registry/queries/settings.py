"""What is set for the whole site, and what every page says about it."""

from dataclasses import dataclass

import sqlalchemy as sa
from flask import current_app

from registry.config import Settings
from registry.database import db
from registry.domain.known import DEMONSTRATION_MARK
from registry.domain.sleeping import DEFAULT_SLEEPING_MONTHS
from registry.models import Organization, SiteSetting
from registry.queries.unchanged import while_unchanged

CITY = "city"
SLEEPING_MONTHS = "sleeping_months"


@dataclass(frozen=True)
class Site:
    """``city`` is the city's name; ``demonstration``: invented organizations of the demonstration are registered."""

    city: str
    demonstration: bool


def get_site() -> Site:
    """What the frame of every page says; one statement, none while nothing has changed."""
    return while_unchanged("site", _find_site)


def _find_site() -> Site:
    marked = Organization.notes.contains(DEMONSTRATION_MARK, autoescape=True), Organization.deleted_at.is_(None)
    row = db.session.execute(
        sa.select(_value(CITY).scalar_subquery().label("city"), sa.exists().where(*marked).label("demonstration"))
    ).one()
    return Site(row.city or _city_of_environment(), bool(row.demonstration))


def get_city() -> str:
    """The city's name as an administrator set it, else as the environment gives it; may be blank."""
    return db.session.scalar(_value(CITY)) or _city_of_environment()


def get_sleeping_months() -> int:
    """After how many months without a meeting and a project a partnership is said to sleep."""
    return int(db.session.scalar(_value(SLEEPING_MONTHS)) or DEFAULT_SLEEPING_MONTHS)


def find_setting(name: str) -> SiteSetting | None:
    """The row of a setting that was set at least once."""
    return db.session.scalar(sa.select(SiteSetting).where(SiteSetting.name == name))


def _value(name: str) -> sa.Select[str]:
    return sa.select(SiteSetting.value).where(SiteSetting.name == name)


def _city_of_environment() -> str:
    settings: Settings = current_app.config["SETTINGS"]
    return settings.city
