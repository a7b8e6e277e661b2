"""How migrations reach the database: through the application's engine, one at a time, all or nothing."""

from typing import Any

import click
from alembic import context
from alembic.runtime.migration import MigrationContext, MigrationInfo
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
                transactional_ddl=True,
                on_version_apply=tell,
                **current_app.extensions["migrate"].configure_args,
            )
            with context.begin_transaction():
                context.run_migrations()
    except Refusal as refusal:
        raise CommandError(say(refusal.message)) from refusal


def tell(*, ctx: MigrationContext, step: MigrationInfo, **_more: Any) -> None:  # noqa: ARG001 - Alembic's names
    """Say which migration is carried out, on standard error, unless it is part of something else."""
    silent = current_app.testing or context.config.attributes.get("silent")
    if not silent and step.up_revision is not None:
        click.echo(f"{'+' if step.is_upgrade else '-'} {step.up_revision_id} {step.up_revision.doc}", err=True)


if context.is_offline_mode():
    raise CommandError("Migrations run against a database; they are not written out as SQL.")
run_migrations()
