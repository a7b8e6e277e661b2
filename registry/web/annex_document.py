"""The annex in words: its contents and parts as tables. The document is in Japanese, whoever asks for it."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from flask_babel import force_locale

from registry.domain.vocabulary import Noun
from registry.evaluation.annex import Annex, AnnexNumber
from registry.evaluation.counts import EvidenceRecord
from registry.evaluation.layout_words import INDICATOR_TITLES, SLOT
from registry.exports.annex import (
    AnnexContents,
    AnnexDocument,
    AnnexGroup,
    AnnexLine,
    AnnexPart,
    AnnexTable,
    Change,
    Fact,
    Value,
)
from registry.exports.tables import TableColumn
from registry.language import gettext as _
from registry.queries.counting import find_count
from registry.queries.counting.table import FAMILIES
from registry.web.annex_bridge import bridge_part
from registry.web.evidence_page import title_of
from registry.web.evidence_records import file_cells, file_columns
from registry.web.evidence_words import reckoning
from registry.words import (
    SHEET_STATES,
    day_name,
    difference,
    joined,
    number,
    rules_in_words,
    unit_name,
    with_unit,
    year_label,
    year_name,
)

BRIDGE = "bridge"


def document_of(annex: Annex, *, city: str) -> AnnexDocument:
    """The document of an annex."""
    with force_locale("ja"):
        return _document(annex, city)


def said(value: Value) -> str:
    """A value on paper."""
    if isinstance(value, date):
        with force_locale("ja"):
            return day_name(value)
    if isinstance(value, Change):
        return difference(value.value)
    return number(value) if isinstance(value, int | Decimal) else value or ""


def _document(annex: Annex, city: str) -> AnnexDocument:
    year, numbers = annex.sheet.fiscal_year, list(enumerate(annex.numbers, start=1))
    bridge = [bridge_part(annex.bridge, year, key=BRIDGE)] if annex.bridge else []
    return AnnexDocument(
        title=_(
            "Evidence of the evaluation sheet: %(year)s %(title)s", year=year_name(year), title=annex.sheet.head.title
        ),
        subtitle=_("as of %(day)s", day=day_name(annex.as_of)),
        city=city,
        as_of=annex.as_of,
        facts=_front(annex),
        contents=_contents(annex, numbers),
        parts=(*bridge, *(_part(annex, place, one) for place, one in numbers)),
        back=_("Back to the contents"),
        note=_("No font has these characters, so that 〓 stands for them: {characters}"),
    )


def _front(annex: Annex) -> tuple[Fact, ...]:
    sheet = annex.sheet
    name, state = f"{year_name(sheet.fiscal_year)} {sheet.head.title}", _(SHEET_STATES[sheet.state])
    return (
        (_("Evaluation sheet"), _("%(name)s (%(remark)s)", name=name, remark=state)),
        (_("Counting rules"), _rules(rules_in_words(annex.rules))),
        (
            _("How to check"),
            _(
                "Each number is the number of the records that are listed for it, numbered from 1. The same list "
                "opens in the registry from the number on the sheet."
            ),
        ),
        (
            _("State of the registry"),
            _(
                "Made from the records after entry %(entries)s of the audit log, whose hash is %(hash)s. With this "
                "hash the page “Check for alterations” tells whether the log up to that entry is still whole.",
                entries=number(annex.log_entries),
                hash=annex.log_head,
            ),
        ),
    )


def _rules(rules: Sequence[tuple[str, str]]) -> str:
    return _(", ").join(_("%(name)s: %(value)s", name=name, value=value) for name, value in rules)


def _contents(annex: Annex, numbers: Sequence[tuple[int, AnnexNumber]]) -> AnnexContents:
    year = year_name(annex.sheet.fiscal_year)
    groups = [
        AnnexGroup(_("Actual figures of the indicators"), [_line(*one) for one in numbers if one[1].indicators]),
        AnnexGroup(_("Other counts of %(year)s", year=year), [_line(*one) for one in numbers if not one[1].indicators]),
    ]
    if annex.bridge:
        title = _("Agreements and organizations")
        line = AnnexLine(BRIDGE, (None, title, year_label(annex.sheet.fiscal_year), None, "", None, None))
        groups.insert(0, AnnexGroup(_("From last year to this"), [line]))
    return AnnexContents(
        title=_("Contents"),
        columns=(
            TableColumn(_("No."), 6),
            TableColumn(_("Count"), 46),
            TableColumn(_("Fiscal year"), 12),
            TableColumn(_("Number"), 10),
            TableColumn(_("Unit"), 10),
            TableColumn(_("Published value"), 12),
            TableColumn(_("Difference"), 10),
        ),
        named=1,
        page=_("Page"),
        groups=[group for group in groups if group.lines],
    )


def _line(place: int, one: AnnexNumber) -> AnnexLine:
    evidence = one.evidence
    values = (
        place,
        title_of(evidence.count),
        year_label(evidence.fiscal_year),
        evidence.number,
        unit_name(find_count(evidence.count).unit),
        one.published,
        None if one.difference is None else Change(one.difference),
    )
    return AnnexLine(_key(place), values)


def _key(place: int) -> str:
    return f"number-{place}"


def _part(annex: Annex, place: int, one: AnnexNumber) -> AnnexPart:
    evidence, count = one.evidence, find_count(one.evidence.count)
    noun, year = FAMILIES[count.family].noun, year_label(evidence.fiscal_year)
    title, size = title_of(evidence.count), with_unit(evidence.number, count.unit)
    return AnnexPart(
        key=_key(place),
        title=_("%(place)s %(count)s, %(year)s: %(size)s", place=place, count=title, year=year, size=size),
        name=f"{place} {title} {year}",
        facts=_facts(one),
        tables=(
            AnnexTable(
                columns=_columns(noun),
                rows=[
                    _row(annex, one, record, number_of_row)
                    for number_of_row, record in enumerate(evidence.records, start=1)
                ],
                empty=_("Nothing is counted here."),
            ),
        ),
    )


def _facts(one: AnnexNumber) -> tuple[Fact, ...]:
    evidence, how = one.evidence, reckoning(one.evidence.count)
    cells = _(", ").join(
        f"{INDICATOR_TITLES[fed.kind]} {SLOT.format(slot=fed.slot, name=fed.name)}" for fed in one.indicators
    )
    facts = (
        (_("On the sheet"), cells),
        (_("How it is counted"), joined(*(_(sentence) for sentence in how.sentences))),
        (_("Counting rules"), _rules(rules_in_words(evidence.rules, how.rules))),
        (_("As-of day"), _("As of %(day)s", day=day_name(evidence.as_of))),
        (_("Published value"), _published(one)),
    )
    return tuple((name, text) for name, text in facts if text)


def _published(one: AnnexNumber) -> str:
    if not one.difference:
        return ""
    return _(
        "%(published)s was published; today's records give %(number)s (difference %(away)s).",
        published=number(one.published),
        number=number(one.evidence.number),
        away=difference(one.difference),
    )


def _columns(noun: Noun) -> tuple[TableColumn, ...]:
    """Those of a list to save, and with whom the record is, where it is not an organization itself."""
    place, name, *rest = file_columns(noun)
    partners = () if noun is Noun.ORGANIZATIONS else (TableColumn(_("Partner organizations"), 44),)
    return place, name, *partners, *rest


def _row(annex: Annex, one: AnnexNumber, record: EvidenceRecord, place: int) -> tuple[Value, ...]:
    number_of_row, name, *rest = file_cells(one.evidence, record, place)
    names = "\n".join(annex.partners.get((record.noun, record.id), ()))
    partners = () if record.noun == Noun.ORGANIZATIONS else (names,)
    return number_of_row, name, *partners, *rest
