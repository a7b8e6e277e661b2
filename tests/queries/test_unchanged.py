"""What is kept while nothing has changed: found once, and anew after every change, whoever made it."""

import sqlalchemy as sa

from registry.database import db, rehearsing, writing
from registry.models import Organization
from registry.queries.unchanged import while_unchanged
from tests.office import organization


class Asked:
    """Counts the organizations, and how often it was asked."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self) -> int:
        self.times += 1
        return db.session.scalar(sa.select(sa.func.count()).select_from(Organization)) or 0


def test_it_is_found_once_while_nothing_changes(session):
    with writing():
        organization("甲")
    asked = Asked()
    assert [while_unchanged("n", asked), while_unchanged("n", asked), asked.times] == [1, 1, 1]


def test_a_change_makes_it_be_found_anew(session):
    asked = Asked()
    with writing():
        organization("甲")
    assert while_unchanged("n", asked) == 1
    with writing():
        organization("乙")
    assert while_unchanged("n", asked) == 2


def test_what_is_found_on_the_way_to_a_change_is_not_kept(session):
    with writing():
        organization("甲")
    asked = Asked()
    with rehearsing():
        organization("乙")
        assert while_unchanged("n", asked) == 2
    assert [while_unchanged("n", asked), asked.times] == [1, 2]


def test_without_any_entry_nothing_is_kept(session):
    asked = Asked()
    assert [while_unchanged("n", asked), while_unchanged("n", asked), asked.times] == [0, 0, 2]


def test_each_key_has_a_finding_of_its_own(session):
    with writing():
        organization("甲")
    assert [while_unchanged("a", lambda: 1), while_unchanged("b", lambda: 2), while_unchanged("a", lambda: 3)] == [
        1,
        2,
        1,
    ]
