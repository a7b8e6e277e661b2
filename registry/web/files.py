"""Answers that are files to keep: under a name that says what they are, in any script."""

from collections.abc import Iterable
from dataclasses import replace
from typing import BinaryIO
from urllib.parse import quote

from flask import request
from werkzeug.wrappers import Response
from werkzeug.wsgi import wrap_file

from registry.exports.file_names import file_name
from registry.exports.tables import MIMETYPES, Table, table_file
from registry.language import gettext as _
from registry.web.conditions import asked_day
from registry.words import day_name


def file_answer(data: bytes | Iterable[bytes], *, mimetype: str, name: str, plain_name: str) -> Response:
    """The bytes as a download; ``plain_name`` is for programs that know no other letters than ASCII."""
    saved_as = f"attachment; filename={plain_name}; filename*=UTF-8''{quote(name, safe='')}"
    return Response(data, mimetype=mimetype, headers={"Content-Disposition": saved_as})


def list_answer(table: Table, form: str, plain_name: str) -> Response:
    """A list as a file of a form; one as of a day that was asked for carries it in its name and title."""
    day = asked_day()
    if day is not None:
        table = replace(table, title=_("%(list)s (as of %(day)s)", list=table.title, day=day_name(day)))
        plain_name += f"-{day.isoformat()}"
    return file_answer(
        table_file(table, form),
        mimetype=MIMETYPES[form],
        name=file_name(table.title, form),
        plain_name=f"{plain_name}.{form}",
    )


def stored_file_answer(file: BinaryIO, *, size: int, mimetype: str, name: str, plain_name: str) -> Response:
    """The same of a file on the disk, which is closed once it was sent; nothing is said of a text's encoding."""
    answer = file_answer(wrap_file(request.environ, file), mimetype=mimetype, name=name, plain_name=plain_name)
    answer.content_length = size
    answer.headers["Content-Type"] = mimetype
    return answer
