"""The frame of every page: years, navigation, language, reader; and ``show_page``, which puts a page into it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from babel import Locale
from flask import current_app, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from registry.config import LOCALES, Settings
from registry.domain.message import N_
from registry.domain.permissions import ONLY_ITS_OWN, PERMISSIONS, Permission, may
from registry.language import reader_locale
from registry.queries.settings import get_site
from registry.queries.sheets import list_sheet_years
from registry.web.access import may_change
from registry.web.help_links import help_address
from registry.web.own_addresses import own_page
from registry.words import ROLES, year_beside, year_name

NOT_SAVED = "not-saved"
"""The category of what is said to a reader whose form was not saved; any other notice says that it was."""


@dataclass(frozen=True)
class NavLink:
    text: str
    address: str
    current: bool


@dataclass(frozen=True)
class YearLink:
    name: str
    beside: str
    address: str


@dataclass(frozen=True)
class YearPicker:
    """The years that the page can show, newest first, each with the same page's address."""

    chosen: YearLink
    offered: tuple[YearLink, ...]
    previous: YearLink | None
    next: YearLink | None


@dataclass(frozen=True)
class ReaderName:
    id: int
    name: str
    role: str


@dataclass(frozen=True)
class Frame:
    """``address`` is the page's own, for coming back after a change of language."""

    locale: str
    other_locale: str
    other_language: str
    city: str
    home: str
    help: str
    address: str
    reader: ReaderName | None
    links: tuple[NavLink, ...]
    aside: tuple[NavLink, ...]
    may: frozenset[str]
    """The permissions of the reader, for what a page offers."""
    quick_log: str | None
    search: str | None
    years: YearPicker | None
    demonstration: bool


def show_page(template: str, *, year: int | None = None, years: Sequence[int] = (), **values: Any) -> str:
    """Render a page in its frame; ``years`` are the fiscal years that this page can show, ``year`` the shown one."""
    return render_template(template, frame=_frame(year, years), **values)


def show_bare_page(template: str, **values: Any) -> str:
    """Render a page that asks nothing of the database, for when that is what failed."""
    return render_template(template, frame=_bare_frame(), **values)


def _frame(year: int | None, years: Sequence[int]) -> Frame:
    known = vars(_bare_frame()) | vars(get_site())
    if not current_user.is_authenticated:
        return Frame(**known)
    return Frame(
        **known
        | {
            "home": url_for("home.show_year", fiscal_year=year) if year else url_for("home.show_newest"),
            "reader": ReaderName(current_user.id, current_user.name, _(ROLES[current_user.role])),
            "links": _links(year, PAGES),
            "aside": _links(year, ASIDE),
            "may": PERMISSIONS[current_user.role],
            "quick_log": _quick_log(),
            "search": url_for("search.show") if "search" in current_app.blueprints else None,
            "years": _year_picker(year, years) if year else None,
        }
    )


def _bare_frame() -> Frame:
    settings: Settings = current_app.config["SETTINGS"]
    locale = reader_locale()
    other = next(one for one in LOCALES if one != locale)
    return Frame(
        locale=locale,
        other_locale=other,
        other_language=str(Locale(other).get_language_name(other)),
        city=settings.city,
        home=url_for("home.show_newest"),
        help=help_address(),
        address=own_page(request.full_path.removesuffix("?")) or url_for("home.show_newest"),
        reader=None,
        links=(),
        aside=(),
        may=frozenset(),
        quick_log=None,
        search=None,
        years=None,
        demonstration=False,
    )


LISTS = frozenset({"organizations", "agreements", "meetings", "projects"})
PAGES = (
    (N_("Home"), "home"),
    (N_("Partner organizations"), "organizations"),
    (N_("Agreements"), "agreements"),
    (N_("Meetings"), "meetings"),
    (N_("Projects"), "projects"),
    (N_("Deadlines"), "deadlines"),
    (N_("Evaluation sheets"), "sheets"),
)
"""The main pages: their name and their blueprint."""
ASIDE = ((N_("Help"), "help"), (N_("Administration"), "administration"))
"""The pages at the end of the row."""
INSIDE = {
    "evidence": "sheets",
    "annexes": "sheets",
    "sheet_years": "sheets",
    "year_end": "sheets",
    "sheet_writing": "sheets",
    "counts": "home",
    "contacts": "organizations",
    "handover": "deadlines",
    "organization_deeds": "organizations",
    "backups": "administration",
    "meeting_deeds": "meetings",
    "meeting_joins": "meetings",
    "meeting_rows": "meetings",
    "pasting": "meetings",
    "imports": "administration",
    "project_deeds": "projects",
    "delegations": "projects",
    "delegation_deeds": "projects",
    "reports": "projects",
    "project_reports": "projects",
    "report_deeds": "projects",
    "report_calls": "projects",
    "duplicates": "administration",
    "agreement_deeds": "agreements",
    "users": "administration",
    "rules": "administration",
    "departments": "administration",
    "reorganizations": "administration",
    "names": "administration",
    "audit": "administration",
}
"""Blueprints whose pages belong to another main page; one that serves several nouns has its ``noun`` in the address."""


def _links(year: int | None, pages: Sequence[tuple[str, str]]) -> tuple[NavLink, ...]:
    """The pages that there are; each keeps the year where it can."""
    sheet_years = list_sheet_years() if pages is PAGES else ()
    shown = (request.view_args or {}).get("noun") or INSIDE.get(str(request.blueprint), request.blueprint)
    there = [(text, noun, _page(noun, year, sheet_years)) for text, noun in pages if _is_there(noun)]
    return tuple(NavLink(_(text), address, noun == shown) for text, noun, address in there)


def _is_there(noun: str) -> bool:
    """Whether there is such a page for the reader; whoever may administer anything may see the audit log."""
    return noun in current_app.blueprints and (noun != "administration" or may(current_user.role, Permission.SEE_AUDIT))


def _quick_log() -> str | None:
    """Where a meeting is recorded in passing, for who may: for others, or for a department of their own."""
    there = "meetings.show_quick" in current_app.view_functions
    allowed = may_change(Permission.RECORD_MEETINGS, current_user.department_id)
    return url_for("meetings.show_quick") if there and allowed else None


def _page(noun: str, year: int | None, sheet_years: Sequence[int]) -> str:
    if noun == "help":
        return help_address()
    if noun == "deadlines" and current_user.role in ONLY_ITS_OWN:
        return url_for("deadlines.show", department=current_user.department or None)
    if noun not in {"home", "sheets"}:
        return url_for(f"{noun}.show_list" if noun in LISTS else f"{noun}.show")
    if year is None or (noun == "sheets" and year not in sheet_years):
        return url_for(f"{noun}.show_newest")
    return url_for(f"{noun}.show_year", fiscal_year=year)


def _year_picker(year: int, years: Sequence[int]) -> YearPicker:
    links = {one: _year_link(one) for one in sorted({*years, year}, reverse=True)}
    earlier = max((one for one in links if one < year), default=None)
    later = min((one for one in links if one > year), default=None)
    return YearPicker(
        chosen=links[year],
        offered=tuple(links.values()),
        previous=links[earlier] if earlier is not None else None,
        next=links[later] if later is not None else None,
    )


def _year_link(year: int) -> YearLink:
    return YearLink(year_name(year), year_beside(year), _same_page(year))


def _same_page(year: int) -> str:
    """The same page for another year; a page of evidence goes with its sheet where both were of one year."""
    values: dict[str, Any] = dict(request.view_args or {})
    if values.get("sheet_year") == values.get("fiscal_year"):
        values = {name: year if name == "sheet_year" else value for name, value in values.items()}
    endpoint = str(request.endpoint).replace("show_newest", "show_year")
    return url_for(endpoint, **values | {"fiscal_year": year})
