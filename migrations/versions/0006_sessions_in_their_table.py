"""Users hold no key of their sessions any more: sessions have a table of their own."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

users = sa.table("users", sa.column("id", sa.Integer), sa.column("session_key", sa.String(64)))


def upgrade() -> None:
    with op.batch_alter_table("users", table_args=[roles()]) as batch:
        batch.drop_constraint(op.f("uq_users_session_key"), type_="unique")
        batch.drop_column("session_key")


def downgrade() -> None:
    op.add_column("users", sa.Column("session_key", sa.String(64)))
    op.execute(users.update().values(session_key=sa.cast(users.c.id, sa.String(64))))
    with op.batch_alter_table("users", table_args=[roles()]) as batch:
        batch.alter_column("session_key", existing_type=sa.String(64), nullable=False)
        batch.create_unique_constraint(op.f("uq_users_session_key"), ["session_key"])


def roles() -> sa.CheckConstraint:
    """SQLite makes the table anew, and Alembic does not read its checks."""
    named = "'administrator', 'chief', 'secretariat', 'department', 'viewer'"
    return sa.CheckConstraint(f"role IN ({named})", name=op.f("ck_users_role"))
