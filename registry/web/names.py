"""連携分野 and グループ: the names that agreements and organizations choose from, looked after in one place."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import Blueprint, flash, redirect, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from registry.commands.names import (
    add_name,
    delete_name,
    move_name,
    reactivate_name,
    retire_name,
    revise_name,
    unite_names,
)
from registry.database import writes
from registry.domain.message import N_
from registry.domain.permissions import Permission
from registry.domain.vocabulary import Noun
from registry.forms.names import NameForm, UnionForm
from registry.queries.names import get_name, get_name_called, list_name_rows
from registry.web.access import requires
from registry.web.frame import show_page
from registry.web.readers import deed
from registry.web.record_links import list_address
from registry.web.saving import Answer, Saving
from registry.words import number

if TYPE_CHECKING:
    from registry.models.reference import Reference

bp = Blueprint("names", __name__)
KIND = "<any(fields, groups):kind>"


@dataclass(frozen=True)
class KindWords:
    """What one kind of names is called (msgids), the list of what has them, and the condition that asks for one."""

    title: str
    add: str
    about: str
    users: str
    users_noun: str
    condition: str


KINDS: Mapping[str, KindWords] = {
    Noun.FIELDS: KindWords(
        N_("Fields of partnership"),
        N_("Add a field"),
        N_("What an agreement is about. An agreement may have several."),
        N_("Agreements"),
        Noun.AGREEMENTS,
        "field",
    ),
    Noun.GROUPS: KindWords(
        N_("Groups"),
        N_("Add a group"),
        N_("Groups of organizations, such as the members of a network."),
        N_("Partner organizations"),
        Noun.ORGANIZATIONS,
        "group",
    ),
}


@dataclass(frozen=True)
class NameLine:
    """``uses_address`` is the list of what has the name; ``up`` and ``down`` say whether it can move there."""

    id: int
    name: str
    retired: bool
    uses: str
    uses_address: str
    is_used: bool
    up: bool
    down: bool


@bp.get(f"/{KIND}")
@requires(Permission.MANAGE_NAMES)
def show_list(kind: str) -> str:
    """All names of one kind, in the order in which they are offered."""
    return show_page("names/list.html", kind=kind, words=KINDS[kind], lines=_lines(Noun(kind)))


@bp.get(f"/{KIND}/new")
@requires(Permission.MANAGE_NAMES)
def show_new(kind: str) -> str:
    """The form for a new one."""
    return _page(kind, NameForm(), _(KINDS[kind].add))


@bp.post(f"/{KIND}/new")
@requires(Permission.MANAGE_NAMES)
def add(kind: str) -> Answer:
    """追加."""
    form = NameForm()
    return Saving(
        form,
        Noun(kind),
        page=lambda _conflict: _page(kind, form, _(KINDS[kind].add)),
        act=lambda: add_name(deed(), noun=Noun(kind), draft=form.to_draft()),
        done=lambda name_id: _list_address(kind, name_id),
        said=_("“%(name)s” was added.", name=form.name.data),
    ).answer()


@bp.get(f"/{KIND}/<int:name_id>/edit")
@requires(Permission.MANAGE_NAMES)
def show_edit(kind: str, name_id: int) -> str:
    """The form for another name."""
    return _page(kind, NameForm(data={"name": get_name(Noun(kind), name_id).name}), _("Rename"))


@bp.post(f"/{KIND}/<int:name_id>/edit")
@requires(Permission.MANAGE_NAMES)
def revise(kind: str, name_id: int) -> Answer:
    """訂正: whatever has it shows the new name."""
    form = NameForm()
    return Saving(
        form,
        Noun(kind),
        page=lambda _conflict: _page(kind, form, _("Rename")),
        act=lambda: revise_name(deed(), noun=Noun(kind), name_id=name_id, draft=form.to_draft()),
        done=lambda name_id: _list_address(kind, name_id),
        said=_("The name was changed to “%(name)s”.", name=form.name.data),
    ).answer()


@bp.get(f"/{KIND}/<int:name_id>/unite")
@requires(Permission.MANAGE_NAMES)
def show_union(kind: str, name_id: int) -> str:
    """The form that asks which other one stays."""
    return _union_page(kind, _union_form(kind, name_id), name_id)


@bp.post(f"/{KIND}/<int:name_id>/unite")
@requires(Permission.MANAGE_NAMES)
def unite(kind: str, name_id: int) -> Answer:
    """統合."""
    form, noun = _union_form(kind, name_id), Noun(kind)
    return Saving(
        form,
        noun,
        page=lambda _conflict: _union_page(kind, form, name_id),
        act=lambda: unite_names(
            deed(), noun=noun, name_id=name_id, into_id=get_name_called(noun, str(form.into.data)).id
        ),
        done=lambda into_id: _list_address(kind, into_id),
        said=_("The names were united."),
    ).answer()


@bp.post(f"/{KIND}/<int:name_id>/<any(retire, reactivate, up, down, delete):act>")
@requires(Permission.MANAGE_NAMES)
@writes
def change(kind: str, name_id: int, act: str) -> Response:
    """使用停止, 使用再開, 並べ替え, 削除."""
    row = ACTS[act](Noun(kind), name_id)
    if act == "delete":
        flash(_("“%(name)s” was deleted.", name=row.name))
    return redirect(_list_address(kind, name_id), 303)


ACTS: Mapping[str, Callable[[Noun, int], "Reference"]] = {
    "retire": lambda noun, name_id: retire_name(deed(), noun=noun, name_id=name_id),
    "reactivate": lambda noun, name_id: reactivate_name(deed(), noun=noun, name_id=name_id),
    "up": lambda noun, name_id: move_name(deed(), noun=noun, name_id=name_id, up=True),
    "down": lambda noun, name_id: move_name(deed(), noun=noun, name_id=name_id, up=False),
    "delete": lambda noun, name_id: delete_name(deed(), noun=noun, name_id=name_id),
}


def _lines(noun: Noun) -> tuple[NameLine, ...]:
    rows, words = list_name_rows(noun), KINDS[noun]
    last = len(rows) - 1
    return tuple(
        NameLine(
            id=row.id,
            name=row.name,
            retired=row.retired,
            uses=number(row.uses),
            uses_address=list_address(words.users_noun, **{words.condition: row.name}),
            is_used=row.is_used,
            up=place > 0,
            down=place < last,
        )
        for place, row in enumerate(rows)
    )


def _union_form(kind: str, name_id: int) -> UnionForm:
    form, noun = UnionForm(), Noun(kind)
    own = get_name(noun, name_id).name
    form.into.offer(row.name for row in list_name_rows(noun) if row.name != own)
    return form


def _list_address(kind: str, name_id: int) -> str:
    return url_for("names.show_list", kind=kind, _anchor=f"name-{name_id}")


def _page(kind: str, form: NameForm, title: str) -> str:
    return show_page("names/edit.html", form=form, kind=kind, words=KINDS[kind], title=title)


def _union_page(kind: str, form: UnionForm, name_id: int) -> str:
    noun = Noun(kind)
    row = next((one for one in list_name_rows(noun) if one.id == name_id), None)
    return show_page("names/unite.html", form=form, kind=kind, words=KINDS[kind], row=row)
