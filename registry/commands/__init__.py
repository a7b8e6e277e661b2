"""Writes: one function per deed, named by the office's verb; each records its audit entry and never commits."""
