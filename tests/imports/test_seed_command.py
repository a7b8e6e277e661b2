"""``flask seed``: the reference data, the demonstration as a user would import it, and nothing twice."""

import pytest
import sqlalchemy as sa

from registry.database import db
from registry.models import Agreement, AuditEntry, Department, EvaluationSheet, Field, Group, Meeting, Organization
from registry.queries.audit import verify_chain
from registry.queries.settings import get_site
from tests.architecture.tree import ROOT

TABLES = (Organization, Agreement, Meeting, Department, Field, Group, EvaluationSheet, AuditEntry)


@pytest.fixture
def seed(app):
    def run(*arguments):
        result = app.test_cli_runner().invoke(args=["seed", *arguments])
        assert result.exit_code == 0, result.output
        with app.app_context():
            return {table.__name__: db.session.scalar(sa.select(sa.func.count(table.id))) for table in TABLES}

    return run


def lines(name):
    return len([line for line in (ROOT / "seed" / "reference" / name).read_text("utf-8-sig").splitlines() if line]) - 1


def test_the_reference_data_are_departments_fields_and_groups(seed):
    found = seed()
    assert found["Organization"] == found["AuditEntry"] == 0
    assert (found["Department"], found["Field"], found["Group"]) == (
        lines("departments.csv"),
        lines("fields.csv"),
        lines("groups.csv"),
    )
    assert seed() == found


def test_the_demonstration_is_complete_marked_and_nothing_twice(app, seed):
    with app.app_context():
        assert not get_site().demonstration
    found = seed("--demo")
    assert min(found.values()) >= 1
    assert seed("--demo") == found
    assert seed("--demo", "--if-empty") == found
    with app.app_context():
        assert get_site().demonstration
        assert verify_chain().broken == ()


def test_if_empty_leaves_a_registry_with_an_organization_alone(app, seed, tmp_path):
    path = tmp_path / "o.csv"
    path.write_text("名称\n㈱試験\n", encoding="utf-8")
    assert app.test_cli_runner().invoke(args=["import", "organizations", str(path)]).exit_code == 0
    found = seed("--demo", "--if-empty")
    assert (found["Organization"], found["Department"], found["EvaluationSheet"]) == (1, 0, 0)
