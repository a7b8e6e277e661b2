"""The reader's language: which one it is, and how a Message is said in it."""

from datetime import date

from babel.dates import format_date
from flask import Flask, current_app, has_request_context, request
from flask_babel import Babel, force_locale, get_locale, gettext

from registry.config import LOCALES, Settings
from registry.domain.fiscal_year import FiscalYear
from registry.domain.japanese_dates import wareki
from registry.domain.message import Message

COOKIE = "locale"


def set_up_language(app: Flask) -> None:
    """Choose each request's language; commands speak the site's."""
    settings: Settings = app.config["SETTINGS"]
    app.config["BABEL_DEFAULT_LOCALE"] = settings.locale
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = "translations"
    Babel(app, locale_selector=reader_locale)


def reader_locale() -> str:
    """The locale that the reader chose, else the site's."""
    settings: Settings = current_app.config["SETTINGS"]
    chosen = request.cookies.get(COOKIE) if has_request_context() else None
    return chosen if chosen in LOCALES else settings.locale


def say(message: Message) -> str:
    """The message in the reader's language; messages, fiscal years, days and tuples among its values are said too."""
    values = {name: _said(value) for name, value in message.values.items()}
    sentence = gettext(message.sentence)
    return sentence % values if values else sentence


def say_in_japanese(message: Message) -> str:
    """The same in Japanese, whoever reads: a document of the city is the same for all."""
    with force_locale("ja"):
        return say(message)


def _said(value: object) -> object:
    if isinstance(value, Message):
        return say(value)
    if isinstance(value, tuple):
        return gettext(", ").join(str(_said(each)) for each in value)
    in_japanese = str(get_locale()) == "ja"
    if isinstance(value, FiscalYear):
        return value.label if in_japanese else f"FY{value.year}"
    if isinstance(value, date):
        return wareki(value) if in_japanese else format_date(value, "d MMMM y", locale="en")
    return value
