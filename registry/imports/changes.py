"""What an update changes, told cell by cell; and the question when somebody has edited the record meanwhile."""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum

from registry.domain.known import D, Stored
from registry.domain.message import N_
from registry.domain.names import fold
from registry.imports.headings_cells import MARKS, OFFICE_WORDS
from registry.imports.matching import Entry
from registry.imports.notes import Place, fact_of, shortened


def report_changes(place: Place, before: object, after: object) -> None:
    """Warn ``updated``: the registry's value was ``before`` and becomes ``after``.

    The cell may say less than that: parties are only added, and a new name leaves the old one among the former.
    """
    old, new = shortened(shown(before)), shortened(shown(after))
    if new in ("", old):  # a record that is not there yet has no number to show, an observer's new role no name
        new = shortened(place.value)
    if old:
        place.warn("updated", N_("“%(old)s” becomes “%(value)s”."), old=old, value=new)
    else:
        place.warn("updated", N_("This was blank and becomes “%(value)s”."), value=new)


def shown(value: object) -> str:
    """A record's value as a file would write it; "" for none."""
    if isinstance(value, bool):
        return MARKS[value]
    if isinstance(value, StrEnum):
        return OFFICE_WORDS[value]
    if isinstance(value, tuple):
        return ", ".join(shown(one) for one in value)
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else str(value)


def ask_whether_edited(entry: Entry, stored: Stored[D], columns: Sequence[str]) -> None:
    """The question ``edited_since``: accepted, the registry's values stay."""
    place = entry.place(columns[0])
    said = (part for column in sorted(columns) for part in (column, fold(entry.place(column).value)))
    sentence = N_("Somebody has changed this record in the registry since it was imported. Are its values to stay?")
    place.ask("edited_since", sentence, fact_of(stored.id, *said))
