"""LibreOffice, which opens a workbook, reckons its formulas, and gives it back as another kind of file."""

import shutil
import subprocess
from pathlib import Path

import pytest


def converted(folder: Path, workbook: bytes, kind: str) -> bytes:
    """The workbook as pdf, ods, … in LibreOffice's words; skips the test where LibreOffice is missing."""
    program = shutil.which("soffice")
    if not program:
        pytest.skip("needs LibreOffice: apt-get install libreoffice-calc-nogui fonts-noto-cjk")
    file = folder / "form.xlsx"
    file.write_bytes(workbook)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [program, "--headless", profile, "--convert-to", kind, "--outdir", str(folder / "out"), str(file)]
    done = subprocess.run(command, capture_output=True, check=True, timeout=120)
    assert b"Error" not in done.stdout + done.stderr, done
    return (folder / "out" / f"form.{kind.partition(':')[0]}").read_bytes()
