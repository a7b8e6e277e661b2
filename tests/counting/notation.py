"""The office's own notation for small registries: a line per record, read by the tests of this folder.

    相手方 A 企業 対象=2019-04-01〜2020-03-31 統合=C@2020-10-01 同一=A2 旧名称=旧A 削除
    協定 H31-01 2019-04-01 発効=… 満了=… 更新=12 予告=3 予告日=… 終了=… 変更=… 更新元=… 個別 削除 : A B(オブザーバー)
    協議 M1 2020-05-01 アプローチ 中止 ○ 削除 : A B
    事業 P1 農政課 2019-04-01〜2020-03-31 完了 削除 : H31-01

An organization without a line of its own is a company. Periods of a party stand in brackets: B(加入=2020-06-01,脱退=…).
Ids follow the order in which names of a kind first appear.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from tests.counting.records import Agreement, Meeting, Organization, Party, Project, Registry

KINDS = {
    "企業": "company",
    "学術機関": "academic",
    "金融機関": "financial",
    "団体": "association",
    "未分類": "unclassified",
}
MEETING_TYPES = {"アプローチ": "approach", "協議": "consultation", "担当者会議": "liaison", "その他": "other"}
STATUSES = {"実施": "held", "予定": "planned", "中止": "cancelled"}
STATES = {"提案": "proposed", "実施中": "active", "休止": "suspended", "完了": "completed", "中止": "cancelled"}
MARKS = {"○": True, "×": False}
DATES = {
    "発効": "effective_on",
    "満了": "expires_on",
    "予告日": "notice_given_on",
    "終了": "ended_on",
}
NUMBERS = {"更新": "auto_renewal_months", "予告": "notice_months"}
PARTY = re.compile(r"(?P<name>[^(]+)(?:\((?P<period>[^)]*)\))?")


@dataclass
class Written:
    """A registry as it was written down, with the names behind its ids."""

    ids: dict[str, dict[str, int]] = field(
        default_factory=lambda: {"organization": {}, "agreement": {}, "meeting": {}, "project": {}}
    )
    organizations: dict[int, Organization] = field(default_factory=dict)
    others: dict[str, list[object]] = field(default_factory=lambda: {"agreement": [], "meeting": [], "project": []})

    def id(self, noun: str, name: str) -> int:
        known = self.ids[noun]
        number = known.setdefault(name, len(known) + 1)
        if noun == "organization":
            self.organizations.setdefault(number, Organization(number))
        return number

    def registry(self) -> Registry:
        found = [self.organizations[number] for number in sorted(self.organizations)]
        return Registry(tuple(found), *(tuple(self.others[noun]) for noun in ("agreement", "meeting", "project")))


def written(text: str) -> Written:
    """Read a registry; raises ValueError with the line that is not understood."""
    found = Written()
    for line in filter(None, map(str.strip, text.splitlines())):
        words, _, linked = line.partition(" : ")
        noun, name, *rest = words.removesuffix(" :").split()
        READERS[noun](found, name, Words(line, rest), linked.split())
    return found


@dataclass
class Words:
    """What stands after the name; each word is taken once, and all must be."""

    line: str
    words: list[str]

    def day(self) -> date:
        return date.fromisoformat(self.words.pop(0))

    def period(self) -> tuple[date | None, date | None]:
        return period(self.words.pop(0))

    def has(self, word: str) -> bool:
        return word in self.words and not self.words.remove(word)

    def one_of(self, table: dict[str, object], otherwise: object) -> object:
        found = next((word for word in table if self.has(word)), None)
        return otherwise if found is None else table[found]

    def values(self, *keys: str) -> Iterator[tuple[str, str]]:
        for word in list(self.words):
            key, is_value, value = word.partition("=")
            if is_value and key in keys:
                self.words.remove(word)
                yield key, value

    def done(self) -> None:
        if self.words:
            raise ValueError(f"{self.words} in {self.line}")


def period(text: str) -> tuple[date | None, date | None]:
    begin, _, end = text.partition("〜")
    return day_or_none(begin), day_or_none(end)


def day_or_none(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def read_organization(found: Written, name: str, words: Words, _linked: list[str]) -> None:
    number = found.id("organization", name)
    more: dict[str, object] = {}
    for key, value in words.values("対象", "統合", "同一", "旧名称"):
        if key == "対象":
            more["target_from"], more["target_until"] = period(value)
        elif key == "統合":
            successor, day = value.split("@")
            more |= {"succeeded_by": found.id("organization", successor), "succeeded_on": date.fromisoformat(day)}
        elif key == "同一":
            more["merged_into"] = found.id("organization", value)
        else:
            more["former_names"] = (value,)
    kind = words.one_of(KINDS, "company")
    found.organizations[number] = Organization(number, kind, deleted=words.has("削除"), **more)
    words.done()


def read_agreement(found: Written, name: str, words: Words, linked: list[str]) -> None:
    more: dict[str, object] = {}
    concluded_on = words.day()
    for key, value in words.values(*DATES, *NUMBERS, "更新元", "変更"):
        if key in DATES:
            more[DATES[key]] = date.fromisoformat(value)
        elif key in NUMBERS:
            more[NUMBERS[key]] = int(value)
        elif key == "変更":
            more["amended_on"] = (date.fromisoformat(value),)
        else:
            more["renews"] = found.ids["agreement"][value]
    agreement = Agreement(
        found.id("agreement", name),
        concluded_on,
        tuple(read_party(found, word) for word in linked),
        type=words.one_of({"個別": "individual", "包括": "comprehensive"}, "comprehensive"),
        deleted=words.has("削除"),
        **more,
    )
    words.done()
    found.others["agreement"].append(agreement)


def read_party(found: Written, word: str) -> Party:
    name, inside = PARTY.fullmatch(word).group("name", "period")
    party: dict[str, object] = {}
    for remark in filter(None, (inside or "").split(",")):
        key, _, value = remark.partition("=")
        if key == "オブザーバー":
            party["role"] = "observer"
        else:
            party[{"加入": "joined_on", "脱退": "left_on"}[key]] = date.fromisoformat(value)
    return Party(found.id("organization", name), **party)


def read_meeting(found: Written, name: str, words: Words, linked: list[str]) -> None:
    meeting = Meeting(
        found.id("meeting", name),
        words.day(),
        words.one_of(MEETING_TYPES, "consultation"),
        words.one_of(STATUSES, "held"),
        tuple(found.id("organization", name) for name in linked),
        words.one_of(MARKS, None),
        words.has("削除"),
    )
    words.done()
    found.others["meeting"].append(meeting)


def read_project(found: Written, name: str, words: Words, linked: list[str]) -> None:
    department = words.words.pop(0)
    started_on, ended_on = words.period()
    project = Project(
        found.id("project", name),
        started_on,
        ended_on,
        words.one_of(STATES, "active"),
        department,
        tuple(found.ids["agreement"][number] for number in linked),
        deleted=words.has("削除"),
    )
    words.done()
    found.others["project"].append(project)


READERS = {
    "相手方": read_organization,
    "協定": read_agreement,
    "協議": read_meeting,
    "事業": read_project,
}
