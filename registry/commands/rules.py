"""The counting rules: what the administrator does with them."""

from registry.commands.audit import record_entry
from registry.database import db
from registry.domain.deed import Deed
from registry.domain.rules import CountingRules
from registry.models import CountingRule
from registry.queries.rules import find_rule, get_rules


def set_rule(deed: Deed, *, name: str, value: str) -> CountingRules:
    """Let a rule have a value from now on; raises UnknownRule, UnknownRuleValue. Returns all rules as they are then."""
    old = get_rules()
    new = old.with_values({name: value})
    if new == old:
        return old
    rule = find_rule(name) or CountingRule(name=name, value=value)
    rule.value = value
    db.session.add(rule)
    before, after = ({"value": rules.as_dict()[name]} for rules in (old, new))
    record_entry(deed, action="set", record=rule, before=before, after=after)
    return new
