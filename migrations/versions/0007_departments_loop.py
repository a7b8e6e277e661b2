"""Keep requests to departments, yearly reports and calls for them, reminders, and what is being typed."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
OPEN = sa.text("state IN ('asked', 'accepted')")


def upgrade() -> None:
    op.add_column("users", sa.Column("language", sa.String(2)))
    op.add_column("users", sa.Column("wants_digest", sa.Boolean, nullable=False, server_default=sa.true()))
    create_delegations()
    create_calls()
    create_reports()
    create_reminders()


def create_delegations() -> None:
    table = "project_delegations"
    states = ("asked", "accepted", "handed_back", "named_other", "withdrawn", "carried_on")
    op.create_table(
        table,
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("project_id", sa.Integer, nullable=False),
        sa.Column("department_id", sa.Integer, nullable=False),
        sa.Column("leads", sa.Boolean, nullable=False, server_default=sa.false()),
        sa.Column("former_lead_stays", sa.Boolean, nullable=False, server_default=sa.false()),
        sa.Column("request", sa.Text, nullable=False),
        sa.Column("due_on", sa.Date),
        sa.Column("contact", sa.String(200), nullable=False, server_default=""),
        sa.Column("state", sa.String(20), nullable=False, server_default="asked"),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("asked_by", sa.String(100), nullable=False),
        sa.Column("answer", sa.Text, nullable=False, server_default=""),
        sa.Column("named_department_id", sa.Integer),
        sa.Column("answered_at", MOMENT),
        sa.Column("answered_by", sa.String(100), nullable=False, server_default=""),
        sa.Column("closed_at", MOMENT),
        sa.Column("closed_by", sa.String(100), nullable=False, server_default=""),
        sa.Column("previous_id", sa.Integer),
        sa.Column("version", sa.Integer, nullable=False, server_default="1"),
        sa.PrimaryKeyConstraint("id", name=f"pk_{table}"),
        sa.UniqueConstraint("previous_id", name=f"uq_{table}_previous_id"),
        refers(table, "project_id", "projects", "CASCADE"),
        refers(table, "department_id", "departments", "RESTRICT"),
        refers(table, "named_department_id", "departments", "RESTRICT"),
        refers(table, "previous_id", table, "RESTRICT"),
        one_of(table, "state", states),
        sa.CheckConstraint("request <> ''", name=op.f(f"ck_{table}_request")),
        sa.CheckConstraint("state <> 'handed_back' OR answer <> ''", name=op.f(f"ck_{table}_handed_back_has_reason")),
        sa.CheckConstraint(
            "(state = 'named_other') = (named_department_id IS NOT NULL)", name=op.f(f"ck_{table}_named_other")
        ),
        sa.CheckConstraint("state <> 'named_other' OR answer <> ''", name=op.f(f"ck_{table}_named_other_has_reason")),
        sa.CheckConstraint("named_department_id <> department_id", name=op.f(f"ck_{table}_named_another")),
        sa.CheckConstraint("previous_id <> id", name=op.f(f"ck_{table}_follows_another")),
    )
    op.create_index(
        f"uq_{table}_open",
        table,
        ["project_id", "department_id"],
        unique=True,
        sqlite_where=OPEN,
        postgresql_where=OPEN,
    )
    op.create_index(f"ix_{table}_department_id", table, ["department_id", "state"])
    for column in ("project_id", "named_department_id"):
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column])


def create_calls() -> None:
    op.create_table(
        "report_calls",
        *record_columns(),
        sa.Column("fiscal_year", sa.Integer, nullable=False),
        sa.Column("opens_on", sa.Date, nullable=False),
        sa.Column("due_on", sa.Date, nullable=False),
        sa.Column("message", sa.Text, nullable=False, server_default=""),
        sa.PrimaryKeyConstraint("id", name="pk_report_calls"),
        sa.UniqueConstraint("fiscal_year", name="uq_report_calls_fiscal_year"),
        sa.CheckConstraint("fiscal_year BETWEEN 1926 AND 2200", name=op.f("ck_report_calls_fiscal_year")),
        sa.CheckConstraint("due_on >= opens_on", name=op.f("ck_report_calls_due_after_opening")),
    )
    op.create_table(
        "report_nudges",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("call_id", sa.Integer, nullable=False),
        sa.Column("department_id", sa.Integer, nullable=False),
        sa.Column("sent_at", MOMENT, nullable=False),
        sa.Column("sent_by", sa.String(100), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_report_nudges"),
        refers("report_nudges", "call_id", "report_calls", "CASCADE"),
        refers("report_nudges", "department_id", "departments", "RESTRICT"),
    )
    op.create_index("ix_report_nudges_call_id", "report_nudges", ["call_id", "department_id", "sent_at"])
    op.create_index(op.f("ix_report_nudges_department_id"), "report_nudges", ["department_id"])


def create_reports() -> None:
    table = "project_reports"
    op.create_table(
        table,
        *record_columns(),
        sa.Column("project_id", sa.Integer, nullable=False),
        sa.Column("fiscal_year", sa.Integer, nullable=False),
        sa.Column("department_id", sa.Integer, nullable=False),
        sa.Column("state", sa.String(20), nullable=False, server_default="draft"),
        sa.Column("outcome", sa.String(20)),
        sa.Column("result", sa.Text, nullable=False, server_default=""),
        sa.Column("cost", sa.BigInteger),
        sa.Column("next_plan", sa.Text, nullable=False, server_default=""),
        sa.Column("publicity", sa.Text, nullable=False, server_default=""),
        sa.Column("after", sa.String(20), nullable=False, server_default="goes_on"),
        sa.Column("ended_on", sa.Date),
        sa.Column("submitted_at", MOMENT),
        sa.Column("submitted_by", sa.String(100), nullable=False, server_default=""),
        sa.Column("remark", sa.Text, nullable=False, server_default=""),
        sa.Column("answered_at", MOMENT),
        sa.Column("answered_by", sa.String(100), nullable=False, server_default=""),
        sa.PrimaryKeyConstraint("id", name=f"pk_{table}"),
        sa.UniqueConstraint("project_id", "fiscal_year", name=f"uq_{table}_project_id_fiscal_year"),
        refers(table, "project_id", "projects", "RESTRICT"),
        refers(table, "department_id", "departments", "RESTRICT"),
        one_of(table, "state", ("draft", "submitted", "returned", "accepted")),
        one_of(table, "outcome", ("done", "partly", "not_done")),
        one_of(table, "after", ("goes_on", "suspended", "completed", "cancelled")),
        sa.CheckConstraint("fiscal_year BETWEEN 1926 AND 2200", name=op.f(f"ck_{table}_fiscal_year")),
        sa.CheckConstraint("cost >= 0", name=op.f(f"ck_{table}_cost")),
        sa.CheckConstraint(
            "state IN ('draft', 'returned') OR outcome IS NOT NULL", name=op.f(f"ck_{table}_submitted_has_outcome")
        ),
        sa.CheckConstraint("state <> 'returned' OR remark <> ''", name=op.f(f"ck_{table}_returned_has_remark")),
        sa.CheckConstraint(
            "state IN ('draft', 'returned') OR after <> 'completed' OR ended_on IS NOT NULL",
            name=op.f(f"ck_{table}_completed_has_end"),
        ),
    )
    op.create_index(op.f(f"ix_{table}_department_id"), table, ["department_id"])
    op.create_index(f"ix_{table}_fiscal_year", table, ["fiscal_year", "state"])
    op.create_table(
        "report_figures",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("report_id", sa.Integer, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("measure", sa.String(100), nullable=False),
        sa.Column("value", sa.BigInteger, nullable=False),
        sa.Column("unit", sa.String(20), nullable=False, server_default=""),
        sa.PrimaryKeyConstraint("id", name="pk_report_figures"),
        refers("report_figures", "report_id", "project_reports", "CASCADE"),
        sa.CheckConstraint("measure <> ''", name=op.f("ck_report_figures_measure")),
    )
    op.create_index(op.f("ix_report_figures_report_id"), "report_figures", ["report_id"])


def create_reminders() -> None:
    op.create_table(
        "digests",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("user_id", sa.Integer, nullable=False),
        sa.Column("message_id", sa.String(200), nullable=False),
        sa.Column("subject", sa.String(300), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("claimed_at", MOMENT, nullable=False),
        sa.Column("sent_at", MOMENT),
        sa.PrimaryKeyConstraint("id", name="pk_digests"),
        sa.UniqueConstraint("message_id", name="uq_digests_message_id"),
        refers("digests", "user_id", "users", "CASCADE"),
        one_of("digests", "state", ("claimed", "handed_over", "sent")),
    )
    op.create_index(op.f("ix_digests_user_id"), "digests", ["user_id"])
    op.create_index("ix_digests_state", "digests", ["state", "claimed_at"])
    op.create_table(
        "told_things",
        sa.Column("user_id", sa.Integer, nullable=False),
        sa.Column("thing", sa.String(120), nullable=False),
        sa.Column("digest_id", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("user_id", "thing", name="pk_told_things"),
        refers("told_things", "user_id", "users", "CASCADE"),
        refers("told_things", "digest_id", "digests", "CASCADE"),
    )
    op.create_index(op.f("ix_told_things_digest_id"), "told_things", ["digest_id"])
    op.create_table(
        "form_drafts",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("user_id", sa.Integer, nullable=False),
        sa.Column("form", sa.String(200), nullable=False),
        sa.Column("content", sa.Text, nullable=False),
        sa.Column("saved_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_form_drafts"),
        sa.UniqueConstraint("user_id", "form", name="uq_form_drafts_user_id_form"),
        refers("form_drafts", "user_id", "users", "CASCADE"),
    )
    op.create_index("ix_form_drafts_form", "form_drafts", ["form", "saved_at"])


def record_columns() -> tuple[sa.Column[object], ...]:
    """What every registered record has."""
    return (
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("version", sa.Integer, nullable=False, server_default="1"),
        sa.Column("deleted_at", MOMENT),
        sa.Column("imported_version", sa.Integer),
        sa.Column("imported_key", sa.String(64)),
    )


def refers(table: str, column: str, other: str, ondelete: str) -> sa.ForeignKeyConstraint:
    """A reference to the id of another table."""
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=f"fk_{table}_{column}_{other}", ondelete=ondelete)


def one_of(table: str, column: str, values: tuple[str, ...]) -> sa.CheckConstraint:
    """The CHECK of an enumeration's column."""
    listed = ", ".join(f"'{value}'" for value in values)
    return sa.CheckConstraint(f"{column} IN ({listed})", name=op.f(f"ck_{table}_{column}"))


def downgrade() -> None:
    for table in ("form_drafts", "told_things", "digests", "report_figures", "project_reports", "report_nudges"):
        op.drop_table(table)
    op.drop_table("report_calls")
    op.drop_table("project_delegations")
    with op.batch_alter_table("users") as users:
        users.drop_column("wants_digest")
        users.drop_column("language")
