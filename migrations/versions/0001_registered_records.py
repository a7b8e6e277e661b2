"""Keep organizations, agreements, meetings, projects, users, rules and the audit log."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

# The tables as they were on the day of this migration: the models may move on, this does not.
metadata = sa.MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)
KEY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
MOMENT = sa.DateTime(timezone=True)


def table(name: str, *items: sa.schema.SchemaItem) -> sa.Table:
    return sa.Table(name, metadata, *items)


def numbered(name: str, *items: sa.schema.SchemaItem) -> sa.Table:
    return table(name, sa.Column("id", sa.Integer, primary_key=True), *items)


def text(name: str, kind: sa.types.TypeEngine, default: str = "", **more: bool) -> sa.Column:
    return sa.Column(name, kind, nullable=False, server_default=default, **more)


def texts(*names: str) -> list[sa.Column]:
    return [text(name, sa.Text()) for name in names]


def optional(**columns: sa.types.TypeEngine) -> list[sa.Column]:
    return [sa.Column(name, kind) for name, kind in columns.items()]


def days(*names: str) -> list[sa.Column]:
    return optional(**dict.fromkeys(names, sa.Date))


def needed(*, index: bool = False, unique: bool = False, **columns: sa.types.TypeEngine) -> list[sa.Column]:
    marks = {"nullable": False, "index": index or None, "unique": unique or None}
    return [sa.Column(name, kind, **marks) for name, kind in columns.items()]


def refers(name: str, target: str, *, gone: str = "RESTRICT", **more: bool) -> sa.Column:
    return sa.Column(name, sa.ForeignKey(f"{target}.id", ondelete=gone), **more)


def one_of(column: str, *values: str) -> sa.CheckConstraint:
    listed = ", ".join(f"'{value}'" for value in values)
    return sa.CheckConstraint(f"{column} IN ({listed})", name=column)


def index_while(condition: str, name: str, *columns: str, unique: bool = False) -> sa.Index:
    where = sa.text(condition)
    return sa.Index(name, *columns, unique=unique, sqlite_where=where, postgresql_where=where)


def record(name: str, *items: sa.schema.SchemaItem) -> sa.Table:
    version = sa.Column("version", sa.Integer, nullable=False, server_default="1")
    memory = optional(deleted_at=MOMENT, imported_version=sa.Integer, imported_key=sa.String(64))
    return numbered(name, version, *memory, *items)


def link(name: str, owner: tuple[str, str], other: tuple[str, str]) -> sa.Table:
    owned = refers(*owner, gone="CASCADE", primary_key=True)
    return table(name, owned, refers(*other, primary_key=True, index=True))


ALIVE = "deleted_at IS NULL"
UNMERGED = f"{ALIVE} AND merged_into_id IS NULL"
IN_TERM = "ended_on <= expires_on OR auto_renewal_months IS NOT NULL OR ended_on IS NULL OR expires_on IS NULL"
COUNTING = "status = 'held' AND deleted_at IS NULL AND coalesce(counted, type <> 'other')"
WEIGHTED = " + ".join(f"CAST(substr(corporate_number, {14 - n}, 1) AS INTEGER) * {2 - n % 2}" for n in range(1, 13))
CORPORATE_NUMBER = (
    "CASE WHEN length(corporate_number) = 13 AND trim(corporate_number, '0123456789') = '' "
    f"THEN CAST(substr(corporate_number, 1, 1) AS INTEGER) = 9 - (({WEIGHTED}) % 9) "
    "ELSE corporate_number IS NULL END"
)

for reference in ("departments", "fields", "groups"):
    numbered(reference, sa.Column("name", sa.String(200), nullable=False, unique=True))

record(
    "organizations",
    *needed(name=sa.String(300), search_key=KEY),
    *needed(index=True, name_key=KEY, loose_key=KEY, sort_key=KEY),
    text("kind", sa.String(20), "unclassified", index=True),
    text("kana", sa.String(300)),
    text("address", sa.String(500)),
    *optional(corporate_number=sa.String(13), inside_city=sa.Boolean),
    *days("target_from", "target_until", "succeeded_on"),
    refers("succeeded_by_id", "organizations", index=True),
    refers("merged_into_id", "organizations", index=True),
    text("notes", sa.Text()),
    one_of("kind", "company", "academic", "financial", "association", "unclassified"),
    sa.CheckConstraint(CORPORATE_NUMBER, name="corporate_number"),
    sa.CheckConstraint("name <> ''", name="name"),
    sa.CheckConstraint("target_until >= target_from", name="target_period"),
    sa.CheckConstraint("(succeeded_by_id IS NULL) = (succeeded_on IS NULL)", name="succession"),
    sa.CheckConstraint("succeeded_by_id <> id", name="succeeded_by_other"),
    sa.CheckConstraint("merged_into_id <> id", name="merged_into_other"),
    index_while(UNMERGED, "uq_organizations_corporate_number", "corporate_number", unique=True),
)
numbered(
    "organization_former_names",
    refers("organization_id", "organizations", gone="CASCADE", nullable=False, index=True),
    sa.Column("name", sa.String(300), nullable=False),
    sa.Column("name_key", KEY, nullable=False, index=True),
    sa.Column("used_until", sa.Date),
)
link("organization_groups", ("organization_id", "organizations"), ("group_id", "groups"))
numbered(
    "possible_duplicates",
    refers("organization_id", "organizations", gone="CASCADE", nullable=False),
    refers("other_id", "organizations", gone="CASCADE", nullable=False, index=True),
    sa.Column("different", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.UniqueConstraint("organization_id", "other_id"),
    sa.CheckConstraint("organization_id <> other_id", name="two_bodies"),
)
record(
    "agreements",
    *needed(number=sa.String(50), search_key=KEY),
    text("title", sa.String(300)),
    text("type", sa.String(20), "comprehensive"),
    *needed(index=True, concluded_on=sa.Date),
    *days("effective_on", "expires_on", "notice_given_on", "ended_on"),
    *optional(auto_renewal_months=sa.Integer, notice_months=sa.Integer),
    sa.Column("last_day", sa.Date, index=True),
    refers("renews_id", "agreements"),
    refers("department_id", "departments", index=True),
    *texts("end_reason", "summary", "notes"),
    one_of("type", "comprehensive", "individual"),
    sa.CheckConstraint("number <> ''", name="number"),
    sa.CheckConstraint("expires_on >= coalesce(effective_on, concluded_on)", name="expires_after_start"),
    sa.CheckConstraint("ended_on >= concluded_on", name="ended_after_conclusion"),
    sa.CheckConstraint(IN_TERM, name="ended_within_term"),
    sa.CheckConstraint("auto_renewal_months IS NULL OR expires_on IS NOT NULL", name="renewal_has_expiry"),
    sa.CheckConstraint("auto_renewal_months > 0", name="renewal_months"),
    sa.CheckConstraint("notice_months >= 0", name="notice_months"),
    sa.CheckConstraint("renews_id <> id", name="renews_other"),
    index_while(ALIVE, "uq_agreements_number", "number", unique=True),
    index_while(ALIVE, "uq_agreements_renews_id", "renews_id", unique=True),
    sa.Index("ix_agreements_type_concluded_on", "type", "concluded_on"),
)
numbered(
    "agreement_parties",
    refers("agreement_id", "agreements", gone="CASCADE", nullable=False),
    refers("organization_id", "organizations", nullable=False),
    text("role", sa.String(20), "party"),
    *days("joined_on", "left_on"),
    one_of("role", "party", "observer"),
    sa.CheckConstraint("left_on >= joined_on", name="left_after_joining"),
    sa.Index("ix_agreement_parties_organization_id", "organization_id", "agreement_id"),
    sa.Index("ix_agreement_parties_agreement_id", "agreement_id", "organization_id"),
)
link("agreement_fields", ("agreement_id", "agreements"), ("field_id", "fields"))
numbered(
    "agreement_amendments",
    refers("agreement_id", "agreements", gone="CASCADE", nullable=False, index=True),
    *needed(amended_on=sa.Date, summary=sa.Text),
    *days("effective_on"),
)
record(
    "projects",
    *needed(name=sa.String(300), search_key=KEY, started_on=sa.Date),
    text("state", sa.String(20), "active"),
    *optional(number=sa.String(50), ended_on=sa.Date),
    refers("lead_department_id", "departments", nullable=False, index=True),
    *texts("summary"),
    one_of("state", "proposed", "active", "suspended", "completed", "cancelled"),
    sa.CheckConstraint("name <> ''", name="name"),
    sa.CheckConstraint("ended_on >= started_on", name="period"),
    sa.CheckConstraint("state <> 'completed' OR ended_on IS NOT NULL", name="completed_has_end"),
    index_while(ALIVE, "uq_projects_number", "number", unique=True),
    sa.Index("ix_projects_started_on", "started_on", "ended_on"),
)
link("project_agreements", ("project_id", "projects"), ("agreement_id", "agreements"))
link("project_organizations", ("project_id", "projects"), ("organization_id", "organizations"))
link("project_departments", ("project_id", "projects"), ("department_id", "departments"))
record(
    "meetings",
    *needed(held_on=sa.Date),
    text("type", sa.String(20), "consultation"),
    text("status", sa.String(20), "held"),
    *optional(number=sa.String(50), channel=sa.String(20), counted=sa.Boolean),
    refers("department_id", "departments", index=True),
    *texts("attendees", "summary", "internal_note"),
    text("subject", sa.String(300)),
    text("counted_reason", sa.String(500)),
    text("search_key", KEY),
    one_of("type", "approach", "consultation", "liaison", "other"),
    one_of("status", "held", "planned", "cancelled"),
    one_of("channel", "in_person", "online", "phone", "mail"),
    index_while(ALIVE, "uq_meetings_number", "number", unique=True),
    index_while(COUNTING, "ix_meetings_counting", "held_on", "id"),
    sa.Index("ix_meetings_held_on", "held_on", "id"),
)
link("meeting_organizations", ("meeting_id", "meetings"), ("organization_id", "organizations"))
link("meeting_agreements", ("meeting_id", "meetings"), ("agreement_id", "agreements"))
link("meeting_projects", ("meeting_id", "meetings"), ("project_id", "projects"))
numbered(
    "users",
    *needed(name=sa.String(100), role=sa.String(20)),
    *needed(unique=True, name_key=sa.Text, session_key=sa.String(64)),
    refers("department_id", "departments", index=True),
    *optional(password_hash=sa.String(200), disabled_at=MOMENT),
    one_of("role", "administrator", "chief", "secretariat", "department", "viewer"),
)
numbered(
    "user_links",
    refers("user_id", "users", gone="CASCADE", nullable=False, index=True),
    sa.Column("token_hash", sa.String(64), nullable=False, unique=True),
    sa.Column("expires_at", MOMENT, nullable=False),
    sa.Column("used_at", MOMENT),
)
numbered(
    "login_failures",
    *needed(name_key=sa.Text, address=sa.String(64), failed_at=MOMENT),
    sa.Index("ix_login_failures_name_key", "name_key", "address", "failed_at"),
)
numbered(
    "counting_rules",
    sa.Column("name", sa.String(50), unique=True, nullable=False),
    sa.Column("value", sa.String(50), nullable=False),
)
numbered(
    "accepted_questions",
    *needed(kind=sa.String(20), code=sa.String(50), fact=sa.String(64)),
    sa.UniqueConstraint("kind", "code", "fact"),
)
table(
    "audit_entries",
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
    *needed(at=sa.String(40), actor=sa.String(100), action=sa.String(50), noun=sa.String(20)),
    *optional(actor_id=sa.Integer, record_id=sa.Integer),
    *needed(label=sa.Text, changes=sa.Text, previous_hash=sa.String(64)),
    sa.Column("hash", sa.String(64), nullable=False, unique=True),
    sa.Index("ix_audit_entries_noun", "noun", "record_id", "id"),
)

OVERLAP = """
    CREATE TRIGGER ex_agreement_parties_period_{when} BEFORE {when} ON agreement_parties
    WHEN EXISTS (
        SELECT 1 FROM agreement_parties AS other
        WHERE other.agreement_id = NEW.agreement_id AND other.organization_id = NEW.organization_id {itself}
        AND coalesce(other.joined_on, '') <= coalesce(NEW.left_on, '9999-12-31')
        AND coalesce(NEW.joined_on, '') <= coalesce(other.left_on, '9999-12-31')
    )
    BEGIN SELECT RAISE(ABORT, 'ex_agreement_parties_period'); END
"""
IMMUTABLE = """
    CREATE TRIGGER tr_audit_entries_{when} BEFORE {when} ON audit_entries
    BEGIN SELECT RAISE(ABORT, 'tr_audit_entries_immutable'); END
"""
ON_SQLITE = (
    OVERLAP.format(when="INSERT", itself=""),
    OVERLAP.format(when="UPDATE", itself="AND other.id <> OLD.id"),
    IMMUTABLE.format(when="UPDATE"),
    IMMUTABLE.format(when="DELETE"),
)
ON_POSTGRESQL = (
    """
    ALTER TABLE agreement_parties ADD CONSTRAINT ex_agreement_parties_period EXCLUDE USING gist (
        int8range(agreement_id, agreement_id, '[]') WITH &&,
        int8range(organization_id, organization_id, '[]') WITH &&,
        daterange(joined_on, left_on, '[]') WITH &&
    )
    """,
    """
    CREATE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'tr_audit_entries_immutable' USING ERRCODE = 'integrity_constraint_violation'; END $$
    """,
    """
    CREATE TRIGGER tr_audit_entries_immutable BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entries
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change()
    """,
)


def upgrade() -> None:
    metadata.create_all(op.get_bind(), checkfirst=False)
    on_sqlite = op.get_bind().dialect.name == "sqlite"
    for statement in ON_SQLITE if on_sqlite else ON_POSTGRESQL:
        op.execute(statement)


def downgrade() -> None:
    metadata.drop_all(op.get_bind(), checkfirst=False)
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION refuse_audit_change()")
