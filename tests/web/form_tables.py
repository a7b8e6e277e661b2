"""The table of forms, written by hand: where each stands, and what is sent with it that is wrong.

A new form is one line: in FORMS with what its reader gets wrong most easily, or its endpoint in BUTTONS, if there is
nothing to fill in. Numbers in braces stand for records that ``make_records`` makes.
"""

from dataclasses import dataclass, field

from registry.commands.agreements import amend_agreement
from registry.commands.contacts import add_contact
from registry.commands.delegations import delegate_project
from registry.commands.finalizing import reopen_sheet
from registry.commands.reports import submit_report
from registry.commands.users import add_user, invite_user
from registry.database import writing
from registry.domain.deed import Deed
from registry.domain.delegation_deeds import DelegationDraft
from registry.domain.report_drafts import ReportDraft
from registry.domain.users import UserDraft
from registry.domain.vocabulary import MeetingStatus, Noun, ProjectState, ReportOutcome, Role
from tests.attaching import attached_to
from tests.finalizing import drafted, finalized
from tests.imports.attached import PDF
from tests.office import SATO, agreement, day, meeting, organization, project
from tests.web.conftest import NOW, PASSWORD


@dataclass(frozen=True)
class Wrong:
    """The page of a form, where it is sent to if not to its page, and the values that are wrong."""

    page: str
    values: dict[str, str] = field(default_factory=dict)
    to: str = ""

    @property
    def address(self) -> str:
        """Where it is sent to."""
        return self.to or self.page

    def of(self, made: dict[str, str]) -> "Wrong":
        """The same with the records that were made."""
        return Wrong(self.page.format(**made), self.values, self.to.format(**made))


def _deed(name: str, more: str = "", **values: str) -> Wrong:
    return Wrong(
        f"/agreements/{{agreement}}?deed={name}{more}",
        values,
        f"/agreements/{{agreement}}/{name}{more and '?' + more[1:]}",
    )


FORMS = (
    Wrong("/organizations/new", {"name": ""}),
    Wrong("/organizations/{organization}/edit", {"name": ""}),
    Wrong("/organizations/{organization}/rename", {"name": ""}),
    Wrong("/organizations/{organization}/succeed", {"on": ""}),
    Wrong("/organizations/{organization}/contacts/new", {"name": ""}),
    Wrong("/contacts/{contact}/edit", {"name": "", "post": ""}),
    Wrong("/organizations/{organization}", {"subject": ""}, "/meetings/quick"),
    Wrong("/agreements/new", {"concluded_on": "2月30日"}),
    Wrong("/agreements/{agreement}/edit", {"title": ""}),
    _deed("end", ended_on=""),
    _deed("amend", summary=""),
    _deed("revise_amendment", "&amendment={amendment}", summary=""),
    _deed("join", joined_on="R3.13.1"),
    _deed("leave", left_on=""),
    _deed("notice", notice_given_on=""),
    Wrong("/agreements/{agreement}", to="/agreements/{agreement}/files/new"),
    Wrong("/agreements/{agreement}/files/new"),
    Wrong("/meetings/{planned}/files/new"),
    Wrong("/attachments/{attachment}/replace"),
    Wrong("/meetings/new", {"held_on": ""}),
    Wrong("/meetings/{planned}/edit", {"held_on": ""}),
    Wrong("/meetings/{planned}/hold", {"held_on": ""}),
    Wrong("/meetings/{planned}/cancel", {"reason": ""}),
    Wrong("/meetings/{planned}/move", {"held_on": ""}),
    Wrong("/meetings/quick", {"subject": ""}),
    Wrong("/meetings/several", {"rows-0-held_on": "R3.2.29"}),
    Wrong("/meetings/paste"),
    Wrong("/imports"),
    Wrong("/projects/new", {"name": ""}),
    Wrong("/projects/{proposed}/edit", {"name": ""}),
    Wrong("/projects/{proposed}/begin", {"started_on": ""}),
    Wrong("/projects/{active}/complete", {"ended_on": ""}),
    Wrong("/projects/{active}/cancel", {"ended_on": ""}),
    Wrong("/projects/{active}/requests/new", {"request": ""}),
    Wrong("/requests/{request}/hand_back", {"answer": ""}),
    Wrong("/requests/{request}/name_other", {"answer": ""}),
    Wrong("/projects/{active}/reports/2020", {"cost": "千円ほど"}),
    Wrong("/reports/{report}/return", {"remark": ""}),
    Wrong("/report-calls/2021", {"due_on": ""}),
    Wrong("/sheets/new", {"fiscal_year": ""}),
    Wrong("/sheets/2020/edit/figures", {"costs.project.actual.2020": "百円ほど"}),
    Wrong("/departments/new", {"name": ""}),
    Wrong("/departments/1/edit", {"name": ""}),
    Wrong("/departments/reorganize"),
    Wrong("/fields/new", {"name": ""}),
    Wrong("/fields/1/edit", {"name": ""}),
    Wrong("/groups/new", {"name": ""}),
    Wrong("/groups/1/edit", {"name": ""}),
    Wrong("/groups/1/unite"),
    Wrong("/duplicates/1/2", to="/duplicates/1/2/merge"),
    Wrong("/views/organizations/new", {"name": ""}),
    Wrong("/sheets/2020/form", to="/sheets/2020/form"),
    Wrong("/administration/city", {"sleeping_months": "一年ほど"}),
    Wrong("/users/invite", {"name": ""}),
    Wrong("/users/{user}/edit", {"name": ""}),
    Wrong("/account", to="/account/password"),
    Wrong("/account", {"language": "latin"}, "/account/mails"),
    Wrong("/sheets/2020/findings/indicator_never_moves/indicators.activity.ア", {"explanation": ""}),
    Wrong("/sheets/2017/finalize", {"reason": ""}),
    Wrong("/sheets/2018/published", {"source": ""}),
    Wrong("/sheets/2019/reopen", {"reason": ""}),
)
FOR_GUESTS = (Wrong("/login"), Wrong("/links/{link}"))
"""Forms for who is not logged in."""

BUTTONS = {
    "account.end_other_sessions",
    "agreements.restore",
    "attachments.remove",
    "attachments.restore",
    "backups.make",
    "contacts.remove",
    "delegation_deeds.withdraw",
    "departments.delete",
    "departments.move",
    "duplicates.reopen",
    "duplicates.separate",
    "duplicates.unmerge",
    "imports.run",  # only ticks; tests/web/test_imports.py
    "languages.choose",
    "login.log_out",
    "meeting_deeds.delete",
    "meeting_deeds.restore",
    "meeting_joins.join",
    "names.change",
    "organization_deeds.delete",
    "organization_deeds.restore",
    "organization_deeds.unsucceed",
    "own_forms.delete",
    "own_forms.restore",
    "own_forms.take_over",
    "project_deeds.delete",
    "project_deeds.restore",
    "project_deeds.resume",
    "project_deeds.suspend",
    "report_calls.remind",
    "report_deeds.accept",
    "rules.change",  # the choice is read from the address before; nothing can be wrong with it
    "typed_forms.keep",  # what a script sends by itself; tests/web/test_typed_forms.py
    "users.disable",
    "users.enable",
    "users.end_sessions",
    "users.reset",
    "views.forget",
}
"""Endpoints whose forms are buttons: nothing is filled in."""

MADE_PAGES = (
    "/contacts/{contact}/edit",
    "/attachments/{attachment}/replace",
    "/meetings/{planned}",
    "/meetings/{planned}/hold",
    "/meetings/{planned}/cancel",
    "/meetings/{planned}/move",
    "/projects/{proposed}/begin",
    "/projects/{active}/complete",
    "/agreements/{agreement}",
    "/agreements/{agreement}?deed=remove_amendment&amendment={amendment}",
    "/agreements/{agreement}?deed=delete",
    "/requests/{request}",
    "/requests/{request}/accept",
    "/requests/{request}/hand_back",
    "/requests/{request}/name_other",
    "/requests/{request}/withdraw",
    "/reports/{report}/return",
    "/sheets/2018",
    "/sheets/2019",
    "/sheets/2019/drift",
    "/sheets/2019/revisions",
    "/sheets/2019/revisions/1",
    "/sheets/2019/revisions/1/compare/1",
    "/sheets/2019/revisions/1/evidence/organizations_cumulative/2019",
    *(f"/sheets/2020/edit/{part}" for part in ("head", "figures", "check", "summary", "action")),
    *(one.page for one in FORMS if "?deed=" in one.page),
)
"""Pages that show something only of a record that the demonstration has not, and parts of others."""


REPORT = ReportDraft(outcome=ReportOutcome.DONE, result="実施した。")


def make_records() -> dict[str, str]:
    """The records of the tables above: the name in braces → its number."""
    with writing():
        body, other = organization("株式会社ためし", kind="company"), organization("ためし大学", kind="academic")
        term = {"expires_on": day("2022-03-31"), "auto_renewal_months": 12, "notice_months": 3}
        known = agreement(body, other, number="R2-90", title="ためしの協定", department="福祉課", **term)
        amendment = amend_agreement(
            SATO, agreement_id=known.id, amended_on=day("2021-02-01"), effective_on=None, summary="分野を追加"
        )
        add_contact(SATO, organization_id=body.id, values={"name": "佐伯", "post": "室長"})
        made = {
            "organization": body.id,
            "agreement": known.id,
            "amendment": amendment.id,
            "contact": body.contacts[0].id,
            "planned": meeting(body, held="2022-02-01", status=MeetingStatus.PLANNED, subject="ためし").id,
            "proposed": project("ためしの案", state=ProjectState.PROPOSED).id,
            "active": project("ためしの事業").id,
            "request": delegate_project(SATO, project_id=14, draft=DelegationDraft("農政課", "実施をお願いします")).id,
            "report": submit_report(SATO, project_id=14, fiscal_year=2020, draft=REPORT).id,
            "user": add_user(SATO, name="ためしの人", role=Role.VIEWER, password=PASSWORD).id,
            "link": invite_user(Deed("test", NOW), draft=UserDraft("ためし", Role.VIEWER)),
        }
    with writing():
        drafted(2018)
        signed = finalized(2017)
        reopen_sheet(SATO, fiscal_year=2017, version=signed.version, reason="誤記")
        finalized(2019)
        agreement(organization("遅れた団体"), concluded="2019-12-01")
    made["attachment"] = attached_to(Noun.AGREEMENTS, known.id, "協定書.pdf", PDF).id
    return {name: str(number) for name, number in made.items()}
