"""The list of pairs that may be one body, in words."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _

from registry.domain.message import N_
from registry.queries.duplicates import Body, Pair, Pairs, PairState, Reason
from registry.web.list_parts import Link
from registry.web.pages import Pages, pages
from registry.words import KINDS, number

STATES: Mapping[PairState, str] = {
    PairState.OPEN: N_("To be decided"),
    PairState.SEPARATE: N_("Two bodies"),
    PairState.MERGED: N_("Merged into one"),
}
REASONS: Mapping[Reason, str] = {
    Reason.ASKED: N_("Left open for a person to decide"),
    Reason.SAME_NAME: N_("The same name but for legal form and spelling"),
    Reason.FORMER_NAME: N_("A former name of one is a name of the other"),
    Reason.SAME_READING: N_("The same reading and kind"),
}


@dataclass(frozen=True)
class ShownBody:
    """``below`` is what tells it from another of the same name."""

    name: str
    kind: str
    kind_name: str
    below: str


@dataclass(frozen=True)
class ShownPair:
    address: str
    one: ShownBody
    other: ShownBody
    reason: str


@dataclass(frozen=True)
class PairList:
    """A page of the pairs in one state, with the tabs of all states."""

    state: PairState
    tabs: tuple[Link, ...]
    rows: tuple[ShownPair, ...]
    pages: Pages
    total: str


def wanted_state(text: str) -> PairState:
    """The state that the address asks for; what is none is that of the pairs to be decided."""
    return next((state for state in PairState if state == text), PairState.OPEN)


def pair_list(found: Pairs, state: PairState, page: int) -> PairList:
    """The page of pairs in words."""
    total = found.totals[state]
    return PairList(
        state=state,
        tabs=tuple(_tab(each, found.totals[each], is_current=each is state) for each in PairState),
        rows=tuple(_shown(pair) for pair in found.shown),
        pages=pages(total, page, {} if state is PairState.OPEN else {"state": state}),
        total=number(total),
    )


def _tab(state: PairState, total: int, *, is_current: bool) -> Link:
    parameters = {} if state is PairState.OPEN else {"state": state.value}
    return Link(_(STATES[state]), url_for("duplicates.show_list", **parameters), is_current, number(total))  # type: ignore[arg-type]


def _shown(pair: Pair) -> ShownPair:
    return ShownPair(
        address=url_for("duplicates.show_pair", one_id=pair.one.id, other_id=pair.other.id),
        one=_body(pair.one),
        other=_body(pair.other),
        reason=_(REASONS[pair.reason]) if pair.reason else "",
    )


def _body(body: Body) -> ShownBody:
    below = "\u3000".join(filter(None, (body.corporate_number, body.address)))
    return ShownBody(body.name, body.kind, _(KINDS[body.kind]), below)
