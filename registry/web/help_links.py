"""Where the guide speaks of each page: a topic and an anchor, by the route's endpoint or by its blueprint."""

from collections.abc import Mapping

from flask import request, url_for

PLACES: Mapping[str, str] = {
    "home": "home",
    "counts": "home#counts",
    "evidence": "home#evidence",
    "organizations": "organizations",
    "organizations.show_list": "organizations#find",
    "organizations.show": "organizations#page",
    "organizations.show_new": "organizations#register",
    "organizations.show_edit": "organizations#correct",
    "organization_deeds": "organizations#rename",
    "organization_deeds.show_rename": "organizations#rename",
    "organization_deeds.show_succeed": "organizations#merger",
    "organization_deeds.show_delete": "organizations#delete",
    "contacts": "organizations#contacts",
    "agreements": "agreements",
    "agreements.show_new": "agreements#conclude",
    "agreements.show_edit": "agreements#correct",
    "agreement_deeds": "agreements",
    "deadlines": "deadlines#list",
    "handover": "handover",
    "meetings": "meetings",
    "meetings.show_quick": "meetings#quick-log",
    "meetings.show_new": "meetings#record",
    "meetings.show_edit": "meetings#record",
    "meetings.show_list": "lists",
    "meetings.record": "meetings#record",
    "meetings.record_quick": "meetings#quick-log",
    "meeting_deeds": "meetings#plan",
    "meeting_joins": "meetings#twice",
    "projects": "projects",
    "projects.show_new": "projects#record",
    "projects.show_edit": "projects#correct",
    "project_deeds": "projects#state",
    "delegations": "delegation",
    "delegations.show_new": "delegation#ask",
    "delegations.show_list": "delegation#find",
    "delegation_deeds": "delegation#answer",
    "delegation_deeds.show_withdrawal": "delegation#decide",
    "reports": "reports",
    "project_reports": "reports#write",
    "report_deeds": "reports#answer",
    "report_calls": "reports#call",
    "typed_forms": "reports#write",
    "attachments": "files",
    "meeting_rows": "meetings#many",
    "pasting": "meetings#many",
    "imports": "imports#run",
    "departments": "projects#reorganize",
    "reorganizations": "projects#reorganize",
    "names": "administration#names",
    "related": "forms#bodies",
    "history": "trouble#history",
    "sheets": "sheets",
    "findings": "sheets#explain",
    "finalizing": "sheets#finalize",
    "finalizing.show_reopen": "sheets#reopen",
    "revisions": "sheets#reopen",
    "drift": "sheets#drift",
    "own_forms": "sheets#own-form",
    "annexes": "sheets#annex",
    "sheet_years": "sheets#years",
    "sheet_years.compare": "sheets#compare",
    "year_end": "sheets#year-end",
    "sheet_writing": "sheets#write",
    "sheet_writing.show_new": "sheets#begin",
    "sheet_writing.begin": "sheets#begin",
    "views": "lists#save",
    "bodies": "forms#bodies",
    "understood": "forms#days",
    "users": "administration#users",
    "account": "start#account",
    "account.choose_mails": "deadlines#mail",
    "administration": "administration",
    "administration.show_city": "administration#city",
    "rules": "administration#rules",
    "duplicates": "duplicates",
    "duplicates.show_pair": "duplicates#compare",
    "search": "lists#search",
    "fields": "administration#names",
    "groups": "administration#names",
    "backups": "administration#backup",
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
