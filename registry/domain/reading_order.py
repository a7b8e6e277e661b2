"""五十音順: where a reading stands, as a string whose binary order is the order of a Japanese index.

After JIS X 4061: first the bare kana, then voiced after plain, then ー before small before large kana.
"""

import unicodedata
from dataclasses import dataclass

from registry.domain.legal_forms import FORM_READINGS


@dataclass(frozen=True)
class Place:
    """A reading in three levels, each compared only when those before it are equal."""

    kana: str
    voicing: str
    size: str

    def key(self, *, tie: str) -> str:
        """The string to sort by, at most 600 characters; ``tie`` decides between equal readings."""
        levels = (self.kana, self.voicing, self.size, tie)
        return self._group + _BELOW_ALL.join(level[:_LONGEST] for level in levels)

    @property
    def row(self) -> str:
        """The heading of an index under which it stands."""
        if self._group == _KANA_FIRST:
            return next(row for row in reversed(_ROWS) if row <= self.kana[0])
        return _LATIN_ROW if self._group == _LATIN_NEXT else _OTHER_ROW

    @property
    def _group(self) -> str:
        first = self.kana[:1]
        if _ROWS[0] <= first <= _LAST_KANA:
            return _KANA_FIRST
        return _LATIN_NEXT if first.isascii() and first.isalnum() else _OTHERS_LAST


_KANA_FIRST, _LATIN_NEXT, _OTHERS_LAST = "123"
_BELOW_ALL = " "
_LONGEST = 149
_ROWS, _LAST_KANA = "あかさたなはまやらわ", "ん"
_LATIN_ROW, _OTHER_ROW = "英数", "その他"

_VOICINGS = {"\u3099": "1", "\u309a": "2"}
_LONG_VOWEL, _AGAIN = "ー", "ゝ"
_SMALL = dict(zip("ぁぃぅぇぉっゃゅょゎゕゖ", "あいうえおつやゆよわかけ", strict=True))
_VOWELS = {
    kana: vowel
    for vowel, line in {
        "あ": "あかさたなはまやらわ",
        "い": "いきしちにひみりゐ",
        "う": "うくすつぬふむゆる",
        "え": "えけせてねへめれゑ",
        "お": "おこそとのほもよろを",
        "ん": "ん",
    }.items()
    for kana in line
}


def place_of(reading: str) -> Place:
    """Where a reading in hiragana stands, the reading of its legal form left out; other characters keep their own."""
    kana: list[str] = []
    voicing: list[str] = []
    size: list[str] = []
    for character in unicodedata.normalize("NFD", _without_form(reading)):
        if character in _VOICINGS:
            voicing[-1:] = [_VOICINGS[character]]
            continue
        base, level = _weight(character, kana[-1] if kana else "")
        kana.append(base)
        voicing.append("0")
        size.append(level)
    return Place("".join(kana), "".join(voicing), "".join(size))


def _weight(character: str, before: str) -> tuple[str, str]:
    if character == _LONG_VOWEL:
        return _VOWELS.get(before, _LONG_VOWEL), "0"
    if character in _SMALL:
        return _SMALL[character], "1"
    if character == _AGAIN and before:
        return before, "2"
    return character, "3"


def _without_form(reading: str) -> str:
    for form in _LONGEST_FIRST:
        rest = reading.removeprefix(form).removesuffix(form)
        if rest not in ("", reading):
            return rest
    return reading


_LONGEST_FIRST = sorted(FORM_READINGS, key=len, reverse=True)


ROWS = (*_ROWS, _LATIN_ROW, _OTHER_ROW)
"""The headings of an index, in their order."""


def row_of_key(beginning: str) -> str:
    """The heading that a sort key's first two characters stand under."""
    group, first = beginning[:1], beginning[1:2]
    if group == _KANA_FIRST:
        return next((row for row in reversed(_ROWS) if row <= first), _ROWS[0])
    return _LATIN_ROW if group == _LATIN_NEXT else _OTHER_ROW


def bounds_of_row(row: str) -> tuple[str, str]:
    """The sort keys of a heading: from the first one on, and below the second one."""
    if row in _ROWS:
        after = _ROWS[_ROWS.index(row) + 1 :][:1]
        return _KANA_FIRST + row, _KANA_FIRST + after if after else _LATIN_NEXT
    return (_LATIN_NEXT, _OTHERS_LAST) if row == _LATIN_ROW else (_OTHERS_LAST, chr(ord(_OTHERS_LAST) + 1))
