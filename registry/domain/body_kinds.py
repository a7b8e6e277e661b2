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

_BEFORE_CHIEF = "市区町村郡学校園院館所局部課室係店社会議駅署場塾団隊科構合員事プムー"
_TITLE = re.compile(
    f"(?:[{_BEFORE_CHIEF}]長|代表取締役|取締役|執行役員?|代表理事|専務理事|常務理事|代表社員|代表者|頭取|総裁|総長|知事"
    "|教育長|長官|大臣|支配人)(?:様|殿)?$"
)
_PERSON = re.compile("[\u3005\u3041-\u3096\u30a1-\u30fc\u3400-\u9fff]{1,5}")
_LONGEST_PERSON = 2


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
    """Whether a name is a post (○○市長, 支店長) and not a body: contract.md's question ``post_title``.

    The holder's name may follow it (佐倉市長 山田太郎). A title that stands alone beside a legal form is the body's own
    name (株式会社村長).
    """
    words = name.split()
    persons = range(min(_LONGEST_PERSON, len(words) - 1) + 1)
    return any(
        _ends_in_title("".join(words[: len(words) - count]))
        for count in persons
        if all(_PERSON.fullmatch(word) for word in words[len(words) - count :])
    )


def _ends_in_title(name: str) -> bool:
    folded = fold_name(name)
    title = _TITLE.search(folded)
    return title is not None and not any(
        folded.removeprefix(form) == title[0] for form in LEGAL_FORMS if form in folded
    )
