"""The proof that nobody has altered the audit log, in words."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask_babel import gettext as _

from registry.domain.message import N_, message
from registry.language import say
from registry.queries.audit import Broken, ChainReport, Fault
from registry.words import number

SENTENCES: Mapping[Fault, str] = {
    Fault.EDITED: N_("Entry %(id)s was edited."),
    Fault.UNCHAINED: N_("Entry %(id)s does not follow the one before: entries were deleted, swapped or made anew."),
    Fault.CUT_OFF: N_("The log was cut off after entry %(id)s: it does not hold the entry with the given hash."),
}
MOST_SHOWN = 100


@dataclass(frozen=True)
class Proof:
    """``verdict`` says how it ended, ``broken`` names the places, ``more`` how many there are besides.

    ``head`` is the hash to keep elsewhere.
    """

    whole: bool
    verdict: str
    broken: tuple[str, ...]
    more: str
    head: str


def proof_in_words(report: ChainReport) -> Proof:
    """What a walk over the whole log found."""
    entries = number(report.head.entries)
    broken = report.broken
    verdict = (
        _("The audit log is whole: %(entries)s entries, and none of them was altered.", entries=entries)
        if not broken
        else _("The audit log was altered: broken places: %(count)s.", count=number(len(broken)))
    )
    more = len(broken) - MOST_SHOWN
    return Proof(
        whole=not broken,
        verdict=verdict,
        broken=tuple(map(_in_words, broken[:MOST_SHOWN])),
        more=_("and %(count)s more", count=number(more)) if more > 0 else "",
        head=report.head.hash,
    )


def _in_words(broken: Broken) -> str:
    return say(message(SENTENCES[broken.fault], id=broken.entry_id))
