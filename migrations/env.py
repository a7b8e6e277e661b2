"""How migrations reach the database: through the application's engine, one at a time, all or nothing."""

import logging.config

from alembic import context
from alembic.util import CommandError
from flask import current_app

from registry.database import db, migrating
from registry.domain.errors import Refusal
from registry.language import say


def run_migrations() -> None:
    """Migrate in one transaction that nobody else's can overlap; raises CommandError with one line."""
    try:
        with migrating() as connection:
            context.configure(
                connection=connection,
                target_metadata=db.metadata,
                **current_app.extensions["migrate"].configure_args,
            )
            with context.begin_transaction():
                context.run_migrations()
    except Refusal as refusal:
        raise CommandError(say(refusal.message)) from refusal


if context.is_offline_mode():
    raise CommandError("Migrations run against a database; they are not written out as SQL.")
if not current_app.testing:
    logging.config.fileConfig(context.config.config_file_name, disable_existing_loggers=False)
run_migrations()
