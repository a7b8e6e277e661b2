"""After how many months without a meeting and a project a partnership is said to sleep."""

DEFAULT_SLEEPING_MONTHS = 12
LONGEST_SLEEP = 120
"""Somebody looks at every partnership once in ten years."""
