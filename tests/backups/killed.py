"""Restores that are killed, each in a process of its own, forked off one that has everything loaded.

``python -m tests.backups.killed`` reads one JSON object a line, ``{"url", "folder", "file", "after"}``, restores the
backup over whatever is there, is ended by the system ``after`` so many seconds (null: never) wherever it is, and
answers with a line of its own.
"""

import json
import os
import signal
import sys
import time
from pathlib import Path

from registry.commands.restores import restore_backup
from tests.databases import running_app


def forked(url: str, folder: str, file: str, after: float | None) -> dict[str, object]:
    """What became of one restore, and how long it took."""
    started = time.perf_counter()
    child = os.fork()
    if child == 0:
        signal.signal(signal.SIGALRM, signal.SIG_DFL)  # the system ends the process at once, without a last word
        if after is not None:
            signal.setitimer(signal.ITIMER_REAL, after)
        with running_app(url, Path(folder)) as app, app.app_context():
            restore_backup(Path(file), replace=True)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    return {"killed": os.WIFSIGNALED(status), "code": status, "seconds": time.perf_counter() - started}


def main() -> None:
    """Answer every line."""
    for line in sys.stdin:
        sys.stdout.write(json.dumps(forked(**json.loads(line))) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
