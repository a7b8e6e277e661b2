"""The reader's language: which one it is, and how a Message is said in it."""

from flask import Flask, current_app, has_request_context, request, session
from flask_babel import Babel, gettext

from registry.config import LOCALES, Settings
from registry.domain.message import Message


def set_up_language(app: Flask) -> None:
    """Choose each request's language; commands speak the site's."""
    settings: Settings = app.config["SETTINGS"]
    app.config["BABEL_DEFAULT_LOCALE"] = settings.locale
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = "translations"
    Babel(app, locale_selector=reader_locale)


def reader_locale() -> str:
    """The locale that the reader chose, else the site's."""
    settings: Settings = current_app.config["SETTINGS"]
    if not has_request_context():
        return settings.locale
    chosen = session.get("locale") or request.cookies.get("locale")
    return chosen if chosen in LOCALES else settings.locale


def say(message: Message) -> str:
    """The message in the reader's language; messages among its values are said too."""
    values = {name: say(value) if isinstance(value, Message) else value for name, value in message.values.items()}
    sentence = gettext(message.sentence)
    return sentence % values if values else sentence
