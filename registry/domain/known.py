"""What is registered already, as plain values: handed to pure code that must compare without reading."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from registry.domain.drafts import AgreementDraft, MeetingDraft, OrganizationDraft, ProjectDraft
from registry.domain.vocabulary import Noun

D = TypeVar("D", bound=OrganizationDraft | AgreementDraft | MeetingDraft | ProjectDraft)

DEMONSTRATION_MARK = "見本（架空）"
"""What stands in the notes of the demonstration's organizations, so that no page shows them as real."""


@dataclass(frozen=True)
class Stored(Generic[D]):
    """One record with the values that a draft of it would have.

    ``imported_version`` is the version that an import wrote last, ``imported_key`` what it knew a row without a
    number by; None where none has touched it.
    """

    id: int
    version: int
    imported_version: int | None
    draft: D
    imported_key: str | None = None

    @property
    def edited_since(self) -> bool:
        """Whether somebody changed the record after an import wrote it."""
        return self.imported_version is not None and self.imported_version != self.version


@dataclass(frozen=True)
class Known:
    """The records that an import is compared with, deleted ones left out, each list by id.

    ``head`` is the id of the last audit entry (0 without one): while it stays, nothing here has changed.
    ``identities`` maps the id of a record that was merged as a duplicate to the one it stands for; the duplicates
    are among the organizations too, because their names still lead to the body.
    ``accepted`` holds (code, fact) of the questions that were accepted for this kind of file.
    """

    head: int = 0
    organizations: tuple[Stored[OrganizationDraft], ...] = ()
    agreements: tuple[Stored[AgreementDraft], ...] = ()
    meetings: tuple[Stored[MeetingDraft], ...] = ()
    projects: tuple[Stored[ProjectDraft], ...] = ()
    departments: frozenset[str] = frozenset()
    fields: frozenset[str] = frozenset()
    groups: frozenset[str] = frozenset()
    identities: Mapping[int, int] = field(default_factory=dict)
    accepted: frozenset[tuple[str, str]] = frozenset()


@dataclass(frozen=True)
class Changes:
    """The records that were written since some moment, with the values that they have now; deleted ones have none.

    ``deeds`` says what was done to each kind. ``identities`` and ``departments`` are those of now.
    """

    records: frozenset[tuple[Noun, int]] = frozenset()
    deeds: frozenset[tuple[Noun, str]] = frozenset()
    organizations: tuple[Stored[OrganizationDraft], ...] = ()
    meetings: tuple[Stored[MeetingDraft], ...] = ()
    identities: Mapping[int, int] = field(default_factory=dict)
    departments: frozenset[str] = frozenset()

    @property
    def nouns(self) -> frozenset[Noun]:
        """What kinds of records were written."""
        return frozenset(noun for noun, _ in self.deeds)

    def actions(self, noun: Noun) -> frozenset[str]:
        """What was done to the records of one kind."""
        return frozenset(action for one, action in self.deeds if one is noun)

    def ids(self, noun: Noun) -> frozenset[int]:
        """The ids of the records of one kind."""
        return frozenset(record_id for one, record_id in self.records if one is noun)
