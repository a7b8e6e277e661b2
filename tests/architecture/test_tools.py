"""The tools that hold the house in order run inside the suite; their settings are setup.cfg and ruff.toml."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.tree import ROOT

SCRIPTS = Path(sys.executable).parent
TOOLS = {
    "ruff": ["ruff", "check", "--no-fix", "--output-format=concise"],
    "mypy": ["mypy", "--no-error-summary"],
    "import-linter": ["lint-imports", "--no-cache"],
}
REMEDIES = {
    "ruff": "mend what it says, or explain the exception in ruff.toml",
    "mypy": "give the types that it misses",
    "import-linter": "import downwards only; move what both sides need below both",
}


@pytest.mark.parametrize("tool", TOOLS)
def test_the_tool_finds_nothing(tool):
    program, *arguments = TOOLS[tool]
    environment = {**os.environ, "PYTHONUTF8": "1"}
    command = [str(SCRIPTS / program), *arguments]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.fail(f"{done.stdout}{done.stderr}\nRemedy: {REMEDIES[tool]}.", pytrace=False)
