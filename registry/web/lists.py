"""Lists: what the address asks for, and the parts of the page around the table; each condition is a part of the URL."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote_plus

from flask import current_app, request, url_for

from registry.domain.lists import ListQuery, Window
from registry.domain.names import clean
from registry.language import gettext as _
from registry.web.addresses import PLAIN, with_query
from registry.web.list_parts import Chip, Link, ListPage, OpenFilter, SortLink
from registry.web.pages import PER_PAGE, pages, wanted_page
from registry.words import number

LONGEST_TEXT = 200
Choices = Sequence[tuple[str, str]]
"""(value, shown) of each value that a filter can have."""


@dataclass(frozen=True)
class Filter:
    """A condition: its name in the address, its label (a msgid), and the values that are offered.

    One that is ``typed`` takes any text that ``read`` turns into (value, shown); ``read`` gives None for what it does
    not understand, and the condition is then left out. ``hint`` says how to write it.
    """

    name: str
    label: str
    choices: Callable[[], Choices] = tuple
    read: Callable[[str], tuple[str, str] | None] | None = None
    hint: str = ""
    hidden: bool = False
    """Set elsewhere on the page, so that it is not offered among the conditions."""
    linked_only: bool = False
    """Set by a link from another page only: shown and removed here, but not offered."""
    of_all_views: bool = False
    """Says of which day the whole list is: every tab keeps it, and counts by it."""


@dataclass(frozen=True)
class View:
    """A tab that is always there: its label (a msgid) and its conditions."""

    name: str
    label: str
    values: Mapping[str, str] = field(default_factory=dict)
    of_today: bool = False
    """Asks for what is known of today only, so that it is left out where the list is as of a day."""


@dataclass(frozen=True)
class ListSpec:
    """One noun's list: the blueprint's name, its conditions, what it can be sorted by (the first is the default)."""

    blueprint: str
    search_hint: str
    filters: Sequence[Filter]
    sorts: Sequence[str]
    views: Sequence[View] = ()
    descending_first: frozenset[str] = frozenset()
    """What is sorted with the newest or largest first, unless asked otherwise."""
    page: str = "show_list"
    """What the route of the list is called."""
    per_page: int = PER_PAGE
    within: tuple[str, ...] = ()
    """Parts of the route's path that all addresses of the list keep, such as its fiscal year."""

    @property
    def place(self) -> dict[str, Any]:
        """Those parts of the address that is shown."""
        return {name: (request.view_args or {})[name] for name in self.within}


@dataclass(frozen=True)
class Asked:
    """What the address asks for, read once for a request."""

    spec: ListSpec
    query: ListQuery
    shown: Mapping[str, str]
    """Each set condition's value in words."""
    page: int
    wrong: Mapping[str, str] = field(default_factory=dict)
    """What was typed for a condition and is not understood, by the condition's name."""

    @property
    def window(self) -> Window:
        """The rows of the page."""
        return Window((self.page - 1) * self.spec.per_page, self.spec.per_page)

    @property
    def view_queries(self) -> Sequence[tuple[str, ListQuery]]:
        """The query of each tab, for its count."""
        return [(view.name, ListQuery(values=self.of_view(view))) for view in self.views]

    @property
    def views(self) -> Sequence[View]:
        """The tabs that there are on the day of the list."""
        return [view for view in self.spec.views if not (view.of_today and self._of_all_views)]

    def of_view(self, view: View) -> dict[str, str]:
        """The conditions of a tab, on the day of the list."""
        return self._of_all_views | dict(view.values)

    @property
    def _of_all_views(self) -> dict[str, str]:
        kept = {one.name for one in self.spec.filters if one.of_all_views}
        return {name: value for name, value in self.query.values.items() if name in kept}

    @property
    def parameters(self) -> dict[str, str]:
        """What the address says, without the page."""
        text = {"q": self.query.text} if self.query.text else {}
        default = self.spec.sorts[0]
        standard = (default, default in self.spec.descending_first)
        order = {} if (self.query.sort, self.query.descending) == standard else {"sort": self.sort_text}
        return text | dict(self.query.values) | order

    @property
    def sort_text(self) -> str:
        """The order as the address says it: a minus in front of what is descending."""
        return f"-{self.query.sort}" if self.query.descending else self.query.sort


def asked(spec: ListSpec) -> Asked:
    """Read the address; what it asks in words that the list does not know is left out."""
    values: dict[str, str] = {}
    shown: dict[str, str] = {}
    wrong: dict[str, str] = {}
    for one in spec.filters:
        typed = clean(request.args.get(one.name, "")[:LONGEST_TEXT])
        found = _read(one, typed) if typed else None
        if found is not None:
            values[one.name], shown[one.name] = found
        elif typed and one.read is not None:
            wrong[one.name] = typed
    sort = request.args.get("sort", "")
    name = sort.removeprefix("-")
    known = name in spec.sorts
    default = spec.sorts[0]
    query = ListQuery(
        text=clean(request.args.get("q", "")[:LONGEST_TEXT]),
        values=values,
        sort=name if known else default,
        descending=sort.startswith("-") if known else default in spec.descending_first,
    )
    return Asked(spec, query, shown, wanted_page(), wrong)


def _read(one: Filter, typed: str) -> tuple[str, str] | None:
    if one.read is not None:
        return one.read(typed)
    return next(((value, shown) for value, shown in one.choices() if value == typed), None)


def list_page(
    wanted: Asked,
    *,
    total: int,
    more: bool = False,
    counts: Mapping[str, int] | None = None,
    saved: Sequence[tuple[str, str]] = (),
) -> ListPage:
    """The parts around the table; ``counts`` gives the size of each view, ``saved`` the reader's own (name, query).

    With ``more`` the list was counted up to ``total`` only, and there are more.
    """
    spec, parameters = wanted.spec, wanted.parameters
    return ListPage(
        address=_address(spec, {}),
        text=wanted.query.text,
        search_hint=_(spec.search_hint),
        kept=_kept(parameters, "q"),
        tabs=_tabs(wanted, counts or {}, saved),
        chips=_chips(wanted),
        filters=_open_filters(wanted),
        sorts={name: _sort_link(name, wanted) for name in spec.sorts},
        files=_files(spec, parameters),
        pages=pages(total + more, wanted.page, parameters, per_page=spec.per_page),
        total=number(total),
        more=more,
        whole=_address(spec, {}),
        saved_as=_address(spec, parameters).partition("?")[2],
        is_filtered=bool(wanted.query.text or wanted.query.values),
    )


def _address(spec: ListSpec, parameters: Mapping[str, str]) -> str:
    return with_query(url_for(f"{spec.blueprint}.{spec.page}", **spec.place), parameters)


def _kept(parameters: Mapping[str, str], without: str) -> tuple[tuple[str, str], ...]:
    return tuple((name, value) for name, value in parameters.items() if name != without)


def _tabs(wanted: Asked, counts: Mapping[str, int], saved: Sequence[tuple[str, str]]) -> tuple[Link, ...]:
    hidden = {one.name for one in wanted.spec.filters if one.hidden}
    here = {name: value for name, value in wanted.query.values.items() if name not in hidden}
    fixed = [
        Link(
            text=_(view.label),
            address=_address(wanted.spec, wanted.of_view(view)),
            current=here == wanted.of_view(view) and not wanted.query.text,
            count=number(counts[view.name]) if view.name in counts else "",
        )
        for view in wanted.views
    ]
    address = _address(wanted.spec, {})
    now = _address(wanted.spec, wanted.parameters)
    own = [Link(name, f"{address}?{query}", f"{address}?{query}" == now) for name, query in saved]
    return (*fixed, *own)


def _chips(wanted: Asked) -> tuple[Chip, ...]:
    labels = {one.name: one.label for one in wanted.spec.filters if not one.hidden}
    shown = {name: value for name, value in wanted.shown.items() if name in labels}
    return tuple(
        Chip(_(labels[name]), value, _address(wanted.spec, dict(_kept(wanted.parameters, name))))
        for name, value in shown.items()
    )


def _open_filters(wanted: Asked) -> tuple[OpenFilter, ...]:
    closed = {one.name for one in wanted.spec.filters if one.hidden or one.linked_only} | wanted.shown.keys()
    offered = (one for one in wanted.spec.filters if one.name not in closed)
    return tuple(_open(one, wanted) for one in offered)


def _open(one: Filter, wanted: Asked) -> OpenFilter:
    spec, parameters = wanted.spec, wanted.parameters
    beginning = _address(spec, parameters)
    beginning += ("&" if parameters else "?") + f"{one.name}="
    links = (Link(shown, beginning + quote_plus(value, safe=PLAIN)) for value, shown in one.choices())
    return OpenFilter(
        name=one.name,
        label=_(one.label),
        links=tuple(links),
        hint=_(one.hint) if one.hint else "",
        kept=_kept(parameters, one.name),
        wrong=wanted.wrong.get(one.name, ""),
    )


def _sort_link(name: str, wanted: Asked) -> SortLink:
    query = wanted.query
    is_now = query.sort == name
    descending = not query.descending if is_now else name in wanted.spec.descending_first
    order = f"-{name}" if descending else name
    now = ("descending" if query.descending else "ascending") if is_now else ""
    return SortLink(_address(wanted.spec, {**wanted.parameters, "sort": order}), now)


def _files(spec: ListSpec, parameters: dict[str, Any]) -> tuple[Link, ...]:
    """The files of the list, and its calendar and its page for paper where there are such."""
    forms, kept = (("Excel", "xlsx"), ("CSV", "csv")), spec.place | parameters
    links = (Link(name, url_for(f"{spec.blueprint}.download", form=form, **kept)) for name, form in forms)
    others = ((_("Calendar"), "download_calendar"), (_("Print"), "show_paper"))
    there = ((name, f"{spec.blueprint}.{page}") for name, page in others)
    known = current_app.view_functions
    return (*links, *(Link(name, url_for(page, **parameters)) for name, page in there if page in known))
