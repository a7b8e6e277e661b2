"""The tables, a noun per file; importing this package makes all of them known to the metadata."""

from registry.models.agreements import Agreement, AgreementAmendment, AgreementParty
from registry.models.audit import AuditEntry
from registry.models.base import Base
from registry.models.imports import AcceptedQuestion
from registry.models.meetings import Meeting
from registry.models.organizations import Organization, OrganizationFormerName, PossibleDuplicate
from registry.models.projects import Project
from registry.models.reference import Department, Field, Group
from registry.models.rules import CountingRule
from registry.models.sheets import (
    EvaluationSheet,
    FindingExplanation,
    SheetFigure,
    SheetIndicator,
    SheetText,
    SheetTick,
)
from registry.models.users import LoginFailure, User, UserLink

__all__ = [
    "AcceptedQuestion",
    "Agreement",
    "AgreementAmendment",
    "AgreementParty",
    "AuditEntry",
    "Base",
    "CountingRule",
    "Department",
    "EvaluationSheet",
    "Field",
    "FindingExplanation",
    "Group",
    "LoginFailure",
    "Meeting",
    "Organization",
    "OrganizationFormerName",
    "PossibleDuplicate",
    "Project",
    "SheetFigure",
    "SheetIndicator",
    "SheetText",
    "SheetTick",
    "User",
    "UserLink",
]
