"""Keep finalized sheets as they were signed, and the city's own forms; mark what was copied from the year before."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.add_column("sheet_texts", sa.Column("carried_from", sa.Integer))
    with op.batch_alter_table("finding_explanations") as explanations:
        explanations.add_column(sa.Column("overruled", sa.Boolean, nullable=False, server_default=sa.false()))
        explanations.add_column(sa.Column("finding", sa.Text, nullable=False, server_default=""))
        explanations.create_check_constraint(
            op.f("ck_finding_explanations_overruled_says_what"), "NOT overruled OR finding <> ''"
        )
    create_revisions()
    create_own_forms()


def create_revisions() -> None:
    op.create_table(
        "sheet_revisions",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("sheet_id", sa.Integer, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("reason", sa.Text, nullable=False, server_default=""),
        sa.Column("document_number", sa.String(100), nullable=False, server_default=""),
        sa.Column("finalized_at", MOMENT, nullable=False),
        sa.Column("finalized_by", sa.String(100), nullable=False),
        sa.Column("log_entries", sa.Integer, nullable=False),
        sa.Column("log_head", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_sheet_revisions"),
        sa.UniqueConstraint("sheet_id", "number", name="uq_sheet_revisions_sheet_id_number"),
        refers("sheet_revisions", "sheet_id", "evaluation_sheets"),
        sa.CheckConstraint("number >= 1", name=op.f("ck_sheet_revisions_number")),
        sa.CheckConstraint("number = 1 OR reason <> ''", name=op.f("ck_sheet_revisions_later_has_reason")),
    )
    op.create_table(
        "sheet_documents",
        sa.Column("revision_id", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("form", sa.String(20), nullable=False),
        sa.Column("file_name", sa.String(255), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("data", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("revision_id", "form", name="pk_sheet_documents"),
        refers("sheet_documents", "revision_id", "sheet_revisions"),
    )
    op.create_table(
        "sheet_evidence",
        sa.Column("revision_id", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("count", sa.String(100), nullable=False),
        sa.Column("fiscal_year", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("records", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("revision_id", "count", "fiscal_year", name="pk_sheet_evidence"),
        refers("sheet_evidence", "revision_id", "sheet_revisions"),
    )


def create_own_forms() -> None:
    op.create_table(
        "own_forms",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("version", sa.Integer, nullable=False, server_default="1"),
        sa.Column("deleted_at", MOMENT),
        sa.Column("imported_version", sa.Integer),
        sa.Column("imported_key", sa.String(64)),
        sa.Column("fiscal_year", sa.Integer, nullable=False),
        sa.Column("file_name", sa.String(255), nullable=False),
        sa.Column("size", sa.Integer, nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("data", sa.Text, nullable=False),
        sa.Column("uploaded_at", MOMENT, nullable=False),
        sa.Column("uploaded_by", sa.String(100), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_own_forms"),
        sa.CheckConstraint("fiscal_year BETWEEN 1926 AND 2200", name=op.f("ck_own_forms_fiscal_year")),
        sa.CheckConstraint("file_name <> ''", name=op.f("ck_own_forms_file_name")),
    )
    op.create_index("ix_own_forms_fiscal_year", "own_forms", ["fiscal_year", "id"])


def refers(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    """A reference that holds what it refers to: what was signed does not go."""
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=f"fk_{table}_{column}_{other}", ondelete="RESTRICT")


def downgrade() -> None:
    for table in ("own_forms", "sheet_evidence", "sheet_documents", "sheet_revisions"):
        op.drop_table(table)
    with op.batch_alter_table("finding_explanations") as explanations:
        explanations.drop_constraint(op.f("ck_finding_explanations_overruled_says_what"), type_="check")
        explanations.drop_column("finding")
        explanations.drop_column("overruled")
    with op.batch_alter_table("sheet_texts") as texts:
        texts.drop_column("carried_from")
