"""Secret tokens of one-time links and sessions: whoever has one holds the right, and only its hash is kept."""

import hashlib
import secrets


def new_token() -> str:
    """A token that nobody can guess: 256 random bits, as they stand in an address."""
    return secrets.token_urlsafe(32)


def token_hash(token: str) -> str:
    """What is kept of a token: enough to know it again, not to use it."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
