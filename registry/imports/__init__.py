"""Imported files: bytes become rows, rows become a plan with its problems; nothing is written here."""
