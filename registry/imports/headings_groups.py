"""Headings of two rows (有効期間 over 開始 and 終了), and the columns that hold a whole term in one cell."""

from collections.abc import Iterator, Mapping
from itertools import product

from registry.domain.vocabulary import Noun

TERM = "term"
"""The column of a whole term; it is no field of its own but fills the two of ``TERM_FIELDS``."""

TERM_FIELDS: Mapping[Noun, tuple[str, str]] = {
    Noun.ORGANIZATIONS: ("target_from", "target_until"),
    Noun.AGREEMENTS: ("effective_on", "expires_on"),
    Noun.PROJECTS: ("started_on", "ended_on"),
}
TERM_NAMES: Mapping[Noun, tuple[str, ...]] = {
    Noun.ORGANIZATIONS: ("対象期間",),
    Noun.AGREEMENTS: (
        "有効期間",
        "期間",
        "協定期間",
        "協定有効期間",
        "協定の有効期間",
        "協定の期間",
        "契約期間",
        "連携期間",
        "存続期間",
    ),
    Noun.PROJECTS: ("期間", "事業期間", "実施期間", "連携期間", "事業の期間"),
}

_STARTS = ("開始", "開始日", "開始年月日", "始", "始期", "自", "から", "起算日", "from")
_ENDS = ("終了", "終了日", "終了年月日", "終", "終期", "至", "まで", "満了", "満了日", "期限", "to", "until")
_PARTY_GROUPS = ("相手方", "締結先", "協定先", "協定締結先", "連携先", "協定相手方", "締結相手方", "団体", "協議先")
_PARTY_NAMES = ("名", "名称", "の名称", "団体名", "機関名", "企業名", "企業・団体名", "団体等名", "団体名称", "組織名")
_PARTY_FIELDS: Mapping[Noun, str] = {
    Noun.AGREEMENTS: "parties",
    Noun.MEETINGS: "organizations",
    Noun.PROJECTS: "organizations",
}

SOMEBODY_S_OWN = ("相手", "連絡", "先方", "窓口", "担当者", "代表者")
"""Words of an upper heading whose columns tell of a person or a body: 連絡先 over 担当 is no department of the city."""


def joined_headings(kind: Noun) -> Iterator[tuple[str, str]]:
    """An upper and a lower heading written as one word, with the field of their column."""
    if kind in TERM_FIELDS:
        for field, words in zip(TERM_FIELDS[kind], (_STARTS, _ENDS), strict=True):
            yield from (("".join(pair), field) for pair in product(TERM_NAMES[kind], words))
    if kind in _PARTY_FIELDS:
        yield from (("".join(pair), _PARTY_FIELDS[kind]) for pair in product(_PARTY_GROUPS, _PARTY_NAMES))
