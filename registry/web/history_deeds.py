"""What was done to a record, in a word or two, by the name under which the audit log keeps the deed."""

from collections.abc import Mapping

from registry.domain.message import N_

DEEDS: Mapping[str, str] = {
    "register": N_("Registered"),
    "conclude": N_("Concluded"),
    "record": N_("Recorded"),
    "revise": N_("Corrected"),
    "rename": N_("Renamed"),
    "succeed": N_("Merged or reorganized"),
    "merge": N_("Found to be the same body"),
    "unmerge": N_("Found to be a body of its own"),
    "end": N_("Ended"),
    "amend": N_("Amended"),
    "delete": N_("Deleted"),
    "restore": N_("Restored"),
    "record_published": N_("Published sheet recorded"),
    "draft": N_("Draft begun"),
    "explain": N_("Finding explained"),
    "add": N_("Added"),
    "invite": N_("Invited"),
    "reset": N_("Access reset"),
    "disable": N_("Disabled"),
    "choose_password": N_("Password chosen"),
    "set": N_("Set"),
    "import": N_("Imported"),
    "save": N_("Saved"),
    "forget": N_("Forgotten"),
}
ANY_DEED = N_("Changed")
"""A deed that this version does not know."""
CORRECTION = "revise"
"""The deed whose changes were mistakes before; any other one changes what was right until then."""
BEGINNINGS = frozenset(
    {"register", "conclude", "record", "record_published", "draft", "add", "invite", "import", "save"}
)
"""Deeds that make a record: what it began with is told, not what it was before."""
