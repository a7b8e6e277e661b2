"""The reader's language: which one it is, and how a Message is said in it."""

from datetime import date
from functools import cached_property, lru_cache
from typing import Any

from babel.dates import format_date
from flask import Flask, current_app, g, has_request_context, request
from flask_babel import Babel, Domain, force_locale, get_domain, get_locale
from markupsafe import Markup

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
    OfficeBabel(app, locale_selector=reader_locale)  # type: ignore[no-untyped-call]
    app.jinja_env.globals["_"] = _in_templates


def gettext(sentence: str, /, **values: Any) -> str:
    """Flask-Babel's own, for pages that say more than a thousand sentences."""
    said: str = catalogue().ugettext(sentence)
    return said % values if values else said


def catalogue() -> Any:
    """The sentences of the reader's language, looked up once in a request; anew inside ``force_locale``."""
    kept = g.get("_flask_babel")
    found = getattr(kept, "babel_translations", None)
    return get_domain().get_translations() if found is None else found


class KeptDomain(Domain):
    """Keeps the request's catalogue for all that asks Flask-Babel itself."""

    def get_translations(self) -> Any:
        """The catalogue of the reader's language."""
        kept = getattr(g, "_flask_babel", None)
        found = getattr(kept, "babel_translations", None)
        if found is None:
            found = super().get_translations()  # type: ignore[no-untyped-call]
            if kept is not None:
                kept.babel_translations = found
        return found


class OfficeBabel(Babel):
    """Flask-Babel, quick where pages spend their time."""

    @cached_property
    def domain_instance(self) -> KeptDomain:
        """The catalogues of all languages."""
        return KeptDomain(domain=self.domain)  # type: ignore[no-untyped-call]


def _in_templates(text: str, /, **variables: Any) -> Markup:
    """What ``_`` is in a template: the same as Jinja's own, without asking around for each sentence."""
    return _marked(catalogue(), text) % variables


@lru_cache(maxsize=4096)
def _marked(sentences: Any, text: str) -> Markup:
    return Markup(sentences.ugettext(text))  # noqa: S704 - our own sentences; what is put into them is escaped


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
