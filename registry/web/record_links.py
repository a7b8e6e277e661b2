"""Where the page of a record and the list of its kind are, by the word for its kind."""

from collections.abc import Mapping
from typing import Any

from flask import current_app, g, url_for
from flask_babel import gettext as _

from registry.domain.vocabulary import Noun
from registry.web.views import LISTS

ID_NAMES: Mapping[str, str] = {
    Noun.ORGANIZATIONS: "organization_id",
    Noun.AGREEMENTS: "agreement_id",
    Noun.MEETINGS: "meeting_id",
    Noun.PROJECTS: "project_id",
    Noun.USERS: "user_id",
}
"""Nouns whose records have a page of their own, and what its route calls their id."""


def record_address(noun: str, record_id: int | None) -> str:
    """The page of a record; blank for one that has none."""
    if record_id is None or noun not in ID_NAMES:
        return ""
    begins: dict[str, str] = g.setdefault("record_pages", {})
    if noun not in begins:
        begins[noun] = _begin(noun)
    return f"{begins[noun]}{record_id}" if begins[noun] else ""


def _begin(noun: str) -> str:
    """What the addresses of a noun's pages begin with, before the id; a list has dozens of them."""
    endpoint = f"{noun}.show"
    values: dict[str, Any] = {ID_NAMES[noun]: 0}
    return url_for(endpoint, **values).removesuffix("0") if endpoint in current_app.view_functions else ""


def list_link(noun: str) -> tuple[str, str]:
    """The name and the address of the list of a noun; a blank address where there is none."""
    endpoint = f"{noun}.show_list"
    return _(LISTS[Noun(noun)]), url_for(endpoint) if endpoint in current_app.view_functions else ""


def list_address(noun: str, **conditions: str) -> str:
    """The list of a noun, narrowed down; blank where there is none."""
    endpoint = f"{noun}.show_list"
    values: dict[str, Any] = dict(conditions)
    return url_for(endpoint, **values) if endpoint in current_app.view_functions else ""
