"""The counting rules: what they are, what another choice would change, and the change itself."""

from dataclasses import dataclass

from flask import Blueprint, flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from registry.commands.rules import set_rule
from registry.database import writes
from registry.domain.deed import Deed
from registry.domain.permissions import Permission
from registry.domain.rules import RULE_VALUES, CountingRules
from registry.forms.rules import RulesForm
from registry.queries.rules import get_rules
from registry.web.access import requires
from registry.web.effects import Effects, effects_of, years_to_show
from registry.web.frame import show_page
from registry.web.readers import deed
from registry.words import RULE_VALUES as VALUE_NAMES
from registry.words import rules_in_words

bp = Blueprint("rules", __name__)


@dataclass(frozen=True)
class RuleChange:
    """A rule with its value in words, now and as it was chosen."""

    name: str
    before: str
    after: str


@dataclass(frozen=True)
class Preview:
    """What the chosen values would change; ``values`` are sent when they are confirmed."""

    changes: tuple[RuleChange, ...]
    values: dict[str, str]
    effects: Effects | None


@bp.get("/administration/rules")
@requires(Permission.SET_RULES)
def show() -> str:
    """The rules as they are; with values in the address, what these would change."""
    asked = {name: request.args[name] for name in RULE_VALUES if name in request.args}
    now = get_rules()
    wanted = now.with_values(asked)
    preview = _preview(now, wanted, deed()) if asked else None
    return show_page("rules/show.html", form=_form(wanted), preview=preview)


@bp.post("/administration/rules")
@requires(Permission.SET_RULES)
@writes
def change() -> Response:
    """Let the confirmed values hold from now on."""
    for name in RULE_VALUES:
        if name in request.form:
            set_rule(deed(), name=name, value=request.form[name])
    flash(_("The counting rules were saved."))
    return redirect(url_for("rules.show"), 303)


def _form(rules: CountingRules) -> RulesForm:
    form = RulesForm(formdata=None, data=rules.as_dict())
    for name, values in RULE_VALUES.items():
        form[name].names = {value: VALUE_NAMES[value] for value in values}
    return form


def _preview(now: CountingRules, wanted: CountingRules, deed: Deed) -> Preview:
    pairs = zip(rules_in_words(now), rules_in_words(wanted), strict=True)
    changes = tuple(RuleChange(name, before, after) for (name, before), (_name, after) in pairs if before != after)

    def change_all() -> None:
        for name, value in wanted.as_dict().items():
            set_rule(deed, name=name, value=value)

    effects = effects_of(change_all, years=years_to_show()) if changes else None
    return Preview(changes, wanted.as_dict(), effects)
