"""Checks of the boxes of CHECK and ACTION against each other, and of what was copied from the year before."""

from collections.abc import Mapping

from registry.domain.fiscal_year import FiscalYear
from registry.domain.message import N_, message
from registry.domain.vocabulary import Basis, IndicatorKind, SheetState, Slot
from registry.evaluation.checks_indicators import Found
from registry.evaluation.indicators import Column
from registry.evaluation.layout_words import BOX_WORDS, figure
from registry.evaluation.sheet import Sheet

EXCLUSIVE: Mapping[int, tuple[tuple[str, str], ...]] = {
    1: (("achieved", "not_achieved"),),
    2: (("expected", "unlikely"),),
    3: (("room", "no_room"),),
    4: (("other_means", "no_other_means"), ("mergeable", "not_mergeable")),
    5: (("room", "no_room"),),
    6: (("room", "no_room"),),
    7: (("review", "fair"),),
    8: (("review", "proper"),),
}
"""Boxes of a question of which only one can be true."""
ENDINGS = ("abolish", "suspend")
TAKEN_UP = ("check.4.mergeable", "check.5.room", "check.6.room", "check.7.review", "check.8.review")
"""Boxes that say that something can be changed."""


def boxes_contradict(sheet: Sheet) -> Found:
    """Both of two boxes are ticked of which only one can be true."""
    sentence = N_("“%(one)s” and “%(other)s” are both ticked.")
    for question, pairs in EXCLUSIVE.items():
        answer = sheet.answer(question)
        for one, other in pairs:
            if {one, other} <= answer.ticked:
                names = f"{answer.key}.{one}", f"{answer.key}.{other}"
                yield names[1], message(sentence, one=_words(names[0]), other=_words(names[1]))


def ticked_not_achieved_on_target(sheet: Sheet) -> Found:
    """達成しなかった is ticked though every outcome that has a target reaches it."""
    sentence = N_("“Not achieved” is ticked, but the outcome %(actual)s reaches the target %(target)s.")
    year, reached = sheet.fiscal_year, []
    for slot in Slot:
        outcome = sheet.indicator(IndicatorKind.OUTCOME, slot)
        actual, target = (outcome.value(Column(year, basis)) for basis in (Basis.ACTUAL, Basis.TARGET))
        if actual is not None and target is not None:
            reached.append((actual, target))
    if "not_achieved" in sheet.answer(1).ticked and reached and all(actual >= target for actual, target in reached):
        actual, target = reached[0]
        yield "check.1.not_achieved", message(sentence, actual=figure(actual), target=figure(target))


def direction_contradicts(sheet: Sheet) -> Found:
    """現状維持 is ticked beside another direction, or an end of the project beside one in which it goes on."""
    sentence = N_("“%(one)s” and “%(other)s” are ticked as the direction, but they exclude each other.")
    ticked = [one for one in (*ENDINGS, "maintain") if one in sheet.action.ticked]
    others = sorted(sheet.action.ticked - set(ticked))
    if ticked and len(ticked) + len(others) > 1:
        names = [f"action.{one}" for one in (ticked[-1], *ticked[:-1], *others)]
        yield names[0], message(sentence, one=_words(names[0]), other=_words(names[1]))


def room_without_direction(sheet: Sheet) -> Found:
    """Something can be changed by the answers, but 現状維持 is the only direction."""
    sentence = N_("“%(answer)s” is ticked, but the direction is only “%(direction)s”.")
    if sheet.action.ticked != {"maintain"}:
        return
    for name in TAKEN_UP:
        question, box = name.split(".")[1:]
        if box in sheet.answer(int(question)).ticked:
            yield name, message(sentence, answer=_words(name), direction=_words("action.maintain").partition("（")[0])


def text_carried_over(sheet: Sheet) -> Found:
    """A text stands in a draft as it was copied from the sheet of an earlier year."""
    sentence = N_("The text is still that of %(year)s, copied when this sheet was begun.")
    if sheet.state is SheetState.DRAFT:
        for name, year in sheet.carried.items():
            yield name, message(sentence, year=FiscalYear(year))


def _words(box: str) -> str:
    return BOX_WORDS[box][0]
