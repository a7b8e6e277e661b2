"""The counting rules as they are set."""

import sqlalchemy as sa

from registry.database import db
from registry.domain.rules import CountingRules
from registry.models import CountingRule


def get_rules() -> CountingRules:
    """The administrator's values, and the default of every rule that was never changed."""
    rows = db.session.execute(sa.select(CountingRule.name, CountingRule.value))
    return CountingRules().with_values({row.name: row.value for row in rows})


def find_rule(name: str) -> CountingRule | None:
    """The row of a rule that was changed at least once."""
    return db.session.scalar(sa.select(CountingRule).where(CountingRule.name == name))
