"""A plain recount of the demonstration files: csv and arithmetic only, nothing of the product.

It knows just the notations that stand in those files, so that it cannot share a mistake with the import.
"""

import csv
import re
import unicodedata
from calendar import monthrange
from datetime import date
from pathlib import Path

SEED = Path(__file__).parents[2] / "seed"
DEMO = SEED / "demo"
LEGAL_FORMS = (
    ("(株)", "株式会社"),
    ("(有)", "有限会社"),
    ("(一社)", "一般社団法人"),
    ("(一財)", "一般財団法人"),
)
KANJI = "〇一二三四五六七八九"
ERAS = {"平成": 1988, "H": 1988, "令和": 2018, "R": 2018, None: 0}
OBSERVER = re.compile(r"[(（]オブザーバー[:：](.+?)[)）]")


def rows(name: str) -> list[dict[str, str]]:
    """The records of one file; rows whose only filled cell begins with ※ are none."""
    with (DEMO / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        found = list(csv.DictReader(file))
    return [row for row in found if not next(iter(row.values())).startswith("※")]


def fold(name: str) -> str:
    """A name for comparison."""
    folded = re.sub(r"\s", "", unicodedata.normalize("NFKC", name)).casefold()
    for mark, form in LEGAL_FORMS:
        folded = folded.replace(mark, form)
    return folded


def _kanji_number(match: re.Match[str]) -> str:
    tens, _, ones = match.group().partition("十")
    if "十" not in match.group():
        return "".join(str(KANJI.index(digit)) for digit in tens)
    return str((KANJI.index(tens) if tens else 1) * 10 + (KANJI.index(ones) if ones else 0))


def day(text: str) -> date | None:
    """A day in one of the notations of the files; blank is None."""
    if not text:
        return None
    plain = unicodedata.normalize("NFKC", text).replace("元年", "1年")
    plain = re.sub(f"[{KANJI}十]+", _kanji_number, plain)
    if re.fullmatch(r"\d{8}", plain):
        return date(int(plain[:4]), int(plain[4:6]), int(plain[6:]))
    match = re.fullmatch(r"(平成|令和|H|R)?(\d+)[年./-](\d+)[月./-](\d+)日?", plain)
    assert match, text
    era, *numbers = match.groups()
    year, month, number = map(int, numbers)
    found = date(ERAS[era] + year, month, number)
    assert era not in ("平成", "H") or found < date(2019, 5, 1), text
    assert era not in ("令和", "R") or found >= date(2019, 5, 1), text
    return found


def several(cell: str) -> list[str]:
    return [part.strip() for part in re.split(r"[、\n;]", cell) if part.strip()]


def months(cell: str) -> int:
    if cell in ("", "無"):
        return 0
    match = re.fullmatch(r"(\d+)(か月|年)?", cell)
    assert match, cell
    return int(match[1]) * (12 if match[2] == "年" else 1)


def later(start: date, count: int) -> date:
    """``start`` plus (or minus) whole months, clamped to the month's end."""
    year, month = divmod(start.year * 12 + start.month - 1 + count, 12)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


class Registry:
    """The files as plain lists; ``year`` gives the counts of one fiscal year under the default rules."""

    def __init__(self, agreement_date: str = "concluded") -> None:
        self.agreement_date = agreement_date
        self.organizations = rows("organizations")
        self.names = {fold(row["名称"]): row["名称"] for row in self.organizations}
        self.kinds = {row["名称"]: row["区分"] for row in self.organizations}
        for row in self.organizations:
            self.names.update({fold(former): row["名称"] for former in several(row["旧名称"])})
        self.agreements = rows("agreements")
        self.comprehensive = [row for row in self.agreements if row["種別"] == "包括"]
        self.meetings = rows("meetings")
        self.projects = rows("projects")

    def bodies(self, cell: str) -> list[str]:
        """Registered names of a cell's bodies, observers left out."""
        return [self.names[fold(name)] for name in several(OBSERVER.sub("", cell))]

    def counts_from(self, row: dict[str, str]) -> date:
        concluded = day(row["締結日"])
        assert concluded
        return (day(row["発効日"]) or concluded) if self.agreement_date == "effective" else concluded

    def first_days(self) -> dict[str, date]:
        """From which day each organization counts as a partner."""
        first: dict[str, date] = {}
        for row in self.comprehensive:
            for name in self.bodies(row["相手方"]):
                first[name] = min(self.counts_from(row), first.get(name, date.max))
        return first

    def partners(self, on: date) -> set[str]:
        return {name for name, first in self.first_days().items() if first <= on}

    def population(self, on: date) -> set[str]:
        found = set()
        for row in self.organizations:
            start, end = day(row["対象開始日"]), day(row["対象終了日"])
            if start and start <= on <= (end or date.max):
                found.add(row["名称"])
        for row in self.agreements:
            concluded = day(row["締結日"])
            assert concluded
            if min(concluded, day(row["発効日"]) or concluded) <= on:
                found.update(self.bodies(row["相手方"]))
        return found

    def firsts(self, on: date) -> list[dict[str, str]]:
        """Agreements that renew none: one for each chain."""
        return [row for row in self.comprehensive if not row["更新元"] and self.counts_from(row) <= on]

    def last_day(self, row: dict[str, str]) -> date:
        """The last day on which an agreement is in force."""
        expires, ended = day(row["満了日"]), day(row["終了日"])
        term, notice, given = months(row["自動更新"]), months(row["予告"]), day(row["予告日"])
        if expires and term and not given:
            expires = None
        elif expires and term and given:
            original, times = expires, 0
            while given > later(expires, -notice):
                times += 1
                expires = later(original, term * times)
        return min(expires or date.max, ended or date.max)

    def in_force(self, on: date) -> list[dict[str, str]]:
        return [
            row
            for row in self.comprehensive
            if self.counts_from(row) <= on and (day(row["発効日"]) or date.min) <= on <= self.last_day(row)
        ]

    def chains_in_force(self, on: date) -> set[str]:
        renewed = {row["番号"]: row["更新元"] for row in self.comprehensive}
        heads = set()
        for row in self.in_force(on):
            number = row["番号"]
            while renewed[number]:
                number = renewed[number]
            heads.add(number)
        return heads

    def organizations_in_force(self, on: date) -> set[str]:
        return {name for row in self.in_force(on) for name in self.bodies(row["相手方"])}

    def counted_meetings(self, start: date, on: date) -> list[dict[str, str]]:
        found = []
        for row in self.meetings:
            held = day(row["開催日"])
            counts = (row["種類"] != "その他" and row["計上"] != "×") or row["計上"] == "○"
            if held and start <= held <= on and row["状態"] in ("", "実施") and row["相手方"] and counts:
                found.append(row)
        return found

    def running_projects(self, start: date, on: date) -> list[dict[str, str]]:
        found = []
        for row in self.projects:
            begun, ended = day(row["開始日"]), day(row["終了日"])
            assert begun
            ran = row["状態"] != "提案" and (row["状態"] != "中止" or ended is not None)
            if ran and begun <= on and (ended or date.max) >= start:
                found.append(row)
        return found


def state(row: dict[str, str], on: date) -> str:
    """A project's state on a day: it was under way until the day it was completed or cancelled."""
    ended = day(row["終了日"])
    return "実施中" if row["状態"] in ("完了", "中止") and ended is not None and on < ended else row["状態"]
