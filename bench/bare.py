"""What pages are measured against: the same rows by SQL written by hand, and a Flask page that shows just them.

No login, no language, no frame, no conditions, no rights: what is left when the office is taken away.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import flask

from registry.database import SQLITE

ROWS = """<!doctype html><title>{{ title }}</title><table>{% for row in rows %}
<tr>{% for cell in row %}<td>{{ cell or "-" }}</td>{% endfor %}</tr>{% endfor %}</table>"""
PAGE = "LIMIT 25 OFFSET :offset"
LISTS: Mapping[str, str] = {
    "organizations": f"""
        WITH page AS (SELECT id, name, kana, kind FROM organizations
                      WHERE deleted_at IS NULL AND merged_into_id IS NULL ORDER BY sort_key, id {PAGE})
        SELECT page.*,
            (SELECT count(*) FROM agreement_parties p JOIN agreements a ON a.id = p.agreement_id
             WHERE p.organization_id = page.id AND a.deleted_at IS NULL AND p.role = 'party'),
            (SELECT max(m.held_on) FROM meeting_organizations o JOIN meetings m ON m.id = o.meeting_id
             WHERE o.organization_id = page.id AND m.status = 'held' AND m.deleted_at IS NULL)
        FROM page""",
    "agreements": f"""
        WITH page AS (SELECT id, number, title, concluded_on, expires_on, department_id FROM agreements
                      WHERE deleted_at IS NULL ORDER BY concluded_on DESC, id DESC {PAGE})
        SELECT page.*, (SELECT name FROM departments d WHERE d.id = department_id),
            (SELECT group_concat(o.name) FROM agreement_parties p JOIN organizations o ON o.id = p.organization_id
             WHERE p.agreement_id = page.id)
        FROM page""",
    "meetings": f"""
        WITH page AS (SELECT id, held_on, type, status, subject, summary, department_id FROM meetings
                      WHERE deleted_at IS NULL ORDER BY held_on DESC, id DESC {PAGE})
        SELECT page.*, (SELECT name FROM departments d WHERE d.id = department_id),
            (SELECT group_concat(o.name) FROM meeting_organizations l JOIN organizations o ON o.id = l.organization_id
             WHERE l.meeting_id = page.id)
        FROM page""",
    "projects": f"""
        WITH page AS (SELECT id, number, name, state, started_on, ended_on, lead_department_id FROM projects
                      WHERE deleted_at IS NULL ORDER BY started_on DESC, id DESC {PAGE})
        SELECT page.*, (SELECT name FROM departments d WHERE d.id = lead_department_id),
            (SELECT group_concat(o.name) FROM project_organizations l JOIN organizations o ON o.id = l.organization_id
             WHERE l.project_id = page.id),
            (SELECT group_concat(a.number) FROM project_agreements l JOIN agreements a ON a.id = l.agreement_id
             WHERE l.project_id = page.id)
        FROM page""",
    "deadlines": """
        WITH page AS (SELECT id, last_day AS day, number, title, department_id FROM agreements
                      WHERE deleted_at IS NULL AND last_day BETWEEN '2024-12-20' AND '2027-12-20' UNION ALL
                      SELECT id, held_on, '', subject, department_id FROM meetings
                      WHERE status = 'planned' AND deleted_at IS NULL AND held_on <= '2027-12-20'
                      ORDER BY day LIMIT 50 OFFSET :offset)
        SELECT page.*, (SELECT name FROM departments d WHERE d.id = department_id) FROM page""",
    "users": f"""
        SELECT id, name, role, mail, (SELECT name FROM departments d WHERE d.id = department_id) FROM users
        ORDER BY name_key, id {PAGE}""",
    "audit": """
        SELECT id, at, actor, action, noun, label, changes FROM audit_entries ORDER BY id DESC
        LIMIT 25 OFFSET :offset""",
    "search": """
        SELECT id, held_on, subject, summary FROM meetings
        WHERE deleted_at IS NULL AND search_key LIKE '%' || :word || '%' ORDER BY held_on DESC, id DESC LIMIT 25""",
}
RECORDS: Mapping[str, str] = {
    "organization": """
        SELECT a.number, a.title, a.concluded_on FROM agreement_parties p JOIN agreements a ON a.id = p.agreement_id
        WHERE p.organization_id = :id UNION ALL
        SELECT m.held_on, m.subject, m.type FROM meeting_organizations l JOIN meetings m ON m.id = l.meeting_id
        WHERE l.organization_id = :id UNION ALL
        SELECT name, kana, address FROM organizations WHERE id = :id""",
    "agreement": """
        SELECT number, title, concluded_on FROM agreements WHERE id = :id UNION ALL
        SELECT o.name, p.role, p.joined_on FROM agreement_parties p JOIN organizations o ON o.id = p.organization_id
        WHERE p.agreement_id = :id""",
    "meeting": """
        SELECT held_on, subject, summary FROM meetings WHERE id = :id UNION ALL
        SELECT o.name, o.kana, o.kind FROM meeting_organizations l JOIN organizations o ON o.id = l.organization_id
        WHERE l.meeting_id = :id""",
    "project": """
        SELECT name, number, started_on FROM projects WHERE id = :id UNION ALL
        SELECT a.number, a.title, a.concluded_on FROM project_agreements l JOIN agreements a ON a.id = l.agreement_id
        WHERE l.project_id = :id UNION ALL
        SELECT m.held_on, m.subject, m.type FROM meeting_projects l JOIN meetings m ON m.id = l.meeting_id
        WHERE l.project_id = :id""",
}


@dataclass(frozen=True)
class Bare:
    """The bare work: its query, and the page with its rows."""

    query: Callable[[], object]
    page: Callable[[], object]


class BareSite:
    """A connection with the settings that the program's own has, and a Flask app with one page."""

    def __init__(self, file: Path) -> None:
        self.connection: Any = SQLITE.connect(file, isolation_level=None, check_same_thread=False)
        for setting in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", "cache_size = -32768"):
            self.connection.execute(f"PRAGMA {setting}")
        self._sql, self._values = "", {}  # type: str, Mapping[str, object]
        self.app = flask.Flask("bare")
        template = self.app.jinja_env.from_string(ROWS)
        self.app.add_url_rule("/", "page", lambda: template.render(title="rows", rows=self._rows()))

    def _rows(self) -> list[tuple[Any, ...]]:
        rows: list[tuple[Any, ...]] = self.connection.execute(self._sql, self._values).fetchall()
        return rows

    def bare(self, sql: str, **values: object) -> Bare:
        """The bare work of one query."""

        def query() -> object:
            self._sql, self._values = sql, values
            return self._rows()

        def page() -> object:
            self._sql, self._values = sql, values
            environ = {"REQUEST_METHOD": "GET", "PATH_INFO": "/", "SERVER_NAME": "bare", "SERVER_PORT": "80"}
            environ |= {"wsgi.url_scheme": "http", "SERVER_PROTOCOL": "HTTP/1.1"}
            return b"".join(self.app.wsgi_app(environ, lambda *_: lambda _: None))

        return Bare(query, page)

    def record_meeting(self, number: int) -> None:
        """A meeting with one organization and an entry of the log, in a transaction."""
        run = self.connection.execute
        run("BEGIN IMMEDIATE")
        meeting = run("INSERT INTO meetings (held_on, subject) VALUES ('2025-12-01', ?)", (f"bare {number}",)).lastrowid
        run("INSERT INTO meeting_organizations VALUES (?, 1)", (meeting,))
        entry, before = run("SELECT id, hash FROM audit_entries ORDER BY id DESC LIMIT 1").fetchone()
        columns = "id, at, actor, action, noun, record_id, label, changes, previous_hash, hash"
        values = (entry + 1, "", "bare", "record", "meetings", meeting, "", "{}", before, f"{before[:50]}{number}")
        run(f"INSERT INTO audit_entries ({columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", values)
        run("COMMIT")
