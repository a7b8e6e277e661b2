"""Names of bodies, folded for comparing, searching and sorting; what is stored stays as it was written.

NFKC and NFC both change names (U+FA19 becomes its common twin), so they serve for keys only.
"""

import re
import unicodedata
from collections.abc import Iterable

from registry.domain.legal_forms import (
    FOREIGN_FORMS,
    FORM_READINGS,
    KEPT_FORMS,
    LEGAL_FORMS,
    LOST_MARKS_ALWAYS,
    LOST_MARKS_BEFORE_KATAKANA,
    MARKED_CHARACTERS,
    MARKS_ANYWHERE,
    NATIONAL_INSTITUTE,
    NATIONAL_MARK,
    NATIONAL_UNIVERSITY,
    SPELLINGS,
    UNIVERSITY,
)


def clean(text: str) -> str:
    """A typed value as it is stored: no outer white space, no control characters, newlines as ``\\n``, composed.

    Composed is NFC except for compatibility ideographs, which stay as typed.
    """
    text = _UNSTORABLE.sub("", _NEWLINES.sub("\n", text))
    parts = _COMPATIBILITY_IDEOGRAPHS.split(text)
    composed = (part if index % 2 else unicodedata.normalize("NFC", part) for index, part in enumerate(parts))
    return "".join(composed).strip(_OUTER_SPACE)


def fold(text: str) -> str:
    """The key under which a search finds a text: width, case, spaces, kana and dashes are one. Idempotent."""
    return _hiragana(_same_characters(text)).translate(_DASHES)


def fold_name(name: str) -> str:
    """The key under which two names are the same body.

    Width, case, spaces and half-width kana are folded and marks of a legal form written out on the side where they
    stand: ㈱A is 株式会社A and not A株式会社. Source: contract.md, "The same body".
    """
    for character, mark in MARKED_CHARACTERS.items():
        name = name.replace(character, mark)
    key = _same_characters(name)
    for spelling, form in SPELLINGS:
        key = key.replace(spelling, form)
    key = _MARK_INSIDE.sub(lambda found: _FORM_OF_MARK[found[1]], key)
    key = _MARK_IN_FRONT.sub(lambda found: _written_out(found[1], key), key)
    return _MARK_BEHIND.sub(lambda found: _written_out(found[1], key), key)


def loose_name(name: str) -> str:
    """The key under which two names are only likely the same body: asked, never merged silently.

    Beyond ``fold_name`` the legal form is dropped on either side, also where only a bare 株 is left of it, and
    punctuation, kana and dashes are folded. A name that would leave nothing keeps its ``fold_name``.
    """
    whole = fold_name(name)
    bare = _without_lost_mark(_PUNCTUATION.sub("", _without_forms(whole)))
    return fold(bare) or whole


def sort_key(kana: str, name: str) -> str:
    """五十音順: a key whose plain binary order is the order of the readings, legal forms left out.

    Plain before voiced before half-voiced, small kana before large, ー as the vowel before it. After all kana come
    Latin letters and digits, then names without a reading, by their folded name. A name all in kana is its own
    reading.
    """
    reading = _reading(kana, name)
    base, marks = _weights(reading)
    return f"{_group(base)}{base} {marks} {fold_name(name)}"


def gojuon_row(kana: str, name: str) -> str:
    """The heading under which ``sort_key`` puts a name: あ か さ た な は ま や ら わ, 英数, その他."""
    base, _ = _weights(_reading(kana, name))
    group = _group(base)
    if group == _KANA_GROUP:
        return next(row for row in reversed(_ROWS) if row <= base[0])
    return _LATIN_ROW if group == _LATIN_GROUP else _OTHER_ROW


# Compatibility ideographs have a canonical twin, so even NFC would replace the character that was typed.
_COMPATIBILITY_IDEOGRAPHS = re.compile("([\uf900-\ufaff\U0002f800-\U0002fa1f]+)")
_NEWLINES = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_UNSTORABLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)
_OUTER_SPACE = " \t\n\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u200b\u202f\u205f\u2060\u3000"

_INVISIBLE = re.compile(
    "[\\s\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U000e0000-\U000e0fff]+"
)
_HYPHENS = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"), "-") | {0x301C: "~"}
_DASHES = {ord("-"): "ー", 0x2500: "ー", 0x2501: "ー"}
_TO_HIRAGANA = {code: code - 0x60 for code in (*range(0x30A1, 0x30F7), 0x30FD, 0x30FE)}

_FORM_OF_MARK = {mark: form for form, marks in LEGAL_FORMS.items() for mark in marks}
_BRACKETED = r"[(\[〔【]({})[)\]〕】]"
_ANY_MARK = _BRACKETED.format("|".join([*_FORM_OF_MARK, NATIONAL_MARK]))
_MARK_INSIDE = re.compile(_BRACKETED.format("|".join(MARKS_ANYWHERE)))
_MARK_IN_FRONT = re.compile(f"^{_ANY_MARK}")
_MARK_BEHIND = re.compile(f"{_ANY_MARK}$")

_LONGEST_FIRST = sorted(LEGAL_FORMS.keys() - set(KEPT_FORMS), key=len, reverse=True)
_PUNCTUATION = re.compile(r"""[・·.,，、。'"’‘“”`´()\[\]{}〔〕【】「」『』<>《》〈〉&/:;!?*_|~-]""")
_SHORTEST_BARE_NAME = 2
_KATAKANA_OR_LATIN = re.compile("[ァ-ヺa-z]")

_VOICED, _HALF_VOICED, _LONG = "\u3099", "\u309a", "ー"
_SMALL = dict(zip("ぁぃぅぇぉっゃゅょゎゕゖ", "あいうえおつやゆよわかけ", strict=True))
_VOWELS = {
    **dict.fromkeys("あかさたなはまやらわ", "あ"),
    **dict.fromkeys("いきしちにひみりゐ", "い"),
    **dict.fromkeys("うくすつぬふむゆる", "う"),
    **dict.fromkeys("えけせてねへめれゑ", "え"),
    **dict.fromkeys("おこそとのほもよろを", "お"),
    "ん": "ん",
}
_ALL_KANA = re.compile("[ぁ-ゖー・ゝゞ゙゚]+")
_ROWS = "あかさたなはまやらわ"
_LATIN_ROW, _OTHER_ROW = "英数", "その他"
_KANA_GROUP, _LATIN_GROUP, _OTHER_GROUP = "123"


def _same_characters(text: str) -> str:
    """NFKC, small letters, hyphens as one, without spaces and invisible characters.

    Decomposed before spaces go: NFKC makes some characters into a space and a mark, which then joins what is before.
    """
    for _ in range(2):  # casefolding can leave what a second round folds further
        decomposed = unicodedata.normalize("NFKD", text).casefold()
        text = unicodedata.normalize("NFKC", _INVISIBLE.sub("", decomposed)).translate(_HYPHENS)
    return text


def _hiragana(text: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", text).translate(_TO_HIRAGANA))


def _written_out(mark: str, name: str) -> str:
    if mark == NATIONAL_MARK:
        return NATIONAL_UNIVERSITY if UNIVERSITY in name else NATIONAL_INSTITUTE
    return _FORM_OF_MARK[mark]


def _without_forms(key: str) -> str:
    for ending in FOREIGN_FORMS:
        key = key.removesuffix(ending)
    return _without_affixes(key, _LONGEST_FIRST)


def _without_affixes(text: str, affixes: Iterable[str]) -> str:
    """The text without the first of the affixes that stands at an end of it, unless nothing would be left."""
    for affix in affixes:
        shorter = text.removeprefix(affix).removesuffix(affix)
        if shorter != text and shorter:
            return shorter
    return text


def _without_lost_mark(name: str) -> str:
    for mark in LOST_MARKS_ALWAYS + LOST_MARKS_BEFORE_KATAKANA:
        rest = name.removeprefix(mark)
        follows = mark in LOST_MARKS_ALWAYS or _KATAKANA_OR_LATIN.match(rest)
        if rest != name and follows and len(rest) >= _SHORTEST_BARE_NAME:
            return rest
        rest = name.removesuffix(mark)
        if rest != name and len(rest) >= _SHORTEST_BARE_NAME:
            return rest
    return name


def _reading(kana: str, name: str) -> str:
    """The reading in hiragana without the legal form; a name that is all kana or Latin reads itself."""
    spoken = _hiragana(_without_forms(fold_name(kana)))
    if spoken:
        return _without_affixes(spoken, FORM_READINGS)
    return _hiragana(_without_forms(fold_name(name)))


def _weights(reading: str) -> tuple[str, str]:
    base: list[str] = []
    marks: list[str] = []
    for character in unicodedata.normalize("NFD", _PUNCTUATION.sub("", reading)):
        if character in (_VOICED, _HALF_VOICED) and marks:
            marks[-1] = ("3" if character == _VOICED else "6")
        elif character == _LONG:
            base.append(_VOWELS.get(base[-1], _LONG) if base else _LONG)
            marks.append("0")
        else:
            base.append(_SMALL.get(character, character))
            marks.append("1" if character in _SMALL else "2")
    return "".join(base), "".join(marks)


def _group(base: str) -> str:
    if base and "あ" <= base[0] <= "ん":
        return _KANA_GROUP
    return _LATIN_GROUP if base and base[0].isascii() and base[0].isalnum() else _OTHER_GROUP
