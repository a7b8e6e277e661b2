"""What each role may do: a table, not branches."""

from collections.abc import Mapping
from enum import StrEnum

from registry.domain.vocabulary import Role


class Permission(StrEnum):
    """A deed or a view that a route asks for on the line above it."""

    SEE_REGISTRY = "see_registry"
    SEE_SHEETS = "see_sheets"
    RECORD_MEETINGS = "record_meetings"
    EDIT_RECORDS = "edit_records"
    IMPORT_RECORDS = "import_records"
    REPORT_PROJECTS = "report_projects"
    EDIT_SHEETS = "edit_sheets"
    FINALIZE_SHEETS = "finalize_sheets"
    SEE_AUDIT = "see_audit"
    SET_RULES = "set_rules"
    MANAGE_USERS = "manage_users"


_SEEING = frozenset({Permission.SEE_REGISTRY, Permission.SEE_SHEETS})
_SECRETARIAT = _SEEING | {
    Permission.RECORD_MEETINGS,
    Permission.EDIT_RECORDS,
    Permission.IMPORT_RECORDS,
    Permission.EDIT_SHEETS,
    Permission.SEE_AUDIT,
}

PERMISSIONS: Mapping[Role, frozenset[Permission]] = {
    Role.VIEWER: _SEEING,
    Role.DEPARTMENT: _SEEING | {Permission.RECORD_MEETINGS, Permission.REPORT_PROJECTS},
    Role.SECRETARIAT: _SECRETARIAT,
    Role.CHIEF: _SECRETARIAT | {Permission.FINALIZE_SHEETS},
    Role.ADMINISTRATOR: frozenset(Permission),
}


def may(role: Role, permission: Permission) -> bool:
    """Whether the role holds the permission."""
    return permission in PERMISSIONS[role]
