"""Every cell that somebody writes is written in one part."""

from dataclasses import replace

from registry.domain.vocabulary import SheetState
from registry.evaluation.layout import form_of
from registry.evaluation.sheet import Sheet
from registry.evaluation.sheet_names import names
from registry.evaluation.sheet_parts import PARTS, names_to_write, part_of
from tests.evaluation.seed_sheet import published


def written(sheet: Sheet) -> list[str]:
    return [name for part in PARTS for name in names_to_write(sheet, part)]


def test_each_cell_of_a_published_sheet_is_written_in_exactly_one_part():
    sheet = published()
    rows = {one.key for one in sheet.all_indicators()}
    counts = {f"{row}.count" for row in rows}
    assert sorted(written(sheet)) == sorted({*dict(names(sheet)), "do.cost_note", *counts} - rows)


def test_what_the_registry_counts_is_not_written_in_a_draft():
    left_out = {*written(published())} - {*written(replace(published(), state=SheetState.DRAFT))}
    kinds, years = ("activity", "population", "outcome"), (2018, 2019, 2020)
    assert left_out == {f"indicators.{kind}.ア.actual.{year}" for kind in kinds for year in years}


def test_every_block_with_cells_is_written_in_a_part_and_its_cells_belong_to_it():
    blocks = {block: part for part, named in PARTS.items() for block in named}
    for block in form_of(published()).blocks:
        for cell in (cell for row in block.rows for cell in row.cells if cell.name):
            belongs = part_of(cell.name)
            assert belongs == blocks[block.name] or cell.name.startswith("indicators.")


def test_a_finding_about_a_row_belongs_to_the_part_of_its_cells():
    assert [
        part_of(name) for name in ("check.1", "indicators.activity.ア", "indicators.outcome.ア.unit", "summary")
    ] == [
        "check",
        "figures",
        "do",
        "summary",
    ]
