"""The chain of the audit log: each entry's hash covers it and the one before: no past can be altered alone."""

import hashlib
import json
from collections.abc import Mapping
from typing import NamedTuple

FIRST_PREVIOUS = "0" * 64
"""What stands in the place of the hash before the first entry."""

text_in_json = json.encoder.encode_basestring
"""A text as canonical JSON writes it."""


def canonical(value: object) -> str:
    """JSON with one spelling only: sorted keys, no spaces, characters as they are."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def entry_hash(columns: Mapping[str, object]) -> str:
    """SHA-256, in hex, over all columns of an entry but its own ``hash``; ``previous_hash`` must be among them."""
    return _hash(canonical(dict(columns)))


class OpenEntry(NamedTuple):
    """The canonical JSON of an entry that does not know its place in the chain yet, in two pieces."""

    before_id: str
    before_previous: str

    def closed(self, number: int, previous: str, record_id: int) -> str:
        """The hash of the entry once it has its place: that of all its columns."""
        return _hash(f'{self.before_id}{number}{self.before_previous}{previous}","record_id":{record_id}}}')


class OpenEntries:
    """Makes the open entries of many records that one deed makes: what they have in common is written once."""

    def __init__(self, columns: Mapping[str, object]) -> None:
        """``columns``: action, actor, actor_id, at and noun."""
        common = {name: value for name, value in columns.items() if name != "noun"}
        self._common = f'{canonical(common)[:-1]},"changes":'
        self._noun = f',"noun":{canonical(columns["noun"])},"previous_hash":"'

    def entry(self, label: str, changes: str) -> OpenEntry:
        """The open entry of one record; ``changes`` in canonical JSON."""
        return OpenEntry(f'{self._common}{text_in_json(changes)},"id":', f',"label":{text_in_json(label)}{self._noun}')


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
