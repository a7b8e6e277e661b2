"""Which fiscal years a page can show, and the day it shows them as of."""

from collections.abc import Collection
from datetime import date

from flask import abort

from registry.queries.sheets import newest_sheet_year
from registry.queries.years import find_first_year
from registry.web.clock import current_year, today


def known_years() -> range:
    """From the year of the oldest record to the one that today lies in."""
    current = current_year().year
    return range(min(find_first_year() or current, current), current + 1)


def newest_year() -> int:
    """The year that pages open with: the newest sheet's, else the one that today lies in."""
    current = current_year().year
    return min(newest_sheet_year() or current, current)


def checked(year: int, years: Collection[int]) -> int:
    """The year where it is one of these; else there is no such page."""
    if year not in years:
        abort(404)
    return year


def as_of(year: int) -> date:
    """Today, or for a year that is over its 31 March; any number may stand in an address, a date has an end."""
    return today() if year >= current_year().year else date(year + 1, 3, 31)
