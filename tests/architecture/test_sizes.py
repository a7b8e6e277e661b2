"""Nothing is longer than a reader can hold."""

import statistics
from collections.abc import Callable, Iterable
from pathlib import Path

from tests.architecture.tree import Function, functions, length, name, python_files

FILE_LINES = 300
FUNCTION_LINES = 40
VIEW_LINES = 25
MEDIAN_LINES = 10
THOUGHTS = tuple(path for path in python_files() if not name(path).startswith("migrations/"))
"""A migration's upgrade() is a list of tables, not a thought."""
ROUTES = {"route", "get", "post"}


def test_files_are_short():
    lines = {name(path): len(path.read_text(encoding="utf-8").splitlines()) for path in python_files()}
    long = {path: count for path, count in lines.items() if count > FILE_LINES}
    assert not long, f"{long} lines. Remedy: split it by noun into a folder of its name."


def test_functions_are_short():
    long = longer_than(FUNCTION_LINES, THOUGHTS)
    assert not long, f"{long} lines. Remedy: name a step and make it a function."


def test_views_are_shorter():
    long = longer_than(VIEW_LINES, python_files("registry/web"), only=is_view)
    assert not long, f"{long} lines. Remedy: permission, form, one call, answer."


def test_half_of_all_functions_are_a_few_lines():
    lengths = [length(function) for path in python_files("registry") for function in functions(path)]
    median = statistics.median(lengths)
    assert median <= MEDIAN_LINES, f"The median is {median}. Remedy: split the longest functions."


def longer_than(
    limit: int, paths: Iterable[Path], *, only: Callable[[Function], bool] = lambda _function: True
) -> dict[str, int]:
    return {
        f"{name(path)}: {function.name}": length(function)
        for path in paths
        for function in functions(path)
        if only(function) and length(function) > limit
    }


def is_view(function: Function) -> bool:
    names = {getattr(getattr(decorator, "func", None), "attr", "") for decorator in function.decorator_list}
    return bool(names & ROUTES)
