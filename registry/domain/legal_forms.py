"""法人格: the legal forms of a body's name, their marks and readings: tables for names.py and body_kinds.py."""

LEGAL_FORMS: dict[str, tuple[str, ...]] = {
    "株式会社": ("株",),
    "有限会社": ("有",),
    "合同会社": ("同",),
    "合資会社": ("資",),
    "合名会社": ("名",),
    "相互会社": ("相",),
    "一般社団法人": ("一社",),
    "一般財団法人": ("一財",),
    "公益社団法人": ("公社",),
    "公益財団法人": ("公財",),
    "社団法人": ("社",),
    "財団法人": ("財",),
    "認定特定非営利活動法人": ("認定特非", "認特", "認定npo"),
    "特定非営利活動法人": ("特非", "特活", "npo", "非"),
    "医療法人社団": ("医社",),
    "医療法人財団": ("医財",),
    "社会医療法人": ("社医",),
    "医療法人": ("医",),
    "学校法人": ("学",),
    "社会福祉法人": ("福", "社福"),
    "宗教法人": ("宗",),
    "国立大学法人": ("国大",),
    "公立大学法人": ("公大",),
    "国立研究開発法人": ("国研", "研"),
    "地方独立行政法人": ("地独",),
    "独立行政法人": ("独", "独行"),
    "農事組合法人": ("農",),
    "協同組合": ("協",),
    "税理士法人": ("税",),
    "弁護士法人": ("弁",),
    "行政書士法人": ("行",),
    "司法書士法人": ("司",),
    "監査法人": ("監",),
}
"""The canonical form and what stands in brackets for it, in NFKC and small letters."""

SPELLINGS: tuple[tuple[str, str], ...] = (
    ("npo法人", "特定非営利活動法人"),
    ("特定非営利法人", "特定非営利活動法人"),
)
"""Other ways to write a form out."""

UNIVERSITY = "大学"
NATIONAL_MARK, NATIONAL_UNIVERSITY, NATIONAL_INSTITUTE = "国", "国立大学法人", "国立研究開発法人"
"""(国) stands for both; every national university corporation has 大学 in its name, no research agency has."""

MARKED_CHARACTERS: dict[str, str] = {
    "㊑": "(株)",
    "㊒": "(有)",
    "㊓": "(社)",
    "㊔": "(名)",
    "㊖": "(財)",
    "㏍": "(株)",
}
"""Single characters for a mark, which NFKC would turn into a bare letter without its brackets."""

MARKS_ANYWHERE = ("株", "有")
"""Marks that also stand inside a name (A(株)B支店); the others only count at either end."""

COMPANY_FORMS = ("株式会社", "有限会社", "合同会社", "合資会社", "合名会社")

KEPT_FORMS = ("協同組合", "相互会社", "税理士法人", "弁護士法人", "行政書士法人", "司法書士法人", "監査法人")
"""Forms without which the rest no longer names the body: a street and its shops' cooperative are two."""

LOST_MARK = "^株|株$|^有(?=[ァ-ヺa-z])|有$|^npo(?![a-z])|^(?:一社|一財|公社|公財|特非|社福)"
"""A bare mark whose brackets were lost, as an expression; 有 begins many real names (有田, 有明)."""

FOREIGN_FORMS = ("co.,ltd.", "co.,ltd", "co.ltd.", "co.ltd", "inc.", "ltd.", "corp.", "llc", "k.k.")
"""Ends of a name in Latin letters, small and without spaces."""

FORM_READINGS = (
    "かぶしきがいしゃ",
    "かぶしきかいしゃ",
    "ゆうげんがいしゃ",
    "ゆうげんかいしゃ",
    "ごうどうがいしゃ",
    "ごうどうかいしゃ",
    "ごうしがいしゃ",
    "ごうしかいしゃ",
    "ごうめいがいしゃ",
    "ごうめいかいしゃ",
    "いっぱんしゃだんほうじん",
    "いっぱんざいだんほうじん",
    "こうえきしゃだんほうじん",
    "こうえきざいだんほうじん",
    "しゃだんほうじん",
    "ざいだんほうじん",
    "とくていひえいりかつどうほうじん",
    "にんていとくていひえいりかつどうほうじん",
    "えぬぴーおーほうじん",
    "にんていえぬぴーおーほうじん",
    "いりょうほうじんしゃだん",
    "いりょうほうじんざいだん",
    "しゃかいいりょうほうじん",
    "いりょうほうじん",
    "がっこうほうじん",
    "しゃかいふくしほうじん",
    "しゅうきょうほうじん",
    "こくりつだいがくほうじん",
    "こうりつだいがくほうじん",
    "こくりつけんきゅうかいはつほうじん",
    "ちほうどくりつぎょうせいほうじん",
    "どくりつぎょうせいほうじん",
    "のうじくみあいほうじん",
    "ぜいりしほうじん",
    "べんごしほうじん",
    "ぎょうせいしょしほうじん",
    "しほうしょしほうじん",
    "かんさほうじん",
    "きょうどうくみあい",
    "そうごがいしゃ",
)
"""How a form is read aloud, in hiragana."""
