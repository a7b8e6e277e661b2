"""Addresses, of which a page has dozens: one that is always the same is written only once, its question quickly."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from flask import Flask, has_request_context, request

PLAIN = "!$'()*,/:;?@"
"""Characters that stand in a query as they are."""
Place = tuple[str, str, str | None]
"""Where the application is mounted, the endpoint, and the name of a static file."""


class Office(Flask):
    """Flask with a memory for the addresses of lists, deeds and static files, which hold nothing of a record."""

    def __init__(self, *names: Any, **values: Any) -> None:
        super().__init__(*names, **values)
        self._addresses: dict[Place, str] = {}

    def url_for(self, /, endpoint: str, **values: Any) -> str:
        """As Flask's own."""
        fixed = not values or (values.keys() == {"filename"} and not self.debug)
        if not fixed or endpoint.startswith(".") or not has_request_context():
            return super().url_for(endpoint, **values)
        place = (request.script_root, endpoint, values.get("filename"))
        known = self._addresses.get(place)
        return known or self._addresses.setdefault(place, super().url_for(endpoint, **values))


def with_query(path: str, parameters: Mapping[str, str]) -> str:
    """The path with these parameters, written as ``url_for`` writes them."""
    return f"{path}?{urlencode(parameters, safe=PLAIN)}" if parameters else path
