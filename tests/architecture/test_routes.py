"""No page without a decision on who may see it; tests/web walks all pages as each role."""

import pytest

FILES_FOR_EVERYBODY = {"static", "bootstrap.static"}


def test_every_route_has_an_access_decision(sqlite_app):
    undecided = [
        f"{rule.rule} ({rule.endpoint})"
        for rule in sqlite_app.url_map.iter_rules()
        if rule.endpoint not in FILES_FOR_EVERYBODY
        and getattr(sqlite_app.view_functions[rule.endpoint], "access", None) is None
    ]
    assert not undecided, f"{undecided}. Remedy: @requires(Permission.…) or @public on the line above the view."


@pytest.mark.parametrize("endpoint", sorted(FILES_FOR_EVERYBODY))
def test_files_for_everybody_are_only_read(sqlite_app, endpoint):
    rules = list(sqlite_app.url_map.iter_rules(endpoint))
    assert rules, f"{endpoint} is gone. Remedy: take it from the list above."
    assert all(rule.methods <= {"GET", "HEAD", "OPTIONS"} for rule in rules)
