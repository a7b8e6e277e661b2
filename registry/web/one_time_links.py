"""A one-time link on its way to its user: by mail where the site sends some, else through the administrator's hands."""

from flask import current_app, request, url_for
from flask_babel import force_locale
from flask_babel import gettext as _

from registry.commands.passwords import LINK_LASTS
from registry.config import MailServer, Settings
from registry.mail import MailNotSent, send_mail
from registry.web.clock import now


def link_address(token: str) -> str:
    """The link as it is opened, under the address that colleagues use."""
    settings: Settings = current_app.config["SETTINGS"]
    return (settings.base_url or request.url_root).rstrip("/") + url_for("login.show_link", token=token)


def send_link(token: str, *, name: str, mail: str) -> bool:
    """Whether the link is on its way by mail; comes after the commit, which must not wait for another server.

    What keeps it from being sent is noted in the server's log.
    """
    settings: Settings = current_app.config["SETTINGS"]
    if settings.mail_server is None or not mail:
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
        link_address(token),
        _("It works once, within %(days)s days. Please do not pass it on.", days=LINK_LASTS.days),
        _("Your user name: %(name)s", name=name),
        _("If you did not expect this, do not open the link, and tell the administrator of the registry."),
    )
    subject = _("Partnership Agreement Registry: choose your password")
    send_mail(server, to=mail, subject=subject, text="\n\n".join(lines) + "\n", at=now())
