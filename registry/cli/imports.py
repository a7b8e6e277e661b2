"""``flask import``: records of one kind from a csv file or a workbook, all of them or none."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from registry.cli.parameters import operator_deed
from registry.commands.imports import carry_out_import, plan_import
from registry.domain.message import N_, Message, message
from registry.domain.vocabulary import Noun
from registry.imports.notes import shortened
from registry.imports.plan import Plan, Request
from registry.imports.planning import KINDS
from registry.imports.report import Problem, Report
from registry.language import say
from registry.queries.settings import get_city

REFUSED = 1
SECTIONS: tuple[tuple[str, str], ...] = (
    ("errors", N_("Errors (%(count)s)")),
    ("questions", N_("Questions (%(count)s)")),
    ("warnings", N_("Warnings (%(count)s)")),
)


@click.command("import")
@click.argument("kind", metavar="KIND", type=click.Choice([noun.value for noun in KINDS]))
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Say what would happen; write nothing.")
@click.option("--accept-questions", is_flag=True, help="Import in spite of questions; they are settled on the page.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def import_file(kind: str, file: Path, form: str, *, dry_run: bool, accept_questions: bool) -> None:
    """Import KIND (organizations, agreements, meetings, projects) from FILE (.csv, .xlsx, .xls, .ods)."""
    if _on_terminal():
        click.echo(say(message(N_("Reading %(file)s …"), file=file.name)), err=True)
    plan = plan_import(Request(Noun(kind), file.name, file.read_bytes(), get_city()))
    report = plan.report
    if not dry_run and report.may_be_written(accept_questions=accept_questions):
        report = _carry_out(plan, accept_questions=accept_questions)
    click.echo(json_report(report) if form == "json" else "\n".join(text_report(report)))
    if not report.may_be_written(accept_questions=accept_questions):
        raise click.exceptions.Exit(REFUSED)


COMMANDS: list[click.Command] = [import_file]


def _carry_out(plan: Plan, *, accept_questions: bool) -> Report:
    """Write the plan in one transaction, with a progress bar on a terminal and none in a pipe."""
    length = len(plan.bodies) + len(plan.creations) + len(plan.updates)
    with click.progressbar(length=length, file=sys.stderr, hidden=not _on_terminal()) as bar:
        return carry_out_import(operator_deed(), plan=plan, accept_questions=accept_questions, progress=bar.update)


def _on_terminal() -> bool:
    return sys.stderr is not None and sys.stderr.isatty()  # None where it was closed


def json_report(report: Report) -> str:
    """The report in the shape of contract.md."""
    return json.dumps(report.as_dict(say), ensure_ascii=False, indent=1)


def text_report(report: Report) -> Iterator[str]:
    """The report for a person: what happened or would, then a line for each problem."""
    counts = message(
        N_("%(rows)s rows: %(created)s new, %(updated)s changed, %(unchanged)s as they were."),
        rows=report.rows,
        created=report.created,
        updated=report.updated,
        unchanged=report.unchanged,
    )
    yield f"{report.file}: {say(counts)}"
    yield say(message(N_("All of it was written.") if report.written else N_("Nothing was written.")))
    for name, title in SECTIONS:
        problems: tuple[Problem, ...] = getattr(report, name)
        if problems:
            yield ""
            yield say(message(title, count=len(problems)))
            yield from (f"  {say(_line(problem))}" for problem in problems)


def _line(problem: Problem) -> Message:
    return message(
        N_("Row %(row)s, %(column)s “%(value)s”: %(message)s"),
        row=problem.row,
        column=problem.column,
        value=shortened(problem.value),
        message=problem.message,
    )
