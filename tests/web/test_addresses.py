"""Addresses with a question, written as Flask writes them."""

import pytest
from flask import url_for

from registry.web.addresses import with_query
from registry.web.pages import pages

HOSTILE = {"q": "青葉 & 大学+#?/", "sort": "-contact", "row": "あ", "kind": "a=b;c"}


@pytest.mark.parametrize("parameters", [{}, {"page": "2"}, HOSTILE])
def test_a_question_is_written_as_url_for_writes_it(sqlite_app, parameters):
    with sqlite_app.test_request_context():
        assert with_query("/organizations", parameters) == url_for("organizations.show_list", **parameters)


def test_the_links_to_the_pages_keep_the_place_and_the_question(sqlite_app):
    address = "/sheets/2020/evidence/meetings/2020"
    with sqlite_app.test_request_context(f"{address}?page=5"):
        found = pages(250, 5, HOSTILE)
        values = {"sheet_year": 2020, "count": "meetings", "fiscal_year": 2020}
        wanted = [
            url_for("evidence.show_evidence", **values, **HOSTILE, **page) for page in ({}, {"page": 3}, {"page": 6})
        ]
    links = {link.text: link.address for link in found.links}
    assert list(links) == ["1", "", "3", "4", "5", "6", "7", "10"]
    assert [links["1"], links["3"], found.next] == wanted
    assert wanted[0].startswith(f"{address}?q=")
