"""``flask sheet YEAR --form OWN.xlsx``: the city's own workbook, filled; what does not fit is told."""

from collections.abc import Iterable
from pathlib import Path

import click

from registry.domain.errors import BadArgument
from registry.domain.message import N_, message
from registry.domain.own_forms import LARGEST_FORM, FormKind
from registry.evaluation.layout_names import form_values
from registry.evaluation.sheet import Sheet
from registry.exports.own_form import fill_own_form
from registry.exports.own_form_answers import Spot
from registry.imports.own_forms import check_own_form
from registry.language import say


class FormIsXlsx(BadArgument):
    sentence = N_("--form fills a workbook: it goes with --format xlsx only, and without --findings.")


class OtherEnding(BadArgument):
    sentence = N_("Excel would not open %(out)s: the form has macros, so --out must end in .xlsm.")


def filled_form(sheet: Sheet, file: Path, out: Path | None) -> bytes:
    """The workbook in ``file`` with the sheet's values, to be written to ``out``.

    A name that the sheet does not have stays in its cell and is told: the rest is filled all the same. Raises an
    UnusableForm, OtherEnding.
    """
    with file.open("rb") as stream:
        data = stream.read(LARGEST_FORM + 1)
    kind = check_own_form(data, file.name)
    if out is not None and kind is FormKind.WITH_MACROS and out.suffix.lower() == f".{FormKind.PLAIN}":
        raise OtherEnding(out=out.name)
    filled = fill_own_form(data, form_values(sheet), name=file.name)
    _tell(N_("Names that the sheet does not have, left as they are: %(names)s"), map(_placed, filled.unknown))
    _tell(N_("Names that the form does not use: %(names)s"), filled.unused)
    return filled.data


def _tell(sentence: str, names: Iterable[str]) -> None:
    listed = ", ".join(names)
    if listed:
        click.echo(say(message(sentence, names=listed)), err=True)


def _placed(spot: Spot) -> str:
    name = " ".join(spot.name.split())
    return f"{name} ({spot.cell})"
