"""The README says what is true: its settings, its commands, its links and the files it names."""

import ast
import re

import click
import pytest

from tests.architecture.tree import ROOT, parsed, python_files

README = (ROOT / "README.md").read_text(encoding="utf-8")
DOCUMENTS = sorted([ROOT / "README.md", *(ROOT / "docs").rglob("*.md")])
VARIABLE = re.compile(r"REGISTRY_[A-Z_]+|DATABASE_URL|SECRET_KEY")
LINK = re.compile(r"\]\((?!https?:|#)([^)#]+)")


def section(title: str) -> str:
    return README.partition(f"## {title}\n")[2].partition("\n## ")[0]


def test_the_table_of_settings_is_that_of_the_program():
    documented = set(re.findall(r"^\| `([A-Z_]+)` \|", section("Settings"), flags=re.MULTILINE))
    read = {
        node.value
        for path in python_files("registry")
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and VARIABLE.fullmatch(node.value)
    }
    assert documented == read, "Remedy: one row in the README for each variable that registry/ reads."


def test_the_commands_are_those_of_the_program(sqlite_app):
    rows = re.findall(r"^\| (`.+?) \|", section("Commands"), flags=re.MULTILINE)
    documented = {tuple(command.split()[:2]) for row in rows for command in re.findall(r"`([^`]+)`", row)}
    unknown = [words for words in documented if not is_command(sqlite_app.cli, words)]
    assert not unknown, f"{unknown}. Remedy: the README's table follows registry/cli."


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_links_lead_somewhere(document):
    links = LINK.findall(document.read_text(encoding="utf-8"))
    broken = [link for link in links if not (document.parent / link).exists()]
    assert not broken, f"{document.name}: {broken}"


def is_command(group: click.Group, words: tuple[str, ...]) -> bool:
    first = words[0]
    if first == "db":
        return True  # Flask-Migrate brings it
    command = group.commands.get(first)
    if isinstance(command, click.Group):
        return words[1] in command.commands
    return command is not None
