"""What was done to a record, in a word or two, by the name under which the audit log keeps the deed.

A deed that is another one for some records stands under their noun too: ``meetings.join``.
"""

from collections.abc import Mapping

from registry.domain.message import N_

DEEDS: Mapping[str, str] = {
    "register": N_("Registered"),
    "conclude": N_("Concluded"),
    "record": N_("Recorded"),
    "revise": N_("Corrected"),
    "rename": N_("Renamed"),
    "succeed": N_("Merged or reorganized"),
    "revoke_succession": N_("Merger or reorganization undone"),
    "add_contact": N_("Contact added"),
    "revise_contact": N_("Contact corrected"),
    "remove_contact": N_("Contact removed"),
    "merge": N_("Found to be the same body"),
    "unmerge": N_("Found to be a body of its own"),
    "keep_apart": N_("Found to be another body"),
    "ask_again": N_("Question opened again"),
    "end": N_("Ended"),
    "give_notice": N_("Notice given"),
    "amend": N_("Amended"),
    "revise_amendment": N_("Amendment corrected"),
    "remove_amendment": N_("Amendment removed"),
    "join": N_("Party joined"),
    "leave": N_("Party left"),
    "hold": N_("Recorded as held"),
    "move": N_("Moved to another day"),
    "meetings.join": N_("United with another record"),
    "join_into": N_("Became part of another record"),
    "ask_department": N_("Asked a department"),
    "accept_request": N_("Request accepted"),
    "hand_back_request": N_("Request handed back"),
    "name_other_request": N_("Another department named"),
    "withdraw_request": N_("Request withdrawn"),
    "carry_on_request": N_("Request carried on by another department"),
    "begin": N_("Begun"),
    "complete": N_("Completed"),
    "suspend": N_("Suspended"),
    "resume": N_("Resumed"),
    "cancel": N_("Cancelled"),
    "reorganize": N_("Reorganized"),
    "hand_over": N_("Handed over"),
    "retire": N_("Offered no more"),
    "reactivate": N_("Offered again"),
    "reorder": N_("Put in order"),
    "unite": N_("United with another"),
    "delete": N_("Deleted"),
    "restore": N_("Restored"),
    "record_published": N_("Published sheet recorded"),
    "draft": N_("Draft begun"),
    "explain": N_("Finding explained"),
    "overrule": N_("Error overruled"),
    "publish": N_("Entered as published before"),
    "finalize": N_("Finalized"),
    "reopen": N_("Reopened"),
    "upload_form": N_("The city's own form uploaded"),
    "add": N_("Added"),
    "invite": N_("Invited"),
    "reset": N_("Access reset"),
    "disable": N_("Disabled"),
    "change": N_("Changed"),
    "enable": N_("Let in again"),
    "log_in": N_("Logged in"),
    "end_sessions": N_("Logged out everywhere"),
    "choose_password": N_("Password chosen"),
    "set": N_("Set"),
    "import": N_("Imported"),
    "back_up": N_("Backed up"),
    "attach_file": N_("File attached"),
    "replace_file": N_("File replaced"),
    "remove_file": N_("File taken away"),
    "restore_file": N_("File restored"),
    "reports.record": N_("Draft begun"),
    "reports.revise": N_("Draft changed"),
    "submit_report": N_("Report submitted"),
    "return_report": N_("Report returned"),
    "accept_report": N_("Acceptance of the report"),
    "reopen_report": N_("Acceptance taken back"),
    "call_for_reports": N_("Reports asked for"),
    "remind_department": N_("Reminder sent"),
    "save": N_("Saved"),
    "forget": N_("Forgotten"),
}
ANY_DEED = N_("Changed")
"""A deed that this version does not know."""
CORRECTIONS = frozenset({"revise", "revise_amendment", "revise_contact"})
"""Deeds whose changes were mistakes before; any other one changes what was right until then."""
BEGINNINGS = frozenset(
    {
        "register",
        "conclude",
        "record",
        "record_published",
        "draft",
        "add",
        "invite",
        "import",
        "save",
        "call_for_reports",
        "upload_form",
    }
)
"""Deeds that make a record: what it began with is told, not what it was before."""
TELLING = BEGINNINGS | {"ask_department", "accept_request", "hand_back_request", "name_other_request"}
"""Deeds in which somebody says something: it is told as it was said."""
