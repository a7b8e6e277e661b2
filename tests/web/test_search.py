"""The search over everything finds what the lists find, and numbers lead straight to their record."""

import pytest

from registry.database import writing
from registry.domain.drafts import FormerNameDraft
from registry.web.search import marked
from tests.office import agreement, meeting, organization, project


@pytest.fixture
def few(site) -> dict[str, int]:
    with site.app_context(), writing():
        body = organization(
            "株式会社ホシゾラ",
            kana="ほしぞら",
            corporate_number="7000012050002",
            former_names=(FormerNameDraft("星空商事有限会社"),),
        )
        return {
            "organizations": body.id,
            "agreements": agreement(body, title="星見の協定", number="Q9-01").id,
            "meetings": meeting(body, subject="星見の会", summary="望遠鏡を借りる", internal_note="秘密の星").id,
            "projects": project("星見の夕べ", organizations=(body.id,)).id,
        }


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("ホシゾラ", {"organizations", "agreements", "meetings", "projects"}),
        ("ﾎｼｿﾞﾗ", {"organizations", "agreements", "meetings", "projects"}),
        ("星見", {"agreements", "meetings", "projects"}),
        ("望遠鏡", {"meetings"}),
        ("星見 夕べ", {"projects"}),
        ("秘密の星", set()),
        ("どこにもない語", set()),
    ],
)
def test_each_kind_is_found_by_its_own_words(viewer, few, text, found):
    page = viewer.get("/search", query_string={"q": text})
    assert page.status_code == 200
    links = {noun for noun, record_id in few.items() if f'href="/{noun}/{record_id}"' in page.text}
    assert links == found
    assert ("に合う記録はありません" in page.text) is (not found)


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        ("q9-01", "agreements"),
        ("Ｑ９－０１", "agreements"),
        ("7000012050002", "organizations"),
        ("T7000-0120-50002", "organizations"),
    ],
)
def test_a_number_leads_straight_to_its_record(viewer, few, text, noun):
    answer = viewer.get("/search", query_string={"q": text})
    assert (answer.status_code, answer.location) == (302, f"/{noun}/{few[noun]}")


def test_what_was_sought_is_marked_and_text_stays_text(site, viewer):
    with site.app_context(), writing():
        organization("<b>太字</b>株式会社")
    page = viewer.get("/search", query_string={"q": "<b>太"}).text
    assert "<mark>&lt;b&gt;太</mark>字&lt;/b&gt;株式会社" in page


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("株式会社ホシゾラ", ["ほしぞら"], "株式会社[ホシゾラ]"),
        ("星 見の会", ["星見"], "[星] [見]の会"),
        ("ABC商会", ["ａｂ", "商"], "[AB]C[商]会"),
        ("髙木屋と高木", ["高木"], "[髙木]屋と[高木]"),
        ("ああああ", ["ああ"], "[ああああ]"),
        ("星", ["", "月"], "星"),
        ("", ["星"], ""),
    ],
)
def test_what_was_sought_is_marked_in_any_width_and_kana(text, words, expected):
    assert "".join(f"[{piece}]" if found else piece for piece, found in marked(text, words)) == expected


@pytest.mark.parametrize("text", ["", "   ", "%", "_", "\\", "'", "あ" * 5000, "\x00"])
def test_any_text_is_answered(viewer, text):
    assert viewer.get("/search", query_string={"q": text}).status_code == 200
