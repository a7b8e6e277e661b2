"""The tables of the history's words are complete, and whatever stands in the log can be said."""

import ast
import json
from collections.abc import Iterator
from dataclasses import replace

import pytest
import sqlalchemy as sa

from registry.commands.audit import snapshot
from registry.domain.vocabulary import Noun
from registry.models import (
    Agreement,
    Attachment,
    Backup,
    Base,
    CountingRule,
    EvaluationSheet,
    FindingExplanation,
    Meeting,
    Organization,
    OwnForm,
    PossibleDuplicate,
    Project,
    ProjectDelegation,
    ProjectReport,
    ReportCall,
    ReportNudge,
    SavedView,
    SheetFigure,
    SheetIndicator,
    SheetRevision,
    SheetText,
    SheetTick,
    SiteSetting,
    User,
    UserLink,
)
from registry.models.base import Record
from registry.models.reference import Reference
from registry.web.history_deeds import BEGINNINGS, CORRECTIONS, DEEDS
from registry.web.history_fields import FIELDS, NOUNS, UNSAID
from registry.web.history_shapes import Rows
from tests.architecture.tree import parsed, python_files
from tests.web.test_history_words import ENGLISH, in_words, made_up

TOLD = {
    Noun.ORGANIZATIONS: Organization,
    Noun.AGREEMENTS: Agreement,
    Noun.MEETINGS: Meeting,
    Noun.PROJECTS: Project,
    Noun.REPORTS: ProjectReport,
    Noun.REPORT_CALLS: ReportCall,
    Noun.USERS: User,
    Noun.RULES: CountingRule,
    Noun.VIEWS: SavedView,
    Noun.SETTINGS: SiteSetting,
    Noun.BACKUPS: Backup,
    Noun.OWN_FORMS: OwnForm,
}
TOLD_OTHERWISE = {
    EvaluationSheet,
    SheetText,
    SheetTick,
    SheetFigure,
    SheetIndicator,
    FindingExplanation,
    SheetRevision,
    Attachment,
    PossibleDuplicate,
    ReportNudge,
    UserLink,
    ProjectDelegation,
}
"""Tables whose entries are written by hand: a sheet's cells, files, answers, requests, reminders; links never."""


@pytest.mark.parametrize(
    "changes",
    [
        {"no_such_field": (None, {"a": [1]})},
        {"": (1, 2)},
        {"%(x)s": ("%s", "%(y)s")},
        {"parties": ([{"organization": 3}], "not a list"), "concluded_on": (5, "someday"), "type": ([], "x")},
        {"parties": (None, [[], 7, {"role": "king"}]), "fields": ({"id": 1}, None), "auto_renewal_months": ("a", [])},
    ],
)
def test_whatever_stands_in_the_log_can_be_said(sqlite_app, changes):
    entry = made_up("agreements", "no such deed", **changes)
    assert in_words(sqlite_app, entry)[0] == "変更"
    assert in_words(sqlite_app, replace(entry, noun="no such noun"), ENGLISH)[0] == "Changed"


def test_every_field_that_is_audited_has_its_name():
    missing = {(noun, name) for noun, model in TOLD.items() for name in unnamed(noun, model)}
    assert not missing, f"{missing}. Remedy: a line in registry/web/history_fields.py."


def unnamed(noun: Noun, model) -> Iterator[str]:
    """The fields that snapshots of the model hold and no table names, those of its rows too."""
    yield from snapshot(model()).keys() - FIELDS[noun].keys() - UNSAID
    for name in model.logged_relationships:
        relation, field = sa.inspect(model).relationships[name], FIELDS[noun][name]
        if relation.uselist and not issubclass(relation.mapper.class_, Record | Reference):
            assert isinstance(field, Rows)
            owner = {column.key for column in relation.remote_side}
            yield from snapshot(relation.mapper.class_()).keys() - owner - field.fields.keys()


def test_no_table_is_forgotten():
    audited = {mapper.class_ for mapper in Base.registry.mappers if mapper.class_.audited}
    rows = {
        sa.inspect(model).relationships[name].mapper.class_
        for model in TOLD.values()
        for name in model.logged_relationships
    }
    assert audited <= {*TOLD.values(), *rows, *TOLD_OTHERWISE}


def test_every_deed_of_the_commands_has_its_word():
    done = {action for path in python_files("registry/commands") for action in actions(parsed(path))}
    missing = done - DEEDS.keys()
    assert not missing, f"{missing}. Remedy: a line in registry/web/history_deeds.py."
    assert {"register", "join", "revise_amendment"} <= done
    assert {*CORRECTIONS, *BEGINNINGS} <= DEEDS.keys()


def actions(tree: ast.Module) -> Iterator[str]:
    """What a module hands on as ``action``, by its name or in its place."""
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    places = {one.name: [each.arg for each in one.args.args].index("action") for one in functions if takes_action(one)}
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
        place = places.get(getattr(call.func, "id", ""))
        named = [keyword.value for keyword in call.keywords if keyword.arg == "action"]
        for value in (*named, *(call.args[place : place + 1] if place is not None else ())):
            if isinstance(value, ast.Constant):
                yield value.value


def takes_action(function: ast.FunctionDef) -> bool:
    return any(each.arg == "action" for each in function.args.args)


def test_every_noun_has_its_fields_and_its_name():
    assert set(NOUNS) == set(FIELDS) == set(Noun)


def test_an_entry_of_an_import_says_what_came_in(sqlite_app):
    changes = {"kind": (None, "meetings"), "created": (None, 1200), "updated": (None, 0), "accepted": (None, ["a: b"])}
    entry = made_up("imports", "import", **json.loads(json.dumps(changes)))
    assert in_words(sqlite_app, entry) == [
        "取込み",
        "記録の種類: 協議",
        "新規: 1,200",
        "変更: 0",
        "承認した確認事項: a: b",
    ]
