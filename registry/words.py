"""The names of counts, kinds, rules and units, and how years, days and numbers are written, in both languages."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from babel.dates import format_date
from flask_babel import get_locale, ngettext

from registry.domain.fiscal_year import FiscalYear
from registry.domain.japanese_dates import wareki, wareki_month
from registry.domain.message import N_
from registry.domain.rules import AgreementDate, CountingRules, MeetingBasis, MergedOrganizations
from registry.domain.users import Language, UserState
from registry.domain.vocabulary import (
    AfterReport,
    AgreementType,
    IndicatorKind,
    MeetingChannel,
    MeetingStatus,
    MeetingType,
    OrganizationKind,
    PartyRole,
    ProjectState,
    ReportOutcome,
    ReportState,
    Role,
    SheetState,
    Unit,
)
from registry.language import catalogue, gettext

COUNT_NAMES: Mapping[str, str] = {
    "meetings": N_("Approaches and consultations"),
    "population": N_("Bodies that partnership aims at"),
    "organizations_cumulative": N_("Organizations with an agreement, cumulative"),
    "organizations_in_force": N_("Organizations with an agreement in force"),
    "organizations_new": N_("Organizations new in the year"),
    "organizations_new_by_agreement": N_("New by a new agreement"),
    "organizations_new_by_joining": N_("New by joining or renewal"),
    "organizations_merged": N_("Organizations merged in the year"),
    "agreements_cumulative": N_("Comprehensive agreements, cumulative"),
    "agreements_new": N_("Agreements new in the year"),
    "agreements_new_with_new": N_("With an organization new to the registry"),
    "agreements_new_with_existing_only": N_("With existing organizations only"),
    "agreements_in_force": N_("Agreements in force"),
    "projects": N_("Joint projects under agreements"),
    "projects_outside_agreements": N_("Joint projects outside agreements"),
}
KINDS: Mapping[str, str] = {
    OrganizationKind.COMPANY: N_("Company"),
    OrganizationKind.ACADEMIC: N_("Academic institution"),
    OrganizationKind.FINANCIAL: N_("Financial institution"),
    OrganizationKind.ASSOCIATION: N_("Association"),
    OrganizationKind.UNCLASSIFIED: N_("Unclassified"),
}
STATES: Mapping[str, str] = {
    ProjectState.PROPOSED: N_("Proposed"),
    ProjectState.ACTIVE: N_("Under way"),
    ProjectState.SUSPENDED: N_("Suspended"),
    ProjectState.COMPLETED: N_("Completed"),
    ProjectState.CANCELLED: N_("Cancelled"),
}
AGREEMENT_TYPES: Mapping[str, str] = {
    AgreementType.COMPREHENSIVE: N_("Comprehensive agreement"),
    AgreementType.INDIVIDUAL: N_("Individual agreement"),
}
PARTY_ROLES: Mapping[str, str] = {PartyRole.PARTY: N_("Party"), PartyRole.OBSERVER: N_("Observer")}
MEETING_TYPES: Mapping[str, str] = {
    MeetingType.APPROACH: N_("Approach"),
    MeetingType.CONSULTATION: N_("Consultation"),
    MeetingType.LIAISON: N_("Liaison conference"),
    MeetingType.OTHER: N_("Other"),
}
MEETING_STATUSES: Mapping[str, str] = {
    MeetingStatus.HELD: N_("Held"),
    MeetingStatus.PLANNED: N_("Planned"),
    MeetingStatus.CANCELLED: N_("Cancelled"),
}
MEETING_CHANNELS: Mapping[str, str] = {
    MeetingChannel.IN_PERSON: N_("In person"),
    MeetingChannel.ONLINE: N_("Online"),
    MeetingChannel.PHONE: N_("Phone"),
    MeetingChannel.MAIL: N_("Mail"),
}
UNITS: Mapping[str, str] = {
    Unit.ORGANIZATIONS: N_("organizations"),
    Unit.MEETINGS: N_("meetings"),
    Unit.AGREEMENTS: N_("agreements"),
    Unit.PROJECTS: N_("projects"),
}
INDICATORS: Mapping[str, str] = {
    IndicatorKind.ACTIVITY: N_("Activity"),
    IndicatorKind.POPULATION: N_("Population"),
    IndicatorKind.OUTCOME: N_("Outcome"),
}
SHEET_STATES: Mapping[str, str] = {
    SheetState.DRAFT: N_("Draft"),
    SheetState.PUBLISHED: N_("Published"),
    SheetState.FINALIZED: N_("Finalized"),
}
REPORT_STATES: Mapping[str, str] = {
    ReportState.DRAFT: N_("Draft"),
    ReportState.SUBMITTED: N_("Submitted"),
    ReportState.RETURNED: N_("To be corrected"),
    ReportState.ACCEPTED: N_("Report accepted"),
}
REPORT_OUTCOMES: Mapping[str, str] = {
    ReportOutcome.DONE: N_("Carried out"),
    ReportOutcome.PARTLY: N_("Carried out in part"),
    ReportOutcome.NOT_DONE: N_("Not carried out"),
}
AFTER_REPORTS: Mapping[str, str] = {
    AfterReport.GOES_ON: N_("It goes on"),
    AfterReport.SUSPENDED: N_("It is suspended"),
    AfterReport.COMPLETED: N_("It is completed"),
    AfterReport.CANCELLED: N_("It is cancelled"),
}
ROLES: Mapping[str, str] = {
    Role.ADMINISTRATOR: N_("Administrator"),
    Role.CHIEF: N_("Section chief"),
    Role.SECRETARIAT: N_("Secretariat"),
    Role.DEPARTMENT: N_("Department"),
    Role.VIEWER: N_("Viewer"),
}
USER_STATES: Mapping[str, str] = {
    UserState.ACTIVE: N_("Can log in"),
    UserState.INVITED: N_("Has no password yet"),
    UserState.DISABLED: N_("Shut out"),
}
LANGUAGES: Mapping[str, str] = {Language.JAPANESE: N_("Japanese"), Language.ENGLISH: N_("English")}
RULE_NAMES: Mapping[str, str] = {
    "agreement_date": N_("An agreement counts from"),
    "meeting_basis": N_("A meeting counts"),
    "merged_organizations": N_("Organizations that became one"),
}
RULE_VALUES: Mapping[str, str] = {
    AgreementDate.CONCLUDED: N_("the day of its conclusion"),
    AgreementDate.EFFECTIVE: N_("the day of its effect"),
    MeetingBasis.MEETING: N_("once for each meeting"),
    MeetingBasis.PARTICIPATION: N_("once for each organization taking part"),
    MergedOrganizations.AS_CONCLUDED: N_("stay as they signed"),
    MergedOrganizations.TODAY: N_("are one from the day they became one"),
}
WHOLES: Mapping[str, str] = {
    "organizations_by_kind": "organizations_cumulative",
    "projects_by_state": "projects",
    "projects_by_department": "projects",
}
PARTS: Mapping[str, Mapping[str, str]] = {"organizations_by_kind": KINDS, "projects_by_state": STATES}


def count_name(name: str) -> str:
    """A count's name; a part is named by its kind, state or department."""
    group, _dot, part = name.partition(".")
    if not part:
        return gettext(COUNT_NAMES[name])
    return gettext(PARTS[group][part]) if group in PARTS else part


def count_title(name: str) -> str:
    """A count's name where it stands alone: a part with the name of what it is a part of."""
    group, _dot, part = name.partition(".")
    return count_name(name) if not part else f"{gettext(COUNT_NAMES[WHOLES[group]])}: {count_name(name)}"


def translated(names: Mapping[str, str]) -> list[tuple[str, str]]:
    """A table of names as (value, name in the reader's language)."""
    return list(_translated(tuple(names.items()), catalogue()))


@lru_cache(maxsize=256)
def _translated(names: tuple[tuple[str, str], ...], sentences: Any) -> tuple[tuple[str, str], ...]:
    """Kept for each language: lists offer the same tables again and again."""
    return tuple((str(value), sentences.ugettext(name)) for value, name in names)


def unit_name(unit: str) -> str:
    """A count's unit; one that is typed by hand stays as typed."""
    return gettext(UNITS[unit]) if unit in UNITS else unit


def with_unit(value: int, unit: Unit) -> str:
    """A number with its unit, as in a sentence: 49団体, or 49 organizations."""
    match unit:
        case Unit.ORGANIZATIONS:
            return str(ngettext("%(num)s organization", "%(num)s organizations", value))
        case Unit.MEETINGS:
            return str(ngettext("%(num)s meeting", "%(num)s meetings", value))
        case Unit.AGREEMENTS:
            return str(ngettext("%(num)s agreement", "%(num)s agreements", value))
        case Unit.PROJECTS:
            return str(ngettext("%(num)s project", "%(num)s projects", value))


def joined(*sentences: str) -> str:
    """Sentences one after the other; Japanese needs no space between them."""
    return ("" if in_japanese() else " ").join(sentence for sentence in sentences if sentence)


def rules_in_words(rules: CountingRules, names: tuple[str, ...] = tuple(RULE_NAMES)) -> tuple[tuple[str, str], ...]:
    """The rules and their values, as they are printed under a number."""
    values = rules.as_dict()
    return tuple((gettext(RULE_NAMES[name]), gettext(RULE_VALUES[values[name]])) for name in names)


def in_japanese() -> bool:
    """Whether the reader reads Japanese; inside ``force_locale`` that language is the reader's."""
    return str(get_locale()) == "ja"


def year_name(year: int) -> str:
    """令和2年度, or FY2020."""
    return FiscalYear(year).full_label if in_japanese() else f"FY{year}"


def year_beside(year: int) -> str:
    """What stands beside the year's name: 2020, or R2."""
    return str(year) if in_japanese() else FiscalYear(year).era_code


def year_label(year: int) -> str:
    """The short name of tables: 2年度, or FY2020."""
    return FiscalYear(year).label if in_japanese() else f"FY{year}"


def year_number(year: int) -> str:
    """The shortest name, for an axis: 2, or 2020."""
    return FiscalYear(year).era_code[1:] if in_japanese() else str(year)


def day_name(day: date) -> str:
    """令和3年3月31日, or 31 March 2021."""
    return wareki(day) if in_japanese() else format_date(day, "d MMMM y", locale="en")


def month_name(day: date) -> str:
    """令和3年3月, or March 2021."""
    return wareki_month(day) if in_japanese() else format_date(day, "MMMM y", locale="en")


def short_day(day: date) -> str:
    """A day within its year: 2月12日, or 12 Feb."""
    return (
        gettext("%(month)s/%(day)s", month=day.month, day=day.day)
        if in_japanese()
        else format_date(day, "d MMM", locale="en")
    )


def month_of_year(day: date) -> str:
    """A month within its year: 2月, or February."""
    return gettext("month %(month)s", month=day.month) if in_japanese() else format_date(day, "MMMM", locale="en")


def month_letter(day: date) -> str:
    """A month as an axis names it: 2, or F."""
    return str(day.month) if in_japanese() else format_date(day, "MMMMM", locale="en")


def months_in_words(months: int) -> str:
    """12 months are a year."""
    years, rest = divmod(months, 12)
    if rest:
        return str(ngettext("%(num)s month", "%(num)s months", months))
    return str(ngettext("%(num)s year", "%(num)s years", years))


def days_ago(days: int) -> str:
    """How many days ago something was."""
    return gettext("today") if days == 0 else str(ngettext("%(num)s day ago", "%(num)s days ago", days))


def number(value: Decimal | int | None) -> str:
    """A number with its thousands marked; "-" where there is none."""
    return "-" if value is None else f"{value:,}"


def difference(value: Decimal | int) -> str:
    """A difference with its sign; 0 has none."""
    return f"+{value:,}" if value > 0 else f"\u2212{-value:,}" if value < 0 else "0"


def file_size(size: int) -> str:
    """How large a file is, in the unit that leaves a short number: 812 bytes, 34 KB, 1.2 MB."""
    if size < 1 << 10:
        return str(ngettext("%(num)s byte", "%(num)s bytes", size))
    unit, name = next((unit, name) for unit, name in _UNITS_OF_FILES if size >= unit)
    value = size / unit
    return f"{value:.0f} {name}" if value >= 10 or unit == 1 << 10 else f"{value:.1f} {name}"  # noqa: PLR2004 - 9.9


_UNITS_OF_FILES = ((1 << 30, "GB"), (1 << 20, "MB"), (1 << 10, "KB"))
