"""Forms about users: logging in, choosing a password, and what an administrator says of somebody."""

from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import PasswordField
from wtforms.validators import DataRequired, EqualTo, Length

from registry.domain.passwords import LONGEST_PASSWORD, SHORTEST_PASSWORD
from registry.domain.users import Language, UserDraft, read_mail
from registry.domain.vocabulary import Role
from registry.forms.fields import ChosenField, NameField, TextField, TickField
from registry.forms.office_form import OfficeForm, RecordForm, fits

LONGEST_NAME = 100


class LoginForm(OfficeForm):
    name = TextField(
        _("User name"),
        validators=[DataRequired(_("Enter your user name")), Length(max=LONGEST_NAME, message=_("This is too long"))],
    )
    password = PasswordField(
        _("Password"),
        validators=[
            DataRequired(_("Enter your password")),
            Length(max=LONGEST_PASSWORD, message=_("This is too long")),
        ],
    )


class OwnPasswordForm(OfficeForm):
    """Another password in the place of one's own; what it must be stands in ``registry/domain/passwords.py``."""

    old = PasswordField(_("Present password"), validators=[DataRequired(_("Enter your present password"))])
    password = PasswordField(
        _("New password"),
        description=_(
            "At least %(length)s characters. Several words are easy to keep in mind.", length=SHORTEST_PASSWORD
        ),
        validators=[DataRequired(_("Enter a new password"))],
    )
    again = PasswordField(
        _("New password again"),
        validators=[
            DataRequired(_("Enter the same password again")),
            EqualTo("password", _("The two passwords differ")),
        ],
    )


class PasswordForm(OwnPasswordForm):
    """A new password for who has come by a one-time link."""

    old = None


class MailsForm(OfficeForm):
    """What somebody wants to be told by mail, and in which language; the names of languages are handed in."""

    wants_digest = TickField(
        _("Send me the daily mail"),
        description=_("Only on days on which something of yours is newly due, and each thing once."),
    )
    language = ChosenField(_("Language of the mails"), kind=Language, names={})


class UserForm(RecordForm):
    """What is known of a user; the names of roles and departments are handed in."""

    name = TextField(
        _("User name"),
        description=_("It is typed to log in, and stands in every history."),
        validators=[DataRequired(_("Enter the user name")), fits(LONGEST_NAME)],
    )
    role = ChosenField(
        _("Role"),
        kind=Role,
        names={},
        description=_("“Department” edits only the meetings and projects of the department that is chosen below."),
        default=Role.VIEWER,
    )
    department = NameField(_("Department"), blank=_("No department"))
    mail = TextField(
        _("Mail address"),
        description=_("One-time links are sent there, where the registry can send mail."),
        validators=[fits(254)],
    )

    def validate(self, extra_validators: Any = None) -> bool:
        """Each field, then that whoever edits what is their department's belongs to one."""
        fine = bool(super().validate(extra_validators))
        if self.role.data is Role.DEPARTMENT and not self.department.data and not self.department.errors:
            self.department.errors = [str(_("Choose the department whose meetings and projects are edited."))]
            return False
        return fine

    def to_draft(self) -> UserDraft:
        """The draft."""
        department, mail = self.department.data or "", read_mail(self.mail.data or "")
        return UserDraft(self.name.data, self.role.data, department=department, mail=mail)
