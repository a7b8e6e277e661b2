"""The pages."""

from flask import Flask


def set_up_web(app: Flask) -> None:
    """Register what the browser reaches."""
