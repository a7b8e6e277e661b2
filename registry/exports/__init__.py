"""Exits: a dataclass becomes bytes."""
