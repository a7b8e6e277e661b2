"""Forms of meetings as a browser sends them, for tests of what is answered."""

import re

from flask.testing import FlaskClient

from registry.commands.users import add_user
from registry.database import db, writing
from registry.domain.vocabulary import Role
from registry.models import Meeting, Organization
from tests.office import SATO, meeting, organization
from tests.web.conftest import PASSWORD

HIDDEN = re.compile(r'name="(csrf_token|form_key|version|other_version|seen|upload)"[^>]* value="([^"]*)"')
OURS, THEIRS = "農政課", "福祉課"


def keys_of(page: str) -> dict[str, str]:
    """The hidden fields that a page's form sends."""
    return dict(HIDDEN.findall(page))


def sent(client: FlaskClient, address: str, *, to: str = "", **values: object):
    """The answer to the form of a page, filled in with these values; ``to`` is another address to send it to."""
    return client.post(to or address, data=keys_of(client.get(address).text) | values)


def body_id(site, name: str) -> int:
    with site.app_context():
        return db.session.query(Organization.id).filter_by(name=name).scalar()


def newest(site) -> Meeting:
    """The meeting that was recorded last, with what it names."""
    with site.app_context():
        found = db.session.query(Meeting).order_by(Meeting.id.desc()).first()
        assert [*found.organizations, *found.agreements, *found.projects, found.department]
        return found


def number_of_meetings(site) -> int:
    with site.app_context():
        return db.session.query(Meeting).count()


def recorded(site, *, held: str = "2021-12-20", **values: object) -> int:
    """A meeting with 甲株式会社 that somebody else has recorded."""
    with site.app_context(), writing():
        known = db.session.query(Organization).filter_by(name="甲株式会社").one_or_none()
        return meeting(known or organization("甲株式会社"), held=held, **values).id


def staff(site, name: str, department: str) -> None:
    """Somebody of a department who may log in."""
    with site.app_context(), writing():
        add_user(SATO, name=name, role=Role.DEPARTMENT, department=department, password=PASSWORD)
