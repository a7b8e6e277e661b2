"""run.py on a machine that is not as it should be: one clear line, and what was half made is made anew."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import run


@pytest.fixture
def bare(tmp_path, monkeypatch):
    """A folder that holds a requirements file and nothing else, with run.py set up for it."""
    venv = tmp_path / ".venv"
    monkeypatch.setattr(run, "ROOT", tmp_path)
    monkeypatch.setattr(run, "VENV", venv)
    monkeypatch.setattr(run, "PYTHON", venv / run.BIN / f"python{run.SUFFIX}")
    monkeypatch.setattr(run, "UNFINISHED", venv / "unfinished")
    monkeypatch.setattr(run, "LOCK", tmp_path / ".venv.lock")
    monkeypatch.setattr(run, "WHEELS", tmp_path / "wheels")
    monkeypatch.setattr(run, "PROGRAM", tmp_path / "requirements.txt")
    monkeypatch.chdir(tmp_path)
    run.PROGRAM.touch()
    return tmp_path


def installed(folder: Path) -> None:
    run.PYTHON.parent.mkdir(parents=True)
    run.PYTHON.touch()
    run.stamp(run.PROGRAM).write_text(run.fingerprint(run.PROGRAM))
    assert folder.exists()


def test_an_environment_is_ready_until_the_pins_change(bare):
    installed(bare)
    assert run.is_ready(run.PROGRAM)
    run.PROGRAM.write_text("flask==0\n")
    assert not run.is_ready(run.PROGRAM)


def test_an_environment_that_was_broken_off_is_not_ready(bare):
    installed(bare)
    run.UNFINISHED.touch()
    assert not run.is_ready(run.PROGRAM)


def test_an_environment_that_was_broken_off_is_made_anew(bare):
    installed(bare)
    run.UNFINISHED.touch()
    (run.VENV / "rest of an installation").touch()
    run.make_environment()
    assert not (run.VENV / "rest of an installation").exists()
    assert not run.is_ready(run.PROGRAM)
    assert subprocess.run([str(run.PYTHON), "-c", ""], check=False).returncode == 0


def test_an_environment_whose_python_is_gone_is_not_ready(bare):
    installed(bare)
    run.PYTHON.unlink()
    assert not run.is_ready(run.PROGRAM)


def test_a_python_without_venv_is_told_what_to_install(bare, monkeypatch, capsys):
    monkeypatch.setattr(run.importlib.util, "find_spec", lambda _name: None)
    assert run.main(["flask"]) == 1
    assert capsys.readouterr().err == (
        "This Python cannot make environments. On Debian and Ubuntu: apt-get install python3-venv\n"
    )
    assert not run.VENV.exists()


def test_a_package_that_cannot_be_had_is_one_line_with_the_way_out(bare, monkeypatch, capsys):
    monkeypatch.setattr(run, "PYTHON", Path(sys.executable))
    run.VENV.mkdir()
    run.PROGRAM.write_text(f"no-such-package==1 --hash=sha256:{'0' * 64}\n")
    run.WHEELS.mkdir()
    assert run.main(["flask"]) == 1
    last = capsys.readouterr().err.splitlines()[-1]
    assert last.startswith("pip: ERROR: ")
    assert "no-such-package" in last
    assert last.endswith("wheels/ does not hold it.")
    assert not run.is_ready(bare / "requirements.txt")


def test_a_folder_that_is_not_there_is_one_line(bare, monkeypatch, capsys):
    monkeypatch.setattr(run, "LOCK", bare / "gone" / ".venv.lock")
    assert run.main(["flask"]) == 1
    assert capsys.readouterr().err.startswith("Set-up stopped: No such file or directory")


def test_an_unknown_word_is_answered_with_the_known_ones(capsys):
    assert run.main(["sevre"]) == 2
    assert "Known: serve, test, flask, wheels." in capsys.readouterr().err


def test_only_the_standard_library_is_needed():
    tree = ast.parse(Path(run.__file__).read_text(encoding="utf-8"))
    plain = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    named = {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert {name.partition(".")[0] for name in plain | named} <= sys.stdlib_module_names


def test_an_older_python_can_still_read_why_it_will_not_do():
    before_the_version_is_checked = Path(run.__file__).read_text(encoding="utf-8").partition("import contextlib")[0]
    assert "sys.version_info < (3, 11)" in before_the_version_is_checked
    ast.parse(Path(run.__file__).read_text(encoding="utf-8"), feature_version=(3, 7))
