"""Find the meetings of a list without reading each of them."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

PLANNED = sa.text("status = 'planned'")
LISTED = (
    "deleted_at",
    "held_on",
    "id",
    "search_key",
    "status",
    "type",
    "counted",
    "channel",
    "department_id",
)


def upgrade() -> None:
    columns = ["held_on", "id", "deleted_at"]
    op.create_index("ix_meetings_planned", "meetings", columns, sqlite_where=PLANNED, postgresql_where=PLANNED)
    if op.get_bind().dialect.name == "sqlite":
        op.create_index("ix_meetings_listed", "meetings", LISTED)
        op.drop_index("ix_meetings_held_on", "meetings")


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.create_index("ix_meetings_held_on", "meetings", ["held_on", "id"])
        op.drop_index("ix_meetings_listed", "meetings")
    op.drop_index("ix_meetings_planned", "meetings")
