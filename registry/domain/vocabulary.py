"""The office's words as enumerations: one concept, one word, in code, tables and addresses.

The labels in both languages stand in the translations; the notations that a typed cell may use stand in
``registry/imports/headings.py``.
"""

from enum import StrEnum


class OrganizationKind(StrEnum):
    """区分: what sort of body a partner organization is; the parts of the outcome indicator."""

    COMPANY = "company"
    ACADEMIC = "academic"
    FINANCIAL = "financial"
    ASSOCIATION = "association"
    UNCLASSIFIED = "unclassified"


class AgreementType(StrEnum):
    """種別: only comprehensive agreements are counted; individual ones are listed apart."""

    COMPREHENSIVE = "comprehensive"
    INDIVIDUAL = "individual"


class PartyRole(StrEnum):
    """役割: an observer is never counted."""

    PARTY = "party"
    OBSERVER = "observer"


class AgreementState(StrEnum):
    """状態 of an agreement on a day; derived from its dates, never stored."""

    NOT_YET = "not_yet"
    IN_FORCE = "in_force"
    RENEWAL_DUE = "renewal_due"
    """In force, and it is time to think of its renewal."""
    EXPIRED = "expired"
    ENDED = "ended"


class MeetingType(StrEnum):
    """種類: what a contact meeting was for."""

    APPROACH = "approach"
    CONSULTATION = "consultation"
    LIAISON = "liaison"
    OTHER = "other"


COUNTED_MEETING_TYPES = (MeetingType.APPROACH, MeetingType.CONSULTATION, MeetingType.LIAISON)
"""The types that count as activity unless a mark says otherwise (the sheet's 「アプローチ、協議回数」)."""


class MeetingStatus(StrEnum):
    """状態 of a meeting: only held ones count."""

    HELD = "held"
    PLANNED = "planned"
    CANCELLED = "cancelled"


class MeetingChannel(StrEnum):
    """形式: how people met."""

    IN_PERSON = "in_person"
    ONLINE = "online"
    PHONE = "phone"
    MAIL = "mail"


class ProjectState(StrEnum):
    """状態 of a joint project, as recorded."""

    PROPOSED = "proposed"
    ACTIVE = "active"
    SUSPENDED = "suspended"
    COMPLETED = "completed"
    CANCELLED = "cancelled"


class DelegationState(StrEnum):
    """状態 of a request to a department; what became of it is never overwritten by the next one."""

    ASKED = "asked"
    """依頼中: the department has not answered."""
    ACCEPTED = "accepted"
    """受諾."""
    HANDED_BACK = "handed_back"
    """差戻し: with a reason."""
    NAMED_OTHER = "named_other"
    """他課を推薦: another department is named; the secretariat decides."""
    WITHDRAWN = "withdrawn"
    """取下げ by the secretariat."""
    CARRIED_ON = "carried_on"
    """引継ぎ: after a reorganization another department carries on what this one had accepted."""


OPEN_DELEGATIONS = (DelegationState.ASKED, DelegationState.ACCEPTED)
"""A department has one of these for a project at most."""


class ReportState(StrEnum):
    """状態 of a department's yearly report."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    """差戻し: with a remark; the department corrects and submits again."""
    ACCEPTED = "accepted"
    """受理: it feeds the sheet, and is changed no more."""


class ReportOutcome(StrEnum):
    """実施状況: whether the year's work was done."""

    DONE = "done"
    PARTLY = "partly"
    NOT_DONE = "not_done"


class AfterReport(StrEnum):
    """翌年度の扱い: what the project becomes when its report is accepted."""

    GOES_ON = "goes_on"
    SUSPENDED = "suspended"
    COMPLETED = "completed"
    CANCELLED = "cancelled"


class SheetState(StrEnum):
    """状態 of an evaluation sheet; published: typed from a document that existed before the registry."""

    DRAFT = "draft"
    PUBLISHED = "published"
    FINALIZED = "finalized"


class IndicatorKind(StrEnum):
    """指標: 活動, 対象, 成果; each with the slots ア and イ."""

    ACTIVITY = "activity"
    POPULATION = "population"
    OUTCOME = "outcome"


class Slot(StrEnum):
    """The form has room for two indicators of each kind."""

    FIRST = "ア"
    SECOND = "イ"


class Basis(StrEnum):
    """What a column of the sheet holds: 実績, 目標, 予定, 見込."""

    ACTUAL = "actual"
    TARGET = "target"
    PLANNED = "planned"
    FORECAST = "forecast"


class Severity(StrEnum):
    """How much a finding weighs: 誤り, 注意, 参考."""

    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"


class Role(StrEnum):
    """役割 of a user; what each may do stands in ``permissions.py``."""

    ADMINISTRATOR = "administrator"
    CHIEF = "chief"
    SECRETARIAT = "secretariat"
    DEPARTMENT = "department"
    VIEWER = "viewer"


class Noun(StrEnum):
    """The records that are registered, by the word used for their table, address and templates."""

    ORGANIZATIONS = "organizations"
    AGREEMENTS = "agreements"
    MEETINGS = "meetings"
    PROJECTS = "projects"
    REPORTS = "reports"
    """実績報告 of projects."""
    REPORT_CALLS = "report_calls"
    """実績報告の依頼: one for a fiscal year, to all departments."""
    SHEETS = "sheets"
    OWN_FORMS = "own_forms"
    """市の様式: a workbook of the city's own that a sheet is filled into."""
    USERS = "users"
    RULES = "rules"
    IMPORTS = "imports"
    DEPARTMENTS = "departments"
    FIELDS = "fields"
    GROUPS = "groups"
    VIEWS = "views"
    SETTINGS = "settings"
    BACKUPS = "backups"


class Unit(StrEnum):
    """What a count counts, in the word that belongs beside its number on the sheet."""

    ORGANIZATIONS = "団体"
    MEETINGS = "回"
    AGREEMENTS = "件"
    PROJECTS = "事業"
