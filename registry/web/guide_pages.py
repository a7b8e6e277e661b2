"""使い方: the user guide inside the registry, in the reader's language."""

from flask import Blueprint, abort

from registry.language import reader_locale
from registry.web.access import public
from registry.web.frame import show_page
from registry.web.guide import TOPICS, get_topic

bp = Blueprint("help", __name__)


@bp.get("/help")
@public
def show() -> str:
    """The contents, by task; also for who cannot log in."""
    return show_page("help/contents.html", topics=[get_topic(name, reader_locale()) for name in TOPICS])


@bp.get("/help/<topic>")
@public
def show_topic(topic: str) -> str:
    """One topic."""
    if topic not in TOPICS:
        abort(404)
    topics = [get_topic(name, reader_locale()) for name in TOPICS]
    place = TOPICS.index(topic)
    return show_page("help/topic.html", topic=topics[place], topics=topics, following=topics[place + 1 :][:1])
