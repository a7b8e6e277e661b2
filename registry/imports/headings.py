"""The headings of import files, a table for each kind: what a column means, and every way its heading is written."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile

from registry.domain.names import fold
from registry.domain.vocabulary import Noun
from registry.imports.headings_cells import BRACKETED_WORDS, BRACKETS
from registry.imports.headings_groups import SOMEBODY_S_OWN, TERM, TERM_FIELDS, TERM_NAMES, joined_headings
from registry.imports.tables import Cell, text_of

ROWS_LOOKED_AT = 10
MOST_TERM_COLUMNS = 3
LONGEST_TITLE = 200


@dataclass(frozen=True)
class Heading:
    """A column of a file: the field it fills, its headings (the office's own first, then English)."""

    field: str
    names: tuple[str, ...]
    required: bool = False


def _heading(field: str, *names: str) -> Heading:
    return Heading(field.removesuffix("*"), (*names, field.removesuffix("*")), required=field.endswith("*"))


_NUMBERS = ("番号", "№", "No.", "No", "通し番号", "連番", "整理番号", "管理番号", "number")
_NOTES = ("備考", "備考欄", "メモ", "摘要", "remarks", "note")
_PARTIES = (
    "相手方",
    "協定締結先",
    "協定先",
    "締結先",
    "締結相手",
    "締結相手方",
    "協定相手方",
    "協定の相手方",
    "協定締結相手",
    "連携先",
    "相手先",
    "相手方名称",
    "相手方名",
    "相手方の名称",
    "当事者",
    "協定の当事者",
    "締結団体",
    "締結機関",
    "協定締結団体",
    "partner",
    "partners",
    "party",
    "partner organizations",
)
_ORGANIZATIONS = (*_PARTIES, "参加団体", "出席団体", "関係団体", "協議先", "協議相手", "訪問先", "organization")
_DEPARTMENT = ("担当課", "所管課", "担当部署", "所管部署", "担当部課", "主管課", "担当課名", "所管課名", "担当")

HEADINGS: Mapping[Noun, tuple[Heading, ...]] = {
    Noun.ORGANIZATIONS: (
        _heading("name*", "名称", "相手方", "団体名", "相手方名", "相手方名称", "企業名", "機関名", "組織名", "名前"),
        _heading("kana", "ふりがな", "フリガナ", "読み", "よみ", "よみがな", "読み仮名", "カナ", "名称カナ", "reading"),
        _heading("kind", "区分", "種別", "分類", "団体区分", "相手方区分", "type"),
        _heading("corporate_number", "法人番号", "法人No", "インボイス番号"),
        _heading("address", "所在地", "住所", "本店所在地", "所在"),
        _heading("target_from", "対象開始日", "対象開始年月日", "対象開始", "対象期間開始", "対象開始日付"),
        _heading("target_until", "対象終了日", "対象終了年月日", "対象終了", "対象期間終了", "対象終了日付"),
        _heading("groups", "グループ", "グループ名", "所属グループ", "ネットワーク", "group"),
        _heading("former_names", "旧名称", "旧名", "旧称", "以前の名称", "変更前名称", "旧社名", "former name"),
        _heading("notes", *_NOTES),
    ),
    Noun.AGREEMENTS: (
        _heading("number", *_NUMBERS, "協定番号"),
        _heading("title", "協定名", "協定名称", "協定の名称", "協定書名", "協定件名", "名称", "件名", "agreement"),
        _heading("type", "種別", "協定種別", "種類", "協定の種類", "協定の種別", "区分", "協定区分"),
        _heading(
            "concluded_on*", "締結日", "締結年月日", "協定締結日", "協定締結年月日", "協定日", "締結", "concluded"
        ),
        _heading("effective_on", "発効日", "発効年月日", "効力発生日", "開始日", "有効期間開始日", "effective"),
        _heading(
            "expires_on", "満了日", "満了年月日", "有効期限", "期限", "有効期間満了日", "有効期間終了日", "expires"
        ),
        _heading("auto_renewal_months", "自動更新", "自動更新期間", "自動更新月数", "更新期間", "auto renewal"),
        _heading("notice_months", "予告", "予告期間", "予告月数", "解約予告", "notice"),
        _heading("notice_given_on", "予告日", "予告年月日", "解約予告日", "通知日", "notice given"),
        _heading("ended_on", "終了日", "終了年月日", "解除日", "解約日", "失効日", "ended"),
        _heading("parties*", *_PARTIES),
        _heading("observers", "オブザーバー", "オブザーバ", "立会人", "observer"),
        _heading("department", *_DEPARTMENT),
        _heading("fields", "分野", "連携分野", "協定分野", "field"),
        _heading("summary", "概要", "協定概要", "内容", "協定内容", "協定の概要", "連携内容"),
        _heading("renews", "更新元", "更新元番号", "更新前", "更新前番号", "更新前の番号", "renewal of"),
        _heading("notes", *_NOTES),
    ),
    Noun.MEETINGS: (
        _heading("number", *_NUMBERS, "協議番号"),
        _heading("held_on*", "開催日", "開催年月日", "協議日", "実施日", "日付", "年月日", "日時", "開催日時", "date"),
        _heading("type", "種類", "種別", "区分", "協議種別", "協議の種類"),
        _heading("status", "状態", "状況", "実施状況", "開催状況", "state"),
        _heading("channel", "形式", "開催形式", "方法", "手段", "開催方法"),
        _heading("organizations", *_ORGANIZATIONS),
        _heading("department", *_DEPARTMENT, "出席課"),
        _heading("subject", "件名", "議題", "用件", "名称", "会議名", "表題", "title"),
        _heading("summary", "内容", "概要", "協議内容", "要旨", "結果", "議事概要"),
        _heading("counted", "計上", "計上の有無", "集計対象", "計上有無", "count"),
        _heading("counted_reason", "計上理由", "計上の理由", "reason"),
    ),
    Noun.PROJECTS: (
        _heading("number", *_NUMBERS, "事業番号"),
        _heading("name*", "事業名", "事業名称", "連携事業名", "連携事業", "名称", "事業の名称", "project"),
        _heading("agreements", "協定番号", "協定", "協定№", "協定No", "根拠協定", "関係協定", "agreement"),
        _heading("organizations", *_ORGANIZATIONS),
        _heading("lead_department*", *_DEPARTMENT, "主担当課"),
        _heading("departments", "関係課", "関係部署", "関係課名", "協力課", "other departments"),
        _heading("started_on*", "開始日", "開始年月日", "事業開始日", "開始", "started"),
        _heading("ended_on", "終了日", "終了年月日", "事業終了日", "完了日", "終了", "ended"),
        _heading("state", "状態", "状況", "進捗", "進捗状況", "実施状況", "status"),
    ),
}


def heading_key(text: str) -> str:
    """A heading as it is compared: folded, without the marks that forms put beside it."""
    return fold(text).translate(_LEFT_OUT)


_LEFT_OUT = dict.fromkeys(map(ord, "*※.:_ー・"))


def _fields(kind: Noun) -> Iterator[tuple[str, str]]:
    """Every word with its field, the ones that decide last: two rows' words, terms, then backwards the table itself.

    So a word that two columns could claim belongs to the one that stands first in the table.
    """
    yield from joined_headings(kind)
    yield from ((name, TERM) for name in TERM_NAMES.get(kind, ()))
    yield from ((name, heading.field) for heading in reversed(HEADINGS[kind]) for name in heading.names)


_FIELDS: Mapping[Noun, Mapping[str, str]] = {
    kind: {heading_key(name): field for name, field in _fields(kind)} for kind in HEADINGS
}


@dataclass(frozen=True)
class Layout:
    """Where a sheet's columns are: ``row``, the last one of the headings, counts from 1.

    ``columns`` maps places from 0 to fields, ``titles`` fields to headings as the file writes them, ``unknown`` places
    to headings nobody knows. ``term``: the places under one heading of a whole term, which titles both its fields.
    """

    row: int
    columns: Mapping[int, str]
    titles: Mapping[str, str]
    unknown: Mapping[int, str]
    term: tuple[int, ...] = ()

    def missing(self, kind: Noun) -> tuple[Heading, ...]:
        """The columns that must be there and are not."""
        return tuple(one for one in HEADINGS[kind] if one.required and one.field not in self.titles)


@dataclass(frozen=True)
class _Title:
    """A column's heading as the file writes it, with its field; ``joined`` where both of two rows make it."""

    text: str
    field: str | None
    joined: bool = False


def find_layout(rows: Sequence[Sequence[Cell]], kind: Noun, *, grouped: Collection[int] = ()) -> Layout | None:
    """The heading row among the first ten: the one with most known headings, a required one or two others at least.

    Two rows are one where the lower one names parts of the upper one's headings. ``grouped``: the rows, from 0, in
    which a cell was merged over several columns.
    """
    written = [[" ".join(text_of(cell)[:LONGEST_TITLE].split()) for cell in row] for row in rows[:ROWS_LOOKED_AT]]
    needed = {heading.field for heading in HEADINGS[kind] if heading.required}
    single = [_layout(index, _titles(row, kind), kind) for index, row in enumerate(written, start=1)]
    likely = [layout for layout in single if len(layout.columns) > 1 or needed & layout.titles.keys()]
    best = max(likely, key=lambda layout: len(layout.columns), default=None)
    for index, (upper, lower) in enumerate(pairwise(written)):
        titles = _titles_of_two(upper, lower, kind, is_group=index in grouped)
        if titles is not None:
            both = _layout(index + 2, titles, kind)
            ranks = [_rank(layout, needed) for layout in (*single[index : index + 2], best) if layout]
            if _go_together(_rank(both, needed), ranks, titles, is_group=index in grouped):
                best = both
    return best


def _rank(layout: Layout, needed: Collection[str]) -> tuple[int, int]:
    """How well rows do as headings: the columns that must be there come first."""
    return sum(field in layout.titles for field in needed), len(layout.columns)


def _go_together(
    both: tuple[int, int], alone: Sequence[tuple[int, int]], titles: Sequence[_Title], *, is_group: bool
) -> bool:
    """Whether two rows are better headings than the upper, the lower or the best one alone.

    They are where words of both make a known heading; merged cells prove it too where the lower one names only parts
    that nobody knows.
    """
    if any(title.joined and title.field for title in titles):
        return both[0] >= max(alone)[0]
    return both > max(alone) or (is_group and both == alone[0] == max(alone) > alone[1])


def _layout(number: int, row: Sequence[_Title], kind: Noun) -> Layout:
    columns: dict[int, str] = {}
    titles: dict[str, str] = {}
    unknown: dict[int, str] = {}
    for place, title in enumerate(row):
        if title.field is None or title.field in titles:
            unknown[place] = title.text
        else:
            columns[place] = title.field
            titles[title.field] = title.text
    term = _term(columns, unknown)
    if term and kind in TERM_FIELDS:
        titles = dict.fromkeys(TERM_FIELDS[kind], titles[TERM]) | titles
    return Layout(number, columns, titles, {place: text for place, text in unknown.items() if place not in term}, term)


def _term(columns: Mapping[int, str], unknown: Mapping[int, str]) -> tuple[int, ...]:
    """The column of a term with those to its right that have no heading: 開始 | ~ | 終了 under one merged heading."""
    first = next((place for place, field in columns.items() if field == TERM), None)
    if first is None:
        return ()
    covered = takewhile(lambda place: unknown.get(place) == "", range(first + 1, first + MOST_TERM_COLUMNS))
    return (first, *covered)


def _titles(row: Sequence[str], kind: Noun) -> list[_Title]:
    return [_Title(text, _field(text, kind)) for text in row]


def _titles_of_two(upper: list[str], lower: list[str], kind: Noun, *, is_group: bool) -> list[_Title] | None:
    """The headings of two rows; None where the second does not go with the first."""
    width = max(len(upper), len(lower))
    upper, lower = ([*row, *[""] * (width - len(row))] for row in (upper, lower))
    owners = _owners(upper, lower)
    sizes = Counter(owner for owner, below in zip(owners, lower, strict=True) if owner is not None and below)
    titles: list[_Title] = []
    for owner, below in zip(owners, lower, strict=True):
        above = upper[owner] if owner is not None else ""
        title = _title_of_two(above, below, kind, in_group=owner is not None and sizes[owner] > 1)
        if title is None:
            return None
        titles.append(title)
    return titles if is_group or any(title.joined and title.field for title in titles) else None


def _owners(upper: Sequence[str], lower: Sequence[str]) -> list[int | None]:
    """The column of the upper heading that each column stands under: its own, or the one to the left of a blank."""
    owners: list[int | None] = []
    last: int | None = None
    for place, (above, below) in enumerate(zip(upper, lower, strict=True)):
        if above:
            last = place if below else None
            owners.append(place)
        else:
            owners.append(last if below else None)
    return owners


def _title_of_two(above: str, below: str, kind: Noun, *, in_group: bool) -> _Title | None:
    if not below or not above:
        title = _Title(above or below, _field(above or below, kind))
        return title if title.field or not below else None
    text, field = f"{above} {below}", _field(above + below, kind)
    if field is not None or not in_group:
        return _Title(text, field, joined=True) if field else None
    alone = _field(above, kind) is None and not any(word in above for word in SOMEBODY_S_OWN)
    return _Title(text, _field(below, kind) if alone else None)


def _field(title: str, kind: Noun) -> str | None:
    """The field of a heading: as it is written, without brackets, without what stands in them."""
    known = _FIELDS[kind]
    keys = (title, title.translate(BRACKETS), BRACKETED_WORDS.sub("", title))
    return next((field for key in keys if (field := known.get(heading_key(key)))), None)


def own_title(kind: Noun, field: str) -> str:
    """The office's own heading for a field, for what is said about a column that a file does not have."""
    return next(heading.names[0] for heading in HEADINGS[kind] if heading.field == field)
