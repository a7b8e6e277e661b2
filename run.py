#!/usr/bin/env python3
"""Set up and start the registry on a machine with nothing but Python 3.11 or newer.

python3 run.py            set up, load the demonstration on an empty database, serve
python3 run.py test …     set up for tests, run them (arguments go to pytest)
python3 run.py flask …    any command of the registry
python3 run.py wheels     fill wheels/ for machines without internet
"""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - whoever starts it may have an older one
    sys.exit("The registry needs Python 3.11 or newer; this is {}.{}.".format(*sys.version_info[:2]))

import contextlib
import hashlib
import importlib.util
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN, SUFFIX = ("Scripts", ".exe") if os.name == "nt" else ("bin", "")
PYTHON = VENV / BIN / f"python{SUFFIX}"
UNFINISHED = VENV / "unfinished"
LOCK = ROOT / ".venv.lock"
WHEELS = ROOT / "wheels"
PROGRAM = ROOT / "requirements.txt"
TESTS = ROOT / "requirements-test.txt"
WITHOUT_INTERNET = "Without internet: run “python3 run.py wheels” where there is some, and copy wheels/ here."


class CannotStart(Exception):
    """What was wrong, in one line for the person at the terminal."""


def main(arguments: list[str]) -> int:
    """Do what was asked; returns the exit code."""
    name, rest = (arguments[0], arguments[1:]) if arguments else ("serve", [])
    if name in {"help", "-h", "--help"}:
        print(__doc__)
        return 0
    if name not in DEEDS:
        say(f"“{name}” is not known. Known: {', '.join(DEEDS)}.")
        return 2
    try:
        os.chdir(ROOT)
        os.environ.setdefault("PYTHONUTF8", "1")
        return DEEDS[name](rest)
    except CannotStart as refusal:
        say(str(refusal))
    except OSError as error:
        say(f"Set-up stopped: {error.strerror or error}{f' ({error.filename})' if error.filename else ''}.")
    except KeyboardInterrupt:
        return 130
    return 1


def serve(arguments: list[str]) -> int:
    """Set up, then let the registry migrate, load the demonstration where it is empty, and serve."""
    set_up(PROGRAM)
    return become("-m", "flask", "--app", "wsgi", "start", *arguments)


def test(arguments: list[str]) -> int:
    """Set up for tests and run them; the whole suite uses every processor."""
    set_up(TESTS)
    return become("-m", "pytest", *(arguments or ["-n", "logical", "--dist", "worksteal"]))


def flask(arguments: list[str]) -> int:
    """Set up and run one command of the registry."""
    set_up(PROGRAM)
    return become("-m", "flask", "--app", "wsgi", *arguments)


def wheels(_arguments: list[str]) -> int:
    """Fill wheels/ for machines of this kind; it stands there only when it is complete."""
    with locked():
        make_environment()
        part = ROOT / "wheels.part"
        shutil.rmtree(part, ignore_errors=True)
        say("Downloading into wheels/ …")
        pip("download", "--require-hashes", "--dest", str(part), "--requirement", str(TESTS))
        shutil.rmtree(WHEELS, ignore_errors=True)
        part.rename(WHEELS)
    say(f"wheels/ holds {len(list(WHEELS.iterdir()))} files.")
    return 0


DEEDS: dict[str, Callable[[list[str]], int]] = {"serve": serve, "test": test, "flask": flask, "wheels": wheels}


def say(line: str) -> None:
    """Tell the person at the terminal; standard output belongs to results."""
    print(line, file=sys.stderr, flush=True)


def become(*arguments: str) -> int:
    """Run the environment's Python in place of this process, so that signals reach it."""
    command = [str(PYTHON), *arguments]
    if os.name != "nt":
        os.execv(command[0], command)  # noqa: S606 - a program of this environment, without a shell
    return subprocess.run(command, check=False).returncode


def set_up(requirements: Path) -> None:
    """Make the environment where it is missing, and install what is pinned where that has changed."""
    if is_ready(requirements):
        return
    with locked():
        if is_ready(requirements):  # another start has done it meanwhile
            return
        make_environment()
        UNFINISHED.touch()
        install(requirements)
        for file in {requirements, PROGRAM}:  # the test requirements contain those of the program
            stamp(file).write_text(fingerprint(file), encoding="ascii")
        UNFINISHED.unlink()


def is_ready(requirements: Path) -> bool:
    """Whether these requirements, as they stand, were installed to the end."""
    with contextlib.suppress(FileNotFoundError):
        installed = stamp(requirements).read_text(encoding="ascii")
        return PYTHON.exists() and not UNFINISHED.exists() and installed == fingerprint(requirements)
    return False


def stamp(requirements: Path) -> Path:
    """The file that says which state of the requirements is installed."""
    return VENV / f"installed-{requirements.stem}"


def fingerprint(requirements: Path) -> str:
    """What changes when the pins change."""
    return hashlib.sha256(requirements.read_bytes()).hexdigest()


@contextlib.contextmanager
def locked() -> Iterator[None]:
    """One set-up at a time; the lock is gone when this process and the installer that it started have ended."""
    with LOCK.open("a+b") as file:
        inherited = True  # an installer that outlives a killed set-up still writes into .venv
        os.set_inheritable(file.fileno(), inherited)
        if sys.platform == "win32":
            msvcrt.locking(file.fileno(), msvcrt.LK_LOCK, 1)
        else:
            fcntl.flock(file, fcntl.LOCK_EX)
        yield


def make_environment() -> None:
    """Make .venv, anew where an earlier set-up was broken off or its Python is gone."""
    if PYTHON.exists() and not UNFINISHED.exists():
        return
    if importlib.util.find_spec("ensurepip") is None:
        raise CannotStart("This Python cannot make environments. On Debian and Ubuntu: apt-get install python3-venv")
    say("Making .venv …")
    shutil.rmtree(VENV, ignore_errors=True)
    VENV.mkdir()
    UNFINISHED.touch()
    made = run_to_the_end([sys.executable, "-m", "venv", str(VENV)])
    if made.returncode:
        raise CannotStart(f"No environment could be made: {last_line(made.stdout + made.stderr)}")
    UNFINISHED.unlink()


def install(requirements: Path) -> None:
    """Install the pins, each with its hash; from wheels/ alone where that folder exists."""
    source = ["--no-index", "--find-links", str(WHEELS)] if WHEELS.is_dir() else []
    say(f"Installing {requirements.name} {'from wheels/ ' if source else ''}(once; this takes a minute) …")
    pip("install", *source, "--require-hashes", "--requirement", str(requirements))


def pip(*arguments: str) -> None:
    """Run pip; raises CannotStart with pip's own last error."""
    done = run_to_the_end([str(PYTHON), "-m", "pip", "--disable-pip-version-check", "--quiet", *arguments])
    if done.returncode:
        advice = "wheels/ does not hold it." if "--no-index" in arguments else WITHOUT_INTERNET
        raise CannotStart(f"pip: {last_line(done.stderr or done.stdout).rstrip('.')}. {advice}")


def run_to_the_end(command: list[str]) -> subprocess.CompletedProcess[str]:
    """Run a program that holds the lock as long as it lives; its words are kept for a refusal."""
    return subprocess.run(
        command, capture_output=True, text=True, encoding="utf-8", errors="replace", check=False, close_fds=False
    )


def last_line(output: str) -> str:
    """The last line that names an error, else the last line."""
    lines = [line.strip() for line in output.splitlines() if line.strip()] or ["no reason was given."]
    errors = [line for line in lines if line.startswith("ERROR")]
    return (errors or lines)[-1]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
