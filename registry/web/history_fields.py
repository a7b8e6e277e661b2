"""What each field that the audit log keeps is called, and how its values are said; one table for all nouns.

A field that is in no table is shown under its own name: the log outlives what it speaks of.
"""

from collections.abc import Mapping

from registry.domain.message import N_
from registry.domain.vocabulary import Noun
from registry.web.delegation_states import DELEGATION_STATES, PARTS
from registry.web.history_shapes import Field, Names, Rows
from registry.web.history_values import (
    as_bytes,
    as_day,
    as_figure,
    as_list,
    as_moment,
    as_months,
    as_number,
    as_record,
    one_of,
)
from registry.words import (
    AFTER_REPORTS,
    AGREEMENT_TYPES,
    KINDS,
    LANGUAGES,
    MEETING_CHANNELS,
    MEETING_STATUSES,
    MEETING_TYPES,
    PARTY_ROLES,
    REPORT_OUTCOMES,
    REPORT_STATES,
    ROLES,
    RULE_VALUES,
    SHEET_STATES,
    STATES,
)

NOUNS: Mapping[str, str] = {
    Noun.ORGANIZATIONS: N_("Partner organization"),
    Noun.AGREEMENTS: N_("Agreement"),
    Noun.MEETINGS: N_("Meeting"),
    Noun.PROJECTS: N_("Joint project"),
    Noun.REPORTS: N_("Yearly report"),
    Noun.REPORT_CALLS: N_("Call for yearly reports"),
    Noun.SHEETS: N_("Evaluation sheet"),
    Noun.OWN_FORMS: N_("The city's own form"),
    Noun.USERS: N_("User"),
    Noun.RULES: N_("Counting rule"),
    Noun.IMPORTS: N_("Import"),
    Noun.DEPARTMENTS: N_("Department of the city"),
    Noun.FIELDS: N_("Field of partnership"),
    Noun.GROUPS: N_("Group of organizations"),
    Noun.VIEWS: N_("Saved view"),
    Noun.SETTINGS: N_("Setting"),
    Noun.BACKUPS: N_("Backup"),
}
UNSAID = frozenset({"deleted_at", "sha256", "uploaded_at", "uploaded_by", "user_id"})
"""Fields that the deed itself or its actor says, and those that only machines read."""
INTERNAL = frozenset({"internal_note", "request", "contact", "answer"})
"""Fields that only who may see internal notes sees; departments read those of their requests on the request's page."""

_NUMBER = Field(N_("Record number"))
_DEPARTMENT = Field(N_("Department"))
_NOTES = Field(N_("Notes"))
_SUMMARY = Field(N_("Summary"))
_ORGANIZATIONS = Names(N_("Partner organizations"))
_AGREEMENTS = Names(N_("Agreements"))
_FILES: Mapping[str, Field] = {
    "file": Field(N_("File")),
    "size": Field(N_("Size"), as_bytes),
}
_NAMED: Mapping[str, Field] = {
    "name": Field(N_("Name")),
    "position": Field(N_("Place in lists"), as_number),
    "retired": Field(N_("Use"), one_of({True: N_("no longer offered"), False: N_("offered")})),
}

FIELDS: Mapping[str, Mapping[str, Field | Rows]] = {
    Noun.ORGANIZATIONS: {
        "name": Field(N_("Name")),
        "kana": Field(N_("Reading")),
        "kind": Field(N_("Kind"), one_of(KINDS)),
        "corporate_number": Field(N_("Corporate number")),
        "address": Field(N_("Address")),
        "inside_city": Field(
            N_("Inside or outside"), one_of({True: N_("inside the city"), False: N_("outside the city")})
        ),
        "target_from": Field(N_("Target from"), as_day),
        "target_until": Field(N_("Target until"), as_day),
        "groups": Names(N_("Groups")),
        "former_names": Rows(
            N_("Former names"),
            ("name",),
            {"name": Field(N_("Name")), "used_until": Field(N_("Last day of use"), as_day)},
        ),
        "contacts": Rows(
            N_("Contacts"),
            ("name", "post"),
            {
                "name": Field(N_("Name of the person")),
                "post": Field(N_("Post")),
                "phone": Field(N_("Phone")),
                "mail": Field(N_("Mail address")),
                "notes": _NOTES,
            },
        ),
        "succeeded_by_id": Field(N_("Organization after the merger"), as_record),
        "succeeded_on": Field(N_("Day of succession"), as_day),
        "merged_into_id": Field(N_("The same body as"), as_record),
        "different_from": Field(N_("Another body than"), as_record),
        "notes": _NOTES,
        "incomplete": Field(N_("Completeness"), one_of({True: N_("to be completed"), False: N_("complete")})),
    },
    Noun.AGREEMENTS: {
        "number": _NUMBER,
        "title": Field(N_("Title of the agreement")),
        "type": Field(N_("Type of agreement"), one_of(AGREEMENT_TYPES)),
        "concluded_on": Field(N_("Concluded on"), as_day),
        "effective_on": Field(N_("Effective on"), as_day),
        "expires_on": Field(N_("Expires on"), as_day),
        "auto_renewal_months": Field(N_("Automatic renewal"), as_months),
        "notice_months": Field(N_("Period of notice"), as_months),
        "notice_given_on": Field(N_("Notice given on"), as_day),
        "ended_on": Field(N_("Ended on"), as_day),
        "end_reason": Field(N_("Reason for the end")),
        "renews": Field(N_("Renews"), as_record),
        "department": _DEPARTMENT,
        "fields": Names(N_("Fields of partnership")),
        "parties": Rows(
            N_("Parties"),
            ("organization",),
            {
                "organization": Field(N_("Partner organization"), as_record),
                "role": Field(N_("Role"), one_of(PARTY_ROLES)),
                "joined_on": Field(N_("Joined on"), as_day),
                "left_on": Field(N_("Left on"), as_day),
            },
            unsaid={"role": "party"},
        ),
        "amendments": Rows(
            N_("Amendments"),
            ("amended_on",),
            {
                "amended_on": Field(N_("Day of the amendment"), as_day),
                "effective_on": Field(N_("Effective on"), as_day),
                "summary": Field(N_("What changes")),
            },
        ),
        "summary": _SUMMARY,
        "notes": _NOTES,
        **_FILES,
    },
    Noun.MEETINGS: {
        "number": _NUMBER,
        "held_on": Field(N_("Held on"), as_day),
        "type": Field(N_("Type of meeting"), one_of(MEETING_TYPES)),
        "status": Field(N_("State"), one_of(MEETING_STATUSES)),
        "channel": Field(N_("Channel"), one_of(MEETING_CHANNELS)),
        "organizations": _ORGANIZATIONS,
        "agreements": _AGREEMENTS,
        "projects": Names(N_("Joint projects")),
        "department": _DEPARTMENT,
        "attendees": Field(N_("Attendees")),
        "subject": Field(N_("Subject")),
        "summary": Field(N_("Content")),
        "internal_note": Field(N_("Internal note")),
        "counted": Field(N_("Counting"), one_of({True: N_("counted"), False: N_("not counted")})),
        "counted_reason": Field(N_("Reason for counting or not")),
        **_FILES,
    },
    Noun.PROJECTS: {
        "number": _NUMBER,
        "name": Field(N_("Name of the project")),
        "lead_department": Field(N_("Lead department")),
        "departments": Names(N_("Other departments")),
        "agreements": _AGREEMENTS,
        "organizations": _ORGANIZATIONS,
        "started_on": Field(N_("Started on"), as_day),
        "ended_on": Field(N_("Ended on"), as_day),
        "state": Field(N_("State"), one_of(STATES)),
        "summary": _SUMMARY,
        "requests": Rows(
            N_("Request to a department"),
            ("department",),
            {
                "department": _DEPARTMENT,
                "state": Field(N_("State"), one_of(DELEGATION_STATES)),
                "leads": Field(N_("Part"), one_of(PARTS)),
                "former_lead_stays": Field(
                    N_("Former lead department"), one_of({True: N_("stays"), False: N_("leaves")})
                ),
                "due_on": Field(N_("Answer by"), as_day),
                "named_department": Field(N_("Department named instead")),
                "closed_at": Field(N_("Closed at"), as_moment),
            },
            unsaid={"former_lead_stays": False},
        ),
        "request": Field(N_("What is asked")),
        "contact": Field(N_("Whom to ask")),
        "answer": Field(N_("Answer of the department")),
    },
    Noun.REPORTS: {
        "project": Field(N_("Joint project"), as_record),
        "fiscal_year": Field(N_("Fiscal year")),
        "department": _DEPARTMENT,
        "state": Field(N_("State"), one_of(REPORT_STATES)),
        "outcome": Field(N_("Was it done?"), one_of(REPORT_OUTCOMES)),
        "result": Field(N_("What came of it")),
        "figures": Rows(
            N_("Figures"),
            ("measure",),
            {
                "measure": Field(N_("Measure")),
                "value": Field(N_("Value"), as_figure),
                "unit": Field(N_("Unit")),
                "position": Field(N_("Place in lists"), as_number),
            },
        ),
        "cost": Field(N_("Cost"), as_number),
        "publicity": Field(N_("Publication and press")),
        "next_plan": Field(N_("Plan for the next year")),
        "after": Field(N_("What becomes of it"), one_of(AFTER_REPORTS)),
        "ended_on": Field(N_("Day on which it ended"), as_day),
        "remark": Field(N_("What has to be corrected")),
    },
    Noun.REPORT_CALLS: {
        "fiscal_year": Field(N_("Fiscal year")),
        "opens_on": Field(N_("Goes out on"), as_day),
        "due_on": Field(N_("Due on"), as_day),
        "message": Field(N_("Message to the departments")),
        "department": _DEPARTMENT,
    },
    Noun.SHEETS: {
        "fiscal_year": Field(N_("Fiscal year")),
        "state": Field(N_("State"), one_of(SHEET_STATES)),
        "source": Field(N_("Source")),
        "revision": Field(N_("Revision")),
        "reason": Field(N_("Reason")),
        "document_number": Field(N_("Number of the decision")),
        "documents": Field(N_("Hashes of the documents"), as_list),
        "evidence": Field(N_("Hashes of the evidence"), as_list),
    },
    Noun.OWN_FORMS: {
        "fiscal_year": Field(N_("Fiscal year")),
        "file_name": Field(N_("File name")),
        "size": Field(N_("Size"), as_number),
    },
    Noun.USERS: {
        "name": Field(N_("User name")),
        "role": Field(N_("Role"), one_of(ROLES)),
        "department": _DEPARTMENT,
        "mail": Field(N_("Mail address")),
        "disabled_at": Field(N_("Disabled at"), as_moment),
        "wants_digest": Field(N_("Daily mail"), one_of({True: N_("wanted"), False: N_("not wanted")})),
        "language": Field(N_("Language of the mails"), one_of(LANGUAGES)),
    },
    Noun.RULES: {"name": Field(N_("Rule")), "value": Field(N_("Value"), one_of(RULE_VALUES))},
    Noun.IMPORTS: {
        "kind": Field(N_("Kind of records"), one_of(NOUNS)),
        "created": Field(N_("New records"), as_number),
        "updated": Field(N_("Changed records"), as_number),
        "accepted": Field(N_("Questions accepted"), as_list),
    },
    Noun.DEPARTMENTS: {
        **_NAMED,
        "valid_from": Field(N_("Valid from"), as_day),
        "valid_until": Field(N_("Valid until"), as_day),
        "successor": Field(N_("Carried on by"), as_record),
        "successor_id": Field(N_("Carried on by"), as_record),
    },
    Noun.FIELDS: _NAMED,
    Noun.GROUPS: _NAMED,
    Noun.VIEWS: {
        "noun": Field(N_("List"), one_of(NOUNS)),
        "name": Field(N_("Name of the view")),
        "query": Field(N_("Conditions")),
    },
    Noun.SETTINGS: {"name": Field(N_("Setting")), "value": Field(N_("Value"))},
    Noun.BACKUPS: {
        "made_at": Field(N_("Made at"), as_moment),
        "made_by": Field(N_("Made by")),
        "file_name": Field(N_("File")),
        "size": Field(N_("Size"), as_bytes),
        "head": Field(N_("Last hash of the audit log")),
    },
}


def field_of(noun: str, name: str) -> Field | Rows:
    """The field of a noun's records; one that nobody knows any more bears its own name."""
    return FIELDS.get(noun, {}).get(name) or Field(name)
