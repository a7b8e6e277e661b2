"""The recipes name files that are there."""

import re

import pytest

from tests.architecture.tree import ROOT

RECIPES = (ROOT / "docs" / "recipes.md").read_text(encoding="utf-8")
NAMED = sorted(set(re.findall(r"`((?:registry|migrations|templates|tests|docs)/[^`]+)`", RECIPES)))
TITLES = ("Add a field to agreements", "Add a count", "Add a check of the sheet", "Add an export")


@pytest.mark.parametrize("path", NAMED)
def test_a_named_file_is_there(path):
    folder, _, file = path.rpartition("/")
    there = (ROOT / folder).is_dir() if "…" in file else (ROOT / path).is_file()
    assert there, f"{path} is gone. Remedy: docs/recipes.md follows the tree."


@pytest.mark.parametrize("title", TITLES)
def test_each_recipe_names_its_files(title):
    recipe = RECIPES.partition(f"## {title}\n")[2].partition("\n## ")[0]
    assert len(re.findall(r"^\| `", recipe, flags=re.MULTILINE)) >= 3
