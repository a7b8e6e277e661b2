"""The registry's own addresses: those that a reader hands back (``next``), and those that it gives away itself."""

from urllib.parse import urlsplit

from flask import current_app, request
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

from registry.config import Settings


def own_page(address: str | None) -> str | None:
    r"""The address where it is a page of this registry, written as a path from its root; else None.

    ``//host``, ``/\host``, control characters and other schemes are what an open redirect is made of.
    """
    if not address or not address.startswith("/") or address.startswith("//"):
        return None
    if "\\" in address or any(ord(character) <= ord(" ") for character in address):
        return None
    parts = urlsplit(address)
    if parts.scheme or parts.netloc:
        return None
    return address if _is_page(parts.path) else None


def _is_page(path: str) -> bool:
    try:
        current_app.url_map.bind("localhost").match(path, method="GET")
    except (HTTPException, RequestRedirect):
        return False
    return True


def page_before() -> str | None:
    """The page of this registry from which the request came; None where the browser does not say."""
    parts = urlsplit(request.referrer or "")
    if parts.netloc != request.host:
        return None
    return own_page(f"{parts.path}?{parts.query}" if parts.query else parts.path)


def whole_address(path: str) -> str:
    """A path of the registry under the address that colleagues use, where none is set that of the request."""
    settings: Settings = current_app.config["SETTINGS"]
    return (settings.base_url or request.url_root).rstrip("/") + path
