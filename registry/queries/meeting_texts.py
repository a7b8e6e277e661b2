"""Which few meetings have a word in their keys, looked up in one text of all keys that the process keeps.

SQLite asks each of 100,000 keys in turn, which takes ten times as long as going through one text. Every change of a
meeting writes an entry that names it, so the text follows the audit log: what entries since have changed is read again.
"""

import functools
from array import array
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate, islice

import sqlalchemy as sa
from flask import current_app

from registry.database import db
from registry.domain.vocabulary import Noun
from registry.memory import uncollected
from registry.models import AuditEntry, Meeting
from registry.queries.audit import ChainHead
from registry.queries.listing import IDS
from registry.queries.unchanged import settled_head

FEW = 1000
"""So many meetings are looked up one by one; more are met soon enough by whoever walks through all in their order."""
FOLLOWED = 1000
"""So many entries are followed, and so many meetings may have changed, before all keys are read anew."""
LONGEST = 1 << 24
"""So many characters are kept, of two bytes each, or four where one of them is rare; 100,000 short notes have 2^21."""
AT_A_TIME = 5000
BETWEEN = "\n"
"""Stands between two keys: a folded word has no white space."""


@dataclass(frozen=True)
class MeetingTexts:
    """The keys of all meetings when the log ended with ``head``; never altered, for others may be looking into them.

    ``joined`` is None where it would be too long. ``starts`` are the places in it where the key of each of ``ids``
    begins, and its end. ``changed`` holds the keys of meetings that are not any more what they are in ``joined``.
    """

    head: ChainHead
    joined: str | None
    starts: Sequence[int]
    ids: Sequence[int]
    changed: Mapping[int, str] = field(default_factory=dict)

    def holding(self, word: str) -> Iterator[int]:
        """The ids of the meetings that have the word in their key, deleted ones too."""
        yield from (meeting_id for meeting_id, key in self.changed.items() if word in key)
        text = self.joined or ""
        place = text.find(word)
        while place >= 0:
            behind = bisect_right(self.starts, place)
            if self.ids[behind - 1] not in self.changed:
                yield self.ids[behind - 1]
            place = text.find(word, self.starts[behind])


def few_holding(word: str) -> Sequence[int] | None:
    """The meetings that have a folded word in their key, deleted ones too, for a condition to look up.

    None where these are more than FEW, and where nothing can be kept. No statement while nothing has changed, at most
    two after that, one when all keys are read.
    """
    head = settled_head()
    texts = None if head is None else _texts(head)
    if texts is None or texts.joined is None:
        return None
    found = list(islice(texts.holding(word), FEW + 1))
    return found if len(found) <= FEW else None


def _texts(head: ChainHead) -> MeetingTexts:
    kept: MeetingTexts | None = current_app.extensions.get("meeting_texts")
    if kept is None or kept.head != head:
        kept = current_app.extensions["meeting_texts"] = (kept and _followed(kept, head)) or _read(head)
    return kept


def _read(head: ChainHead) -> MeetingTexts:
    """All keys; no further than they may be kept."""
    ids, keys, length = array("q"), list[str](), 0
    statement = sa.select(Meeting.id, Meeting.search_key).execution_options(yield_per=AT_A_TIME)
    with uncollected(), db.session.execute(statement) as rows:
        for part in rows.partitions():
            some_ids, some_keys = zip(*part, strict=True)
            ids.extend(some_ids)
            keys.extend(some_keys)
            length += sum(map(len, some_keys))
            if length > LONGEST:
                return MeetingTexts(head, None, (), ())
    starts = array("q", accumulate((len(key) + len(BETWEEN) for key in keys), initial=0))
    return MeetingTexts(head, BETWEEN.join(keys), starts, ids)


def _followed(kept: MeetingTexts, head: ChainHead) -> MeetingTexts | None:
    """The same with what entries since have changed; None where too much has, or where the log is another one now."""
    values = {"last": kept.head.entries, "most": FOLLOWED + 2}
    entries = db.session.execute(_entries_since(), values).all()
    if not entries or entries[0].hash != kept.head.hash or len(entries) > FOLLOWED + 1:
        return None
    ids = list({entry.record_id for entry in entries[1:] if entry.noun == Noun.MEETINGS})
    if len(kept.changed.keys() | ids) > FOLLOWED:
        return None
    if not ids:
        return replace(kept, head=head)
    keys = {row.id: row.search_key for row in db.session.execute(_keys(), {"ids": ids})}
    return replace(kept, head=head, changed={**kept.changed, **dict.fromkeys(ids, ""), **keys})


@functools.cache
def _entries_since() -> sa.Select[str, str, int | None]:
    """The last entry of then, and those that followed: by their ids alone, or SQLite would go through all of a noun."""
    entry, last = AuditEntry, sa.bindparam("last", type_=sa.Integer)
    since = sa.select(entry.hash, entry.noun, entry.record_id).where(entry.id >= last)
    return since.order_by(entry.id).limit(sa.bindparam("most", type_=sa.Integer))


@functools.cache
def _keys() -> sa.Select[int, str]:
    return sa.select(Meeting.id, Meeting.search_key).where(Meeting.id.in_(IDS))
