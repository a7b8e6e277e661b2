"""Imports that are killed, each in a process of its own, forked off one that has everything loaded.

``python -m tests.imports.killed`` reads one JSON object a line, ``{"url": …, "after": seconds or null}``, imports into
that migrated database, is ended by the system after so many seconds wherever it is, and answers with a line of its own.
"""

import json
import os
import signal
import sys
import tempfile
import time
from pathlib import Path

from registry.commands.imports import carry_out_import, plan_import
from tests.databases import running_app
from tests.imports.files import request
from tests.office import SATO

ROWS = 300


def row(n: int) -> str:
    """Meeting n with two of 47 bodies."""
    return f"{n},2020-{n % 12 + 1:02}-{n % 28 + 1:02},試験{n % 40}銀行、若葉{n % 7}大学,第{n % 5}課,協議{n}\n"


MEETINGS = "番号,開催日,相手方,担当課,件名\n" + "".join(map(row, range(1, ROWS + 1)))


def import_them(url: str) -> None:
    """The whole work, from reading the file to the commit."""
    with tempfile.TemporaryDirectory() as folder, running_app(url, Path(folder)) as app, app.app_context():
        report = carry_out_import(SATO, plan=plan_import(request("meetings", MEETINGS)))
        assert report.written


def forked(url: str, after: float | None) -> dict[str, object]:
    """What became of one import, and how long it took."""
    started = time.perf_counter()
    child = os.fork()
    if child == 0:
        signal.signal(signal.SIGALRM, signal.SIG_DFL)  # the system ends the process at once, without a last word
        if after is not None:
            signal.setitimer(signal.ITIMER_REAL, after)
        import_them(url)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    return {"killed": os.WIFSIGNALED(status), "code": status, "seconds": time.perf_counter() - started}


def main() -> None:
    """Answer every line."""
    for line in sys.stdin:
        asked = json.loads(line)
        sys.stdout.write(json.dumps(forked(asked["url"], asked["after"])) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
