"""市の様式: workbooks with names in place of values; which kinds there are, how large, and why one is refused."""

from enum import StrEnum

from registry.domain.attached_files import UnusableFile
from registry.domain.errors import Refusal
from registry.domain.message import N_

LARGEST_FORM = 20 * 1024 * 1024
"""Bytes: 20 MB as the office's computers count them."""
LONGEST_TEXT = 32_767
"""UTF-16 units that one cell of Excel holds."""


class FormKind(StrEnum):
    """The ending of its name; with macros it is another one."""

    PLAIN = "xlsx"
    WITH_MACROS = "xlsm"

    @property
    def media_type(self) -> str:
        """What it is called on the web."""
        return _MEDIA_TYPES[self]


_MEDIA_TYPES = {
    FormKind.PLAIN: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    FormKind.WITH_MACROS: "application/vnd.ms-excel.sheet.macroEnabled.12",
}


class UnusableForm(UnusableFile):
    """A workbook that cannot be filled; ``name`` is the file's name."""


class NoWorkbook(UnusableForm):
    sentence = N_("“%(name)s” is no Excel workbook. Choose a file whose name ends in .xlsx or .xlsm.")


class OldWorkbook(UnusableForm):
    sentence = N_("“%(name)s” is a workbook of the old kind (.xls). Open it in Excel and save it as .xlsx.")


class FormTooLarge(UnusableForm):
    sentence = N_("“%(name)s” is larger than %(most)s MB. Take large pictures out of it, and save it anew.")


class LockedForm(UnusableForm):
    sentence = N_("“%(name)s” is protected by a password. Save it without a password.")


class DamagedForm(UnusableForm):
    sentence = N_("“%(name)s” is damaged or was cut off. Save it anew in Excel and try again.")


class OverfullForm(UnusableForm):
    sentence = N_(
        "“%(name)s” unpacks to far more than a form holds. Save it anew in Excel, without what is not needed."
    )


class EntitiesInForm(UnusableForm):
    sentence = N_("“%(name)s” declares entities, which no program writes into a workbook. Save it anew in Excel.")


class NameInFormula(UnusableForm):
    sentence = N_("A name stands in a formula, which would be lost: %(cells)s. Put it into a cell of its own.")


class TextTooLong(UnusableForm):
    sentence = N_("The text for %(cells)s is longer than Excel allows in one cell (32,767 characters). Shorten it.")


class NoOwnForm(Refusal):
    sentence = N_("The fiscal year %(year)s has no form of the city's own yet.")
