"""The built-in form as a workbook with names in place of its values, for a city that has no form of its own yet."""

from registry.evaluation.layout_names import names_form, plain_form
from registry.evaluation.sheet import Sheet
from registry.exports.sheet_xlsx import sheet_xlsx


def own_form_start(sheet: Sheet) -> bytes:
    """The workbook's bytes; its rows are as high as the sheet's present texts need, as no program fits them later."""
    return sheet_xlsx(names_form(sheet.fiscal_year), like=plain_form(sheet))
