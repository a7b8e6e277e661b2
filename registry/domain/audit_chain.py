"""The chain of the audit log: each entry's hash covers it and the one before: no past can be altered alone."""

import hashlib
import json
from collections.abc import Mapping

FIRST_PREVIOUS = "0" * 64
"""What stands in the place of the hash before the first entry."""


def canonical(value: object) -> str:
    """JSON with one spelling only: sorted keys, no spaces, characters as they are."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def entry_hash(columns: Mapping[str, object]) -> str:
    """SHA-256, in hex, over all columns of an entry but its own ``hash``; ``previous_hash`` must be among them."""
    return hashlib.sha256(canonical(dict(columns)).encode("utf-8", "surrogatepass")).hexdigest()
