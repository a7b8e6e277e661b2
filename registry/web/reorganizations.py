"""再編: which departments end and which one carries on, then what moves to it."""

from collections.abc import Iterable, Sequence

from flask import Blueprint, request
from flask_babel import gettext as _

from registry.commands.departments import Handover, reorganize_departments
from registry.domain.permissions import Permission
from registry.domain.vocabulary import Noun
from registry.forms.names import ReorganizationForm
from registry.queries.names import Held, get_name_called, list_held_agreements, list_led_projects, list_members
from registry.queries.reference import list_department_names
from registry.web.access import requires
from registry.web.clock import today
from registry.web.departments import department_address
from registry.web.frame import show_page
from registry.web.readers import deed
from registry.web.saving import Answer, Saving

bp = Blueprint("reorganizations", __name__)


@bp.get("/departments/reorganize")
@requires(Permission.MANAGE_NAMES)
def show() -> str:
    """The form; ``?ended=`` is the name of a department that ends."""
    form = _form()
    form.ended.data = [name for name in request.args.getlist("ended") if name in form.ended.offered]
    return _page(form)


@bp.post("/departments/reorganize")
@requires(Permission.MANAGE_NAMES)
def reorganize() -> Answer:
    """First a look at what the departments hold, then 再編."""
    form = _form()
    if not form.validate():
        return _page(form), 422
    ids = [get_name_called(Noun.DEPARTMENTS, name).id for name in form.ended.data or ()]
    _offer_what_they_hold(form, ids)
    if form.looks_anew(ids):
        return _page(form, looks=True)
    return Saving(
        form,
        Noun.DEPARTMENTS,
        page=lambda _conflict: _page(form, looks=True),
        act=lambda: reorganize_departments(
            deed(),
            department_ids=ids,
            last_day=form.day,
            successor=_successor(form),
            handover=Handover(form.projects.ids, form.agreements.ids, form.users.ids),
        ),
        done=department_address,
        said=_("The reorganization was recorded."),
    ).answer()


def _form() -> ReorganizationForm:
    """The form with the departments that there are today."""
    form, names = ReorganizationForm(meta={"today": today()}), list_department_names(today())
    form.ended.offer(names)
    form.successor.offer(names)
    return form


def _successor(form: ReorganizationForm) -> int | str:
    chosen = form.successor.data
    return int(get_name_called(Noun.DEPARTMENTS, chosen).id) if chosen else str(form.name.data)


def _offer_what_they_hold(form: ReorganizationForm, department_ids: Sequence[int]) -> None:
    form.projects.offer_pairs(_pairs(list_led_projects(department_ids)))
    form.agreements.offer_pairs(_pairs(list_held_agreements(department_ids, after=form.day)))
    form.users.offer_pairs(_pairs(list_members(department_ids)))


def _pairs(held: Iterable[Held]) -> Iterable[tuple[str, str]]:
    for one in held:
        name = f"{one.beside} {one.name}".strip()
        yield str(one.id), _("%(name)s (%(department)s)", name=name, department=one.department)


def _page(form: ReorganizationForm, *, looks: bool = False) -> str:
    return show_page("departments/reorganize.html", form=form, looks=looks)
