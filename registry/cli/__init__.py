"""The commands of the program, thin like views; each module's ``COMMANDS`` are registered."""

import importlib
import pkgutil

from flask import Flask

from registry.cli.plain_errors import plain


def add_commands(app: Flask) -> None:
    """Register the commands on ``flask --app wsgi``."""
    for module in pkgutil.iter_modules(__path__, prefix=f"{__name__}."):
        for command in getattr(importlib.import_module(module.name), "COMMANDS", ()):
            app.cli.add_command(plain(command, app))
