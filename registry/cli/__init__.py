"""The commands of the program, thin like views."""

from flask import Flask


def add_commands(app: Flask) -> None:
    """Register the commands on ``flask --app wsgi``."""
