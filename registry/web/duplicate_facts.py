"""What is recorded of each of two bodies, fact by fact, with a word where they differ."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask_babel import gettext as _

from registry.domain.message import N_
from registry.domain.vocabulary import Noun
from registry.forms.organizations import WHERE
from registry.queries.belongings import Share
from registry.queries.duplicate_pair import ComparedPair, Side
from registry.web.record_links import record_address
from registry.words import KINDS, day_name, number

if TYPE_CHECKING:
    from registry.models import Organization

Lines = tuple[str, ...]


@dataclass(frozen=True)
class Line:
    """A line of a cell; ``address`` is that of the record that it names, where it names one."""

    text: str
    address: str = ""


@dataclass(frozen=True)
class ComparedFact:
    """One fact of both; ``differs`` where both have one and it is not the same, ``one_sided`` where one has none."""

    name: str
    one: tuple[Line, ...]
    other: tuple[Line, ...]
    differs: bool = False
    one_sided: bool = False


def compared_facts(pair: ComparedPair) -> tuple[ComparedFact, ...]:
    """The facts that at least one of the two has, then what names each of them."""
    return (*_own(pair.one.record, pair.other.record), *_naming(pair.one, pair.other))


def _own(one: "Organization", other: "Organization") -> Iterator[ComparedFact]:
    for name, lines in FACTS.items():
        here, there = lines(one), lines(other)
        if here or there:
            both = bool(here and there)
            cells = (tuple(map(Line, here)), tuple(map(Line, there)))
            yield ComparedFact(_(name), *cells, differs=both and here != there, one_sided=not both)


def _naming(one: Side, other: Side) -> Iterator[ComparedFact]:
    """What belongs to each by nature; that it differs says nothing about the two."""
    for name, noun in NAMING.items():
        here, there = (_listed(noun, getattr(side.belongings, noun)) for side in (one, other))
        yield ComparedFact(_(name), here, there)


def _listed(noun: Noun, share: Share) -> tuple[Line, ...]:
    lines = tuple(
        Line(" ".join(filter(None, (day_name(each.day), each.number, each.label))), record_address(noun, each.id))
        for each in share.latest
    )
    more = share.total - len(lines)
    return (*lines, Line(_("and %(count)s earlier ones", count=number(more)))) if more else lines


def _filled(*texts: str | None) -> Lines:
    return tuple(text for text in texts if text)


def _target(record: "Organization") -> Lines:
    if record.target_from is None:
        return ()
    first = day_name(record.target_from)
    if record.target_until is None:
        return (_("from %(first)s", first=first),)
    return (_("%(first)s to %(last)s", first=first, last=day_name(record.target_until)),)


def _where(record: "Organization") -> Lines:
    where = {True: "inside", False: "outside", None: None}[record.inside_city]
    return (_(WHERE[where]),) if where else ()


def _former_names(record: "Organization") -> Lines:
    return tuple(
        _("%(name)s (until %(day)s)", name=former.name, day=day_name(former.used_until))
        if former.used_until
        else former.name
        for former in record.former_names
    )


def _contacts(record: "Organization") -> Lines:
    return tuple(" ".join(_filled(each.post, each.name, each.phone, each.mail)) for each in record.contacts)


FACTS: Mapping[str, Callable[["Organization"], Lines]] = {
    N_("Name"): lambda record: (record.name,),
    N_("Reading"): lambda record: _filled(record.kana),
    N_("Kind"): lambda record: (_(KINDS[record.kind]),),
    N_("Corporate number"): lambda record: _filled(record.corporate_number),
    N_("Address"): lambda record: _filled(record.address),
    N_("Inside or outside the city"): _where,
    N_("Groups"): lambda record: tuple(group.name for group in record.groups),
    N_("Former names"): _former_names,
    N_("Contact people"): _contacts,
    N_("As a target of partnership"): _target,
    N_("Notes"): lambda record: tuple(record.notes.splitlines()),
}
NAMING: Mapping[str, Noun] = {
    N_("Agreements"): Noun.AGREEMENTS,
    N_("Meetings"): Noun.MEETINGS,
    N_("Projects"): Noun.PROJECTS,
}
