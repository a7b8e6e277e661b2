"""Renkei, the partnership-agreement registry (連携協定台帳)."""

from pathlib import Path

from flask import Flask
from flask_migrate import Migrate

from registry.cli import add_commands
from registry.config import Settings
from registry.database import db, set_up_database
from registry.language import set_up_language
from registry.web import set_up_web
from registry.web.addresses import Office

MIGRATIONS = Path(__file__).parent.parent / "migrations"


def create_app(settings: Settings | None = None) -> Flask:
    """Build the application; without settings they are read from the environment."""
    settings = settings or Settings.from_environment()
    app = Office(__name__, template_folder="../templates", instance_path=str(settings.instance_path.resolve()))
    app.config["SETTINGS"] = settings
    app.config["SECRET_KEY"] = settings.secret_key
    app.config["SQLALCHEMY_DATABASE_URI"] = settings.database_url
    app.config["TESTING"] = settings.testing
    set_up_database(app)
    Migrate(app, db, directory=str(MIGRATIONS), compare_type=True, render_as_batch=True)
    set_up_language(app)
    set_up_web(app)
    add_commands(app)
    return app
