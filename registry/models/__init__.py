"""The tables, a noun per file; importing this package makes all of them known to the metadata."""

from registry.models.agreements import Agreement, AgreementAmendment, AgreementParty
from registry.models.attachments import Attachment
from registry.models.audit import AuditEntry
from registry.models.base import Base
from registry.models.delegations import ProjectDelegation
from registry.models.imports import AcceptedQuestion
from registry.models.meetings import Meeting
from registry.models.organizations import Organization, OrganizationContact, OrganizationFormerName, PossibleDuplicate
from registry.models.own_forms import OwnForm
from registry.models.posted_forms import PostedForm
from registry.models.projects import Project
from registry.models.reference import Department, Field, Group
from registry.models.reminders import Digest, FormDraft, Told
from registry.models.reports import ProjectReport, ReportCall, ReportFigure, ReportNudge
from registry.models.rules import CountingRule
from registry.models.settings import Backup, SiteSetting
from registry.models.sheet_revisions import SheetDocument, SheetEvidence, SheetRevision
from registry.models.sheets import (
    EvaluationSheet,
    FindingExplanation,
    SheetFigure,
    SheetIndicator,
    SheetText,
    SheetTick,
)
from registry.models.users import LoginFailure, User, UserLink, UserSession
from registry.models.views import SavedView

__all__ = [
    "AcceptedQuestion",
    "Agreement",
    "AgreementAmendment",
    "AgreementParty",
    "Attachment",
    "AuditEntry",
    "Backup",
    "Base",
    "CountingRule",
    "Department",
    "Digest",
    "EvaluationSheet",
    "Field",
    "FindingExplanation",
    "FormDraft",
    "Group",
    "LoginFailure",
    "Meeting",
    "Organization",
    "OrganizationContact",
    "OrganizationFormerName",
    "OwnForm",
    "PossibleDuplicate",
    "PostedForm",
    "Project",
    "ProjectDelegation",
    "ProjectReport",
    "ReportCall",
    "ReportFigure",
    "ReportNudge",
    "SavedView",
    "SheetDocument",
    "SheetEvidence",
    "SheetFigure",
    "SheetIndicator",
    "SheetRevision",
    "SheetText",
    "SheetTick",
    "SiteSetting",
    "Told",
    "User",
    "UserLink",
    "UserSession",
]
