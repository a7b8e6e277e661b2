"""What is typed into a form is kept for its person, one for each form, and not for ever."""

from datetime import UTC, datetime, timedelta

import pytest

from registry.commands.form_drafts import MOST_FORMS, forget_typed_form, keep_typed_form
from registry.commands.users import add_user
from registry.domain.vocabulary import Role
from registry.queries.form_drafts import find_typed_form, list_colleagues_typing
from tests.office import SATO

AT = datetime(2021, 4, 20, 1, 0, tzinfo=UTC)
FORM = "/projects/1/reports/2020"


@pytest.fixture
def two(session):
    return [add_user(SATO, name=name, role=Role.SECRETARIAT, password="a long sentence").id for name in ("甲", "乙")]


def kept(user_id: int, at=AT, form: str = FORM):
    found = find_typed_form(form, user_id=user_id, at=at)
    return found and found.fields


def test_the_last_that_was_typed_is_kept_for_its_own_person(two):
    first, second = two
    keep_typed_form(FORM, [("result", "途中")], user_id=first, at=AT)
    keep_typed_form(FORM, [("result", "途中まで"), ("result", "二つ目")], user_id=first, at=AT)
    assert kept(first) == (("result", "途中まで"), ("result", "二つ目"))
    assert kept(second) is None
    forget_typed_form(FORM, user_id=second)
    assert kept(first)
    forget_typed_form(FORM, user_id=first)
    assert kept(first) is None


def test_it_is_forgotten_after_thirty_days_and_behind_many_others(two):
    first, second = two
    keep_typed_form(FORM, [], user_id=first, at=AT)
    assert kept(first, at=AT + timedelta(days=30)) == ()
    assert kept(first, at=AT + timedelta(days=31)) is None
    for place in range(MOST_FORMS):
        keep_typed_form(f"/{place}", [], user_id=second, at=AT)
        keep_typed_form(f"/{place}", [], user_id=first, at=AT)
    assert kept(first) is None
    assert kept(first, form="/0") == kept(second, form="/0") == ()


def test_colleagues_are_told_of_for_ten_minutes(two):
    first, second = two
    keep_typed_form(FORM, [], user_id=second, at=AT)

    def told(minutes: int) -> list[str]:
        return [one.name for one in list_colleagues_typing(FORM, user_id=first, at=AT + timedelta(minutes=minutes))]

    assert told(10) == ["乙"]
    assert told(11) == []
    assert list_colleagues_typing(FORM, user_id=second, at=AT) == []
