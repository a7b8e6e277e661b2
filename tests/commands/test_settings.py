"""What is set for the whole site."""

import pytest

from registry.commands.settings import LONGEST_CITY, set_city
from registry.database import writing
from registry.domain.errors import InvalidDraft
from registry.domain.vocabulary import Noun
from registry.queries.history import list_history
from registry.queries.settings import Site, find_setting, get_city, get_site
from tests.office import SATO, organization


def test_without_a_setting_the_city_is_that_of_the_environment(session):
    assert get_city() == "試験市"
    assert get_site() == Site("試験市", demonstration=False)


def test_what_the_administrator_sets_goes_before_the_environment(session):
    with writing():
        set_city(SATO, name="　青葉野市\n")
    assert get_city() == get_site().city == "青葉野市"


def test_a_blank_name_is_that_of_the_environment_again(session):
    set_city(SATO, name="青葉野市")
    set_city(SATO, name=" ")
    assert get_city() == get_site().city == "試験市"


def test_each_change_leaves_an_entry_and_no_change_leaves_none(session):
    for name in ("青葉野市", "青葉野市", "若葉市", ""):
        set_city(SATO, name=name)
    history = list_history(Noun.SETTINGS, find_setting("city").id, limit=9)
    assert [(entry.label, entry.changes["value"]) for entry in history] == [
        ("city", ("若葉市", "")),
        ("city", ("青葉野市", "若葉市")),
        ("city", ("", "青葉野市")),
    ]


def test_a_name_that_is_too_long_is_refused(session):
    with pytest.raises(InvalidDraft) as refused:
        set_city(SATO, name="市" * (LONGEST_CITY + 1))
    assert [(problem.field, problem.code) for problem in refused.value.problems] == [("city", "too_long")]
    assert get_city() == "試験市"


def test_the_demonstration_is_told_with_the_city(session):
    organization("見本団体", notes="見本（架空）")
    assert get_site().demonstration
