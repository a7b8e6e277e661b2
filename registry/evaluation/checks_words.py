"""Checks by word list: notices, since words can be read in more than one way."""

import re
from collections.abc import Mapping

from registry.domain.message import N_, message
from registry.domain.vocabulary import IndicatorKind, Slot, Unit
from registry.evaluation.checks_indicators import Found
from registry.evaluation.narrative import ends_in_past
from registry.evaluation.sheet import Sheet

UNITS: Mapping[str, Unit] = {
    "meetings": Unit.MEETINGS,
    "population": Unit.ORGANIZATIONS,
    "organizations": Unit.ORGANIZATIONS,
    "agreements": Unit.AGREEMENTS,
    "projects": Unit.PROJECTS,
}
"""The first word of a COUNT → what it counts, in the word that belongs beside it."""
THINGS: Mapping[Unit, re.Pattern[str]] = {
    Unit.MEETINGS: re.compile("(?:協議|会議|アプローチ|打合せ|打ち合わせ|面談)(?:等|など)?の?(?:回数|件数|数)"),
    Unit.ORGANIZATIONS: re.compile(
        "(?:団体|機関|企業|事業者|相手方|締結先|協定先|大学|法人)(?:等|など)?の?(?:累計)?(?:件数|数)"
    ),
    Unit.AGREEMENTS: re.compile("(?:協定|締結)(?:等|など)?の?(?:累計)?(?:件数|数)"),
    Unit.PROJECTS: re.compile("(?:事業|取組|取り組み|プロジェクト)の?(?:累計)?(?:件数|数)"),
}
"""What a text must say to name the number of a thing that is counted: 「取り組んだ事業数」."""
FUTURE_QUESTIONS = (2,)


def unit_of_count(count: str) -> Unit:
    """The unit of a COUNT by its name; raises KeyError for a name that begins like none."""
    return UNITS[re.split("[_.]", count)[0]]


def forecast_in_past_tense(sheet: Sheet) -> Found:
    """The reason of a question about the year to come ends in a past form: 「…などして達成した。」."""
    sentence = N_("The question is about the year to come, but the reason ends in the past.")
    for question in FUTURE_QUESTIONS:
        answer = sheet.answer(question)
        if ends_in_past(answer.reason):
            yield f"{answer.key}.reason", message(sentence)


def rationale_differs_from_indicator(sheet: Sheet) -> Found:
    """成果指標設定の理由 names the number of another thing than the outcome indicators count."""
    sentence = N_("The rationale names “%(named)s”, which another count counts; the indicator counts %(unit)s.")
    counts = [sheet.indicator(IndicatorKind.OUTCOME, slot).count for slot in Slot]
    counted = [unit_of_count(count) for count in counts if count]
    if not counted or any(THINGS[unit].search(sheet.do.rationale) for unit in counted):
        return
    named = (
        match for unit, thing in THINGS.items() if unit not in counted for match in [thing.search(sheet.do.rationale)]
    )
    found = next((match for match in named if match), None)
    if found:
        yield "do.rationale", message(sentence, named=found.group(), unit=counted[0].value)


def unit_differs_from_count(sheet: Sheet) -> Found:
    """The unit beside an indicator is not the one of its COUNT: 件 beside organizations."""
    sentence = N_("The unit is “%(unit)s”, but what is counted are %(right)s.")
    for indicator in sheet.all_indicators():
        if indicator.count is None or not indicator.unit.strip():
            continue
        right = unit_of_count(indicator.count).value
        if indicator.unit.strip() != right:
            yield f"{indicator.key}.unit", message(sentence, unit=indicator.unit.strip(), right=right)
