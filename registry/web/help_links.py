"""Where the guide speaks of each page: a topic and an anchor, by the route's endpoint or by its blueprint."""

from collections.abc import Mapping

from flask import request, url_for

PLACES: Mapping[str, str] = {
    "home": "home",
    "counts": "home#counts",
    "evidence": "home#evidence",
    "organizations": "organizations",
    "organizations.show_list": "organizations#find",
    "organizations.show_new": "organizations#register",
    "organizations.show_edit": "organizations#correct",
    "projects": "projects",
    "projects.show_new": "projects#record",
    "projects.show_edit": "projects#correct",
    "project_deeds": "projects#state",
    "departments": "projects#reorganize",
    "reorganizations": "projects#reorganize",
    "names": "administration#names",
    "related": "forms#bodies",
    "history": "trouble#history",
    "sheets": "sheets",
    "views": "lists#save",
    "bodies": "forms#bodies",
    "understood": "forms#days",
    "administration": "administration",
    "administration.show_city": "administration#city",
    "audit": "administration#audit",
    "audit.verify": "administration#verify",
    "help": "start",
    "login": "start#login",
    "login.show_link": "start#link",
    "languages": "start#language",
    "health": "trouble",
}
ELSEWHERE = "trouble"
"""For a page that does not exist, and one that nobody has thought of."""


def place_of(endpoint: str | None) -> str:
    """Topic, or topic#anchor, for the page of a route."""
    name = endpoint or ""
    return PLACES.get(name) or PLACES.get(name.partition(".")[0]) or ELSEWHERE


def help_address() -> str:
    """The place in the guide that speaks of the page shown; from the guide itself its contents."""
    if request.blueprint == "help":
        return url_for("help.show")
    topic, _hash, anchor = place_of(request.endpoint).partition("#")
    return url_for("help.show_topic", topic=topic, _anchor=anchor or None)
