"""The words printed on the form, as the city's document has them."""

from collections.abc import Mapping
from decimal import Decimal

from registry.domain.rules import AgreementDate, CountingRules, MeetingBasis, MergedOrganizations
from registry.domain.vocabulary import Basis, IndicatorKind, Severity

TITLE = "事務事業マネジメントシート({this}実績と{next}計画)"
UPDATED = "{day}更新"
FILE_NAME = "事務事業マネジメントシート_{year}_{title}"
PLAN_BAR = "★事務事業の概要 (PLAN)"
DO_BAR = "1 現状把握の部 (DO、PLAN)"
CHECK_BAR = "2 評価の部 (CHECK)"
CHECK_NOTE = "*原則は{this}の事後評価、ただし複数年度事業は{this}実績を踏まえての途中評価"
SUMMARY_BAR = "3 評価結果の総括 (CHECK)"
ACTION_BAR = "4 今後の方向性（事務事業担当課案）(ACTION)"
PROJECT_NAME = "事務事業名"
DIVISION = "所属部"
SECTION = "所属課"

RELATED = (
    ("manifesto", "マニフェスト\n関連"),
    ("cross_city", "全庁横断\n課題関連"),
    ("reform", "集中改革\nプラン関連"),
)
POLICY_SYSTEM = "総合\n計画\n体系"
POLICY_ROWS = (
    (("policy", "政策"), ("division", DIVISION), ("chief", "課長名")),
    (("measure", "施策"), ("section", SECTION), ("staff", "担当者名")),
    (("pillar", "施策の柱"), ("team", "所属班"), ("extension", "(内線)")),
)
BUDGET = "予算科目"
BUDGET_COLUMNS = (("account", "会計", 1), ("chapter", "款", 1), ("item", "項", 1), ("subitem", "目", 1))
BUDGET_SERIAL = "事業連番"
LEGAL_BASIS = "根拠\n法令"
END_AND_START = "終了、\n開始年度"
ENDS_THIS_YEAR = "{this}で終了"
STARTS_THIS_YEAR = "{this}から開始"
PERIOD = "事業期間"
PERIOD_SINGLE = "単年度のみ"
PERIOD_EVERY = "単年度繰返"
PERIOD_LIMITED = "期間限定複数年度"
STARTED = "(開始年度 {year} 年度)"
LIMITED = "({start} ~ {end} 年度)"
BLANK_YEAR = "　　"
"""Room to write a year by hand."""

PLAN_ROWS = (
    ("content", "【事業の内容】"),
    ("flow", "【業務の流れ】"),
    ("budget_items", "【主な予算費目】"),
    ("opinions", "【意見や要望】"),
)

PURPOSE = "(1)事務事業の目的と指標"
CATEGORY = "新規・拡充区分"
MEANS = "①手段(主な活動) {this}実績({this}に行った主な活動)(DO)"
NEXT_PLAN = "{next}計画(次年度に計画している主な活動)(PLAN)"
BUDGET_CHANGE = "予算の主な増減の理由"
TARGET = "②対象(誰、何を対象にしているのか) *人や自然資源等"
INTENT = "③意図(この事業によって、対象をどう変えるのか)"
INDICATOR_TITLES: Mapping[IndicatorKind, str] = {
    IndicatorKind.ACTIVITY: "①活動指標(事務事業の活動量を表す指標)",
    IndicatorKind.POPULATION: "②対象指標(対象の大きさを表す指標)",
    IndicatorKind.OUTCOME: "③成果指標(意図の達成度を表す指標)",
}
INDICATOR_ROWS: Mapping[IndicatorKind, str] = {
    IndicatorKind.ACTIVITY: "①\n活動\n指標",
    IndicatorKind.POPULATION: "②\n対象\n指標",
    IndicatorKind.OUTCOME: "③\n成果\n指標",
}
INDICATOR_WORDS: Mapping[IndicatorKind, str] = {
    IndicatorKind.ACTIVITY: "活動",
    IndicatorKind.POPULATION: "対象",
    IndicatorKind.OUTCOME: "成果",
}
SLOT = "{slot}: {name}"
RATIONALE = "*③成果指標設定の理由と{next}目標値設定の根拠"
TOTAL_COST = "総トータルコスト\n全体計画 {start} ~ {end} 年度"
BRIDGE = "件数と団体数"
REPORTS = "担当課からの\n実績報告"
REPORT_LINE = "{project}（{department}）：{result}"

WITHIN: Mapping[str, str] = {
    "head.period.started_year": "開始年度",
    "head.period.limited_from": "期間限定の開始年度",
    "head.period.limited_until": "期間限定の終了年度",
    "do.total_cost_from": "全体計画の開始年度",
    "do.total_cost_until": "全体計画の終了年度",
}
"""Values printed inside another cell's words → what they are."""

FIGURES = "(2)各指標・総事業費の推移"
UNIT = "単位"
COLUMN_HEADS: Mapping[Basis, str] = {
    Basis.ACTUAL: "実績(決算)",
    Basis.TARGET: "目標(当初予算)",
    Basis.PLANNED: "予定",
    Basis.FORECAST: "見込",
}
BASIS_WORDS: Mapping[Basis, str] = {
    Basis.ACTUAL: "実績",
    Basis.TARGET: "目標",
    Basis.PLANNED: "予定",
    Basis.FORECAST: "見込",
}

INPUT = "投入量"
PROJECT_COST = "事業費"
FUNDING = "財源内訳"
PERSONNEL_COST = "人件費"
MONEY = "千円"
COST_WORDS: Mapping[str, tuple[str, str]] = {
    "national": ("国庫支出金", MONEY),
    "prefectural": ("都道府県支出金", MONEY),
    "bonds": ("地方債", MONEY),
    "other": ("その他", MONEY),
    "transfers": ("繰入金", MONEY),
    "general": ("一般財源", MONEY),
    "project": ("(A) 事業費計", MONEY),
    "designated": ("(A)のうち指定経費", MONEY),
    "overtime": ("(A)のうち時間外・特勤", MONEY),
    "staff": ("正規職員従事人数", "人"),
    "hours": ("延べ業務時間", "時間"),
    "personnel": ("(B) 人件費計", MONEY),
    "total": ("トータルコスト(A)+(B)", MONEY),
}
"""Row of ``COST_ROWS`` → what it is called, and in what it is counted."""

COST_NOTE = "費用についての注記"
ROUNDED = "端数処理により一致しない。"
"""What is noted under costs that were rounded to 千円 one by one."""

REASON, CAUSE, REASON_AND_REMEDY = "⇒【理由 ↗】", "⇒【原因 ↗】", "⇒【理由と対策 ↗】"
QUESTION_GROUPS = (
    ("目標達成度評価", (1, 2)),
    ("有効性評価", (3, 4)),
    ("効率性評価", (5, 6)),
    ("公平性評価", (7,)),
    ("役割分担評価", (8,)),
)
QUESTION_WORDS: Mapping[int, str] = {
    1: "① {this}目標達成度評価",
    2: "② {next}目標達成見込み",
    3: "③成果の向上余地",
    4: "④類似事業との統廃合・連携の可能性",
    5: "⑤事業費の削減余地",
    6: "⑥人件費（延べ業務時間）の削減余地",
    7: "⑦受益機会・費用負担の適正化余地",
    8: "⑧行政の役割分担の適正化",
}
BOX_WORDS: Mapping[str, tuple[str, str]] = {
    "check.1.achieved": ("達成した", ""),
    "check.1.not_achieved": ("達成しなかった", CAUSE),
    "check.2.expected": ("目標達成見込みあり", REASON),
    "check.2.unlikely": ("目標達成は厳しい", REASON_AND_REMEDY),
    "check.3.room": ("向上余地がある", REASON),
    "check.3.no_room": ("向上余地がない", REASON),
    "check.4.other_means": ("他に手段がある", "(具体的な手段、事務事業)"),
    "check.4.mergeable": ("統廃合・連携ができる", REASON),
    "check.4.not_mergeable": ("統廃合・連携ができない", REASON),
    "check.4.no_other_means": ("他に手段がない", REASON),
    "check.5.room": ("削減余地がある", REASON),
    "check.5.no_room": ("削減余地がない", REASON),
    "check.6.room": ("削減余地がある", REASON),
    "check.6.no_room": ("削減余地がない", REASON),
    "check.7.review": ("見直し余地がある", REASON),
    "check.7.fair": ("公平・公正である", REASON),
    "check.8.review": ("見直し余地がある", REASON),
    "check.8.proper": ("役割分担は適正である", REASON),
    "action.abolish": ("廃止", ""),
    "action.suspend": ("休止", ""),
    "action.redefine": ("目的再設定", ""),
    "action.merge": ("事業統廃合・連携", ""),
    "action.improve_effectiveness": ("事業のやり方改善（有効性改善）", ""),
    "action.improve_efficiency": ("事業のやり方改善（効率性改善）", ""),
    "action.improve_fairness": ("事業のやり方改善（公平性改善）", ""),
    "action.maintain": ("現状維持（従来通りで特に改革改善をしない）", ""),
}
"""Stable name of a box → its words, and what stands behind it on paper."""

DIRECTION = "(1) 今後の事業の方向性（改革改善案）・・・複数選択可"
EXPECTED = "(2) 改革・改善による期待成果(廃止・休止の場合は記入不要)"
PROBLEMS = "(3) 改革、改善を実現する上で解決すべき課題（壁）とその解決策"
COST = "コスト"
RESULT = "成果"
MATRIX_RESULT_WORDS: Mapping[str, str] = {"better": "向上", "same": "維持", "worse": "低下"}
MATRIX_COST_WORDS: Mapping[str, str] = {"less": "削減", "same": "維持", "more": "増加"}

RULES_NOTE = (
    "計上の決まり　協定の基準日は{agreement_date}、協議は{meeting_basis}、"
    "合併・再編した団体は{merged_organizations}。{days}"
)
RULE_WORDS: Mapping[str, str] = {
    AgreementDate.CONCLUDED: "締結日",
    AgreementDate.EFFECTIVE: "発効日",
    MeetingBasis.MEETING: "1会議を1回",
    MeetingBasis.PARTICIPATION: "1会議を参加団体ごとに1回",
    MergedOrganizations.AS_CONCLUDED: "締結時のとおり",
    MergedOrganizations.TODAY: "合併・再編の日から1団体",
}
LAST_DAYS = "実績は各年度3月31日現在。"
RUNNING_YEAR = "実績は各年度3月31日現在、{year}は{day}現在。"
RECOMPUTED = "再計算 {computed}"
DIFFERENCE_NOTE = "公表した値との差　{differences}。"
DIFFERENCE = "{year}の{indicator}は公表{published}、再計算{computed}(差{difference})"
LIST_SEPARATOR = "、"

INDICATOR_ROW = "{kind}指標 {slot}"
FINDINGS_BAR = "検算の指摘"
FINDING_HEADS = ("番号", "区分", "欄", "指摘")
SEVERITY_WORDS: Mapping[Severity, str] = {Severity.ERROR: "誤り", Severity.WARNING: "注意", Severity.NOTICE: "参考"}
TALLY = "{severity}{count}件"
EXPLANATION = "説明: {text}"
MISSING_NOTE = "※ 次の文字は書体にないため〓で示しています: {characters}"


def rules_words(rules: CountingRules) -> dict[str, str]:
    """Each rule's value in the words printed under the indicators."""
    return {name: RULE_WORDS[value] for name, value in rules.as_dict().items()}


def figure(value: Decimal | None) -> str:
    """A figure as the form prints it: 14,983; "" where there is none."""
    if value is None:
        return ""
    return f"{int(value):,}" if value == value.to_integral_value() else f"{value.normalize():,f}"
