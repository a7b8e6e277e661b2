"""The backup: when the last good one was made, and a button that makes one and hands it out."""

from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from flask import Blueprint, current_app, flash
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from registry.commands.backups import make_backup
from registry.config import Settings
from registry.domain.backups import GOOD_FOR
from registry.domain.permissions import Permission
from registry.queries.backups import find_last_backup
from registry.web.access import requires
from registry.web.clock import JAPAN, now, office_time
from registry.web.files import stored_file_answer
from registry.web.frame import show_page
from registry.web.readers import deed
from registry.words import file_size

bp = Blueprint("backups", __name__)
NAMED = 5


@dataclass(frozen=True)
class LastBackup:
    """All in words; ``head`` is the audit log's last hash in it."""

    at: str
    by: str
    file: str
    size: str
    head: str


@bp.get("/administration/backup")
@requires(Permission.MANAGE_SITE)
def show() -> str:
    """When the last good one was made, and what to do now."""
    last = find_last_backup()
    shown = None
    if last is not None:
        at, size = office_time(last.made_at.isoformat()), file_size(last.size)
        shown = LastBackup(at=at, by=last.made_by, file=last.file_name, size=size, head=last.head)
    return show_page(
        "backups/show.html", last=shown, overdue=last is None or now() - last.made_at > GOOD_FOR, days=GOOD_FOR.days
    )


@bp.post("/administration/backup")
@requires(Permission.MANAGE_SITE)
def make() -> Response:
    """Make one beside the database, hand it out, and leave nothing of it on the server."""
    name = f"renkei-{now().astimezone(JAPAN):%Y%m%d-%H%M%S}.zip"
    settings: Settings = current_app.config["SETTINGS"]
    with ExitStack() as until_sent:
        folder = until_sent.enter_context(TemporaryDirectory(prefix="backup-", dir=settings.instance_path))
        file = Path(folder) / name
        made = make_backup(deed(), file=file)
        if made.lost:
            _tell_lost(made.lost)
        stream = until_sent.enter_context(file.open("rb"))
        answer = stored_file_answer(stream, size=made.size, mimetype="application/zip", name=name, plain_name=name)
        answer.call_on_close(until_sent.pop_all().close)
    return answer


def _tell_lost(names: tuple[str, ...]) -> None:
    """On the next page: this answer is a file."""
    listed = ", ".join(names[:NAMED]) + ("…" if len(names) > NAMED else "")
    flash(
        _(
            "%(count)s attached files are lost or altered; the backup is without them: %(names)s",
            count=len(names),
            names=listed,
        )
    )
