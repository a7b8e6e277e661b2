"""The product's own files, as the architecture tests read them."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PARTS = ("registry", "migrations", "seed", "tests", "bench")
Function = ast.FunctionDef | ast.AsyncFunctionDef


@cache
def python_files(*parts: str) -> tuple[Path, ...]:
    """The Python files below these folders (all parts by default, with those of the top level)."""
    top = () if parts else tuple(ROOT.glob("*.py"))
    below = (path for part in parts or PARTS for path in (ROOT / part).rglob("*.py"))
    return tuple(sorted((*top, *below)))


def templates() -> list[Path]:
    return sorted((ROOT / "templates").rglob("*.html"))


def name(path: Path) -> str:
    """The path as it is written in this repository."""
    return path.relative_to(ROOT).as_posix()


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def functions(path: Path) -> Iterator[Function]:
    return (node for node in ast.walk(parsed(path)) if isinstance(node, Function))


def length(function: Function) -> int:
    """Lines from ``def`` to the last one, without the decorators."""
    return (function.end_lineno or function.lineno) - function.lineno + 1
