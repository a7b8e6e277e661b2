"""Both languages are complete: every English sentence has its Japanese, with the same places for values."""

import re
from functools import cache
from io import BytesIO

from babel.messages import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from tests.architecture.tree import ROOT, name

TRANSLATIONS = ROOT / "registry" / "translations"
JAPANESE = TRANSLATIONS / "ja" / "LC_MESSAGES" / "messages.po"
KEYWORDS = {**DEFAULT_KEYWORDS, "lazy_gettext": None}
PLACE = re.compile(r"%\((\w+)\)")
Sentence = str | tuple[str, ...]


@cache
def catalogue() -> Catalog:
    with JAPANESE.open("rb") as file:
        return read_po(file, locale="ja", abort_invalid=True)


@cache
def sentences() -> dict[Sentence, str]:
    """Every sentence marked in code and templates, with the place where it stands."""
    with (TRANSLATIONS / "babel.cfg").open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file)
    found = extract_from_dir(ROOT, methods, options, keywords=KEYWORDS, directory_filter=is_ours)
    return {message: f"{path}:{line}" for path, line, message, _comments, _context in found}


def is_ours(folder: str) -> bool:
    return not folder.rpartition("/")[2].startswith((".", "_", "wheels", "instance"))


def test_sentences_are_found_in_code_and_in_templates():
    places = set(sentences().values())
    assert any(place.startswith("registry/domain/errors.py") for place in places)
    assert any(place.startswith("templates/") for place in places)


def test_every_sentence_has_its_japanese():
    missing = {
        message: place
        for message, place in sentences().items()
        if not (entry := entry_of(message)) or entry.fuzzy or not all(strings(entry))
    }
    assert not missing, f"{missing}. Remedy: write the Japanese into {name(JAPANESE)}."


def test_no_translation_is_left_over():
    singulars = {message if isinstance(message, str) else message[0] for message in sentences()}
    unused = [entry.id for entry in catalogue() if entry.id and singular(entry) not in singulars]
    assert not unused, f"{unused}. Remedy: delete them from {name(JAPANESE)}."


def test_both_languages_have_the_same_places_for_values():
    different = [
        (entry.id, translated)
        for entry in catalogue()
        if entry.id
        for translated in strings(entry)
        if set(PLACE.findall(translated)) != set(PLACE.findall(str(entry.id)))
    ]
    assert not different, f"{different}. Remedy: keep each %(name)s."


def test_the_compiled_catalogue_is_that_of_the_sentences():
    compiled = BytesIO()
    write_mo(compiled, catalogue())
    remedy = "Remedy: pybabel compile --directory registry/translations."
    assert JAPANESE.with_suffix(".mo").read_bytes() == compiled.getvalue(), remedy


def entry_of(message: Sentence) -> Message | None:
    return catalogue().get(message if isinstance(message, str) else message[0])


def singular(entry: Message) -> str:
    return entry.id if isinstance(entry.id, str) else entry.id[0]


def strings(entry: Message) -> tuple[str, ...]:
    return (entry.string,) if isinstance(entry.string, str) else tuple(entry.string)
