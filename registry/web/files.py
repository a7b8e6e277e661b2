"""Answers that are files to keep: under a name that says what they are, in any script."""

from urllib.parse import quote

from werkzeug.wrappers import Response


def file_answer(data: bytes, *, mimetype: str, name: str, plain_name: str) -> Response:
    """The bytes as a download; ``plain_name`` is for programs that know no other letters than ASCII."""
    saved_as = f"attachment; filename={plain_name}; filename*=UTF-8''{quote(name, safe='')}"
    return Response(data, mimetype=mimetype, headers={"Content-Disposition": saved_as})
