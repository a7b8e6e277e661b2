"""Find projects by their number too: the key that a search looks in holds it behind the name."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

projects = sa.table("projects", sa.column("search_key", sa.Text), sa.column("number", sa.Text))
key = projects.c.search_key


def upgrade() -> None:
    # what folding makes of the usual numbers; whatever else one may hold is folded when the record is saved next
    number = sa.func.replace(sa.func.replace(sa.func.coalesce(projects.c.number, ""), " ", ""), "-", "ー")
    op.execute(projects.update().values(search_key=key + " " + sa.func.lower(number)))


def downgrade() -> None:
    on_sqlite = op.get_bind().dialect.name == "sqlite"
    name = sa.func.substr(key, 1, sa.func.instr(key, " ") - 1) if on_sqlite else sa.func.split_part(key, " ", 1)
    op.execute(projects.update().values(search_key=name).where(key.contains(" ")))
