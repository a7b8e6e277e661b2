"""``flask sheet`` and ``flask check``: the evaluation sheet of a year, and what contradicts itself on it."""

import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

import click
from flask import current_app

from registry.cli.own_form import FormIsXlsx, filled_form
from registry.cli.parameters import YEAR, today
from registry.config import Settings
from registry.domain.errors import BadArgument
from registry.domain.fiscal_year import FiscalYear
from registry.domain.message import N_, message
from registry.domain.vocabulary import Severity
from registry.evaluation.checks import check as check_sheet
from registry.evaluation.findings import Finding
from registry.evaluation.layout import printed_form
from registry.evaluation.layout_words import figure
from registry.evaluation.sheet import Sheet
from registry.evaluation.sheet_names import Value, names
from registry.exports.sheet_documents import DOCUMENTS, sheet_document
from registry.exports.sheet_json import findings_json, sheet_json
from registry.language import say, say_in_japanese
from registry.queries.rules import get_rules
from registry.queries.sheet_revisions import find_finalized_document
from registry.queries.sheets import get_sheet
from registry.whole_file import write_whole
from registry.words import year_name

SEVERITY_WORDS: Mapping[Severity, str] = {
    Severity.ERROR: N_("Error"),
    Severity.WARNING: N_("Warning"),
    Severity.NOTICE: N_("Notice"),
}


class NothingAsked(BadArgument):
    sentence = N_("Say what to print: --format json, html, xlsx or pdf, or --names.")


class TwoThingsAsked(BadArgument):
    sentence = N_("--names goes with neither --format, --form, --out nor --findings.")


class NotForATerminal(BadArgument):
    sentence = N_("A %(form)s file is nothing for a terminal to show: give --out FILE.")


class NoList(BadArgument):
    sentence = N_("JSON has its findings always; --findings is for what is printed.")


@click.command()
@click.argument("year", type=YEAR)
@click.option("--format", "form", type=click.Choice(["json", *DOCUMENTS]), help="How to write it.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file.")
@click.option(
    "--form",
    "own",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Fill this workbook of your own.",
)
@click.option("--findings", "with_findings", is_flag=True, help="Print the findings too, on a page of their own.")
@click.option("--names", "with_names", is_flag=True, help="List the stable name of every cell with its value.")
def sheet(
    year: FiscalYear, form: str | None, out: Path | None, own: Path | None, *, with_findings: bool, with_names: bool
) -> None:
    """Print the evaluation sheet of a fiscal year; with --form the city's own workbook is filled."""
    form = _form_asked(form, out, own, with_findings=with_findings, with_names=with_names)
    if form is None:
        found = get_sheet(year.year, as_of=today(), rules=get_rules())
        click.echo("\n".join(f"{name}\t{printed(value)}" for name, value in names(found)))
        return
    if own is not None:
        data = filled_form(get_sheet(year.year, as_of=today(), rules=get_rules()), own, out)
    else:
        data = written(year, form, with_findings=with_findings)
    if out is None:
        click.echo(data, nl=False)
    else:
        write_whole(out, data)


def _form_asked(
    form: str | None, out: Path | None, own: Path | None, *, with_findings: bool, with_names: bool
) -> str | None:
    """Which of the formats is wanted, None for the names; raises a BadArgument where the wishes do not go together."""
    if with_names and (form or out or own or with_findings):
        raise TwoThingsAsked
    if own is not None:
        form = form or "xlsx"
        if form != "xlsx" or with_findings:
            raise FormIsXlsx
    if not with_names and form is None:
        raise NothingAsked
    if form == "json" and with_findings:
        raise NoList
    if form in ("xlsx", "pdf") and out is None and on_terminal():
        raise NotForATerminal(form=form)
    return form


def written(year: FiscalYear, form: str, *, with_findings: bool) -> bytes:
    """The sheet in a format; a finalized one is what was signed, byte for byte."""
    kept = find_finalized_document(year.year, f"findings.{form}" if with_findings else form)
    if kept is not None:
        return kept.data
    found = get_sheet(year.year, as_of=today(), rules=get_rules())
    return as_json(found) if form == "json" else as_document(form, found, with_findings=with_findings)


def as_json(sheet: Sheet) -> bytes:
    """The sheet as JSON with its findings."""
    return (sheet_json(sheet, check_sheet(sheet), say=say) + "\n").encode()


def as_document(form: str, sheet: Sheet, *, with_findings: bool) -> bytes:
    """The sheet as a document; characters that no font has are named on standard error."""
    settings: Settings = current_app.config["SETTINGS"]
    grid = printed_form(sheet, with_findings=with_findings, say=say_in_japanese)
    document = sheet_document(form, grid, font_folders=settings.font_folders)
    if document.missing:
        sentence = N_("No font has these characters, 〓 stands in their place: %(characters)s")
        click.echo(say(message(sentence, characters=", ".join(map(_named, document.missing)))), err=True)
    return document.data


def on_terminal() -> bool:
    """Whether the output is shown to a person."""
    return sys.stdout is not None and sys.stdout.isatty()


def _named(characters: str) -> str:
    """A character with its code point; one that cannot be shown by that alone."""
    codes = " ".join(f"U+{ord(one):04X}" for one in characters)
    return f"{characters} ({codes})" if characters.isprintable() else codes


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
