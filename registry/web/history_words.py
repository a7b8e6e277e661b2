"""Entries of the audit log as sentences: what was done, and what each field was before and is now."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from registry.domain.message import N_
from registry.domain.vocabulary import Noun
from registry.language import gettext as _
from registry.queries.history import LoggedEntry
from registry.web.history_deeds import ANY_DEED, BEGINNINGS, CORRECTIONS, DEEDS
from registry.web.history_fields import FIELDS, INTERNAL, UNSAID, Field, Names, Rows, field_of
from registry.web.history_sheets import cell_field
from registry.words import in_japanese

LONGEST = 60
"""So many characters of a value stand in a sentence; the whole of a longer one is shown on demand."""
BLANK: tuple[object, ...] = (None, "", [])


@dataclass(frozen=True)
class Way:
    """How a change is told: a whole sentence, or what happened apart from the values."""

    sentence: str
    title: str


CORRECTED = Way(N_("%(field)s corrected: %(old)s → %(new)s"), N_("%(field)s corrected"))
CHANGED = Way(N_("%(field)s changed: %(old)s → %(new)s"), N_("%(field)s changed"))
ENTERED = Way(N_("%(field)s set to %(new)s"), N_("%(field)s entered"))
BLANKED = Way(N_("%(field)s removed: %(old)s"), N_("%(field)s removed"))
ADDED = Way(N_("%(field)s, added: %(new)s"), N_("%(field)s added"))
TAKEN = Way(N_("%(field)s, taken away: %(old)s"), N_("%(field)s taken away"))
BEGUN = Way(N_("%(field)s: %(new)s"), N_("%(field)s entered"))


@dataclass(frozen=True)
class Change:
    """One change of one field. ``detail`` is old → new, or the one of them that there is; ``whole`` shortens nothing.

    ``old`` and ``new`` hold the whole values where ``sentence`` shortens one of them, else nothing.
    """

    field: str
    title: str
    detail: str
    sentence: str
    whole: str
    old: str = ""
    new: str = ""


def deed_in_words(entry: LoggedEntry) -> str:
    """What was done, in a word or two."""
    return _(DEEDS.get(f"{entry.noun}.{entry.action}") or DEEDS.get(entry.action) or ANY_DEED)


def changes_in_words(entry: LoggedEntry, *, with_internal_notes: bool) -> tuple[Change, ...]:
    """The changes of an entry in the order of the form; without internal notes for who may not see them."""
    hidden = UNSAID if with_internal_notes else UNSAID | INTERNAL
    order = {name: place for place, name in enumerate(FIELDS.get(entry.noun, {}))}
    names = sorted(entry.changes.keys() - hidden, key=lambda name: (order.get(name, len(order)), name))
    return tuple(change for name in names for change in _changes(entry, name))


def listed(texts: Sequence[str]) -> str:
    """Several things after each other."""
    return ("、" if in_japanese() else ", ").join(texts)


def _changes(entry: LoggedEntry, name: str) -> Iterator[Change]:
    old, new = entry.changes[name]
    field = _field(entry, name)
    if isinstance(field, Rows):
        yield from _of_rows(entry.action, field, _items(old), _items(new))
    elif isinstance(field, Names):
        yield from _of_names(entry.action, field, _items(old), _items(new))
    elif not (entry.action in BEGINNINGS and new is False):
        yield from _of_value(entry.action, _words(field), field, old, new)


def _field(entry: LoggedEntry, name: str) -> Field | Rows:
    if entry.noun == Noun.SHEETS and name not in FIELDS[Noun.SHEETS]:
        return cell_field(name, entry.label)
    return field_of(entry.noun, name)


def _words(field: Field | Rows) -> str:
    return _(field.words) if field.words else ""


def _items(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value in BLANK else [value]


def _of_value(action: str, words: str, field: Field, old: Any, new: Any) -> Iterator[Change]:
    before, after = ("" if value in BLANK else field.say(value) for value in (old, new))
    if before and after:
        yield _change(CORRECTED if action in CORRECTIONS else CHANGED, words, before, after)
    elif after:
        yield _change(BEGUN if action in BEGINNINGS else ENTERED, words, "", after)
    elif before:
        yield _change(BLANKED, words, before, "")


def _of_names(action: str, field: Names, old: list[Any], new: list[Any]) -> Iterator[Change]:
    gone, come = ([field.say(each) for each in some] for some in _differing(old, new))
    if gone:
        yield _change(TAKEN, _words(field), listed(gone), "")
    if come:
        yield _change(BEGUN if action in BEGINNINGS else ADDED, _words(field), "", listed(come))


def _of_rows(action: str, rows: Rows, old: list[Any], new: list[Any]) -> Iterator[Change]:
    """What became of rows: of one that stays, its fields; else that it was added or taken away."""
    gone, come = _differing(old, new)
    for before, after in _pairs(rows, gone, come):
        gone.remove(before)
        come.remove(after)
        for name, field in rows.fields.items():
            if before.get(name) != after.get(name):
                words = _("%(field)s of %(row)s", field=_words(field), row=_known_as(rows, after))
                yield from _of_value(action, words, field, before.get(name), after.get(name))
    for row in gone:
        yield _change(TAKEN, _words(rows), _row(rows, row), "")
    for row in come:
        yield _change(BEGUN if action in BEGINNINGS else ADDED, _words(rows), "", _row(rows, row))


def _differing(old: list[Any], new: list[Any]) -> tuple[list[Any], list[Any]]:
    """What stands in one list and not in the other."""
    return [each for each in old if each not in new], [each for each in new if each not in old]


def _pairs(rows: Rows, gone: list[Any], come: list[Any]) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """Rows that stayed but for some of their fields: each the only one that is known by its name."""

    def same(row: Any, other: Any) -> bool:
        return isinstance(row, dict) and isinstance(other, dict) and _key(rows, row) == _key(rows, other)

    pairs = []
    for before in gone:
        after = [each for each in come if same(each, before)]
        if len(after) == 1 == sum(same(each, before) for each in gone):
            pairs.append((before, after[0]))
    return pairs


def _key(rows: Rows, row: Mapping[str, Any]) -> list[Any]:
    return [each.get("id") if isinstance(each, dict) else each for each in (row.get(name) for name in rows.known_by)]


def _known_as(rows: Rows, row: Mapping[str, Any]) -> str:
    return " ".join(rows.fields[name].say(row[name]) for name in rows.known_by if row.get(name) not in BLANK)


def _row(rows: Rows, row: Any) -> str:
    """A row by what it is known by, with its other values in brackets."""
    if not isinstance(row, dict):
        return Field("").say(row)
    details = [
        f"{_words(field)} {field.say(row[name])}"
        for name, field in rows.fields.items()
        if name not in rows.known_by and row.get(name) not in BLANK and row[name] != rows.unsaid.get(name)
    ]
    name = _known_as(rows, row)
    return _("%(name)s (%(details)s)", name=name, details=listed(details)) if details else name


def _change(way: Way, words: str, old: str, new: str) -> Change:
    whole = {"old": old, "new": new}
    short = {name: _shortened(text) for name, text in whole.items()}
    sentence = _(way.sentence, field=words, **short)
    return Change(
        field=words,
        title=_(way.title, field=words),
        detail=" → ".join(filter(None, short.values())),
        sentence=sentence,
        whole=sentence if short == whole else _(way.sentence, field=words, **whole),
        **(whole if short != whole else {}),
    )


def _shortened(text: str) -> str:
    """The beginning of a text on one line."""
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else line[: LONGEST - 1] + "…"
