"""The decision above a view, and the one after its record was loaded; the matrix of all routes is test_access.py."""

import pytest
from flask import Flask

from registry.commands.users import add_user
from registry.database import db, writing
from registry.domain.deed import Deed
from registry.domain.permissions import Permission
from registry.domain.vocabulary import Role
from registry.models import Department
from registry.web.access import UndecidedRoute, may_change, own_or_refuse, public, refuse_undecided_routes, requires
from tests.web.conftest import NOW, PASSWORD

OWN, OTHER = "試験第一課", "試験第二課"


@pytest.fixture
def departments(site) -> dict[str, int]:
    """Each department's id; one of its users bears its name."""
    with site.app_context(), writing():
        found = {name: Department(name=name) for name in (OWN, OTHER)}
        db.session.add_all(found.values())
        for name in found:
            add_user(Deed("test", NOW), name=name, role=Role.DEPARTMENT, department=name, password=PASSWORD)
        return {name: department.id for name, department in found.items()}


def test_a_record_is_changed_by_its_own_department_and_by_those_for_all(site, browser_of, departments):
    def view(names: str) -> dict[str, bool]:
        ids = [departments.get(name) for name in names.split()]
        told = may_change(Permission.EDIT_PROJECTS, *ids)
        own_or_refuse(Permission.EDIT_PROJECTS, *ids)
        return {"told": told}

    site.add_url_rule("/of/<names>", "of", requires(Permission.SEE_REGISTRY)(view))

    def allowed(who: str) -> list[bool]:
        client = browser_of(who)
        answers = [client.get(f"/of/{names}") for names in (OWN, f"{OTHER} {OWN}", OTHER, "none")]
        assert {answer.json["told"] for answer in answers if answer.status_code == 200} <= {True}
        assert {answer.status_code for answer in answers} <= {200, 403}
        return [answer.status_code == 200 for answer in answers]

    assert {who: allowed(who) for who in (OWN, *Role)} == {
        OWN: [True, True, False, False],
        Role.VIEWER: [False, False, False, False],
        Role.DEPARTMENT: [False, False, False, False],
        Role.SECRETARIAT: [True, True, True, True],
        Role.CHIEF: [True, True, True, True],
        Role.ADMINISTRATOR: [True, True, True, True],
    }


def test_an_app_with_an_undecided_route_does_not_start():
    app = Flask(__name__)
    app.add_url_rule("/open", "open", public(lambda: "open"))
    app.add_url_rule("/forgotten", "forgotten", lambda: "forgotten")
    with pytest.raises(UndecidedRoute, match="forgotten"):
        refuse_undecided_routes(app)


def test_who_lacks_the_permission_is_refused_in_the_look_of_the_registry(site, browser_of):
    site.add_url_rule("/secret", "secret", requires(Permission.MANAGE_USERS)(lambda: "for administrators"))
    assert browser_of(Role.ADMINISTRATOR).get("/secret").text == "for administrators"
    refused = browser_of(Role.CHIEF).get("/secret")
    assert refused.status_code == 403
    assert "この画面を見る権限がありません" in refused.text


def test_a_view_without_a_decision_is_nobodys(site, browser_of):
    site.add_url_rule("/late", "late", lambda: "added after the start")
    assert browser_of(Role.ADMINISTRATOR).get("/late").status_code == 403
