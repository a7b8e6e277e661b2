"""Static files are addressed with a hash of their content, so that a browser may keep them for good."""

import hashlib
from pathlib import Path
from typing import Any

from flask import Flask, Request, current_app
from werkzeug.security import safe_join

from registry.web.access import STATIC


def set_up_versions(app: Flask) -> None:
    """Let ``url_for`` add the version to every static file's address."""
    app.extensions["static_versions"] = {}
    app.url_defaults(_add_version)


def is_current(request: Request) -> bool:
    """Whether the request names the version that is being served."""
    filename = (request.view_args or {}).get("filename", "")
    return request.args.get("v") == _version(str(request.endpoint), filename)


def _add_version(endpoint: str, values: dict[str, Any]) -> None:
    if endpoint in STATIC and "v" not in values:
        values["v"] = _version(endpoint, values["filename"])


def _version(endpoint: str, filename: str) -> str | None:
    versions: dict[tuple[str, str], str | None] = current_app.extensions["static_versions"]
    key = (endpoint, filename)
    if key not in versions or current_app.debug:
        found = _read(endpoint, filename)
        if found is None:
            return None  # an address that somebody made up must not fill the memory
        versions[key] = hashlib.sha256(found).hexdigest()[:12]
    return versions[key]


def _read(endpoint: str, filename: str) -> bytes | None:
    owner = current_app if endpoint == "static" else current_app.blueprints[endpoint.removesuffix(".static")]
    path = safe_join(str(owner.static_folder), filename)
    return Path(path).read_bytes() if path and Path(path).is_file() else None
