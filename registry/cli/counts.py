"""``flask counts`` and ``flask evidence``: the yearly numbers, and the records behind one of them."""

import json
from collections.abc import Sequence
from datetime import date

import click

from registry.cli.parameters import DATE, RULES, given_rules, read_year, today
from registry.cli.text_table import aligned
from registry.domain.errors import YearsOutOfOrder
from registry.domain.fiscal_year import FiscalYear
from registry.evaluation.counts import Counts, Evidence, YearCounts
from registry.exports.csv_lines import csv_lines
from registry.queries.counting import count_years, find_count, get_evidence
from registry.queries.sheets import newest_sheet_year
from registry.words import count_name, day_name, rules_in_words, unit_name, year_label, year_name

GROUPS = ("organizations_by_kind", "projects_by_department", "projects_by_state")
YEARS_OF_A_SHEET = 3


@click.command()
@click.option("--from", "first", metavar="YEAR", help="The first fiscal year.")
@click.option("--to", "last", metavar="YEAR", help="The last fiscal year.")
@click.option("--as-of", type=DATE, help="Reckon as of this day (default: today).")
@click.option("--rule", "rules", type=RULES, multiple=True, metavar="NAME=VALUE", help="Use another counting rule.")
@click.option("--format", "form", type=click.Choice(["text", "json", "csv"]), default="text", show_default=True)
def counts(
    first: str | None, last: str | None, as_of: date | None, rules: Sequence[tuple[str, str]], form: str
) -> None:
    """Print the yearly counts."""
    day = as_of or today()
    counted = count_years(asked_years(first, last, as_of=day), as_of=day, rules=given_rules(rules))
    click.echo({"text": counts_text, "json": counts_json, "csv": counts_csv}[form](counted), nl=form != "csv")


@click.command()
@click.argument("count")
@click.argument("year")
@click.option("--as-of", type=DATE, help="Reckon as of this day (default: today).")
@click.option("--rule", "rules", type=RULES, multiple=True, metavar="NAME=VALUE", help="Use another counting rule.")
@click.option("--format", "form", type=click.Choice(["text", "json", "csv"]), default="text", show_default=True)
def evidence(count: str, year: str, as_of: date | None, rules: Sequence[tuple[str, str]], form: str) -> None:
    """List the records behind one number of the yearly counts."""
    day = as_of or today()
    asked = read_year(year, as_of=day)
    found = get_evidence(count, asked.year, as_of=day, rules=given_rules(rules))
    click.echo({"text": evidence_text, "json": evidence_json, "csv": evidence_csv}[form](found), nl=form != "csv")


COMMANDS = [counts, evidence]


def asked_years(first: str | None, last: str | None, *, as_of: date) -> range:
    """The years from ``first`` to ``last``; without both those of the newest sheet, else of the current year."""
    current = FiscalYear.of(as_of).year
    if last is not None:
        end = read_year(last, as_of=as_of).year
    else:
        end = current if first is not None else newest_sheet_year() or current
    start = read_year(first, as_of=as_of).year if first is not None else end - YEARS_OF_A_SHEET + 1
    if start > end:
        raise YearsOutOfOrder(first=start, last=end)
    return range(start, end + 1)


def counts_json(counts: Counts) -> str:
    """The counts as one JSON object; parts stand in objects of their own."""
    years = [_year_object(year) for year in counts.years]
    whole = {"as_of": counts.as_of.isoformat(), "rules": counts.rules.as_dict(), "years": years}
    return json.dumps(whole, ensure_ascii=False, indent=1)


def _year_object(year: YearCounts) -> dict[str, object]:
    numbers: dict[str, object] = {}
    for name, number in year.numbers.items():
        group, dot, _part = name.partition(".")
        numbers[group if dot else name] = year.part(group) if dot else number
    parts = {group: numbers.get(group, {}) for group in GROUPS}
    head = {"fiscal_year": year.fiscal_year, "label": year.label, "as_of": year.as_of.isoformat()}
    return head | numbers | parts


def _names(counts: Counts) -> list[str]:
    """The names of all numbers in any of the years, a part behind its whole."""
    names = dict.fromkeys(name for year in counts.years for name in year.numbers)
    order = {name.partition(".")[0]: place for place, name in reversed(list(enumerate(names)))}
    return sorted(names, key=lambda name: order[name.partition(".")[0]])


def counts_csv(counts: Counts) -> str:
    """A line for each count, a column for each year."""
    lines = [["count", *(year.fiscal_year for year in counts.years)]]
    lines += [[name, *(year.numbers.get(name, 0) for year in counts.years)] for name in _names(counts)]
    return csv_lines(lines)


def counts_text(counts: Counts) -> str:
    """The counts as a table for people, with the rules they were reckoned by."""
    table = [["", *(year_label(year.fiscal_year) for year in counts.years)]]
    for name in _names(counts):
        title = ("  " if "." in name else "") + count_name(name)
        table.append([title, *(f"{year.numbers.get(name, 0):,}" for year in counts.years)])
    rules = [f"{rule}: {value}" for rule, value in rules_in_words(counts.rules)]
    days = [f"{year_name(year.fiscal_year)}: {day_name(year.as_of)}" for year in counts.years]
    return "\n".join([*aligned(table), "", *days, *rules])


def evidence_json(evidence: Evidence) -> str:
    """The evidence as one JSON object."""
    records = [
        {"id": record.id, "noun": record.noun, "label": record.label, "date": record.date and record.date.isoformat()}
        for record in evidence.records
    ]
    whole = {"count": evidence.count, "fiscal_year": evidence.fiscal_year, "number": evidence.number}
    return json.dumps(whole | {"rules": evidence.rules.as_dict(), "records": records}, ensure_ascii=False, indent=1)


def evidence_csv(evidence: Evidence) -> str:
    """A line for each record."""
    lines = [[record.id, record.noun, record.label, record.date] for record in evidence.records]
    return csv_lines([["id", "noun", "label", "date"], *lines])


def evidence_text(evidence: Evidence) -> str:
    """The number, and a line for each record."""
    unit = unit_name(find_count(evidence.count).unit)
    head = f"{count_name(evidence.count)} {year_name(evidence.fiscal_year)}: {evidence.number:,} {unit}"
    lines = [[str(record.date or ""), record.label] for record in evidence.records]
    return "\n".join([head, *("  ".join(line) for line in lines)])
