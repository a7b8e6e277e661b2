"""What a year's sheet takes over from a former one."""

from dataclasses import replace
from decimal import Decimal

from registry.domain.vocabulary import Basis, IndicatorKind, SheetState, Slot
from registry.evaluation.checks import check
from registry.evaluation.indicators import Column
from registry.evaluation.next_sheet import WORDS_OF_THE_YEAR, moves_between, next_sheet
from registry.evaluation.sheet import Sheet
from registry.evaluation.sheet_assembly import assemble
from registry.evaluation.sheet_names import names, with_values
from tests.evaluation.seed_sheet import counts, published, year


def test_every_figure_moves_with_its_year():
    draft = next_sheet(published(), 2021)
    outcome = draft.indicator(IndicatorKind.OUTCOME)
    # FY2019 and FY2020 are the registry's; 55 was meant for 2021 to 2024; 2025 is new
    assert [outcome.value(column) for column in draft.columns] == [None, None, 55, None, 55, 55, 55, None]
    assert [draft.cost("total", column) for column in draft.columns] == [
        7347,
        15099,
        7136,
        None,
        6663,
        6663,
        None,
        None,
    ]


def test_what_was_planned_becomes_the_target_and_the_first_forecast_the_plan():
    figures = {f"indicators.outcome.ア.{one}": Decimal(n) for one, n in (("planned.2022", 57), ("forecast.2023", 59))}
    draft = next_sheet(with_values(published(), figures), 2021)
    outcome = draft.indicator(IndicatorKind.OUTCOME)
    assert outcome.value(Column(2022, Basis.TARGET)) == 57
    assert outcome.value(Column(2023, Basis.PLANNED)) == 59


def test_each_column_says_where_it_comes_from():
    moves = moves_between(2020, 2021)
    assert [(move.column.name, move.source and move.source.name) for move in moves] == [
        ("actual.2019", "actual.2019"),
        ("actual.2020", "actual.2020"),
        ("target.2021", "target.2021"),
        ("actual.2021", None),
        ("target.2022", "planned.2022"),
        ("planned.2023", "forecast.2023"),
        ("forecast.2024", "forecast.2024"),
        ("forecast.2025", None),
    ]
    assert [move.column.name for move in moves if move.becomes] == ["target.2022", "planned.2023"]


def test_figures_that_are_typed_go_along_and_those_that_are_counted_do_not():
    typed = with_values(published(), {"indicators.outcome.イ.actual.2020": Decimal(7)})
    draft = next_sheet(typed, 2021)
    assert draft.indicator(IndicatorKind.OUTCOME, Slot.SECOND).value(Column(2020, Basis.ACTUAL)) == 7
    assert draft.indicator(IndicatorKind.OUTCOME).value(Column(2020, Basis.ACTUAL)) is None


def test_words_are_carried_over_and_those_of_the_year_marked():
    former = published()
    draft = next_sheet(former, 2021)
    assert (draft.state, draft.source) == (SheetState.DRAFT, "")
    before, after = dict(names(former)), dict(names(draft))
    texts = {name for name, value in before.items() if isinstance(value, str) and value and "matrix" not in name}
    assert {name for name in texts if after[name] != before[name]} == set()
    assert draft.carried == dict.fromkeys(WORDS_OF_THE_YEAR & texts, 2020)
    # the form's texts that hold something: opinions, four of DO, eight reasons, the summary
    assert len(draft.carried) == 14
    assert not {"head.title", "plan.content", "do.target", "do.intent"} & draft.carried.keys()


def test_boxes_and_what_explains_one_year_are_not_carried_over():
    former = with_values(
        published(),
        {
            "do.bridge": "説明",
            "do.reports": "報告",
            "do.cost_note": "注記",
            "head.ends_this_year": True,
            "action.maintain": True,
            "action.matrix.same.same": "●",
            "action.problems": "課題",
        },
    )
    draft = next_sheet(former, 2021)
    boxes = {name for name, value in names(draft) if value is True}
    assert boxes == {"head.period.every_year"}
    assert not draft.action.matrix
    assert (draft.head.updated_on, draft.do.bridge, draft.do.reports, draft.do.cost_note) == (None, "", "", "")
    assert (draft.action.problems, draft.carried["action.problems"]) == ("課題", 2020)


def test_every_marked_name_is_a_cell_of_the_form():
    assert set(dict(names(Sheet(2020)))) >= WORDS_OF_THE_YEAR


def test_a_figure_that_went_stale_in_a_carried_text_is_found():
    later = replace(
        counts(),
        years=(
            *counts().years,
            year(2021, "3年度", 50, 44, 1, company=28, academic=12, financial=5, association=5),
        ),
    )
    sheet = assemble(next_sheet(published(), 2021), counts=later)
    stale = [str(one.message) for one in check(sheet) if one.code == "prose_number_differs"]
    # 43 agreements, 49 organizations and 27 companies are last year's; 12, 5 and 5 still hold
    assert [sentence.split(",")[0] for sentence in stale] == ["The text says 43件", "The text says 27企業"]
