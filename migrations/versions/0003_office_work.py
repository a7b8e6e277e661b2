"""Keep contacts, files, saved views, sessions, settings and backups; look after departments, fields and groups."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.add_column("organizations", sa.Column("incomplete", sa.Boolean, nullable=False, server_default=sa.false()))
    op.add_column("users", sa.Column("mail", sa.String(254), nullable=False, server_default=""))
    for table in ("fields", "groups"):
        op.add_column(table, sa.Column("position", sa.Integer, nullable=False, server_default="0"))
        op.add_column(table, sa.Column("retired", sa.Boolean, nullable=False, server_default=sa.false()))
    with op.batch_alter_table("departments") as departments:
        departments.add_column(sa.Column("position", sa.Integer, nullable=False, server_default="0"))
        departments.add_column(sa.Column("valid_from", sa.Date))
        departments.add_column(sa.Column("valid_until", sa.Date))
        departments.add_column(sa.Column("successor_id", sa.Integer))
        departments.create_check_constraint(op.f("ck_departments_validity"), "valid_until >= valid_from")
        departments.create_check_constraint(op.f("ck_departments_succeeded_by_other"), "successor_id <> id")
        departments.create_foreign_key(
            op.f("fk_departments_successor_id_departments"),
            "departments",
            ["successor_id"],
            ["id"],
            ondelete="RESTRICT",
        )
        departments.create_index(op.f("ix_departments_successor_id"), ["successor_id"])
    create_contacts()
    create_attachments()
    create_what_users_keep()
    create_what_the_site_keeps()


def create_contacts() -> None:
    op.create_table(
        "organization_contacts",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("organization_id", sa.Integer, nullable=False),
        sa.Column("name", sa.String(100), nullable=False, server_default=""),
        sa.Column("post", sa.String(200), nullable=False, server_default=""),
        sa.Column("phone", sa.String(50), nullable=False, server_default=""),
        sa.Column("mail", sa.String(254), nullable=False, server_default=""),
        sa.Column("notes", sa.Text, nullable=False, server_default=""),
        sa.PrimaryKeyConstraint("id", name="pk_organization_contacts"),
        refers("organization_contacts", "organization_id", "organizations", "CASCADE"),
        sa.CheckConstraint("name <> '' OR post <> ''", name=op.f("ck_organization_contacts_name")),
    )
    op.create_index(op.f("ix_organization_contacts_organization_id"), "organization_contacts", ["organization_id"])


def create_attachments() -> None:
    op.create_table(
        "attachments",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("agreement_id", sa.Integer),
        sa.Column("meeting_id", sa.Integer),
        sa.Column("file_name", sa.String(255), nullable=False),
        sa.Column("media_type", sa.String(100), nullable=False),
        sa.Column("size", sa.Integer, nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("stored_as", sa.String(64), nullable=False),
        sa.Column("uploaded_at", MOMENT, nullable=False),
        sa.Column("uploaded_by", sa.String(100), nullable=False),
        sa.Column("replaced_by_id", sa.Integer),
        sa.Column("deleted_at", MOMENT),
        sa.PrimaryKeyConstraint("id", name="pk_attachments"),
        sa.UniqueConstraint("stored_as", name="uq_attachments_stored_as"),
        refers("attachments", "agreement_id", "agreements", "CASCADE"),
        refers("attachments", "meeting_id", "meetings", "CASCADE"),
        refers("attachments", "replaced_by_id", "attachments", "RESTRICT"),
        sa.CheckConstraint("(agreement_id IS NULL) <> (meeting_id IS NULL)", name=op.f("ck_attachments_one_owner")),
        sa.CheckConstraint("file_name <> ''", name=op.f("ck_attachments_file_name")),
        sa.CheckConstraint("replaced_by_id <> id", name=op.f("ck_attachments_replaced_by_other")),
    )
    for column in ("agreement_id", "meeting_id", "replaced_by_id"):
        op.create_index(op.f(f"ix_attachments_{column}"), "attachments", [column])


def create_what_users_keep() -> None:
    op.create_table(
        "saved_views",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("user_id", sa.Integer),
        sa.Column("noun", sa.String(20), nullable=False),
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("query", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_saved_views"),
        sa.UniqueConstraint("user_id", "noun", "name", name="uq_saved_views_user_id_noun_name"),
        refers("saved_views", "user_id", "users", "CASCADE"),
        sa.CheckConstraint("name <> ''", name=op.f("ck_saved_views_name")),
    )
    op.create_index(op.f("ix_saved_views_noun"), "saved_views", ["noun"])
    op.create_table(
        "user_sessions",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column("user_id", sa.Integer, nullable=False),
        sa.Column("began_at", MOMENT, nullable=False),
        sa.Column("seen_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_user_sessions"),
        sa.UniqueConstraint("token_hash", name="uq_user_sessions_token_hash"),
        refers("user_sessions", "user_id", "users", "CASCADE"),
    )
    op.create_index(op.f("ix_user_sessions_user_id"), "user_sessions", ["user_id"])
    op.create_index(op.f("ix_user_sessions_seen_at"), "user_sessions", ["seen_at"])
    op.create_table(
        "posted_forms",
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("noun", sa.String(20), nullable=False),
        sa.Column("record_id", sa.Integer, nullable=False),
        sa.Column("posted_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_posted_forms"),
    )
    op.create_index(op.f("ix_posted_forms_posted_at"), "posted_forms", ["posted_at"])


def create_what_the_site_keeps() -> None:
    op.create_table(
        "site_settings",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("name", sa.String(50), nullable=False),
        sa.Column("value", sa.String(300), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_site_settings"),
        sa.UniqueConstraint("name", name="uq_site_settings_name"),
    )
    op.create_table(
        "backups",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("made_by", sa.String(100), nullable=False),
        sa.Column("file_name", sa.String(300), nullable=False),
        sa.Column("size", sa.BigInteger, nullable=False),
        sa.Column("head", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_backups"),
    )
    op.create_index(op.f("ix_backups_made_at"), "backups", ["made_at"])


def refers(table: str, column: str, other: str, ondelete: str) -> sa.ForeignKeyConstraint:
    """A reference to the id of another table."""
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=f"fk_{table}_{column}_{other}", ondelete=ondelete)


def downgrade() -> None:
    for table in (
        "backups",
        "site_settings",
        "posted_forms",
        "user_sessions",
        "saved_views",
        "attachments",
        "organization_contacts",
    ):
        op.drop_table(table)
    with op.batch_alter_table("departments") as departments:
        departments.drop_index(op.f("ix_departments_successor_id"))
        departments.drop_constraint(op.f("fk_departments_successor_id_departments"), type_="foreignkey")
        departments.drop_constraint(op.f("ck_departments_succeeded_by_other"), type_="check")
        departments.drop_constraint(op.f("ck_departments_validity"), type_="check")
        for column in ("successor_id", "valid_until", "valid_from", "position"):
            departments.drop_column(column)
    for table in ("groups", "fields"):
        op.drop_column(table, "retired")
        op.drop_column(table, "position")
    op.drop_column("users", "mail")
    op.drop_column("organizations", "incomplete")
