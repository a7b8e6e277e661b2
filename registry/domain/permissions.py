"""What each role may do: tables, not branches."""

from collections.abc import Mapping
from enum import StrEnum

from registry.domain.vocabulary import Role


class Permission(StrEnum):
    """A deed or a view that a route asks for on the line above it."""

    SEE_REGISTRY = "see_registry"
    SEE_SHEETS = "see_sheets"
    SEE_INTERNAL_NOTES = "see_internal_notes"
    RECORD_MEETINGS = "record_meetings"
    EDIT_PROJECTS = "edit_projects"
    DELEGATE_PROJECTS = "delegate_projects"
    REPORT_PROJECTS = "report_projects"
    MANAGE_REPORTS = "manage_reports"
    EDIT_RECORDS = "edit_records"
    IMPORT_RECORDS = "import_records"
    EDIT_SHEETS = "edit_sheets"
    FINALIZE_SHEETS = "finalize_sheets"
    SEE_AUDIT = "see_audit"
    MANAGE_NAMES = "manage_names"
    """Departments, fields and groups."""
    SET_RULES = "set_rules"
    MANAGE_USERS = "manage_users"
    MANAGE_SITE = "manage_site"
    """The city's name, backups."""


_SEEING = frozenset({Permission.SEE_REGISTRY, Permission.SEE_SHEETS})
_SECRETARIAT = _SEEING | {
    Permission.SEE_INTERNAL_NOTES,
    Permission.RECORD_MEETINGS,
    Permission.EDIT_PROJECTS,
    Permission.DELEGATE_PROJECTS,
    Permission.MANAGE_REPORTS,
    Permission.EDIT_RECORDS,
    Permission.IMPORT_RECORDS,
    Permission.EDIT_SHEETS,
    Permission.SEE_AUDIT,
    Permission.MANAGE_NAMES,
}

PERMISSIONS: Mapping[Role, frozenset[Permission]] = {
    Role.VIEWER: _SEEING,
    Role.DEPARTMENT: _SEEING | {Permission.RECORD_MEETINGS, Permission.EDIT_PROJECTS, Permission.REPORT_PROJECTS},
    Role.SECRETARIAT: _SECRETARIAT,
    Role.CHIEF: _SECRETARIAT | {Permission.FINALIZE_SHEETS},
    Role.ADMINISTRATOR: frozenset(Permission),
}

ONLY_ITS_OWN: Mapping[Role, frozenset[Permission]] = {
    Role.DEPARTMENT: frozenset({Permission.RECORD_MEETINGS, Permission.EDIT_PROJECTS, Permission.REPORT_PROJECTS}),
}
"""Permissions that a role holds for the records of its own department only."""


def may(role: Role, permission: Permission) -> bool:
    """Whether the role holds the permission, be it for its own records only."""
    return permission in PERMISSIONS[role]


def may_for_others(role: Role, permission: Permission) -> bool:
    """Whether the role holds the permission for the records of any department."""
    return may(role, permission) and permission not in ONLY_ITS_OWN.get(role, frozenset())
