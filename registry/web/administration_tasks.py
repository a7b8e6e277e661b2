"""The index of the administration: one line for each task, grouped as somebody looks for it."""

from dataclasses import dataclass

from registry.domain.message import N_
from registry.domain.permissions import Permission


@dataclass(frozen=True)
class Task:
    """One line of the index: its name and what it is for (msgids), its address, and who may do it."""

    name: str
    about: str
    address: str
    permission: Permission


CITY_PAGE, BACKUP_PAGE = "/administration/city", "/administration/backup"
TASKS: tuple[tuple[str, tuple[Task, ...]], ...] = (
    (
        N_("People"),
        (
            Task(
                N_("Users"),
                N_("Invite somebody, change a role, make a new one-time link, shut somebody out."),
                "/users",
                Permission.MANAGE_USERS,
            ),
        ),
    ),
    (
        N_("Names that records choose from"),
        (
            Task(
                N_("Departments"),
                N_("Add one, end one after a reorganization, and say who carries on its work."),
                "/departments",
                Permission.MANAGE_NAMES,
            ),
            Task(
                N_("Fields of partnership"),
                N_("Add, rename, put in order, offer no more."),
                "/fields",
                Permission.MANAGE_NAMES,
            ),
            Task(
                N_("Groups"),
                N_("Groups of organizations, such as the members of a network."),
                "/groups",
                Permission.MANAGE_NAMES,
            ),
        ),
    ),
    (
        N_("Records as a whole"),
        (
            Task(
                N_("Import"),
                N_("Take in the spreadsheets that the office has."),
                "/imports",
                Permission.IMPORT_RECORDS,
            ),
            Task(
                N_("Possible duplicates"),
                N_("Records that may be the same body: compare, merge, keep apart."),
                "/duplicates",
                Permission.EDIT_RECORDS,
            ),
            Task(
                N_("Handover"),
                N_("One document for who takes over, of a department or of the whole section."),
                "/handover",
                Permission.MANAGE_REPORTS,
            ),
            Task(
                N_("Counting rules"),
                N_("See what a rule would change before it is changed."),
                "/administration/rules",
                Permission.SET_RULES,
            ),
        ),
    ),
    (
        N_("The registry itself"),
        (
            Task(
                N_("City"),
                N_("The name above every page, and after how long a partnership is said to sleep."),
                CITY_PAGE,
                Permission.MANAGE_SITE,
            ),
            Task(
                N_("Backup"),
                N_("A whole copy of the registry with its files."),
                BACKUP_PAGE,
                Permission.MANAGE_SITE,
            ),
            Task(
                N_("Audit log"),
                N_("Who changed what and when; search it, save it, check it for alterations."),
                "/audit",
                Permission.SEE_AUDIT,
            ),
        ),
    ),
)
"""The index; what a group has that the reader may not do is not shown."""
