"""Recording a meeting: asked first whether somebody else has recorded it already, then done once."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from flask import request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from registry.commands.meeting_joins import join_into_meeting
from registry.commands.meetings import record_meeting
from registry.domain.drafts import MeetingDraft
from registry.domain.permissions import Permission
from registry.domain.vocabulary import MeetingStatus, Noun
from registry.forms.meetings import MeetingForm, QuickMeetingForm
from registry.queries.listing import id_in
from registry.queries.meeting_doubles import ProbableDouble, list_probable_doubles
from registry.queries.meetings import get_meeting
from registry.web.access import own_or_refuse
from registry.web.frame import show_page
from registry.web.meeting_doubles import double_page
from registry.web.meeting_forms import LAYOUTS, registered
from registry.web.own_addresses import page_before
from registry.web.readers import deed
from registry.web.saving import Answer, Conflict, Saving, sent_before
from registry.words import day_name

if TYPE_CHECKING:
    from registry.models import Meeting

BACK, JOIN = "back", "join-"
"""Answers to the question: back to the form, or add to the meeting whose id follows; any other one records it."""


@dataclass(frozen=True)
class Recording:
    """A new meeting's way from its form; ``draft`` makes its draft of the organizations' ids.

    With ``more`` another one follows on the same form.
    """

    form: MeetingForm | QuickMeetingForm
    page: Callable[[Conflict | None], str]
    draft: Callable[[tuple[int, ...]], MeetingDraft]
    more: bool = False

    def answer(self) -> Answer:
        """The question, or what ``Saving`` answers."""
        choice = request.form.get("double", "")
        if choice == BACK:
            return sent_before(self._done) or self.page(None)
        if not choice and self.form.validate() and (asked := self._question()):
            return asked
        return Saving(
            self.form,
            Noun.MEETINGS,
            page=self.page,
            act=lambda: self._act(choice),
            done=self._done,
            said=self._said(choice),
        ).answer()

    def _question(self) -> Answer | None:
        """The page that shows what others have recorded of that day; none where there is nothing to ask."""
        form = self.form
        assert form.held_on.data  # noqa: S101 - the form is sound
        found = list_probable_doubles(form.held_on.data, form.organizations.ids, author_id=current_user.id)
        return sent_before(self._done) or self._double_page(found) if found else None

    def _double_page(self, found: Sequence[ProbableDouble]) -> str:
        layout = LAYOUTS[bool(request.args.get("fragment"))]
        return show_page("meetings/double.html", layout=layout, page=double_page(self.form, found), kept=_kept())

    def _act(self, choice: str) -> "Meeting":
        chosen = id_in(choice.removeprefix(JOIN)) if choice.startswith(JOIN) else None
        if chosen is not None:
            meeting = get_meeting(chosen)
            own_or_refuse(Permission.RECORD_MEETINGS, meeting.department_id)
            draft = self.draft(registered(self.form.organizations.data))
            return join_into_meeting(deed(), meeting_id=meeting.id, draft=draft)
        return record_meeting(deed(), draft=self.draft(registered(self.form.organizations.data)))

    def _done(self, meeting_id: int) -> str:
        if self.more:
            return url_for("meetings.show_quick", held_on=request.form.get("held_on"))
        return _came_from() or meeting_address(meeting_id)

    def _said(self, choice: str) -> str:
        form = self.form
        if not form.held_on.data:
            return ""
        values = {"day": day_name(form.held_on.data), "names": form.organizations.shown() or form.subject.data}
        if choice.startswith(JOIN):
            return _("It was added to the record of %(day)s: %(names)s", **values)
        planned = form.countable().status is MeetingStatus.PLANNED
        if planned:
            return _("The meeting on %(day)s was planned: %(names)s", **values)
        return _("The meeting of %(day)s was recorded: %(names)s", **values)


def meeting_address(meeting_id: int) -> str:
    """The page of a meeting."""
    return url_for("meetings.show", meeting_id=meeting_id)


def _came_from() -> str | None:
    """The page on which a meeting was recorded in passing; none for the forms of meetings themselves."""
    page = page_before()
    forms = {url_for("meetings.show_quick"), url_for("meetings.show_new")}
    return page if page and urlsplit(page).path not in forms else None


def _kept() -> Sequence[tuple[str, str]]:
    """All that was sent, to be sent again with the answer."""
    return [(name, value) for name, value in request.form.items(multi=True) if name not in {"csrf_token", "double"}]
