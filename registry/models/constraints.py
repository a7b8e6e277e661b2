"""What each named constraint means to the person whose input broke it: the field of the draft, a code, a sentence."""

from collections.abc import Iterator, Mapping

import sqlalchemy as sa

from registry.domain.drafts import FieldProblem
from registry.domain.message import N_, Message
from registry.models.base import Base

_TAKEN = N_("This number is already used by another record.")
_ORDER = N_("The end is before the beginning.")
_REQUIRED = N_("This must be filled in.")

MEANINGS: Mapping[str, tuple[str, str, str]] = {
    "uq_organizations_corporate_number": (
        "corporate_number",
        "corporate_number_taken",
        N_("Another organization has this corporate number."),
    ),
    "ck_organizations_corporate_number": (
        "corporate_number",
        "bad_corporate_number",
        N_("This is not a corporate number: 13 digits, the first one a check digit."),
    ),
    "ck_organizations_name": ("name", "required", _REQUIRED),
    "ck_organizations_target_period": ("target_until", "dates_out_of_order", _ORDER),
    "ck_organizations_succession": (
        "succeeded_on",
        "required",
        N_("A succession needs both the successor and its day."),
    ),
    "ck_organizations_succeeded_by_other": (
        "succeeded_by_id",
        "bad_succession",
        N_("An organization cannot be its own successor."),
    ),
    "ck_organizations_merged_into_other": (
        "merged_into_id",
        "bad_merger",
        N_("An organization cannot be merged into itself."),
    ),
    "uq_possible_duplicates_organization_id_other_id": (
        "other_id",
        "asked_already",
        N_("This question has already been asked."),
    ),
    "ck_possible_duplicates_two_bodies": (
        "other_id",
        "same_record",
        N_("An organization is not a duplicate of itself."),
    ),
    "uq_agreements_number": ("number", "number_taken", _TAKEN),
    "uq_agreements_renews_id": (
        "renews_id",
        "bad_renewal",
        N_("That agreement has already been renewed by another one."),
    ),
    "ck_agreements_number": ("number", "required", _REQUIRED),
    "ck_agreements_expires_after_start": ("expires_on", "dates_out_of_order", _ORDER),
    "ck_agreements_ended_after_conclusion": ("ended_on", "dates_out_of_order", _ORDER),
    "ck_agreements_ended_within_term": (
        "ended_on",
        "dates_out_of_order",
        N_("It had expired before it ended, and is not renewed by itself."),
    ),
    "ck_agreements_renewal_has_expiry": (
        "auto_renewal_months",
        "bad_renewal",
        N_("Automatic renewal needs the day on which the first term expires."),
    ),
    "ck_agreements_renewal_months": (
        "auto_renewal_months",
        "bad_renewal",
        N_("Automatic renewal needs a term of at least one month."),
    ),
    "ck_agreements_notice_months": (
        "notice_months",
        "bad_renewal",
        N_("The months of notice cannot be below zero."),
    ),
    "ck_agreements_renews_other": (
        "renews_id",
        "bad_renewal",
        N_("An agreement cannot renew itself."),
    ),
    "ck_agreement_parties_left_after_joining": ("parties", "dates_out_of_order", _ORDER),
    "ex_agreement_parties_period": (
        "parties",
        "party_twice",
        N_("An organization stands twice among the parties for the same days."),
    ),
    "uq_meetings_number": ("number", "number_taken", _TAKEN),
    "uq_projects_number": ("number", "number_taken", _TAKEN),
    "ck_projects_name": ("name", "required", _REQUIRED),
    "ck_projects_period": ("ended_on", "dates_out_of_order", _ORDER),
    "ck_projects_completed_has_end": ("ended_on", "required", _REQUIRED),
    "uq_project_delegations_open": (
        "department",
        "asked_already",
        N_("This department has an open request for this project already. Withdraw that first."),
    ),
    "uq_project_delegations_previous_id": (
        "previous_id",
        "followed_already",
        N_("Somebody has been asked instead already. Open the project and look what has changed."),
    ),
    "ck_project_delegations_follows_another": ("previous_id", "bad_request", N_("A request cannot follow itself.")),
    "ck_project_delegations_request": ("request", "required", _REQUIRED),
    "ck_project_delegations_handed_back_has_reason": ("answer", "required", _REQUIRED),
    "ck_project_delegations_named_other": ("named_department", "required", _REQUIRED),
    "ck_project_delegations_named_other_has_reason": ("answer", "required", _REQUIRED),
    "ck_project_delegations_named_another": (
        "named_department",
        "same_department",
        N_("A department cannot name itself."),
    ),
    "uq_users_name_key": ("name", "name_taken", N_("Another user has this name.")),
    "ck_saved_views_name": ("name", "required", _REQUIRED),
    "uq_saved_views_user_id_noun_name": (
        "name",
        "name_taken",
        N_("You have saved conditions of this list under this name already."),
    ),
}


def problem_of(constraint: str) -> FieldProblem | None:
    """What a broken constraint means; None for one that no input can break."""
    if constraint not in MEANINGS:
        return None
    field, code, sentence = MEANINGS[constraint]
    return FieldProblem(field, code, Message(sentence))


def constraint_of_columns(columns: str) -> str | None:
    """The unique constraint or index on ``table.column, table.column``, which is how SQLite names one."""
    return next((name for name, described in _unique() if described == columns), None)


def _unique() -> Iterator[tuple[str, str]]:
    for table in Base.metadata.tables.values():
        constraints = [each for each in table.constraints if isinstance(each, sa.UniqueConstraint)]
        indexes = [each for each in table.indexes if each.unique]
        for name, columns in (
            *((each.name, each.columns) for each in constraints),
            *((each.name, each.columns) for each in indexes),
        ):
            yield str(name), ", ".join(f"{table.name}.{column.name}" for column in columns)
