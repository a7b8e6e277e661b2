"""What the chief reads before signing: what is missing, what only stands out, what is kept, what moved meanwhile."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from flask import url_for
from flask_babel import gettext as _

from registry.commands.finalizing import first_day_to_sign, seen_in
from registry.evaluation.checks import check
from registry.evaluation.finalization import counted_figures, open_errors, signed
from registry.evaluation.findings import Finding
from registry.evaluation.layout import form_of
from registry.evaluation.layout_findings import cell_words
from registry.evaluation.layout_words import figure
from registry.evaluation.sheet import Sheet
from registry.forms.sheet_signing import FinalizingForm
from registry.language import say, say_in_japanese
from registry.queries.own_forms import find_own_form
from registry.web.findings_panel import SEVERITIES, explaining_address, groups_of
from registry.web.sheet_forms import FORM_NAMES
from registry.words import day_name, year_name

if TYPE_CHECKING:
    from registry.models import SheetRevision


@dataclass(frozen=True)
class Point:
    """Something that stands out: what it says, its cell on the sheet, and where it is explained."""

    word: str
    severity: str
    text: str
    cell: str
    address: str
    explain: str


@dataclass(frozen=True)
class ShownFigure:
    """A figure that the registry counts, as it will be signed; ``before`` where another one was shown before."""

    words: str
    value: str
    before: str = ""


@dataclass(frozen=True)
class FinalizingPage:
    """``too_early`` is the day from which it goes, blank when that has come; ``blocking`` must be settled first.

    ``moved``: what was shown is not what would be signed now.
    """

    fiscal_year: int
    year: str
    title: str
    address: str
    revision: int
    too_early: str
    blocking: tuple[Point, ...]
    open: tuple[Point, ...]
    carried: tuple[tuple[str, str], ...]
    figures: tuple[ShownFigure, ...]
    documents: tuple[str, ...]
    moved: bool

    @property
    def ready(self) -> bool:
        """Whether nothing stands in the way."""
        return not self.too_early and not self.blocking


def signing_values(sheet: Sheet) -> dict[str, str]:
    """What the form sends back of what it showed."""
    figures = {name: figure(value) for name, value in counted_figures(sheet).items()}
    return {"seen": seen_in(sheet), "shown": json.dumps(figures, ensure_ascii=False)}


def finalizing_page(
    sheet: Sheet, form: FinalizingForm, *, former: "SheetRevision | None", today: date
) -> FinalizingPage:
    """The page; its form is given what it shows now, so that nothing else is signed by it."""
    now, words = signing_values(sheet), cell_words(form_of(sheet).blocks)
    shown = _shown(form.shown.data)
    moved = form.seen.data != now["seen"] or form.seen_version != sheet.version
    form.seen.data, form.shown.data, form.version.data = now["seen"], now["shown"], str(sheet.version)
    findings = check(signed(sheet))
    year, first_day = sheet.fiscal_year, first_day_to_sign(sheet.fiscal_year)
    return FinalizingPage(
        fiscal_year=year,
        year=year_name(year),
        title=sheet.head.title,
        address=url_for("sheets.show_year", fiscal_year=year),
        revision=former.number + 1 if former else 1,
        too_early=day_name(first_day) if today < first_day else "",
        blocking=_points(sheet, open_errors(sheet, findings, say=say_in_japanese)),
        open=_points(sheet, [one for one in findings if one.severity != "error" and not one.explanation]),
        carried=tuple((name, words.get(name, name)) for name in sheet.carried),
        figures=tuple(_figure(name, text, words, shown) for name, text in _shown(now["shown"]).items()),
        documents=tuple(_(name) for form, name in FORM_NAMES.items() if form != "own" or find_own_form(year)),
        moved=moved,
    )


def _shown(text: Any) -> dict[str, str]:
    """The figures that the form brought back; nothing where somebody has made something else of them."""
    try:
        found = json.loads(text or "{}")
    except ValueError:
        return {}
    return {str(name): str(value) for name, value in found.items()} if isinstance(found, dict) else {}


def _figure(name: str, text: str, words: Mapping[str, str], shown: Mapping[str, str]) -> ShownFigure:
    before = shown.get(name, text)
    return ShownFigure(words.get(name, name), text, before if before != text else "")


def _points(sheet: Sheet, findings: Sequence[Finding]) -> tuple[Point, ...]:
    """One for each entry of the panel."""
    return tuple(_point(sheet, group) for group in groups_of(findings))


def _point(sheet: Sheet, group: Sequence[Finding]) -> Point:
    first, address = group[0], url_for("sheets.show_year", fiscal_year=sheet.fiscal_year)
    text = say(first.message)
    return Point(
        word=_(SEVERITIES[first.severity]),
        severity=first.severity,
        text=_("%(finding)s (%(count)s cells)", finding=text, count=len(group)) if len(group) > 1 else text,
        cell=first.cell,
        address=address,
        explain=explaining_address(sheet.fiscal_year, first.code, first.cell),
    )
