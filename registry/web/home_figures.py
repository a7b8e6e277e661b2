"""The three figures of the home page: the number, what it is measured against, and one sentence."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from flask_babel import gettext as _
from markupsafe import Markup, escape

from registry.domain.fiscal_year import FiscalYear
from registry.domain.vocabulary import IndicatorKind, Unit
from registry.evaluation.achievement import NONE, achievement, percent
from registry.evaluation.counts import YearCounts
from registry.queries.counting import find_count
from registry.web.charts import Meter, meter
from registry.web.evidence_links import LinkedNumber, linked
from registry.web.sheet_figures import SheetFigures
from registry.words import INDICATORS, joined, number, unit_name, with_unit

EARLIEST_PACE = 30
"""Days of a year after which its pace says something."""


@dataclass(frozen=True)
class Figure:
    """``bar`` is None where there is no target; ``bar_text`` says it in words."""

    kind: str
    name: str
    value: LinkedNumber
    unit: str
    target: str
    last_year: LinkedNumber
    rate: str
    bar: Meter | None
    bar_text: str
    sentence: Markup


def figure(indicator: SheetFigures, counts: YearCounts, before: YearCounts | None) -> Figure:
    """One indicator's figure; ``before`` are the counts of the year before."""
    year = counts.fiscal_year
    actual, target = counts.numbers[indicator.count], indicator.targets.get(year)
    last = before.numbers[indicator.count] if before else None
    return Figure(
        kind=_(INDICATORS[indicator.kind]),
        name=indicator.name,
        value=linked(counts, indicator.count, sheet_year=year),
        unit=unit_name(find_count(indicator.count).unit),
        target=number(target),
        last_year=linked(before, indicator.count, sheet_year=year) if before else LinkedNumber("-"),
        rate=percent_sign(achievement(Decimal(actual), target)),
        bar=meter(actual, float(target)) if target else None,
        bar_text=_("%(actual)s against a target of %(target)s", actual=actual, target=number(target)),
        sentence=_sentence(indicator, counts, target, last),
    )


def percent_sign(rate: Decimal | None) -> str:
    """89.1%, or - where there is no rate."""
    return NONE if rate is None else f"{percent(rate)}%".replace("-", "\u2212")


def _sentence(indicator: SheetFigures, counts: YearCounts, target: Decimal | None, last: int | None) -> Markup:
    """One sentence with its most telling number in bold; a running year's meetings are not held to last year's."""
    actual, unit = counts.numbers[indicator.count], find_count(indicator.count).unit
    published = indicator.published.get(counts.fiscal_year)
    if published is not None and published != actual:
        return _in_bold(_("The published value is %(published)s.", published=number(published)), number(published))
    if indicator.kind is IndicatorKind.POPULATION:
        return _coverage(counts)
    if indicator.kind is IndicatorKind.ACTIVITY and counts.as_of < FiscalYear(counts.fiscal_year).last_day:
        pace = forecast(counts, actual)
        beginning, telling = ("", 0) if pace is None else (pace_in_words(pace, unit), pace)
    else:
        beginning, telling = change(actual, last, unit), abs(actual - (last or 0))
    return _in_bold(joined(beginning, distance(actual, target, unit)), with_unit(telling, unit) if telling else "")


def _in_bold(sentence: str, part: str) -> Markup:
    """The sentence with the first occurrence of a part of it in bold."""
    before, found, after = sentence.partition(part) if part else (sentence, "", "")
    return escape(before) + (Markup("<b>%s</b>") % found if found else "") + escape(after)


def _coverage(counts: YearCounts) -> Markup:
    population, signed = counts.numbers["population"], counts.numbers["organizations_cumulative"]
    if not population:
        return Markup()
    if signed >= population:
        return escape(_("All of them have a comprehensive agreement."))
    left = with_unit(population - signed, Unit.ORGANIZATIONS)
    return _in_bold(_("%(left)s of them have no comprehensive agreement yet.", left=left), left)


def forecast(counts: YearCounts, actual: int) -> int | None:
    """Where the year will end if it goes on like this; None unless it is running and old enough to tell."""
    year = FiscalYear(counts.fiscal_year)
    passed = (counts.as_of - year.first_day).days + 1
    whole = (year.last_day - year.first_day).days + 1
    if not actual or passed >= whole or passed < EARLIEST_PACE:
        return None
    return round(actual * whole / passed)


def pace_in_words(pace: int, unit: Unit) -> str:
    """Where the year will end."""
    return _("At this pace %(pace)s by 31 March.", pace=with_unit(pace, unit))


def distance(actual: int, target: Decimal | None, unit: Unit) -> str:
    """How far the target is; blank without one."""
    if target is None:
        return ""
    if actual >= target:
        return _("The target is reached.")
    return _("%(left)s short of the target.", left=with_unit(int(target - actual), unit))


def change(actual: int, last: int | None, unit: Unit) -> str:
    """How many more or fewer than last year; blank where that is not known."""
    if last is None:
        return ""
    if actual == last:
        return _("As many as last year.")
    if actual > last:
        return _("%(more)s more than last year.", more=with_unit(actual - last, unit))
    return _("%(fewer)s fewer than last year.", fewer=with_unit(last - actual, unit))


def as_of_line(as_of: date, year: FiscalYear, day_text: str) -> str:
    """The day, and how many days of the year are left."""
    left = (year.last_day - as_of).days
    if left <= 0:
        return _("As of %(day)s", day=day_text)
    return _("As of %(day)s (%(left)s days left in the year)", day=day_text, left=left)
