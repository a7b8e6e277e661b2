"""Days and months as the recount adds them: one month after another, then the day, or the last one there is."""

from datetime import date, timedelta


def later_by_months(day: date, months: int) -> date:
    """The same day of another month, or that month's last day where it has fewer; earlier for negative months."""
    year, month = day.year, day.month
    for _ in range(abs(months)):
        month += 1 if months > 0 else -1
        if month == 13:
            year, month = year + 1, 1
        if month == 0:
            year, month = year - 1, 12
    return min(date(year, month, 1) + timedelta(days=day.day - 1), last_of_month(year, month))


def last_of_month(year: int, month: int) -> date:
    following = date(year + 1, 1, 1) if month == 12 else date(year, month + 1, 1)
    return following - timedelta(days=1)
