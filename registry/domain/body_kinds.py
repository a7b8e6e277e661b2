"""What a body's name says about it: its kind, and whether it is a post's title rather than a body."""

import re

from registry.domain.legal_forms import COMPANY_FORMS, LEGAL_FORMS
from registry.domain.names import fold_name
from registry.domain.vocabulary import OrganizationKind

_FINANCIAL = ("銀行", "信用金庫", "信用組合", "労働金庫", "保険")
_ACADEMIC = ("大学", "高等専門学校", "高等学校")
_ACADEMIC_UNLESS_COMPANY = ("研究所", "研究センター")
_ASSOCIATION = ("商工会", "商工会議所", "協議会", "連盟", "特定非営利活動法人", "社団法人", "財団法人")
_ASSOCIATION_UNLESS_COMPANY = ("協会",)
_COMPANY = ("株式会社", "有限会社", "合同会社")

_TITLE = re.compile(
    "(?:代表取締役(?:社長|会長|副社長)?|取締役(?:社長|会長)?|執行役員|代表理事|専務理事|常務理事|代表社員|頭取|総裁|総長|知事"
    "|[市区町村学校園院館所局部課室係店社会議駅署組]長|理事長|委員長|組合長|支店長|支社長|支部長|支所長|出張所長|営業所長"
    "|事務局長|本部長|事業部長|工場長|センター長|塾長|団長|隊長|教育長|長官|大臣|代表者|部門長|地域長)(?:様|殿)?$"
)


def kind_of_name(name: str) -> OrganizationKind | None:
    """The kind that a name tells; None is the question ``kind_unknown``.

    The first that fits, in the order of contract.md, "Unknown bodies".
    """
    folded = fold_name(name)
    company = any(form in folded for form in COMPANY_FORMS)
    words = (
        (OrganizationKind.FINANCIAL, _FINANCIAL),
        (OrganizationKind.ACADEMIC, _ACADEMIC if company else _ACADEMIC + _ACADEMIC_UNLESS_COMPANY),
        (OrganizationKind.ASSOCIATION, _ASSOCIATION if company else _ASSOCIATION + _ASSOCIATION_UNLESS_COMPANY),
        (OrganizationKind.COMPANY, _COMPANY),
    )
    return next((kind for kind, signs in words if any(sign in folded for sign in signs)), None)


def is_post_title(name: str) -> bool:
    """Whether a name is a post (○○市長, 支店長) and not a body; contract.md's question ``post_title``.

    A body's legal form directly before the word makes it the body's own name (株式会社社長).
    """
    folded = fold_name(name)
    title = _TITLE.search(folded)
    return title is not None and folded[: title.start()] not in LEGAL_FORMS
