"""What may stand in the cells under the headings: words for each value, in both languages, folded to be compared."""

import re
from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

from registry.domain.names import fold
from registry.domain.vocabulary import (
    AgreementType,
    MeetingChannel,
    MeetingStatus,
    MeetingType,
    OrganizationKind,
    ProjectState,
)

E = TypeVar("E", bound=StrEnum)


OFFICE_WORDS: dict[StrEnum, str] = {}
"""The office's own word for each value."""
MARKS = {True: "○", False: "×"}


def _words(values: Mapping[E, tuple[str, ...]]) -> Mapping[str, E]:
    OFFICE_WORDS.update({value: words[0] for value, words in values.items()})
    return {fold(word): value for value, words in values.items() for word in (value.value, *words)}


ORGANIZATION_KINDS = _words(
    {
        OrganizationKind.COMPANY: ("企業", "会社", "民間企業", "事業者", "産", "産業"),
        OrganizationKind.ACADEMIC: ("学術機関", "学術", "大学", "教育機関", "研究機関", "学", "academic institution"),
        OrganizationKind.FINANCIAL: ("金融機関", "金融", "銀行", "金", "financial institution"),
        OrganizationKind.ASSOCIATION: ("団体", "経済団体", "その他団体", "各種団体"),
        OrganizationKind.UNCLASSIFIED: ("未分類", "不明"),
    }
)
AGREEMENT_TYPES = _words(
    {
        AgreementType.COMPREHENSIVE: ("包括", "包括連携", "包括協定", "包括連携協定", "包括的連携協定"),
        AgreementType.INDIVIDUAL: ("個別", "個別協定", "個別連携協定", "個別連携"),
    }
)
MEETING_TYPES = _words(
    {
        MeetingType.APPROACH: ("アプローチ", "打診"),
        MeetingType.CONSULTATION: ("協議", "打合せ", "打ち合わせ", "打合わせ"),
        MeetingType.LIAISON: ("担当者会議", "連携団体担当者会議", "liaison conference"),
        MeetingType.OTHER: ("その他",),
    }
)
MEETING_STATUSES = _words(
    {
        MeetingStatus.HELD: ("実施", "実施済", "実施済み", "開催", "開催済", "済"),
        MeetingStatus.PLANNED: ("予定", "実施予定", "開催予定"),
        MeetingStatus.CANCELLED: ("中止", "取消", "取り消し", "canceled"),
    }
)
MEETING_CHANNELS = _words(
    {
        MeetingChannel.IN_PERSON: ("対面", "来庁", "訪問", "会議室", "in person"),
        MeetingChannel.ONLINE: ("オンライン", "オンライン会議", "Web", "Web会議", "リモート"),
        MeetingChannel.PHONE: ("電話", "電話会議", "telephone"),
        MeetingChannel.MAIL: ("メール", "電子メール", "書面", "郵送", "文書", "email", "e-mail"),
    }
)
PROJECT_STATES = _words(
    {
        ProjectState.PROPOSED: ("提案", "提案中", "検討中"),
        ProjectState.ACTIVE: ("実施中", "実施", "継続", "継続中"),
        ProjectState.COMPLETED: ("完了", "終了", "完了済", "完了済み"),
        ProjectState.CANCELLED: ("中止", "取りやめ", "取止め", "canceled"),
        ProjectState.SUSPENDED: ("休止", "休止中", "中断"),
    }
)

# The large circle U+25EF folds to none of its likes; the ideographic zero is what many people type for ○.
YES = frozenset(map(fold, ("○", "◯", "〇", "◎", "●", "有", "有り", "あり", "する", "yes", "y", "true", "TRUE")))
NO = frozenset(map(fold, ("×", "✕", "✖", "╳", "x", "無", "無し", "なし", "しない", "no", "n", "false", "none")))

_DIGITS = "([0-9]{1,4}|[〇零一二三四五六七八九十百]{1,5})"
_MONTH_WORDS = "|".join(map(fold, ("か月", "ヶ月", "ヵ月", "箇月", "ケ月", "月間", "月", "months", "month", "m")))
_YEAR_WORDS = "|".join(map(fold, ("年間", "年", "years", "year", "y")))
_AFTER_TERM = "|".join(map(fold, ("ごと", "毎", "単位", "前", "前まで", "間")))
MONTHS = re.compile(f"(?:{_DIGITS}(?:{_YEAR_WORDS}))?(?:{_DIGITS}(?:{_MONTH_WORDS})?)?(?:{_AFTER_TERM})?")
"""A folded term: years, months, or both; a bare number is months. 12, 12か月, 1年, 1年6か月, 3か月前."""

SEPARATOR = re.compile("[\n、､;；]")
OPENING, CLOSING = frozenset("(（[［【〔"), frozenset(")）]］】〕")
BRACKETS = dict.fromkeys(map(ord, (*OPENING, *CLOSING)))
BRACKETED_WORDS = re.compile(r"[(（\[［【〔][^)）\]］】〕]*[)）\]］】〕]")

_OBSERVER = "(?:オブザーバー?|ｵﾌﾞｻﾞｰﾊﾞｰ?|observers?)"
OBSERVERS_IN_BRACKETS = re.compile(
    rf"(?=.*[)）]\Z)(.*?)[(（]\s*{_OBSERVER}\s*[:：](.*)[)）]", re.IGNORECASE | re.DOTALL
)
OBSERVERS_ALONE = re.compile(rf"{_OBSERVER}\s*[:：](.*)", re.IGNORECASE | re.DOTALL)

NO_RECORD = ("※", "注", "*", "＊", "(注", "（注")
"""A row whose only filled cell begins so is a remark of the file's writer."""
WORDS_WITH_NOTE = ("注文", "注連", "注射", "注入", "注目", "注油", "注水", "注染")
"""Words that a body's name may begin with, though they begin with 注."""

PREFECTURE_IN_FRONT = re.compile("^(?:東京都|北海道|(?:京都|大阪)府|.{2,3}県)")
