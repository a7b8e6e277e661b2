"""What stays as it is until somebody changes a record: found once, and again when the audit log has grown.

Every change of a record or a name writes an entry, and each entry's hash stands for all that were written before it. So
the last one tells whether anything has changed since, in whichever process that was. A transaction that writes is on
its way to another state: it finds everything anew and leaves nothing behind.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, TypeVar, cast

from flask import current_app

from registry.database import db, is_writing
from registry.queries.audit import ChainHead, get_head

T = TypeVar("T")
KEPT = 512
"""So many findings are kept; those that nobody has asked for longest are forgotten first."""
_LOCK = Lock()


def while_unchanged(key: Hashable, find: Callable[[], T]) -> T:
    """What ``find`` has found for this key, as long as no record has changed; it must not be altered by its users.

    ``key`` holds everything that the finding depends on besides the records: what is asked for, and the day.
    """
    head = None if is_writing() else _head()
    if head is None or head.entries == 0:  # without entries nothing could tell one registry from another
        return find()
    kept: OrderedDict[Hashable, Any] = current_app.extensions.setdefault("unchanged", OrderedDict())
    place = (head.hash, key)
    with _LOCK:
        if place in kept:
            kept.move_to_end(place)
            return cast("T", kept[place])
    found = find()
    with _LOCK:
        kept[place] = found
        while len(kept) > KEPT:
            kept.popitem(last=False)
    return found


def _head() -> ChainHead:
    """The end of the log, asked for once in a transaction, which sees one state from first to last."""
    session = db.session()
    transaction, head = session.info.get("head", (None, None))
    if head is None or transaction is not session.get_transaction():
        head = get_head()
        session.info["head"] = (session.get_transaction(), head)
    return cast("ChainHead", head)
