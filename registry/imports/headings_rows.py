"""Rows among the records that are none: totals, the head of a group (【令和2年度】 alone), pages, closing words."""

import re
from collections.abc import Sequence
from enum import Enum
from functools import lru_cache

from registry.domain.names import fold
from registry.imports.headings_cells import AGREEMENT_TYPES, NO_RECORD, ORGANIZATION_KINDS, WORDS_WITH_NOTE
from registry.imports.tables import Cell

BLANK_SIGNS = frozenset("-－―—–‐ー─━~～")
"""What stands alone in a cell to say that there is nothing."""
DITTO_SIGNS = frozenset(("〃", "同上", "仝", "″", "”", '"'))
"""What stands alone in a cell to say the same as the cell above."""
TOTAL_SIGN = "計"
_LONGEST = 80
_FEW_CELLS = 3
"""The head of a group and a page's number have so many filled cells at most; a total may have more."""

_OPEN, _CLOSE = r"[(\[<{〔【《〈「『]", r"[)\]>}〕】》〉」』]"
_NUMBER = "[0-9]{1,5}+"
_UNIT = "(?:件|団体|社|校|者|回|人|名|機関|企業|学術機関|金融機関|事業|個|か所)"
_COUNTED = f"(?:[^0-9]{{0,8}}+{_NUMBER}{_UNIT})++"
_COUNTS = f"(?:{_OPEN}?{_COUNTED}{_CLOSE}*|{_OPEN}?{_NUMBER}{_CLOSE}?)"
_ERA_YEAR = "(?:(?:令和|平成|昭和|大正|明治|西暦)?(?:元|[0-9]{1,4}|[一二三四五六七八九十〇]{1,4})|[rhst][0-9]{1,2})"
_TOTAL = "(?:小|中|合|総|累|総合|年度|年|企業|学術機関|金融機関|団体)?計"
_MARK = "[■□◆◇●▼▽▲△★☆◎▶►]"

_A_TOTAL = re.compile(
    f"{_OPEN}?(?:{_ERA_YEAR}年度?)?の?(?:{_TOTAL}){_CLOSE}?[:：]?{_COUNTS}?{_CLOSE}?|(?:以上|全体で?|全){_COUNTED}"
)
_A_TOTAL_OF_SOMETHING = re.compile(f"[^0-9]{{1,12}}(?:小計|合計|総計|累計)[:：]?{_COUNTS}?")
_A_FISCAL_YEAR = re.compile(
    f"{_MARK}?{_OPEN}?(?:{_ERA_YEAR}年度[、・/~(]?){{1,3}}(?:分|締結|実施|開催)?{_CLOSE}*{_COUNTS}?{_CLOSE}?"
)
_A_YEAR = re.compile(f"{_ERA_YEAR}年(?:分|締結|実施|開催)?")
_IN_BRACKETS = re.compile(f"(?:【[^】]+】|《[^》]+》|〈[^〉]+〉|<[^>]+>|\\[[^\\]]+\\]){_COUNTS}?")
_MARKED = re.compile(f"{_MARK}.+|[(]?(?:作成者?|作成日|出典|資料|凡例|単位|備考|問い?合わ?せ先?|更新日):.+")
_PAGE = "(?:頁|ぺーじ)"
_ALONE = re.compile(
    f"(?:p|{_PAGE})\\.?{_NUMBER}(?:/{_NUMBER})?|ー{_NUMBER}ー|{_NUMBER}/{_NUMBER}|{_NUMBER}(?:/{_NUMBER})?{_PAGE}"
    f"|[(]?(?:次|前)?{_PAGE}?(?:へ|に|から|より)?の?(?:続く|続き|つづく|つづき)[)]?|以上|以下余白|余白|以下省略"
    "|[(]?[^(]*[0-9]日(?:現在|時点)[)]?"
)
_WORDS_OF_KINDS = frozenset((*ORGANIZATION_KINDS, *AGREEMENT_TYPES))


class _Sort(Enum):
    """What a cell is by its words."""

    LABEL = "a total, or the head of a group; counts may stand beside it"
    ALONE = "no record where nothing else stands in the row"
    YEAR = "the same, unless it stands where a day belongs"
    MARKED = "the same, unless it is all that a record needs"
    SUBTOTAL = "a total of something, unless it is all that a record needs"
    COUNT = "how many"
    OTHER = "anything else"


def may_be_no_record(filled: Sequence[Cell]) -> bool:
    """Whether it is worth to look closer: quick, for it is asked of every row; most records have more cells."""
    first = filled[0]
    return len(filled) <= _FEW_CELLS or (isinstance(first, str) and TOTAL_SIGN in first)


def is_no_record(filled: Sequence[Cell], *, complete: bool, in_day_column: bool) -> bool:
    """Whether the filled cells of a row are a remark, a total, the head of a group, or what is printed on a page.

    ``complete``: what must be filled is filled. ``in_day_column``: the first filled cell stands where a day belongs.
    """
    first = filled[0]
    if not isinstance(first, str):
        return False
    sort = _sort(first)
    if sort is _Sort.SUBTOTAL and not complete:
        sort = _Sort.LABEL
    if len(filled) > 1:
        return sort is _Sort.LABEL and all(
            isinstance(cell, str) and _sort(cell) in (_Sort.LABEL, _Sort.COUNT) for cell in filled[1:]
        )
    if sort is _Sort.YEAR:
        return not in_day_column
    if sort is _Sort.MARKED:
        return not complete
    if first.startswith(WORDS_WITH_NOTE):
        return False
    return sort in (_Sort.LABEL, _Sort.ALONE) or first.startswith(NO_RECORD)


@lru_cache(maxsize=4096)
def _sort(text: str) -> _Sort:
    if len(text) > _LONGEST:
        return _Sort.OTHER
    folded = fold(text)
    if folded in _WORDS_OF_KINDS:
        return _Sort.ALONE
    return next((sort for sort, words in _SORTS if words.fullmatch(folded)), _Sort.OTHER)


_SORTS = (
    (_Sort.LABEL, _A_TOTAL),
    (_Sort.LABEL, _A_FISCAL_YEAR),
    (_Sort.LABEL, _IN_BRACKETS),
    (_Sort.YEAR, _A_YEAR),
    (_Sort.SUBTOTAL, _A_TOTAL_OF_SOMETHING),
    (_Sort.COUNT, re.compile(_COUNTS)),
    (_Sort.ALONE, _ALONE),
    (_Sort.MARKED, _MARKED),
)
