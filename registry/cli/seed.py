"""``flask seed``: the reference data, and with ``--demo`` the demonstration; twice changes nothing."""

import json
from pathlib import Path

import click

from registry.cli.imports import text_report
from registry.cli.parameters import operator_deed
from registry.commands.import_writer import record_reference_names
from registry.commands.imports import carry_out_import, plan_import
from registry.commands.sheets import record_published_sheet
from registry.database import writing
from registry.domain.deed import Deed
from registry.domain.errors import Refusal
from registry.domain.message import N_, message
from registry.domain.vocabulary import Noun
from registry.evaluation.sheet_data import sheet_from_data
from registry.imports.plan import Request
from registry.imports.report import Report
from registry.imports.tables import read_file, text_of
from registry.language import say
from registry.queries.imports import holds_organizations

SEED = Path(__file__).parent.parent.parent / "seed"
DEMONSTRATION = (Noun.ORGANIZATIONS, Noun.AGREEMENTS, Noun.MEETINGS, Noun.PROJECTS)


class BadSeed(Refusal):
    sentence = N_("The file seed/demo/%(file)s has %(errors)s errors. Nothing was written.")


@click.command()
@click.option("--demo", is_flag=True, help="Load the demonstration too: invented records, marked as such.")
@click.option("--if-empty", is_flag=True, help="Do nothing where any organization is registered.")
def seed(*, demo: bool, if_empty: bool) -> None:
    """Load the reference data: departments, fields and groups."""
    if if_empty and holds_organizations():
        click.echo(say(message(N_("The registry is not empty; nothing was loaded."))), err=True)
        return
    with writing():
        if if_empty and holds_organizations():
            return
        load_reference_data()
        reports = load_demonstration(operator_deed()) if demo else ()
    for report in reports:
        click.echo(next(text_report(report)), err=True)


COMMANDS: list[click.Command] = [seed]


def load_reference_data() -> None:
    """Make the departments, fields and groups of ``seed/reference``."""
    record_reference_names(
        departments=_names("departments.csv"), fields=_names("fields.csv"), groups=_names("groups.csv")
    )


def _names(file: str) -> tuple[str, ...]:
    """The names of a reference file: one column under a heading."""
    (sheet,) = read_file((SEED / "reference" / file).read_bytes(), file)
    return tuple(text_of(row[0]) for row in sheet.rows[1:] if row and row[0])


def load_demonstration(deed: Deed) -> tuple[Report, ...]:
    """Import the demonstration's files as a user would, and keep the published sheets; raises BadSeed."""
    reports = tuple(_import(deed, kind) for kind in DEMONSTRATION)
    for file in sorted((SEED / "sheets").glob("*.json")):
        record_published_sheet(deed, content=sheet_from_data(json.loads(file.read_text(encoding="utf-8"))))
    return reports


def _import(deed: Deed, kind: Noun) -> Report:
    file = SEED / "demo" / f"{kind}.csv"
    plan = plan_import(Request(kind, file.name, file.read_bytes()))
    report = carry_out_import(deed, plan=plan, accept_questions=True)
    if not report.written:
        raise BadSeed(file=file.name, errors=len(report.errors))
    return report
