"""協議回数の進み: the year's meetings by month, summed up, against the line that the target draws."""

import calendar
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from flask_babel import gettext as _

from registry.domain.fiscal_year import FiscalYear
from registry.domain.vocabulary import Noun, Unit
from registry.evaluation.counts import YearCounts
from registry.web.home_figures import distance, forecast, pace_in_words
from registry.web.line_charts import MONTHS, NARROW, WIDE, Month, Pace, PaceChart, Words, pace_chart
from registry.web.record_links import list_address
from registry.words import joined, month_letter, month_of_year, short_day, with_unit


@dataclass(frozen=True)
class PacePart:
    title: str
    sentence: str
    description: str
    wide: PaceChart
    narrow: PaceChart


def pace_part(counts: YearCounts, by_month: Mapping[int, int], target: Decimal | None) -> PacePart:
    """The chart of a year with its sentence; ``by_month`` adds up to the year's count of meetings."""
    pace = _pace(counts, by_month, target)
    words = Words(_("Target"), _("Forecast"), _("Actual"), with_unit(pace.total, Unit.MEETINGS))
    sentence = _sentence(pace, counts, target)
    foretold = "" if pace.forecast is None else pace_in_words(pace.forecast, Unit.MEETINGS)
    return PacePart(
        title=_("Pace of the meetings"),
        sentence=sentence,
        description=joined(sentence, foretold),
        wide=pace_chart("pace-wide", pace, width=WIDE, words=words),
        narrow=pace_chart("pace-narrow", pace, width=NARROW, words=words),
    )


def _pace(counts: YearCounts, by_month: Mapping[int, int], target: Decimal | None) -> Pace:
    total = sum(by_month.values())
    return Pace(
        months=months_of(counts, by_month),
        elapsed=_elapsed(counts),
        total=total,
        target=None if target is None else float(target),
        forecast=forecast(counts, total),
    )


def months_of(counts: YearCounts, by_month: Mapping[int, int]) -> tuple[Month, ...]:
    """April to March, each with the address of its meetings."""
    months: list[Month] = []
    total = 0
    for first in _first_days(counts.fiscal_year):
        begun = first <= counts.as_of
        number = by_month.get(first.month, 0)
        total += number
        months.append(
            Month(
                label=month_letter(first),
                word=month_of_year(first),
                last_day=_last_day(first),
                number=number if begun else None,
                total=total if begun else None,
                address=meetings_address(first, _last_day(first)) if begun else "",
                name=_(
                    "%(month)s: %(meetings)s", month=month_of_year(first), meetings=with_unit(number, Unit.MEETINGS)
                ),
            )
        )
    return tuple(months)


def meetings_address(since: date, until: date) -> str:
    """The counting meetings between two days."""
    return list_address(Noun.MEETINGS, counted="yes", since=since.isoformat(), until=until.isoformat())


def _first_days(fiscal_year: int) -> tuple[date, ...]:
    april = FiscalYear(fiscal_year).first_day.month
    return tuple(date(fiscal_year + (month < april), month, 1) for month in (*range(april, 13), *range(1, april)))


def _last_day(first: date) -> date:
    return first.replace(day=calendar.monthrange(first.year, first.month)[1])


def _elapsed(counts: YearCounts) -> float:
    """Months of the year that have passed with its day: 10 and 12/28 on 12 February."""
    day = counts.as_of
    over = (day.year - counts.fiscal_year) * MONTHS + day.month - FiscalYear(counts.fiscal_year).first_day.month
    return over + day.day / calendar.monthrange(day.year, day.month)[1]


def _sentence(pace: Pace, counts: YearCounts, target: Decimal | None) -> str:
    is_over = pace.elapsed == MONTHS
    if not pace.total:
        return _("There was no meeting in this year.") if is_over else _("There has been no meeting in this year yet.")
    so_far = _("%(meetings)s by %(day)s.", meetings=with_unit(pace.total, Unit.MEETINGS), day=short_day(counts.as_of))
    if target is None:
        return joined(so_far, _busiest(pace.months))
    if is_over:
        return joined(so_far, distance(pace.total, target, Unit.MEETINGS))
    lag = _lag(pace, pace.elapsed, pace.total)
    return joined(so_far, _against_the_line(lag), _worst(pace, lag))


def _lag(pace: Pace, months: float, total: int) -> int:
    """How many meetings the sum is below the line to the target; negative above it."""
    return round((pace.target or 0) * months / MONTHS) - total


def _against_the_line(lag: int) -> str:
    size = with_unit(abs(lag), Unit.MEETINGS)
    if lag > 0:
        return _("That is %(size)s below the line to the target.", size=size)
    if lag < 0:
        return _("That is %(size)s above the line to the target.", size=size)
    return _("That is on the line to the target.")


def _worst(pace: Pace, lag: int) -> str:
    """The month at whose end the sum was furthest below the line, where it has caught up since."""
    over = pace.months[: int(pace.elapsed)]
    lags = [_lag(pace, place, month.total or 0) for place, month in enumerate(over, start=1)]
    most = max(lags, default=0)
    if most <= max(lag, 0):
        return ""
    return _(
        "It was furthest below at the end of %(month)s: %(size)s.",
        month=over[lags.index(most)].word,
        size=with_unit(most, Unit.MEETINGS),
    )


def _busiest(months: Sequence[Month]) -> str:
    most = max(month.number or 0 for month in months)
    names = [month.word for month in months if month.number == most]
    return _("Most were held in %(months)s: %(size)s.", months=_(", ").join(names), size=with_unit(most, Unit.MEETINGS))
