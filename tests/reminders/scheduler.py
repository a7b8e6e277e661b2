"""Schedulers, each in a process of its own, forked off one that has everything loaded.

``python -m tests.reminders.scheduler`` reads one JSON object a line, ``{"url", "folder", "port", "at", "ends"}``, lets
as many schedulers run at once as ``ends`` has numbers (each ends its process at that step, null: never), and answers
with the exit code of each.
"""

import json
import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from registry.config import MailServer
from tests.databases import running_app
from tests.mail_servers import SENDER
from tests.reminders.breaking import Steps, breaking

KILLED = 99


def run(url: str, folder: str, port: int, at: str, number: int | None) -> int:
    """The exit code of one ``remind``; it never comes back from the step of that number."""
    steps = Steps(number, lambda: os._exit(KILLED))
    with running_app(url, Path(folder)) as app:
        server = MailServer("127.0.0.1", port, encrypted=False, sender=SENDER)
        app.config["SETTINGS"] = replace(app.config["SETTINGS"], mail_server=server)
        app.config["CLOCK"] = lambda: datetime.fromisoformat(at)
        with breaking(steps):
            return app.test_cli_runner().invoke(args=["remind"]).exit_code


def forked(number: int | None, more: dict[str, object]) -> int:
    """The id of a process that runs one."""
    child = os.fork()
    if child == 0:
        code = 98
        try:
            code = run(**more, number=number)
        finally:
            os._exit(code)
    return child


def main() -> None:
    """Answer every line."""
    for line in sys.stdin:
        asked = json.loads(line)
        ends: Sequence[int | None] = asked.pop("ends")
        children = [forked(number, asked) for number in ends]
        codes = [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]
        sys.stdout.write(json.dumps(codes) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
