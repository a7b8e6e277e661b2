"""What an import would do, in words: how many, what was understood, and each question and error at its row."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from flask_babel import gettext as _

from registry.domain.drafts import MeetingDraft
from registry.domain.message import N_
from registry.domain.vocabulary import Noun
from registry.forms.fields import day_with_weekday
from registry.imports.plan import Creation, Plan
from registry.imports.report import Problem, Report
from registry.language import say
from registry.queries.bodies import list_bodies
from registry.words import MEETING_STATUSES, MEETING_TYPES, number

MOST_SHOWN = 200
ACCEPTED: Mapping[str, str] = {
    "kind_unknown": N_("A body whose kind the name does not tell comes in as unclassified."),
    "possible_duplicate": N_("What may be a registered body comes in as one of its own; the question stays open."),
    "ambiguous_name": N_("Of several bodies with one name, the one recorded first is taken."),
    "edited_since": N_("A record that was edited here keeps what was entered here."),
    "post_title": N_("A post such as a mayor or a branch manager is taken as a body."),
    "several_dates": N_("Of several days in one cell, the earlier one is taken."),
    "continued_row": N_("A row with little in it is taken as a part of the row above."),
}
"""What becomes of each kind of question where it is accepted."""


@dataclass(frozen=True)
class Remark:
    """Something about one cell."""

    row: str
    column: str
    value: str
    text: str


@dataclass(frozen=True)
class Remarks:
    """The errors, questions or warnings; ``more`` are not shown, ``notes`` say what accepting means."""

    title: str
    look: str
    rows: tuple[Remark, ...]
    more: int
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class UnderstoodMeeting:
    """A meeting as its row was understood."""

    day: str
    organizations: str
    type: str
    status: str
    subject: str
    department: str


@dataclass(frozen=True)
class ImportPage:
    """``may_be_written`` where nothing stands in the way but a question; ``seen`` is what this page shows, in short."""

    sentence: str
    new_bodies: tuple[str, ...]
    meetings: tuple[UnderstoodMeeting, ...]
    more_meetings: int
    remarks: tuple[Remarks, ...]
    has_questions: bool
    may_be_written: bool
    changes: int
    seen: str


def import_page(plan: Plan, *, added: int = 0) -> ImportPage:
    """What the plan would do; ``added`` rows stand above those that the reader knows."""
    report = plan.report
    new = plan.creations if report.kind == Noun.MEETINGS else ()
    return ImportPage(
        sentence=_counts(report),
        new_bodies=tuple(body.draft.name for body in plan.bodies) if report.kind != Noun.ORGANIZATIONS else (),
        meetings=_understood(new[:MOST_SHOWN], plan),
        more_meetings=max(0, len(new) - MOST_SHOWN),
        remarks=tuple(one for one in _remarks(report, added) if one.rows),
        has_questions=bool(report.questions),
        may_be_written=report.may_be_written(accept_questions=True) and bool(report.created or report.updated),
        changes=report.created + report.updated,
        seen=seen_of(report),
    )


def seen_of(report: Report) -> str:
    """What a reader is shown of a report, in short: where it is another one, it has to be shown anew."""
    told = json.dumps(report.as_dict(say), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(told.encode()).hexdigest()[:32]


def _counts(report: Report) -> str:
    return _(
        "%(rows)s rows: %(created)s new, %(updated)s changed, %(unchanged)s as they were.",
        rows=number(report.rows),
        created=number(report.created),
        updated=number(report.updated),
        unchanged=number(report.unchanged),
    )


def _remarks(report: Report, added: int) -> Iterable[Remarks]:
    yield _of(_("Errors (%(count)s)", count=len(report.errors)), "err", report.errors, added)
    codes = dict.fromkeys(one.code for one in report.questions)
    notes = tuple(_(ACCEPTED[code]) for code in codes if code in ACCEPTED)
    yield _of(_("Questions (%(count)s)", count=len(report.questions)), "warn", report.questions, added, notes)
    yield _of(_("Warnings (%(count)s)", count=len(report.warnings)), "plain", report.warnings, added)


def _of(title: str, look: str, problems: Sequence[Problem], added: int, notes: tuple[str, ...] = ()) -> Remarks:
    rows = tuple(
        Remark(number(max(1, one.row - added)), one.column, one.value, say(one.message))
        for one in problems[:MOST_SHOWN]
    )
    return Remarks(title, look, rows, max(0, len(problems) - MOST_SHOWN), notes)


def _understood(creations: Sequence[Creation], plan: Plan) -> tuple[UnderstoodMeeting, ...]:
    known = {body.id: body.draft.name for body in plan.bodies}
    ids = {one for creation in creations for one in creation.draft.organizations if one > 0}
    known |= {body.id: body.name for body in list_bodies(ids)}
    return tuple(_meeting(creation.draft, known) for creation in creations)


def _meeting(draft: MeetingDraft, names: Mapping[int, str]) -> UnderstoodMeeting:
    return UnderstoodMeeting(
        day=day_with_weekday(draft.held_on),
        organizations=_(", ").join(names.get(one, "") for one in draft.organizations),
        type=_(MEETING_TYPES[draft.type]),
        status=_(MEETING_STATUSES[draft.status]),
        subject=draft.subject or draft.summary.partition("\n")[0],
        department=draft.department or "",
    )
