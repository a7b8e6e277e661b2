"""Names say what a thing is; Japanese stands where a translator or a clerk looks for it."""

import ast
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from tests.architecture.tree import name, parsed, python_files, templates

EMPTY_NAMES = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "managers"}
JAPANESE = re.compile("[\u3005-\u3007\u3041-\u30fa\u30fc-\u30ff\u3400-\u9fff\uf900-\ufaff\uff66-\uff9f]")
WHERE_JAPANESE_MAY_STAND = (
    "bench/",  # invented records, and words to search them by
    "migrations/",  # what a constraint of the database says is written out where it is made
    "registry/domain/",
    "registry/evaluation/checks",
    "registry/evaluation/layout",
    "registry/evaluation/narrative",
    "registry/imports/headings",
    "seed/",
    "tests/",
)
WITHOUT_JAPANESE = tuple(path for path in python_files() if not name(path).startswith(WHERE_JAPANESE_MAY_STAND))
BELOW_THE_SURFACE = tuple(
    path for path in python_files("registry") if not name(path).startswith(("registry/web/", "registry/cli"))
)
WITHOUT_COMMIT = tuple(path for path in python_files("registry") if name(path) != "registry/database.py")
NOW = {("date", "today"), ("datetime", "now"), ("datetime", "today"), ("datetime", "utcnow"), ("time", "time")}
TRANSACTION = {"commit", "rollback", "begin", "begin_nested"}


def test_no_module_has_an_empty_name():
    empty = [name(path) for path in (*python_files(), *templates()) if path.stem in EMPTY_NAMES]
    assert not empty, f"{empty}. Remedy: name the file by what it is about."


def test_imports_stand_at_the_top():
    inside = places(python_files(), lambda tree: (node for body in bodies(tree) for node in ast.walk(body)), is_import)
    assert not inside, f"{inside}. Remedy: move down what both sides of the cycle need."


def test_no_japanese_literal_in_code():
    found = places(WITHOUT_JAPANESE, literals, lambda node: JAPANESE.search(node.value))
    assert not found, f"{found}. Remedy: an English msgid in N_(), the Japanese in the catalogue."


def test_no_japanese_in_templates():
    found = [
        f"{name(path)}:{number}"
        for path in templates()
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if JAPANESE.search(line)
    ]
    assert not found, f"{found}. Remedy: {{{{ _('…') }}}} with an English msgid."


def test_only_the_surface_asks_for_the_time():
    found = places(BELOW_THE_SURFACE, ast.walk, lambda node: last_names(node) in NOW)
    assert not found, f"{found}. Remedy: take the day as a parameter; web/ and cli/ know today."


def test_only_the_database_module_commits():
    found = places(WITHOUT_COMMIT, ast.walk, ends_a_transaction)
    assert not found, f"{found}. Remedy: @writes on the view or the command."


def places(
    paths: Iterable[Path], nodes: Callable[[ast.Module], Iterable[ast.AST]], wrong: Callable[[Any], object]
) -> list[str]:
    """Where the wrong nodes stand, as file:line."""
    return [f"{name(path)}:{node.lineno}" for path in paths for node in nodes(parsed(path)) if wrong(node)]


def bodies(tree: ast.Module) -> Iterator[ast.AST]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def is_import(node: ast.AST) -> bool:
    return isinstance(node, ast.Import | ast.ImportFrom)


def ends_a_transaction(node: ast.AST) -> bool:
    owner, verb = last_names(node)
    return verb in TRANSACTION and owner in {"session", "db"}


def literals(tree: ast.Module) -> list[ast.Constant]:
    """String literals without docstrings, which are statements of their own."""
    docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    nodes = (node for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str))
    return [node for node in nodes if id(node) not in docstrings]


def last_names(node: ast.AST) -> tuple[str, str]:
    """The last two names of ``datetime.date.today`` or ``db.session.commit``."""
    if not isinstance(node, ast.Attribute):
        return ("", "")
    owner = node.value
    return (owner.attr if isinstance(owner, ast.Attribute) else getattr(owner, "id", ""), node.attr)
