"""Numbers and forms of speech in the sheet's Japanese prose, read as a careful reader would."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from registry.domain.eras import KANJI_NUMERALS, read_number

UNITS = (
    "学術機関",
    "金融機関",
    "教育機関",
    "研究機関",
    "事業者",
    "事業所",
    "団体",
    "企業",
    "機関",
    "法人",
    "大学",
    "学校",
    "協定",
    "事業",
    "時間",
    "パーセント",
    "か所",
    "カ所",
    "ヶ所",
    "箇所",
    "社",
    "校",
    "者",
    "件",
    "回",
    "人",
    "名",
    "円",
    "%",
)
"""Words behind a number that make it a quantity; years, days and places in a list are none."""
SCALES = {"千": 1_000, "万": 10_000, "百万": 1_000_000, "億": 100_000_000}
YEN_OF_A_SHEET = 1_000
"""Money stands on the sheet in 千円."""

_DIGITS = str.maketrans("０１２３４５６７８９，．％", "0123456789,.%")
_PLAIN = r"\d{1,3}(?:,\d{3})+(?!\d)|\d+(?:\.\d+)?"
_KANJI = f"[{KANJI_NUMERALS}]+"
_VAGUE_BEFORE = re.compile(r"(?:約|およそ|おおよそ|数|第|[0-9０-９]\s*[~〜～・－-])$")
_VAGUE_BEHIND = re.compile(r"以上|以下|未満|程度|余|超|前後|近く|ほど|あまり|目")
_QUANTITY = re.compile(
    rf"(?P<number>{_PLAIN}|{_KANJI})(?P<vague>余り?|数)?(?P<scale>{'|'.join(SCALES)})?(?P<unit>{'|'.join(UNITS)})"
)
_OTHER_WORDS = re.compile("人口|人材|名称|回答|回収|社会|社員|校舎|円滑")
"""Words that only begin like a unit."""
_FIGURE_OF_SPEECH = re.compile(r"[一二三四](?:者|人|つ)")
"""産学官の三者, 一人ひとり: no quantities that anybody counted."""

_SENTENCES = re.compile(r"[^。\n]+")
_NEW = re.compile("新たに|新たな|新規|新しく|新しい")
_AGREEMENT = "協定"
_NEW_UNITS = ("件", "協定")
_PAST = re.compile(r"(?:(?<![かまながら])た|んだ)$")
_CLOSING = " 　。．.、,」』）)】"


@dataclass(frozen=True)
class Quantity:
    """A number with its unit in a text, from ``start`` to ``end``; ``number`` is in the unit, 3万円 is 30,000 円."""

    number: Decimal
    unit: str
    start: int
    end: int


def quantities(text: str) -> tuple[Quantity, ...]:
    """The exact numbers with a unit: 43件(49団体:27企業…), in any width, in kanji too, in the order of the text.

    Left out are approximate ones (約50団体, 数十件, 20人以上), ranges and ordinals (第2回, 3回目).
    """
    return tuple(_quantities(text))


def _quantities(text: str) -> Iterator[Quantity]:
    for match in _QUANTITY.finditer(text.translate(_DIGITS)):
        number = _number(match["number"])
        if number is not None and not _is_vague(text, match) and not _is_other_word(text, match):
            yield Quantity(number * SCALES.get(match["scale"] or "", 1), match["unit"], *match.span())


def _is_vague(text: str, match: re.Match[str]) -> bool:
    around = _VAGUE_BEFORE.search(text, 0, match.start()), _VAGUE_BEHIND.match(text, match.end())
    return match["vague"] is not None or any(around)


def _is_other_word(text: str, match: re.Match[str]) -> bool:
    return bool(_OTHER_WORDS.match(text, match.start("unit")) or _FIGURE_OF_SPEECH.fullmatch(match.group()))


def _number(text: str) -> Decimal | None:
    if text[0].isdecimal():
        return Decimal(text.replace(",", ""))
    read = read_number(text)
    return None if read is None else Decimal(read)


def as_on_the_sheet(quantity: Quantity) -> Decimal:
    """The number in the sheet's own unit: money in thousands of yen."""
    return quantity.number / YEN_OF_A_SHEET if quantity.unit == "円" else quantity.number


def new_agreements_said(text: str) -> Decimal | None:
    """How many new agreements a text speaks of (「新たに2件の連携協定を締結した」); None where it does not say."""
    for sentence in _SENTENCES.findall(text):
        if _AGREEMENT in sentence and _NEW.search(sentence):
            found = (one.number for one in quantities(sentence) if one.unit in _NEW_UNITS)
            number = next(found, None)
            if number is not None:
                return number
    return None


def ends_in_past(text: str) -> bool:
    """Whether the last sentence ends in a past form: 「…などして達成した。」."""
    return _PAST.search(text.rstrip(_CLOSING)) is not None


OF_LAST_YEAR = re.compile("前年|昨年|昨年度")


def sentence_around(text: str, quantity: Quantity) -> str:
    """The sentence in which a quantity stands."""
    found = (one for one in _SENTENCES.finditer(text) if one.start() <= quantity.start < one.end())
    return next((one.group() for one in found), "")


def speaks_of_last_year(text: str, quantity: Quantity) -> bool:
    """Whether the sentence of a quantity compares with the year before (「前年度の41件から」)."""
    return OF_LAST_YEAR.search(sentence_around(text, quantity)) is not None
