"""The proof that nobody has altered the audit log, in words."""

from dataclasses import dataclass

from flask_babel import gettext as _

from registry.language import say
from registry.queries.audit import ChainReport
from registry.words import number

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
        broken=tuple(say(each.message) for each in broken[:MOST_SHOWN]),
        more=_("and %(count)s more", count=number(more)) if more > 0 else "",
        head=report.head.hash,
    )
