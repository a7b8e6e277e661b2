"""担当課: those that there are and were, with their days; a reorganization and what moves with it."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial

from flask import Blueprint, flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from registry.commands.names import add_name, delete_name, move_name, revise_name
from registry.database import writes
from registry.domain.permissions import Permission
from registry.domain.vocabulary import Noun
from registry.forms.names import DepartmentForm
from registry.forms.office_form import as_version
from registry.queries.names import DepartmentRow, get_name, list_department_rows
from registry.web.access import requires
from registry.web.clock import today
from registry.web.frame import show_page
from registry.web.list_parts import Link
from registry.web.readers import deed
from registry.web.record_links import list_address
from registry.web.saving import Answer, Conflict, Saving, unless_changed
from registry.words import day_name, number

bp = Blueprint("departments", __name__)
FORMER = "former"


@dataclass(frozen=True)
class DepartmentLine:
    """A department in words; ``projects`` and ``agreements`` lead to their lists."""

    id: int
    name: str
    validity: str
    successor: str
    projects: Link
    agreements: Link
    users: str
    is_used: bool
    up: bool
    down: bool


@bp.get("/departments")
@requires(Permission.MANAGE_NAMES)
def show_list() -> str:
    """The departments that there are, or with ``?show=former`` those that have ended."""
    former = request.args.get("show") == FORMER
    now, ended = _parted(list_department_rows())
    tabs = (
        Link(_("Departments now"), url_for("departments.show_list"), not former, number(len(now))),
        Link(_("Former departments"), url_for("departments.show_list", show=FORMER), former, number(len(ended))),
    )
    return show_page("departments/list.html", lines=_lines(ended if former else now), tabs=tabs, former=former)


@bp.get("/departments/new")
@requires(Permission.MANAGE_NAMES)
def show_new() -> str:
    """The form for a new one."""
    return _page(DepartmentForm(), None)


@bp.post("/departments/new")
@requires(Permission.MANAGE_NAMES)
def add() -> Answer:
    """追加."""
    form = DepartmentForm()
    return Saving(
        form,
        Noun.DEPARTMENTS,
        page=lambda _conflict: _page(form, None),
        act=lambda: add_name(deed(), noun=Noun.DEPARTMENTS, draft=form.to_draft()),
        done=department_address,
        said=_("“%(name)s” was added.", name=form.name.data),
    ).answer()


@bp.get("/departments/<int:department_id>/edit")
@requires(Permission.MANAGE_NAMES)
def show_edit(department_id: int) -> str:
    """The form with what is recorded."""
    return _page(_stored(department_id)[0], department_id)


@bp.post("/departments/<int:department_id>/edit")
@requires(Permission.MANAGE_NAMES)
def revise(department_id: int) -> Answer:
    """訂正."""
    form, stored = DepartmentForm(), partial(_stored, department_id)
    act = partial(revise_name, deed(), noun=Noun.DEPARTMENTS, name_id=department_id, draft=form.to_draft())
    return Saving(
        form,
        Noun.DEPARTMENTS,
        page=lambda conflict: _page(form, department_id, conflict),
        act=unless_changed(form, stored, act),
        done=department_address,
        said=_("The correction was saved."),
        stored=stored,
    ).answer()


@bp.post("/departments/<int:department_id>/<any(up, down):way>")
@requires(Permission.MANAGE_NAMES)
@writes
def move(department_id: int, way: str) -> Response:
    """並べ替え."""
    parts = [{row.id for row in rows} for rows in _parted(list_department_rows())]
    among = next((ids for ids in parts if department_id in ids), set())
    move_name(deed(), noun=Noun.DEPARTMENTS, name_id=department_id, up=way == "up", among=among)
    return redirect(department_address(department_id), 303)


@bp.post("/departments/<int:department_id>/delete")
@requires(Permission.MANAGE_NAMES)
@writes
def delete(department_id: int) -> Response:
    """削除: only one that nothing refers to."""
    row = delete_name(deed(), noun=Noun.DEPARTMENTS, name_id=department_id)
    flash(_("“%(name)s” was deleted.", name=row.name))
    return redirect(url_for("departments.show_list"), 303)


def department_address(department_id: int) -> str:
    """The list with the department in sight."""
    ended = get_name(Noun.DEPARTMENTS, department_id).valid_until
    show = FORMER if ended is not None and ended < today() else None
    return url_for("departments.show_list", show=show, _anchor=f"name-{department_id}")


def _parted(rows: Iterable[DepartmentRow]) -> tuple[list[DepartmentRow], list[DepartmentRow]]:
    """Those that there are or will be, and those that have ended."""
    day, now, ended = today(), list[DepartmentRow](), list[DepartmentRow]()
    for row in rows:
        (ended if row.valid_until is not None and row.valid_until < day else now).append(row)
    return now, ended


def _lines(rows: list[DepartmentRow]) -> tuple[DepartmentLine, ...]:
    last = len(rows) - 1
    return tuple(
        DepartmentLine(
            id=row.id,
            name=row.name,
            validity=_validity(row),
            successor=row.successor or "",
            projects=Link(number(row.projects), list_address(Noun.PROJECTS, department=row.name)),
            agreements=Link(number(row.agreements), list_address(Noun.AGREEMENTS, department=row.name)),
            users=number(row.users),
            is_used=row.is_used,
            up=place > 0,
            down=place < last,
        )
        for place, row in enumerate(rows)
    )


def _validity(row: DepartmentRow) -> str:
    first = day_name(row.valid_from) if row.valid_from else ""
    last = day_name(row.valid_until) if row.valid_until else ""
    if first and last:
        return _("%(first)s to %(last)s", first=first, last=last)
    if last:
        return _("until %(day)s", day=last)
    return _("from %(day)s", day=first) if first else ""


def _stored(department_id: int) -> tuple[DepartmentForm, int, int]:
    """The form with what is recorded, the department's id and what stands for a version."""
    row = get_name(Noun.DEPARTMENTS, department_id)
    values = {"name": row.name, "valid_from": row.valid_from, "valid_until": row.valid_until}
    form = DepartmentForm(formdata=None, data=values)
    version = as_version(form.to_draft())
    form.version.data = str(version)
    return form, department_id, version


def _page(form: DepartmentForm, department_id: int | None, conflict: Conflict | None = None) -> str:
    return show_page("departments/edit.html", form=form, is_new=department_id is None, conflict=conflict)
