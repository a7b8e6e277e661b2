"""The first of many organizations by name, and how many there are besides."""

from collections.abc import Sequence

from flask_babel import ngettext

from registry.language import gettext as _


def few_organizations(names: Sequence[str], *, named: int = 2) -> str:
    """甲社、乙大学 ほか3団体; all of them where that is no more than are ``named``."""
    more = len(names) - named
    if more <= 0:
        return _(", ").join(names)
    few = _(", ").join(names[:named])
    return str(ngettext("%(names)s and %(num)s more", "%(names)s and %(num)s more", more, names=few))
