"""What stays as it is until somebody changes a record: found once, and again when the audit log has grown.

Every change of a record or a name writes an entry, and each entry's hash stands for all that were written before it. So
the last one tells whether anything has changed since, in whichever process that was. A transaction that writes is on
its way to another state: it finds everything anew and leaves nothing behind.
"""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from flask import current_app

from registry.audit_guard import has_changes
from registry.database import db, is_writing
from registry.queries.audit import ChainHead, get_head

T = TypeVar("T")
KEPT = 512
"""So many findings are kept; then all of them are forgotten, as they are when something has changed."""


@dataclass(frozen=True)
class Findings:
    """What was found in one state of the registry; others may add to it at the same time."""

    state: str
    by_key: dict[Hashable, Any] = field(default_factory=dict)


def while_unchanged(key: Hashable, find: Callable[[], T]) -> T:
    """What ``find`` has found for this key, as long as no record has changed; it must not be altered by its users.

    ``key`` holds everything that the finding depends on besides the records: what is asked for, and the day.
    """
    head = settled_head()
    if head is None:
        return find()
    known: Findings | None = current_app.extensions.get("unchanged")
    if known is None or known.state != head.hash or len(known.by_key) >= KEPT:
        known = current_app.extensions["unchanged"] = Findings(head.hash)
    if key not in known.by_key:
        known.by_key[key] = find()
    found: T = known.by_key[key]
    return found


def settled_head() -> ChainHead | None:
    """The last entry, asked for once in a transaction, which sees one state from first to last.

    None while something is being changed, and while there is no entry that could tell one registry from another.
    """
    session = db.session()
    if is_writing():
        return None
    transaction, head = session.info.get("state", (None, None))
    if transaction is None or transaction is not session.get_transaction():
        head = get_head()
        session.info["state"] = (session.get_transaction(), head)
    settled: ChainHead = head
    return settled if settled.entries and not has_changes(session) else None
