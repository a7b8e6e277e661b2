"""Numbers in addresses: those that a database's integer holds; no record has a longer one."""

from flask import Flask
from werkzeug.routing import IntegerConverter


class ShortNumber(IntegerConverter):
    """At most nine digits, as ``queries/listing.id_in`` has it for what stands behind the question mark."""

    regex = "[0-9]{1,9}"


def set_up_route_ids(app: Flask) -> None:
    """Let every ``<int:…>`` of a route be such a number; before the routes are registered."""
    app.url_map.converters["int"] = ShortNumber
