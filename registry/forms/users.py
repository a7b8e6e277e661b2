"""Forms about users: logging in, and choosing a password by a one-time link."""

from flask_babel import lazy_gettext as _
from wtforms import PasswordField, StringField
from wtforms.validators import DataRequired, EqualTo, Length

from registry.domain.passwords import LONGEST_PASSWORD, SHORTEST_PASSWORD
from registry.forms.office_form import OfficeForm

LONGEST_NAME = 100


class LoginForm(OfficeForm):
    name = StringField(
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


class PasswordForm(OfficeForm):
    """A new password, typed twice; what it must be stands in ``registry/domain/passwords.py``."""

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
