"""Which registered body a name or a corporate number means, and the new bodies that a file brings.

Source: contract.md, "The same body" and "Unknown bodies".
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from registry.domain.body_kinds import is_post_title, kind_of_name
from registry.domain.drafts import OrganizationDraft
from registry.domain.known import Known, Stored
from registry.domain.message import N_
from registry.domain.names import fold_name, loose_name
from registry.domain.vocabulary import OrganizationKind
from registry.imports.headings_cells import PREFECTURE_IN_FRONT
from registry.imports.notes import Place, fact_of


@dataclass(frozen=True)
class NewBody:
    """A body to register; ``id`` is negative until it has one, and ``likely`` are the bodies it may be the same as."""

    id: int
    draft: OrganizationDraft
    likely: tuple[int, ...] = ()


class Bodies:
    """All bodies by their names and numbers, registered and new; grows while a file is read.

    ``asked`` are the names that cells named, ``met`` the bodies that they mean or may mean.
    """

    def __init__(self, known: Known, *, city: str) -> None:
        self.new: list[NewBody] = []
        self.asked: set[str] = set()
        self.met: set[int] = set()
        self._city = fold_name(city)
        self._names: dict[int, str] = {}
        self._number: dict[int, str] = {}
        self._by_number: dict[str, int] = {}
        self._by_key: defaultdict[str, set[int]] = defaultdict(set)
        self._by_loose_key: defaultdict[str, set[int]] = defaultdict(set)
        self._not_yet_loose: list[tuple[str, int]] = []  # only a name that nobody bears asks for loose keys
        self._registered_as: set[tuple[int, str]] = set()
        self._certain: dict[str, int] = {}
        self._spellings: defaultdict[str, list[str]] = defaultdict(list)
        for stored in known.organizations:
            self._know(known.identities.get(stored.id, stored.id), stored)

    def _know(self, body: int, stored: Stored[OrganizationDraft]) -> None:
        if body == stored.id:
            self._names[body] = stored.draft.name
        names = (stored.draft.name, *(former.name for former in stored.draft.former_names))
        self.call(body, *names)
        self._registered_as |= {(body, fold_name(name)) for name in names}
        if stored.draft.corporate_number:
            self.number(body, stored.draft.corporate_number)

    def call(self, body: int, *names: str) -> None:
        """From now on the body is found under these names too."""
        for name in names:
            key = fold_name(name)
            self._by_key[key].add(body)
            self._not_yet_loose.append((name, body))
            for spelling in self._spellings.pop(key, ()):  # it may mean either of two now
                del self._certain[spelling]

    def number(self, body: int, corporate_number: str) -> None:
        """From now on the body is known by this corporate number."""
        self._number.setdefault(body, corporate_number)
        self._by_number.setdefault(corporate_number, body)

    def add(self, draft: OrganizationDraft, *, likely: tuple[int, ...]) -> int:
        """Take in a new body; returns its negative id."""
        body = -(len(self.new) + 1)
        self.new.append(NewBody(body, draft, likely))
        self._names[body] = draft.name
        self.call(body, draft.name, *(former.name for former in draft.former_names))
        if draft.corporate_number:
            self.number(body, draft.corporate_number)
        return body

    def change(self, body: int, draft: OrganizationDraft) -> None:
        """Replace the draft of a new body by a later row's."""
        self.new[-body - 1] = replace(self.new[-body - 1], draft=draft)

    def with_number(self, corporate_number: str) -> int | None:
        """The body with a corporate number."""
        return self._by_number.get(corporate_number)

    def named(self, name: str, corporate_number: str | None = None) -> list[int]:
        """The bodies that a name certainly means, the one recorded first first; never one with another number."""
        return self._in_order(self._by_key.get(fold_name(name), ()), corporate_number)

    def likely(self, name: str, corporate_number: str | None = None) -> list[int]:
        """The bodies that a name probably means, those that it certainly means left out."""
        for called, body in self._not_yet_loose:
            self._by_loose_key[loose_name(called)].add(body)
        self._not_yet_loose.clear()
        certain = self._by_key.get(fold_name(name), set())
        return self._in_order(self._by_loose_key.get(loose_name(name), set()) - certain, corporate_number)

    def is_registered_as(self, body: int, name: str) -> bool:
        """Whether a body goes by the name in the registry, now or formerly, also as a record merged into it."""
        return (body, fold_name(name)) in self._registered_as

    def name_of(self, body: int) -> str:
        """The name of a body, for sentences."""
        return self._names.get(body, "")

    def _in_order(self, bodies: Iterable[int], number: str | None) -> list[int]:
        fitting = (body for body in bodies if number is None or self._number.get(body, number) == number)
        return sorted(fitting, key=lambda body: (body < 0, abs(body)))

    def certain(self, name: str) -> int | None:
        """The body that a name has certainly meant before, and means still."""
        return self._certain.get(name)

    def resolve(self, name: str, place: Place) -> int | None:
        """The body that a name in a cell means; a new one where it is unknown, None for the city itself.

        Warns ``own_city``; asks ``ambiguous_name``, ``post_title``, ``possible_duplicate``, ``kind_unknown``.
        """
        self.asked.add(name)
        place = replace(place, value=name)
        if self._is_city(name):
            place.warn("own_city", N_("“%(value)s” is the city itself; it is no partner and was left out."))
            return None
        bodies = self.named(name)
        self.met.update(bodies)
        if len(bodies) > 1:
            self.ask_which(bodies, place)
            return bodies[0]
        body = bodies[0] if bodies else self._introduce(name, place)
        self._certain[name] = body
        self._spellings[fold_name(name)].append(name)
        return body

    def _is_city(self, name: str) -> bool:
        key = fold_name(name)
        return bool(self._city) and self._city in (key, PREFECTURE_IN_FRONT.sub("", key))

    def _introduce(self, name: str, place: Place) -> int:
        if is_post_title(name):
            sentence = N_("“%(value)s” is a post, not a body. Is it to be registered as a partner organization?")
            place.ask("post_title", sentence, fact_of(fold_name(name)))
        likely = self.likely(name)
        self.met.update(likely)
        self.ask_whether_the_same(likely, place)
        draft = OrganizationDraft(name=name, kind=read_kind(name, place))
        return self.add(draft, likely=tuple(likely))

    def ask_which(self, bodies: list[int], place: Place) -> None:
        """The question ``ambiguous_name``: accepted, the body recorded first is taken."""
        sentence = N_("%(count)s organizations are called “%(value)s”. Is it the one that was recorded first?")
        ids = ",".join(map(str, bodies))
        place.ask("ambiguous_name", sentence, fact_of(fold_name(place.value), ids), count=len(bodies))

    def ask_whether_the_same(self, likely: list[int], place: Place) -> None:
        """The question ``possible_duplicate``: accepted, the name comes in as its own body."""
        if likely:
            sentence = N_("“%(value)s” may be the same body as “%(other)s”. Is it another one?")
            fact = fact_of(fold_name(place.value), *likely)
            place.ask("possible_duplicate", sentence, fact, other=self.name_of(likely[0]))


def read_kind(name: str, place: Place) -> OrganizationKind:
    """The kind that the name tells; asks ``kind_unknown``, and takes *unclassified* when accepted."""
    kind = kind_of_name(name)
    if kind is None:
        sentence = N_("The name does not say what kind of organization “%(value)s” is. Is it to come in unclassified?")
        place.ask("kind_unknown", sentence, fact_of(fold_name(name)))
    return kind or OrganizationKind.UNCLASSIFIED
