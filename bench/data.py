"""A large registry for benchmarks: invented, the same at every run, written straight into the tables."""

import json
import random
import sqlite3
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

from registry.domain.names import fold, sort_key

ORGANIZATIONS, AGREEMENTS, MEETINGS, PROJECTS, USERS = 5_000, 4_000, 100_000, 2_000, 200
FIRST_DAY, LAST_DAY = date(2006, 4, 1), date(2025, 12, 31)
KINDS = ("company",) * 11 + ("academic",) * 5 + ("financial",) * 2 + ("association",) * 2
NOTES = ("試作品の原料を用意する", "定員に近い。会場を広くする", "前向きに検討するとのこと", "次回までに案を出す")
GROUPS, FIELDS = ("見本会", "連携の輪"), ("防災", "健康", "産業", "教育", "環境")
BEGINNINGS = "あかさたなはまやらわ"
STATES = ("active",) * 5 + ("completed",) * 8 + ("cancelled", "proposed", "suspended")


def fill(connection: sqlite3.Connection, *, seed: int = 2020) -> None:
    """Write everything in one transaction; the tables must be there and empty."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    connection.execute("BEGIN")
    for table, names in (("departments", [f"課{n}" for n in range(1, 31)]), ("groups", GROUPS), ("fields", FIELDS)):
        connection.executemany(f"INSERT INTO {table} (id, name) VALUES (?, ?)", list(enumerate(names, start=1)))
    _insert(connection, "organizations", _organizations(chance))
    _insert(connection, "agreements", _agreements(chance))
    _insert(connection, "agreement_parties", _parties(chance))
    _insert(connection, "meetings", _meetings(chance))
    _insert(connection, "meeting_organizations", _meeting_organizations(chance))
    _insert(connection, "projects", _projects(chance))
    links = ({"project_id": n, "agreement_id": chance.randint(1, AGREEMENTS)} for n in range(1, PROJECTS) if n % 10)
    _insert(connection, "project_agreements", links)
    _link(connection, "agreement_fields", AGREEMENTS, lambda n: n % len(FIELDS) + 1)
    _link(connection, "organization_groups", ORGANIZATIONS, lambda n: n % len(GROUPS) + 1)
    _link(connection, "project_organizations", PROJECTS, lambda n: n * 2 % ORGANIZATIONS + 1)
    _link(connection, "project_departments", PROJECTS, lambda n: n % 30 + 1)
    _link(connection, "meeting_projects", MEETINGS // 20, lambda n: n % PROJECTS + 1)
    connection.execute("COMMIT")
    connection.execute("ANALYZE")


def fill_office(connection: sqlite3.Connection) -> None:
    """Write users, and an entry of the audit log for each meeting, as if they had been recorded one by one."""
    connection.execute("BEGIN")
    _insert(connection, "users", _users())
    _insert(connection, "audit_entries", _entries())
    connection.execute("COMMIT")


def _users() -> Iterator[dict[str, Any]]:
    for n in range(1, USERS + 1):
        yield {"name": f"職員{n}", "name_key": f"職員{n}", "role": "department", "department_id": n % 30 + 1}


def _entries() -> Iterator[dict[str, Any]]:
    for n in range(1, MEETINGS + 1):
        changes = {
            "held_on": [None, f"2020-{n % 12 + 1:02}-01"],
            "organizations": [[], [{"id": 7, "label": "見本団体7"}]],
            "status": [None, "held"],
            "subject": ["", f"協議{n}"],
            "type": [None, "consultation"],
        }
        yield {
            "id": n, "at": f"2025-12-{n % 19 + 1:02}T03:00:00.000000+00:00", "actor": f"職員{n % USERS + 1}",
            "actor_id": n % USERS + 1, "action": "record", "noun": "meetings", "record_id": n, "label": f"協議{n}",
            "changes": json.dumps(changes, ensure_ascii=False), "previous_hash": f"{n - 1:064x}", "hash": f"{n:064x}",
        }  # fmt: skip


def _insert(connection: sqlite3.Connection, table: str, rows: Iterator[dict[str, Any]]) -> None:
    listed = list(rows)
    columns = ", ".join(listed[0])
    places = ", ".join(f":{name}" for name in listed[0])
    connection.executemany(f"INSERT INTO {table} ({columns}) VALUES ({places})", listed)


def _link(connection: sqlite3.Connection, table: str, owners: int, other: Callable[[int], int]) -> None:
    """One link for each owner."""
    connection.executemany(f"INSERT INTO {table} VALUES (?, ?)", [(n, other(n)) for n in range(1, owners + 1)])


def _day(chance: random.Random) -> date:
    return FIRST_DAY + timedelta(days=chance.randrange((LAST_DAY - FIRST_DAY).days))


def _organizations(chance: random.Random) -> Iterator[dict[str, Any]]:
    for n in range(1, ORGANIZATIONS + 1):
        name, kana = f"見本団体{n}", f"{BEGINNINGS[n % 10]}みほんだんたい{n}"
        target = _day(chance).isoformat() if n % 3 == 0 else None
        yield {
            "id": n, "name": name, "name_key": name, "loose_key": name, "kana": kana,
            "search_key": f"{fold(name)} {fold(kana)}", "sort_key": sort_key(kana, name),
            "kind": chance.choice(KINDS), "target_from": target,
            "succeeded_by_id": n - 1 if n % 100 == 0 else None,
            "succeeded_on": _day(chance).isoformat() if n % 100 == 0 else None,
            "merged_into_id": n - 3 if n % 250 == 0 else None,
        }  # fmt: skip


def _agreements(chance: random.Random) -> Iterator[dict[str, Any]]:
    concluded = sorted(_day(chance) for _ in range(AGREEMENTS))
    for n, day in enumerate(concluded, start=1):
        effective = day + timedelta(days=chance.randrange(-30, 60)) if n % 4 == 0 else None
        term = chance.choice((None, None, 365, 1095, 1825))
        expires = (effective or day) + timedelta(days=term) if term else None
        yield {
            "id": n, "number": f"N-{n}", "title": f"包括連携協定{n}", "search_key": f"{fold(f'N-{n}')} 包括連携協定{n}",
            "department_id": n % 30 + 1,
            "type": "individual" if n % 12 == 0 else "comprehensive",
            "concluded_on": day.isoformat(), "effective_on": effective and effective.isoformat(),
            "expires_on": expires and expires.isoformat(), "last_day": expires and expires.isoformat(),
            "renews_id": n - 50 if n % 5 == 0 and n > 600 and n % 12 and (n - 50) % 12 else None,
        }  # fmt: skip


def _parties(chance: random.Random) -> Iterator[dict[str, Any]]:
    for agreement in range(1, AGREEMENTS + 1):
        for organization in chance.sample(range(1, ORGANIZATIONS + 1), chance.choice((1, 1, 1, 1, 2, 3))):
            yield {
                "agreement_id": agreement,
                "organization_id": organization,
                "role": "observer" if chance.random() < 0.05 else "party",
            }


def _meetings(chance: random.Random) -> Iterator[dict[str, Any]]:
    for n in range(1, MEETINGS + 1):
        yield {
            "id": n, "held_on": _day(chance).isoformat(), "subject": f"協議{n}", "summary": NOTES[n % len(NOTES)],
            "search_key": f"協議{n} {NOTES[n % len(NOTES)]}", "department_id": n % 30 + 1,
            "type": chance.choice(("approach", "consultation", "consultation", "liaison", "other")),
            "status": chance.choice(("held",) * 18 + ("planned", "cancelled")),
            "counted": chance.choice((None,) * 30 + (0, 1)),
        }  # fmt: skip


def _meeting_organizations(chance: random.Random) -> Iterator[dict[str, Any]]:
    for meeting in range(1, MEETINGS + 1):
        for organization in chance.sample(range(1, ORGANIZATIONS + 1), chance.choice((0, 1, 1, 1, 1, 1, 1, 2, 3))):
            yield {"meeting_id": meeting, "organization_id": organization}


def _projects(chance: random.Random) -> Iterator[dict[str, Any]]:
    for n in range(1, PROJECTS + 1):
        state, start = chance.choice(STATES), _day(chance)
        ended = start + timedelta(days=chance.randrange(1500)) if state in {"completed", "cancelled"} else None
        yield {
            "id": n, "name": f"事業{n}", "search_key": f"事業{n} ", "lead_department_id": chance.randint(1, 30),
            "started_on": start.isoformat(), "ended_on": ended and ended.isoformat(), "state": state,
        }  # fmt: skip


def organization_lines() -> Iterator[list[str]]:
    """The organizations as the lines of a csv file, the headings first."""
    yield ["name", "kind"]
    yield from ([f"見本団体{n}", KINDS[n % len(KINDS)]] for n in range(1, ORGANIZATIONS + 1))


def meeting_lines(chance: random.Random) -> Iterator[list[str]]:
    """The meetings with their organizations as the lines of a csv file, the headings first."""
    yield ["held_on", "type", "status", "organizations", "subject", "counted"]
    links: dict[int, list[str]] = {}
    for link in _meeting_organizations(chance):
        links.setdefault(link["meeting_id"], []).append(f"見本団体{link['organization_id']}")
    marks = {None: "", 0: "×", 1: "○"}
    for one in _meetings(chance):
        names = "、".join(links.get(one["id"], []))
        yield [one["held_on"], one["type"], one["status"], names, one["subject"], marks[one["counted"]]]
