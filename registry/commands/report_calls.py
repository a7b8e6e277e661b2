"""実績報告の依頼: the year's call to all departments, and 催促 of those whose reports are missing."""

from collections.abc import Collection
from datetime import date, datetime

from registry.commands.audit import Entry, record_entries
from registry.commands.records import create, revise
from registry.database import db
from registry.domain.deed import Deed
from registry.domain.errors import EditedMeanwhile, NobodyToRemind
from registry.domain.report_drafts import CallDraft
from registry.domain.vocabulary import Noun
from registry.models import ReportCall, ReportNudge
from registry.queries.reports import find_report_call, get_report_call, last_nudges, list_expected_reports


def call_for_reports(deed: Deed, *, fiscal_year: int, draft: CallDraft, version: int = 0) -> ReportCall:
    """依頼, or its correction where the year has one; raises EditedMeanwhile, InvalidDraft.

    ``version`` is that of the call as the reader saw it; 0 where there was none.
    """
    call = find_report_call(fiscal_year)
    if call is not None:
        return revise(deed, record=call, draft=draft, version=version, create_names=False)
    if version:
        raise EditedMeanwhile
    return create(
        deed, action="call_for_reports", record=ReportCall(fiscal_year=fiscal_year), draft=draft, create_names=False
    )


def remind_departments(
    deed: Deed, *, fiscal_year: int, as_of: date, since: datetime, only: Collection[int] | None = None
) -> list[str]:
    """催促: of the departments with missing reports, or ``only`` some, those not reminded since a moment; their names.

    Raises NobodyToRemind where no one is left, NoSuchRecord where the year has no call.
    """
    call = get_report_call(fiscal_year)
    reminded = {department_id for department_id, at in last_nudges(call.id).items() if at >= since}
    missing = {
        one.department_id: one.department
        for one in list_expected_reports(fiscal_year, as_of=as_of)
        if one.is_missing and one.department_id not in reminded and (only is None or one.department_id in only)
    }
    if not missing:
        raise NobodyToRemind
    for department_id in missing:
        db.session.add(ReportNudge(call_id=call.id, department_id=department_id, sent_at=deed.at, sent_by=deed.actor))
    changes = [{"department": (None, name)} for name in missing.values()]
    record_entries(deed, [Entry("remind_department", Noun.REPORT_CALLS, call.id, call.label, each) for each in changes])
    return list(missing.values())
