"""Files that cannot be read at all: one class for each reason, with its sentence."""

from registry.domain.errors import BadArgument
from registry.domain.message import N_


class UnreadableFile(BadArgument):
    """Nothing of the file could be read; ``name`` is the file's name."""


class UnknownFileKind(UnreadableFile):
    sentence = N_("“%(name)s” is no table that can be read. Save it as .csv or .xlsx.")


class MacroWorkbook(UnknownFileKind):
    sentence = N_("“%(name)s” is a workbook with macros. Save it as a workbook without macros (.xlsx).")


class EmptyFile(UnreadableFile):
    sentence = N_("“%(name)s” is empty.")


class FileTooLarge(UnreadableFile):
    sentence = N_("“%(name)s” is too large to be read at once. Split it into several files.")


class SpreadOut(FileTooLarge):
    sentence = N_(
        "In “%(name)s” something stands as far out as cell %(cell)s. "
        "Delete the rows below the table and the columns beside it, and save it anew."
    )


class TooManyColumns(FileTooLarge):
    sentence = N_("“%(name)s” has more than %(most)s columns. Delete those that do not belong to the table.")


class LineTooLong(FileTooLarge):
    sentence = N_("Line %(line)s of “%(name)s” is too long for a row of a table. Save it anew as .csv or .xlsx.")


class WrongSuffix(UnreadableFile):
    sentence = N_("What is in “%(name)s” is not what its name says. Save it anew as .csv or .xlsx.")


class MarkupInside(WrongSuffix):
    sentence = N_("“%(name)s” is a web page (HTML) or XML under another name. Open it in Excel and save it as .xlsx.")


class OtherArchive(WrongSuffix):
    sentence = N_("“%(name)s” is no workbook but an archive of other files. Unpack it and choose the table in it.")


class ProtectedFile(UnreadableFile):
    sentence = N_("“%(name)s” is protected by a password. Save it without a password.")


class DamagedFile(UnreadableFile):
    sentence = N_("“%(name)s” is damaged or was cut off. Save it anew and try again.")


class NotText(UnreadableFile):
    sentence = N_("“%(name)s” is not text in UTF-8, UTF-16 or Shift_JIS. Save it as CSV or as .xlsx.")


class OpenQuotation(UnreadableFile):
    sentence = N_("In “%(name)s” a quotation mark is not closed or stands inside a value (line %(line)s).")
