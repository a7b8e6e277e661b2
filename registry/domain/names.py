"""Names of bodies, folded for comparing, searching and sorting; what is stored stays as it was written.

NFKC and even NFC change names (U+FA19 becomes its common twin), so they serve for keys only.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from registry.domain.legal_forms import (
    FOREIGN_FORMS,
    KEPT_FORMS,
    LEGAL_FORMS,
    LOST_MARK,
    MARKED_CHARACTERS,
    MARKS_ANYWHERE,
    NATIONAL_INSTITUTE,
    NATIONAL_MARK,
    NATIONAL_UNIVERSITY,
    SPELLINGS,
    UNIVERSITY,
)
from registry.domain.reading_order import Place, place_of

KEPT = 1 << 14
"""So many keys of names are kept: whoever compares names asks for the same ones again and again."""
_NEWLINES = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_UNSTORABLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]")
# Compatibility ideographs have a canonical twin: normalizing would replace the character that was typed.
_COMPATIBILITY_IDEOGRAPHS = re.compile("([\uf900-\ufaff\U0002f800-\U0002fa1f]+)")
_MARKS = "".join(filter(unicodedata.combining, map(chr, range(0x300, 0x1E94B))))
_HEAP_OF_MARKS = re.compile(f"([{_MARKS}]{{30}})[{_MARKS}]+")
# The same, sought quickly: beyond U+FFFF a set of characters is gone through one by one.
_LIKELY_HEAP = re.compile(f"[{''.join(mark for mark in _MARKS if mark <= chr(0xFFFF))}\U00010000-\U0001e94a]{{31,}}")
_OUTER_SPACE = "".join(filter(str.isspace, map(chr, range(0x3001)))) + "\u200b\u2060"

_UNSEEN = re.compile(
    "[\\s\x00-\x1f\x7f-\x9f\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\u3164\ufe00-\ufe0f\ufeff\ufff0-\ufff8\U000e0000-\U000e0fff]+"
)
_HYPHENS = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-") | {"\u301c": "~"})
_WIDTH = {code: chr(code - 0xFEE0).lower() for code in range(0xFF01, 0xFF5F)} | _HYPHENS | {0x20: None, 0x3000: None}
_USUAL = re.compile("[!-~、。「」ぁ-ゖァ-ヶ・ー々一-\u9fff]*")
_VISIBLE = "!-~、。「」ぁ-ゖァ-ヶ・ー々一-\u9fff！-～"
PLAIN = re.compile(f"(?!')(?:[{_VISIBLE}]++[ \u3000]?+)*+(?<![ \u3000])")
"""A text that is as ``clean`` leaves it, seen at a glance; others need a closer look."""
_BARS = str.maketrans(dict.fromkeys("-\u2500\u2501", "ー"))
_HIRAGANA = {code: code - 0x60 for code in (*range(0x30A1, 0x30F7), 0x30FD, 0x30FE)}
_KATAKANA = {hiragana: katakana for katakana, hiragana in _HIRAGANA.items()}
_NEVER_COMPOSED = re.compile("[\u3099\u309aヷ-ヺ]")
_OLD_CHARACTERS = "髙﨑德濵濱邊邉齋齊澤眞廣國學櫻嶋嶌惠藏瀧條會榮豐圓實寶黑曾渕冨舘𠮷鷗萬與禮彌壽澁靜增龍"
_NEW_CHARACTERS = "高崎徳浜浜辺辺斎斉沢真広国学桜島島恵蔵滝条会栄豊円実宝黒曽淵富館吉鴎万与礼弥寿渋静増竜"
_COMMON_CHARACTERS = str.maketrans(_OLD_CHARACTERS, _NEW_CHARACTERS) | _BARS
_USUAL_AS_TYPED = re.compile("[ -~、。「」ぁ-ゖァ-ヶ・ー々一-\u9fff！-～\u2010-\u2015\u2212\u301c\u3000]*")
# What the three steps of folding make of a usual text in one: each gives a character for a character, or none.
_FOLDED = {
    code: None
    if code in (0x20, 0x3000)
    else chr(code).translate(_WIDTH).translate(_HIRAGANA).translate(_COMMON_CHARACTERS)
    for code in {*_WIDTH, *_HIRAGANA, *_COMMON_CHARACTERS}
}
_FOLDABLE = re.compile(f"[{re.escape(''.join(map(chr, _FOLDED)))}]+")
_LARGE_KANA = str.maketrans("ぁぃぅぇぉっゃゅょゎ", "あいうえおつやゆよわ")

_FORM_OF_MARK = {mark: form for form, marks in LEGAL_FORMS.items() for mark in (form, *marks)}
_BRACKETED = r"[(\[〔【]({})[)\]〕】]"
_ANY_MARK = _BRACKETED.format("|".join([*_FORM_OF_MARK, NATIONAL_MARK]))
_MARK_INSIDE = re.compile(_BRACKETED.format("|".join(MARKS_ANYWHERE)))
_MARK_AT_AN_END = re.compile(f"^{_ANY_MARK}|{_ANY_MARK}$")

_LONGEST_FIRST = sorted(LEGAL_FORMS, key=len, reverse=True)
_LOST_MARK = re.compile(LOST_MARK)
_SHORTEST_BARE_NAME = 2
_HYPHEN_FOR_LONG_VOWEL = re.compile("(?<=[ァ-ヺー])-")
_PUNCTUATION = re.compile(r"""[・·.,，、。'"’‘“”`´()\[\]{}〔〕【】「」『』<>《》〈〉&/:;!?*_|~-]""")


def clean(text: str) -> str:
    r"""A typed value as it is stored: no outer white space, no control characters, newlines as \n, composed.

    Composed is NFC, except that compatibility ideographs stay as typed. A character keeps 30 of its marks, as Unicode's
    stream-safe format has it: composing takes the square of their number.
    """
    if PLAIN.fullmatch(text):
        return text
    text = _LIKELY_HEAP.sub(lambda heap: _HEAP_OF_MARKS.sub(r"\1", heap[0]), text)
    parts = _COMPATIBILITY_IDEOGRAPHS.split(_UNSTORABLE.sub("", _NEWLINES.sub("\n", text)))
    composed = (part if index % 2 else unicodedata.normalize("NFC", part) for index, part in enumerate(parts))
    return "".join(composed).strip(_OUTER_SPACE)


def fold(text: str) -> str:
    """The key under which a search finds a text; idempotent.

    Width, case, spaces, hiragana and katakana, dashes, and old forms of characters (髙, 﨑) are one.
    """
    small = text.lower()
    if small.isascii() and small.isprintable():
        return small.replace(" ", "").replace("-", "ー")
    if _USUAL_AS_TYPED.fullmatch(small):
        return _FOLDABLE.sub(lambda run: run[0].translate(_FOLDED), small)
    return _hiragana(_same_characters(text)).translate(_COMMON_CHARACTERS)


@lru_cache(maxsize=KEPT)
def fold_name(name: str) -> str:
    """The key under which two names are the same body; idempotent.

    Width, case, spaces and half-width kana are folded, and marks of a legal form written out on the side where they
    stand: ㈱A is 株式会社A and not A株式会社. Source: contract.md, "The same body".
    """
    for character, mark in MARKED_CHARACTERS.items():
        name = name.replace(character, mark)
    key = _same_characters(name)
    for spelling, form in SPELLINGS:
        key = key.replace(spelling, form)
    return _MARK_AT_AN_END.sub(_written_out, _MARK_INSIDE.sub(_written_out, key))


def spellings(word: str) -> tuple[str, ...]:
    """What a part of a name may look like inside a ``fold_name``, which keeps its kana: as typed, or of one kind."""
    key = fold_name(word)
    return tuple(dict.fromkeys(filter(None, (key, key.translate(_HIRAGANA), key.translate(_KATAKANA)))))


@lru_cache(maxsize=KEPT)
def loose_name(name: str) -> str:
    """The key under which two names are only likely the same body: asked about, never merged silently.

    Beyond ``fold_name`` the legal form is dropped on either side, also where a bare 株 is all that is left of it, and
    punctuation, kana, dashes and old characters are folded. A name that would leave nothing keeps its ``fold_name``.
    """
    whole = fold_name(name)
    kept, bare = _without_form(_HYPHEN_FOR_LONG_VOWEL.sub("ー", whole))
    bare = _without_lost_mark(_PUNCTUATION.sub("", bare))
    return kept + fold(bare).translate(_LARGE_KANA) if bare else whole


def sort_key(kana: str, name: str) -> str:
    """五十音順: a key whose plain binary order is the order of the readings, legal forms left out.

    First what begins with kana, then with a Latin letter or digit, then with anything else. A blank reading is
    replaced by the name, so a name written in kanji comes after all readings; equal readings go by the name.
    At most 600 characters.
    """
    return _place(kana, name).key(tie=fold_name(name))


def gojuon_row(kana: str, name: str) -> str:
    """The heading under which ``sort_key`` puts a name: あ か さ た な は ま や ら わ, 英数, その他."""
    return _place(kana, name).row


def _place(kana: str, name: str) -> Place:
    _, bare = _without_form(fold_name(kana if kana.strip(_OUTER_SPACE) else name))
    return place_of(_hiragana(_PUNCTUATION.sub("", _without_lost_mark(bare))))


def _same_characters(text: str) -> str:
    """NFKC, small letters, hyphens as one, without spaces and characters that are not seen."""
    usual = text.lower().translate(_WIDTH)
    return usual if _USUAL.fullmatch(usual) else _normalized(text)


def _normalized(text: str) -> str:
    """What ``_same_characters`` does, for any text; some ten times slower.

    Decomposed before spaces go: NFKC makes some characters into a space and a mark, which then joins what is before.
    """
    for _ in range(2):  # what casefolding leaves can be folded once more
        decomposed = unicodedata.normalize("NFKD", text).casefold()
        text = unicodedata.normalize("NFKC", _UNSEEN.sub("", decomposed)).translate(_HYPHENS)
    return text


def _hiragana(text: str) -> str:
    """Katakana as hiragana; decomposed meanwhile where a kana has no composed hiragana (ヷ)."""
    if not _NEVER_COMPOSED.search(text):
        return text.translate(_HIRAGANA)
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", text).translate(_HIRAGANA))


def _written_out(mark: re.Match[str]) -> str:
    written = next(group for group in mark.groups() if group is not None)
    if written == NATIONAL_MARK:
        return NATIONAL_UNIVERSITY if UNIVERSITY in mark.string else NATIONAL_INSTITUTE
    return _FORM_OF_MARK[written]


def _without_form(key: str) -> tuple[str, str]:
    """A form that belongs to the name whatever its side, else nothing; and the name without its form."""
    _, key = _split(key, FOREIGN_FORMS)
    form, bare = _split(key, _LONGEST_FIRST)
    return (form if form in KEPT_FORMS else "", bare)


def _split(text: str, affixes: Iterable[str]) -> tuple[str, str]:
    """The first of the affixes that stands at an end of the text, and the rest, unless nothing would be left."""
    for affix in affixes:
        rest = text.removeprefix(affix).removesuffix(affix)
        if rest not in ("", text):
            return affix, rest
    return "", text


def _without_lost_mark(name: str) -> str:
    rest = _LOST_MARK.sub("", name, count=1)
    return rest if len(rest) >= _SHORTEST_BARE_NAME else name
