"""Python's own housekeeping, where it gets in the way."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Do not look for circles of garbage meanwhile: among very many objects that all stay, that takes much time.

    What is let go of is given back all the same; circles wait until the end, and then for the collector's rarest round:
    its next one would go through all that was made.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if gc.get_freeze_count() == 0:
            gc.freeze()
            gc.unfreeze()  # both together make everything old
        if was_on:
            gc.enable()
