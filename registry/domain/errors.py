"""One class for each refusal, with its sentence inside; the surface translates and shows it."""

from typing import ClassVar

from registry.domain.message import N_, Message


class Refusal(Exception):
    """Work that the registry will not do; nothing has been written."""

    sentence: ClassVar[str] = N_("This cannot be done.")

    def __init__(self, **values: object) -> None:
        self.values = values
        super().__init__(str(self.message))

    @property
    def message(self) -> Message:
        """The sentence with its values, for translation."""
        return Message(self.sentence, self.values)


class BadArgument(Refusal):
    """What was asked is not understood; a command exits with 2."""


class UnknownRule(BadArgument):
    sentence = N_("There is no counting rule “%(name)s”. The rules are: %(known)s.")


class UnknownRuleValue(BadArgument):
    sentence = N_("“%(value)s” is no value of the rule %(name)s. Its values are: %(known)s.")


class UnknownCount(BadArgument):
    sentence = N_("There is no count “%(name)s”. The counts are: %(known)s.")


class UnreadableYear(BadArgument):
    sentence = N_("“%(value)s” is not a fiscal year. Write it as 2020, R2 or H31.")


class UnreadableDay(BadArgument):
    sentence = N_("“%(value)s” is not a day. Write it as 2020-04-01 or R2.4.1.")


class YearNotBegun(BadArgument):
    sentence = N_("The fiscal year %(year)s has not begun on %(day)s.")


class YearsOutOfOrder(BadArgument):
    sentence = N_("The first year, %(first)s, is after the last one, %(last)s.")


class NoSuchRecord(Refusal):
    sentence = N_("There is no such record.")


class EditedMeanwhile(Refusal):
    """Somebody else saved the record after the reader opened it."""

    sentence = N_("Somebody else has changed this record meanwhile. Nothing was saved.")


class InvalidDraft(Refusal):
    """A draft that breaks a rule; ``problems`` holds one FieldProblem for each."""

    sentence = N_("The input has %(count)s problems. Nothing was saved.")

    def __init__(self, problems: tuple[object, ...]) -> None:
        self.problems = problems
        super().__init__(count=len(problems))


class StillReferred(Refusal):
    sentence = N_("This record is still used by %(others)s. Remove that first.")


class RefersToDeleted(Refusal):
    sentence = N_("This record refers to what has been deleted: %(others)s. Restore that first.")


class DifferentBodies(Refusal):
    sentence = N_("“%(one)s” and “%(other)s” have different corporate numbers: they are not the same body.")


class DifferentSuccessors(Refusal):
    sentence = N_("“%(one)s” and “%(other)s” have different successors: settle that first.")


class AlreadyMerged(Refusal):
    sentence = N_("“%(name)s” has already been merged into another record.")


class NotMerged(Refusal):
    sentence = N_("“%(name)s” was not merged into another record.")


class KeptApart(Refusal):
    sentence = N_("Somebody decided that “%(one)s” and “%(other)s” are two bodies: take that back first.")


class NotKeptApart(Refusal):
    sentence = N_("Nobody decided that “%(one)s” and “%(other)s” are two bodies.")


class SameRecord(Refusal):
    sentence = N_("A record cannot be joined with itself.")


class NoDepartment(Refusal):
    """Whoever may record for one department only must belong to one."""

    sentence = N_(
        "You belong to no department yet, so you cannot record meetings. Ask an administrator to enter yours."
    )


class SucceededAlready(Refusal):
    sentence = N_("“%(name)s” already has a successor, “%(other)s”. Undo that first.")


class SuccessionInCircle(Refusal):
    sentence = N_("“%(name)s” would come to succeed itself.")


class NotInThatState(Refusal):
    """Somebody may have done it already."""

    sentence = N_("“%(name)s” is not in the state for this any more. Open its page and look what has changed.")


class ReportNotOpen(Refusal):
    """It lies with the secretariat, which can return it."""

    sentence = N_("The report of “%(name)s” was submitted already. Ask the secretariat to return it for a correction.")


class NobodyToRemind(Refusal):
    sentence = N_("Nobody was reminded: no report is missing, or a reminder was sent today already.")


class NameInUse(Refusal):
    sentence = N_("“%(name)s” cannot be deleted: records have it, deleted ones included. Let it be offered no more.")


class UnitedWithItself(Refusal):
    sentence = N_("“%(name)s” cannot be united with itself.")


class SuccessorEnds(Refusal):
    """A reorganization needs somebody who carries on."""

    sentence = N_("“%(name)s” cannot carry on: it ends itself.")


class NoSuchSheet(Refusal):
    sentence = N_("There is no evaluation sheet for the fiscal year %(year)s.")


class SheetExists(Refusal):
    sentence = N_("There already is an evaluation sheet for the fiscal year %(year)s.")


class SheetFinalized(Refusal):
    sentence = N_("The evaluation sheet for the fiscal year %(year)s is finalized; nothing on it was changed.")


class SheetNotDraft(Refusal):
    """It was typed from a document that had been published before the registry was there."""

    sentence = N_("The evaluation sheet for the fiscal year %(year)s was published before. Only a draft is finalized.")


class SheetNotFinalized(Refusal):
    sentence = N_("The evaluation sheet for the fiscal year %(year)s is not finalized, so it cannot be reopened.")


class YearNotOver(Refusal):
    sentence = N_("The fiscal year is not over yet: its sheet can be finalized from %(day)s on.")


class OpenErrors(Refusal):
    sentence = N_("Errors that are neither mended nor overruled with a reason: %(count)s. Nothing was finalized.")


class FiguresMoved(Refusal):
    """Nobody signs other figures than those that were shown."""

    sentence = N_("Something on the sheet has changed since you opened this page. Look at it again before you sign.")


class NoReason(Refusal):
    sentence = N_("Enter the reason.")


class NoSource(Refusal):
    sentence = N_("Enter the document in which it was published.")


class NoError(Refusal):
    """Only errors are overruled; anything else is explained."""

    sentence = N_("The checks find no such error on the sheet any more. Nothing was saved.")


class NoSuchRevision(Refusal):
    sentence = N_("There is no such revision of the evaluation sheet for the fiscal year %(year)s.")


class UnknownFinding(BadArgument):
    sentence = N_("There is no check “%(code)s”. The checks are: %(known)s.")


class UnknownCell(BadArgument):
    sentence = N_("The sheet has no cell “%(name)s”.")


class NoSuchUser(Refusal):
    sentence = N_("There is no user “%(name)s”.")


class LastAdministrator(Refusal):
    sentence = N_("“%(name)s” is the only administrator who can log in.")


class OwnAccount(Refusal):
    """Nobody shuts themselves out by mistake."""

    sentence = N_("You cannot do this to your own account. Ask another administrator.")


class LinkUsedUp(Refusal):
    sentence = N_("This link does not open any more. Ask the administrator for a new one.")


class WrongPassword(Refusal):
    sentence = N_("The user name or the password is not right.")


class TooManyFailures(Refusal):
    sentence = N_("The password was wrong too often. Try again in %(minutes)s minutes.")


class TooManyRows(Refusal):
    sentence = N_("More than %(most)s rows do not go into one file. Narrow them down, for example by a period.")


class TooMuchSent(Refusal):
    sentence = N_("One form takes %(most)s rows or choices at most. Nothing was saved.")


class DatabaseUnusable(Refusal):
    """The database cannot be reached, opened or written: nothing that the input could change."""

    sentence = N_("The database cannot be used: %(reason)s.")


class FileLost(Refusal):
    sentence = N_("The file “%(name)s” is not in its folder any more. Ask an administrator: a backup may have it.")


class FilesUnusable(Refusal):
    """The folder of attached files cannot be written: nothing that the input could change."""

    sentence = N_("The folder of attached files cannot be used: %(reason)s.")


class NotMigrated(Refusal):
    sentence = N_("The database is not up to date. Run: flask --app wsgi db upgrade")


class UnauditedWrite(Refusal):
    """A programming fault: records were changed without an entry in the audit log."""

    sentence = N_("Nothing was saved: %(records)s changed without an audit entry.")
