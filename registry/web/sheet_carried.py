"""What is said at a text that stands as it was carried over from an earlier sheet."""

from flask_babel import gettext as _

from registry.evaluation.sheet import Sheet
from registry.words import year_label


def carried_in_words(sheet: Sheet) -> dict[str, str]:
    """The texts that nobody has touched yet, by stable name: 「2年度の文のまま」."""
    return {name: _("still the text of %(year)s", year=year_label(year)) for name, year in sheet.carried.items()}
