"""The user guide: complete in both languages, opened at the right place from every page, and safe to show."""

import re

import pytest

from registry.config import LOCALES
from registry.domain.vocabulary import Role
from registry.web.guide import FOLDER, TOPICS, get_topic
from registry.web.help_links import ELSEWHERE, PLACES
from tests.architecture.test_translations import catalogue
from tests.web.access_tables import NOT_OURS

LINK = re.compile(r"\]\(([^)]+)\)")
ANCHOR = re.compile(r' id="([^"]+)"')
QUOTED = re.compile(r"“([^”]+)”")


def anchors(topic: str, locale: str) -> list[str]:
    return ANCHOR.findall(get_topic(topic, locale).body)


@pytest.mark.parametrize("locale", LOCALES)
def test_there_is_a_file_for_each_topic_and_no_other(locale):
    assert {path.stem for path in (FOLDER / locale).iterdir()} == set(TOPICS)


@pytest.mark.parametrize("topic", TOPICS)
def test_both_languages_have_the_same_headings_each_with_its_own_anchor(topic):
    japanese, english = (anchors(topic, locale) for locale in LOCALES)
    assert japanese == english
    assert len(set(japanese)) == len(japanese) >= 3
    for locale in LOCALES:
        assert len(re.findall("^##", (FOLDER / locale / f"{topic}.md").read_text(), flags=re.MULTILINE)) == len(
            japanese
        )


def test_every_page_leads_to_a_place_in_the_guide(sqlite_app):
    endpoints = {rule.endpoint for rule in sqlite_app.url_map.iter_rules() if "GET" in rule.methods} - NOT_OURS
    missing = {one for one in endpoints if one not in PLACES and one.partition(".")[0] not in PLACES}
    assert not missing, f"{missing}. Remedy: a line in registry/web/help_links.py."
    wrong = {place for place in (*PLACES.values(), ELSEWHERE) if not is_there(place)}
    assert not wrong, f"{wrong}. Remedy: the topic and its anchor must stand in docs/guide."


def is_there(place: str) -> bool:
    topic, _hash, anchor = place.partition("#")
    return topic in TOPICS and all(not anchor or anchor in anchors(topic, locale) for locale in LOCALES)


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("topic", TOPICS)
def test_links_lead_to_topics_and_their_headings(topic, locale):
    for link in LINK.findall((FOLDER / locale / f"{topic}.md").read_text(encoding="utf-8")):
        file, _hash, anchor = link.partition("#")
        assert is_there(f"{file.removesuffix('.md') or topic}#{anchor}"), link


@pytest.mark.parametrize("topic", TOPICS)
def test_words_of_the_screen_are_those_that_the_screen_shows(topic):
    """What the English guide quotes is quoted in the Japanese one as the Japanese screen says it."""
    english, japanese = ((FOLDER / locale / f"{topic}.md").read_text(encoding="utf-8") for locale in ("en", "ja"))
    shown = {words: catalogue().get(words) for words in QUOTED.findall(english)}
    missing = {words: entry.string for words, entry in shown.items() if entry and entry.string not in japanese}
    assert not missing


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("topic", TOPICS)
def test_what_is_shown_is_plain_html_without_scripts_or_styles(topic, locale):
    body = get_topic(topic, locale).body
    tags = set(re.findall(r"<([a-z0-9]+)", body))
    assert tags <= {
        *("p", "h2", "h3", "ul", "ol", "li", "a", "strong", "em", "code"),
        *("table", "thead", "tbody", "tr", "th", "td"),
    }
    assert not re.search(r"style=|\{#|\*\*|\.md", body)


def test_html_in_a_file_is_text(tmp_path, monkeypatch):
    (tmp_path / "ja").mkdir()
    page = "# 題 <b>\n\n説明\n\n## 節 {#part}\n\n<script>alert(1)</script> ![絵](x.png) [悪い](javascript:alert(1))\n"
    (tmp_path / "ja" / "made-up.md").write_text(page)
    monkeypatch.setattr("registry.web.guide.FOLDER", tmp_path)
    topic = get_topic("made-up", "ja")
    assert "<script" not in topic.body
    assert "<img" not in topic.body
    assert 'href="javascript' not in topic.body
    assert (topic.title, topic.about, topic.headings[0].anchor) == ("題 <b>", "説明", "part")


def test_the_lines_of_a_japanese_paragraph_are_not_divided_by_spaces():
    assert "指標を記録から計算する台帳です" in get_topic("start", "ja").body
    assert "joint projects, and reckons" in get_topic("start", "en").body


def test_the_guide_is_open_to_who_cannot_log_in(site):
    client = site.test_client()
    assert "はじめに" in client.get("/help").text
    assert client.get("/help/nothing").status_code == 404
    assert client.get("/help/..%2F..%2FREADME").status_code == 404
    assert "/help/start#login" in client.get("/login").text


@pytest.mark.parametrize(
    ("page", "place"),
    [
        ("/years/2020", "/help/home"),
        ("/organizations/new", "/help/organizations#register"),
        ("/audit/verify", "/help/administration#verify"),
        ("/help/home", "/help"),
        ("/nowhere", "/help/trouble"),
    ],
)
def test_help_opens_at_the_place_that_speaks_of_the_page(browser_of, page, place):
    assert f'href="{place}"' in browser_of(Role.SECRETARIAT).get(page).text


def test_a_topic_says_which_it_is_and_what_comes_next(viewer):
    text = viewer.get("/help/agreements").text
    assert "<h1>協定</h1>" in text
    assert '<a href="/help/agreements" aria-current=page>協定</a>' in text
    assert "次へ: 協議の記録" in text
    assert '<a href="#renew">更新を記録する</a>' in text
