"""Answers that are files to keep: under a name that says what they are, in any script."""

from collections.abc import Iterable
from typing import BinaryIO
from urllib.parse import quote

from flask import request
from werkzeug.wrappers import Response
from werkzeug.wsgi import wrap_file


def file_answer(data: bytes | Iterable[bytes], *, mimetype: str, name: str, plain_name: str) -> Response:
    """The bytes as a download; ``plain_name`` is for programs that know no other letters than ASCII."""
    saved_as = f"attachment; filename={plain_name}; filename*=UTF-8''{quote(name, safe='')}"
    return Response(data, mimetype=mimetype, headers={"Content-Disposition": saved_as})


def stored_file_answer(file: BinaryIO, *, size: int, mimetype: str, name: str, plain_name: str) -> Response:
    """The same of a file on the disk, which is closed once it was sent; nothing is said of a text's encoding."""
    answer = file_answer(wrap_file(request.environ, file), mimetype=mimetype, name=name, plain_name=plain_name)
    answer.content_length = size
    answer.headers["Content-Type"] = mimetype
    return answer
