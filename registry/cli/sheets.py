"""``flask sheet`` and ``flask check``: the evaluation sheet of a year, and what contradicts itself on it."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import click

from registry.cli.parameters import YEAR, today
from registry.domain.errors import BadArgument
from registry.domain.fiscal_year import FiscalYear
from registry.domain.message import N_, message
from registry.domain.vocabulary import Severity
from registry.evaluation.checks import check as check_sheet
from registry.evaluation.findings import Finding
from registry.evaluation.layout import form_of
from registry.evaluation.layout_words import figure
from registry.evaluation.sheet import Sheet
from registry.evaluation.sheet_names import Value, names
from registry.exports.sheet_html import sheet_page
from registry.exports.sheet_json import findings_json, sheet_json
from registry.language import say
from registry.queries.rules import get_rules
from registry.queries.sheets import get_sheet
from registry.words import year_name

SEVERITY_WORDS: Mapping[Severity, str] = {
    Severity.ERROR: N_("Error"),
    Severity.WARNING: N_("Warning"),
    Severity.NOTICE: N_("Notice"),
}


class NothingAsked(BadArgument):
    sentence = N_("Say what to print: --format json or html, or --names.")


class TwoThingsAsked(BadArgument):
    sentence = N_("--names goes with neither --format nor --out.")


def as_json(sheet: Sheet) -> str:
    """The sheet as JSON with its findings."""
    return sheet_json(sheet, check_sheet(sheet), say=say) + "\n"


def as_html(sheet: Sheet) -> str:
    """The sheet as a page that needs no other file."""
    return sheet_page(form_of(sheet))


FORMATS: Mapping[str, Callable[[Sheet], str]] = {"json": as_json, "html": as_html}


@click.command()
@click.argument("year", type=YEAR)
@click.option("--format", "form", type=click.Choice(list(FORMATS)), help="How to write it.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file.")
@click.option("--names", "with_names", is_flag=True, help="List the stable name of every cell with its value.")
def sheet(year: FiscalYear, form: str | None, out: Path | None, *, with_names: bool) -> None:
    """Print the evaluation sheet of a fiscal year."""
    if with_names and (form or out):
        raise TwoThingsAsked
    if not with_names and form is None:
        raise NothingAsked
    found = get_sheet(year.year, as_of=today(), rules=get_rules())
    if form is None:
        click.echo("\n".join(f"{name}\t{printed(value)}" for name, value in names(found)))
    elif out is None:
        click.echo(FORMATS[form](found), nl=False)
    else:
        out.write_text(FORMATS[form](found), encoding="utf-8", newline="\n")


@click.command()
@click.argument("year", type=YEAR)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.pass_context
def check(context: click.Context, year: FiscalYear, form: str) -> None:
    """Check the evaluation sheet of a fiscal year; exit 1 where a finding is an error."""
    findings = check_sheet(get_sheet(year.year, as_of=today(), rules=get_rules()))
    written = findings_json(year.year, findings, say=say) if form == "json" else findings_text(year, findings)
    click.echo(written)
    if any(finding.severity is Severity.ERROR for finding in findings):
        context.exit(1)


COMMANDS = [sheet, check]


def printed(value: Value) -> str:
    """A cell's value on one line: a box as ☑ or ☐, a figure as the form prints it."""
    if isinstance(value, bool):
        return "☑" if value else "☐"
    if value is None or isinstance(value, str):
        return " ".join((value or "").replace("\t", " ").splitlines())
    return value.isoformat() if hasattr(value, "isoformat") else figure(value)


def findings_text(year: FiscalYear, findings: Sequence[Finding]) -> str:
    """One line for each finding and its explanation, then how many there are of each severity."""
    lines = []
    for one in findings:
        lines.append(f"{say(message(SEVERITY_WORDS[one.severity]))}\t{one.cell}\t{say(one.message)}\t({one.code})")
        if one.explanation:
            lines.append("\t" + say(message(N_("Explanation: %(text)s"), text=one.explanation)))
    tally = Counter(one.severity for one in findings)
    counted = {severity.value: tally[severity] for severity in Severity}
    sentence = N_("%(year)s: %(error)s errors, %(warning)s warnings, %(notice)s notices")
    return "\n".join([*lines, say(message(sentence, year=year_name(year.year), **counted))])
