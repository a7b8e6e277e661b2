"""A one-time link on its way to its user: by mail where the site sends some, else through the administrator's hands."""

from flask import current_app, flash, redirect, url_for
from flask_babel import force_locale
from flask_babel import gettext as _

from registry.commands.passwords import LINK_LASTS
from registry.config import MailServer, Settings
from registry.mail import MailNotSent, send_mail
from registry.queries.users import get_link_user
from registry.web.clock import now
from registry.web.frame import show_page
from registry.web.own_addresses import whole_address
from registry.web.saving import Answer


def hand_over(token: str) -> Answer:
    """Send the link by mail, or else show it this once; comes after the commit, which must wait for no other server."""
    user = get_link_user(token)
    page = url_for("users.show", user_id=user.id)
    if user.mail and _sent(token, name=user.name, mail=user.mail):
        flash(_("The one-time link was sent to %(mail)s.", mail=user.mail))
        return redirect(page, 303)
    tried = user.mail and _settings().mail_server
    return show_page(
        "users/link.html", address=_address(token), name=user.name, page=page, days=LINK_LASTS.days, tried=tried
    )


def _sent(token: str, *, name: str, mail: str) -> bool:
    """Whether the link is on its way; what keeps it is noted in the server's log."""
    settings = _settings()
    if settings.mail_server is None:
        return False
    try:
        with force_locale(settings.locale):
            _send(settings.mail_server, token, name=name, mail=mail)
    except MailNotSent as error:
        current_app.logger.warning("A one-time link was not sent by mail: %s", error)
        return False
    return True


def _send(server: MailServer, token: str, *, name: str, mail: str) -> None:
    lines = (
        _("To %(name)s", name=name),
        _("With this link you choose your password for the Partnership Agreement Registry:"),
        _address(token),
        _("It works once, within %(days)s days. Please do not pass it on.", days=LINK_LASTS.days),
        _("Your user name: %(name)s", name=name),
        _("If you did not expect this, do not open the link, and tell the administrator of the registry."),
    )
    subject = _("Partnership Agreement Registry: choose your password")
    send_mail(server, to=mail, subject=subject, text="\n\n".join(lines) + "\n", at=now())


def _address(token: str) -> str:
    """The link as it is opened, under the address that colleagues use."""
    return whole_address(url_for("login.show_link", token=token))


def _settings() -> Settings:
    settings: Settings = current_app.config["SETTINGS"]
    return settings
