"""How often the login may be tried: in memory here, beside the counter of failures in the database."""

from flask import Flask, request
from flask_limiter import Limiter

LOGIN_LIMIT = "20 per minute"


def attempt() -> str:
    """A user name from an address: many staff share one address, so the address alone would lock out an office."""
    return f"{request.remote_addr} {request.form.get('name', '').strip().casefold()[:100]}"


limiter = Limiter(key_func=attempt, storage_uri="memory://", headers_enabled=True)


def set_up_throttle(app: Flask) -> None:
    """Count attempts; in memory, since the registry is one process on small sites and the database counts too."""
    limiter.init_app(app)
