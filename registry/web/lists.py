"""Lists: what the address asks for, and the parts of the page around the table; each condition is a part of the URL."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote_plus, urlencode

from flask import current_app, request, url_for
from flask_babel import gettext as _

from registry.domain.lists import ListQuery, Window
from registry.domain.names import clean
from registry.web.pages import PER_PAGE, Pages, pages, wanted_page
from registry.words import number

LONGEST_TEXT = 200
PLAIN = "!$'()*,/:;?@"
"""Characters that stand in a query as they are."""
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


@dataclass(frozen=True)
class View:
    """A tab that is always there: its label (a msgid) and its conditions."""

    name: str
    label: str
    values: Mapping[str, str] = field(default_factory=dict)


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

    @property
    def view_queries(self) -> Sequence[tuple[str, ListQuery]]:
        """The query of each tab, for its count."""
        return [(view.name, ListQuery(values=view.values)) for view in self.views]


@dataclass(frozen=True)
class Link:
    text: str
    address: str
    current: bool = False
    count: str = ""


@dataclass(frozen=True)
class Chip:
    """A condition that is set, and the address without it."""

    label: str
    value: str
    without: str


@dataclass(frozen=True)
class OpenFilter:
    """A condition that can be set: links to its values, or a field to type one into."""

    name: str
    label: str
    links: tuple[Link, ...]
    hint: str
    kept: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class SortLink:
    """A column's heading: where it leads, and how the list is sorted by it now (``ascending``, ``descending``)."""

    address: str
    now: str


@dataclass(frozen=True)
class Asked:
    """What the address asks for, read once for a request."""

    spec: ListSpec
    query: ListQuery
    shown: Mapping[str, str]
    """Each set condition's value in words."""
    page: int

    @property
    def window(self) -> Window:
        """The rows of the page."""
        return Window((self.page - 1) * self.spec.per_page, self.spec.per_page)

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


@dataclass(frozen=True)
class ListPage:
    """All that stands around the table of a list."""

    address: str
    text: str
    search_hint: str
    kept: tuple[tuple[str, str], ...]
    tabs: tuple[Link, ...]
    chips: tuple[Chip, ...]
    filters: tuple[OpenFilter, ...]
    sorts: Mapping[str, SortLink]
    files: tuple[Link, ...]
    pages: Pages
    total: str
    more: bool
    """Whether there are more than the total says."""
    whole: str
    saved_as: str
    """The conditions as one text, to be kept under a name."""
    is_filtered: bool
    """Whether anything narrows the list down."""


def asked(spec: ListSpec) -> Asked:
    """Read the address; what it asks in words that the list does not know is left out."""
    values: dict[str, str] = {}
    shown: dict[str, str] = {}
    for one in spec.filters:
        typed = clean(request.args.get(one.name, "")[:LONGEST_TEXT])
        found = _read(one, typed) if typed else None
        if found is not None:
            values[one.name], shown[one.name] = found
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
    return Asked(spec, query, shown, wanted_page())


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
    """The list's address with these parameters, written as ``url_for`` writes them: a page asks for many of them."""
    path = url_for(f"{spec.blueprint}.{spec.page}")
    return f"{path}?{urlencode(parameters, safe=PLAIN)}" if parameters else path


def _kept(parameters: Mapping[str, str], without: str) -> tuple[tuple[str, str], ...]:
    return tuple((name, value) for name, value in parameters.items() if name != without)


def _tabs(wanted: Asked, counts: Mapping[str, int], saved: Sequence[tuple[str, str]]) -> tuple[Link, ...]:
    hidden = {one.name for one in wanted.spec.filters if one.hidden}
    here = {name: value for name, value in wanted.query.values.items() if name not in hidden}
    fixed = [
        Link(
            text=_(view.label),
            address=_address(wanted.spec, view.values),
            current=here == dict(view.values) and not wanted.query.text,
            count=number(counts[view.name]) if view.name in counts else "",
        )
        for view in wanted.spec.views
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
    return tuple(_open(one, wanted.spec, wanted.parameters) for one in offered)


def _open(one: Filter, spec: ListSpec, parameters: Mapping[str, str]) -> OpenFilter:
    beginning = _address(spec, parameters)
    beginning += ("&" if parameters else "?") + f"{one.name}="
    links = (Link(shown, beginning + quote_plus(value, safe=PLAIN)) for value, shown in one.choices())
    return OpenFilter(
        one.name, _(one.label), tuple(links), _(one.hint) if one.hint else "", _kept(parameters, one.name)
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
    forms = (("Excel", "xlsx"), ("CSV", "csv"))
    links = (Link(name, url_for(f"{spec.blueprint}.download", form=form, **parameters)) for name, form in forms)
    others = ((_("Calendar"), "download_calendar"), (_("Print"), "show_paper"))
    there = ((name, f"{spec.blueprint}.{page}") for name, page in others)
    known = current_app.view_functions
    return (*links, *(Link(name, url_for(page, **parameters)) for name, page in there if page in known))
