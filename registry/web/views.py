"""Saved conditions of lists: keep some under a name, see one's own, forget one."""

from flask import Blueprint, abort, redirect, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from registry.commands.views import forget_view, save_view
from registry.database import writes
from registry.domain.message import N_
from registry.domain.names import clean
from registry.domain.permissions import Permission
from registry.domain.vocabulary import Noun
from registry.forms.views import ViewForm
from registry.queries.views import list_own_views
from registry.web.access import requires
from registry.web.frame import show_page
from registry.web.readers import deed
from registry.web.saving import Answer, Saving

bp = Blueprint("views", __name__)
LONGEST_QUERY = 2000
LISTS = {
    Noun.ORGANIZATIONS: N_("Partner organizations"),
    Noun.AGREEMENTS: N_("Agreements"),
    Noun.MEETINGS: N_("Meetings"),
    Noun.PROJECTS: N_("Projects"),
    Noun.USERS: N_("Users"),
}


@bp.get("/views")
@requires(Permission.SEE_REGISTRY)
def show() -> str:
    """One's own saved conditions."""
    views = [
        (view.id, _(LISTS[Noun(view.noun)]), view.name, f"{_list_address(view.noun)}?{view.query}")
        for view in list_own_views(current_user.id)
    ]
    return show_page("views/show.html", views=views)


@bp.get("/views/<noun>/new")
@requires(Permission.SEE_REGISTRY)
def show_new(noun: str) -> str:
    """The form for a name."""
    return _page(ViewForm(data={"query": _as_kept(request.args.get("query", ""))}), _list(noun))


@bp.post("/views/<noun>/new")
@requires(Permission.SEE_REGISTRY)
def save(noun: str) -> Answer:
    """Keep the conditions."""
    form, kept = ViewForm(), _list(noun)
    query = _as_kept(form.query.data or "")
    return Saving(
        form,
        Noun.VIEWS,
        page=lambda _conflict: _page(form, kept),
        act=lambda: save_view(deed(), noun=kept, name=str(form.name.data), query=query),
        done=lambda _view_id: f"{_list_address(kept)}?{query}",
        said=_("The conditions were saved."),
    ).answer()


@bp.post("/views/<int:view_id>/forget")
@requires(Permission.SEE_REGISTRY)
@writes
def forget(view_id: int) -> Response:
    """Forget one's own."""
    forget_view(deed(), view_id=view_id, user_id=current_user.id)
    return redirect(url_for("views.show"), 303)


def _list(noun: str) -> Noun:
    if noun not in LISTS:
        abort(404)
    return Noun(noun)


def _as_kept(query: str) -> str:
    """A query as a part of an address: without white space and control characters."""
    return "".join(clean(query).split())[:LONGEST_QUERY]


def _list_address(noun: str) -> str:
    return url_for(f"{noun}.show_list")


def _page(form: ViewForm, noun: Noun) -> str:
    cancel = f"{_list_address(noun)}?{_as_kept(form.query.data or '')}"
    return show_page("views/new.html", form=form, list_name=_(LISTS[noun]), cancel=cancel)
