"""Keep the evaluation sheet of each fiscal year, and the explanations of its findings."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

# Names are spelt out: a migration stays as it was when the models' naming moves on.
MOMENT = sa.DateTime(timezone=True)
CELL_NAME = sa.String(100)


def upgrade() -> None:
    op.create_table(
        "evaluation_sheets",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("version", sa.Integer, nullable=False, server_default="1"),
        sa.Column("deleted_at", MOMENT),
        sa.Column("imported_version", sa.Integer),
        sa.Column("imported_key", sa.String(64)),
        sa.Column("fiscal_year", sa.Integer, nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("source", sa.Text, nullable=False, server_default=""),
        sa.Column("updated_on", sa.Date),
        sa.Column("saved_at", MOMENT, nullable=False),
        sa.Column("saved_by", sa.String(100), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_evaluation_sheets"),
        sa.UniqueConstraint("fiscal_year", name="uq_evaluation_sheets_fiscal_year"),
        checked("evaluation_sheets", "state", "state IN ('draft', 'published', 'finalized')"),
        checked("evaluation_sheets", "fiscal_year", "fiscal_year BETWEEN 1926 AND 2200"),
        checked("evaluation_sheets", "published_has_source", "state <> 'published' OR source <> ''"),
    )
    part("sheet_texts", ["name"], checked("sheet_texts", "text", "text <> ''"), name=CELL_NAME, text=sa.Text)
    part("sheet_ticks", ["name"], name=CELL_NAME)
    part("sheet_figures", ["name"], name=CELL_NAME, value=sa.BigInteger)
    part(
        "sheet_indicators",
        ["kind", "slot"],
        sa.Column("count", sa.String(100)),
        checked("sheet_indicators", "kind", "kind IN ('activity', 'population', 'outcome')"),
        checked("sheet_indicators", "slot", "slot IN ('ア', 'イ')"),
        kind=sa.String(20),
        slot=sa.String(20),
        name=sa.String(200),
        unit=sa.String(20),
    )
    op.create_table(
        "finding_explanations",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("sheet_id", sa.Integer, nullable=False),
        sa.Column("code", sa.String(50), nullable=False),
        sa.Column("cell", CELL_NAME, nullable=False),
        sa.Column("explanation", sa.Text, nullable=False),
        sa.Column("explained_by", sa.String(100), nullable=False),
        sa.Column("explained_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_finding_explanations"),
        belongs_to_sheet("finding_explanations"),
        sa.UniqueConstraint("sheet_id", "code", "cell", name="uq_finding_explanations_sheet_id_code_cell"),
        checked("finding_explanations", "explanation", "explanation <> ''"),
    )


def part(table: str, key: list[str], *items: sa.schema.SchemaItem, **columns: sa.types.TypeEngine) -> None:
    op.create_table(
        table,
        sa.Column("sheet_id", sa.Integer, nullable=False, autoincrement=False),
        *(sa.Column(name, kind, nullable=False) for name, kind in columns.items()),
        *items,
        sa.PrimaryKeyConstraint("sheet_id", *key, name=f"pk_{table}"),
        belongs_to_sheet(table),
    )


def belongs_to_sheet(table: str) -> sa.ForeignKeyConstraint:
    name = f"fk_{table}_sheet_id_evaluation_sheets"
    return sa.ForeignKeyConstraint(["sheet_id"], ["evaluation_sheets.id"], name=name, ondelete="CASCADE")


def checked(table: str, name: str, rule: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(rule, name=op.f(f"ck_{table}_{name}"))


def downgrade() -> None:
    for table in ("finding_explanations", "sheet_indicators", "sheet_figures", "sheet_ticks", "sheet_texts"):
        op.drop_table(table)
    op.drop_table("evaluation_sheets")
