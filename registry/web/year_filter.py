"""A condition on fiscal years, typed as one year or as from – to, in any notation."""

import re

from flask_babel import gettext as _

from registry.domain.errors import UnreadableYear
from registry.domain.fiscal_year import parse_fiscal_year
from registry.web.clock import current_year
from registry.words import year_name

_BETWEEN = re.compile(r"\s*[-\u2010-\u2015\u2212\u301c\uff5e~\uff0d\u30fc]\s*")
"""Everything that people type between two years."""


def read_years(text: str) -> tuple[str, str] | None:
    """``2018-2020`` or ``2020`` with its name for the reader; None for what is no year."""
    parts = _BETWEEN.split(text.strip())
    if len(parts) > 2:  # noqa: PLR2004 - from and to
        return None
    try:
        years = sorted({parse_fiscal_year(part, reference=current_year().year).year for part in parts})
    except UnreadableYear:
        return None
    names = [year_name(year) for year in years]
    shown = names[0] if len(names) == 1 else _("%(first)s – %(last)s", first=names[0], last=names[1])
    return "-".join(map(str, years)), shown
