"""The chain of the audit log: each entry's hash covers it and the one before: no past can be altered alone."""

import hashlib
import json
from collections.abc import Mapping

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


class EntriesOfOneDeed:
    """The hashes of many entries that one deed makes: what the entries have in common is written once."""

    def __init__(self, columns: Mapping[str, object]) -> None:
        """``columns``: action, actor, actor_id, at and noun."""
        common = {name: value for name, value in columns.items() if name != "noun"}
        self._common = f'{canonical(common)[:-1]},"changes":'
        self._noun = f',"noun":{canonical(columns["noun"])},"previous_hash":"'

    def hash(self, *, number: int, record_id: int, label: str, changes: str, previous: str) -> str:
        """The hash of the entry with this number, that of all its columns; ``changes`` in canonical JSON."""
        told = f'{self._common}{text_in_json(changes)},"id":{number},"label":{text_in_json(label)}'
        return _hash(f'{told}{self._noun}{previous}","record_id":{record_id}}}')


def sha256(data: bytes) -> str:
    """The SHA-256 of a document's bytes, in hex."""
    return hashlib.sha256(data).hexdigest()


def _hash(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass"))
