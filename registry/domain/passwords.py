"""What a password must be: long, and not the user's name. No rule about its characters; those make worse passwords."""

from collections.abc import Iterator

from registry.domain.drafts import FieldProblem
from registry.domain.message import N_, message
from registry.domain.names import fold

SHORTEST_PASSWORD = 10
LONGEST_PASSWORD = 200


def password_problems(password: str, *, name: str) -> Iterator[FieldProblem]:
    """Broken rules, each under the field ``password``."""
    if len(password) < SHORTEST_PASSWORD:
        sentence = N_("A password needs at least %(length)s characters.")
        yield FieldProblem("password", "too_short", message(sentence, length=SHORTEST_PASSWORD))
    if len(password) > LONGEST_PASSWORD:
        sentence = N_("A password has at most %(length)s characters.")
        yield FieldProblem("password", "too_long", message(sentence, length=LONGEST_PASSWORD))
    if fold(password) == fold(name):
        yield FieldProblem("password", "same_as_name", message(N_("A password must not be the user's name.")))
