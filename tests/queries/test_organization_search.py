"""Organizations are found however their names are written, on both databases."""

import pytest

from registry.commands.organizations import merge_organizations, rename_organization, revise_organization
from registry.domain.drafts import FormerNameDraft
from registry.domain.lists import ListQuery, Window
from registry.queries.bodies import list_bodies_like, list_bodies_named
from registry.queries.organization_list import list_organization_rows
from registry.queries.organizations import draft_of
from tests.office import SATO, day, organization


@pytest.fixture(autouse=True)
def few(session):
    organization("株式会社あおば", kana="あおば")
    organization("㈲カモメ", kana="かもめ")
    organization(
        "新しい名", kana="English", former_names=(FormerNameDraft("アヲゾラ商会㈱"), FormerNameDraft("高木屋"))
    )
    organization("番号のある会社", corporate_number="7000012050002")
    twin, stands = organization("ふたば(株)", former_names=(FormerNameDraft("双葉堂"),)), organization("若葉商店")
    merge_organizations(SATO, duplicate_id=twin.id, into_id=stands.id)
    session.flush()


def found(text: str) -> list[str]:
    return [row.name for row in list_organization_rows(ListQuery(text), Window(), day=day("2021-12-20")).listed.rows]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("アオバ", "株式会社あおば"),
        ("ｱｵﾊﾞ", "株式会社あおば"),
        ("㈱あおば", "株式会社あおば"),
        ("（株）アオバ", "株式会社あおば"),
        ("あお 株式", "株式会社あおば"),
        ("有限会社かもめ", "㈲カモメ"),
        ("㈲", "㈲カモメ"),
        ("ＥＮＧ", "新しい名"),
        ("あをぞら", "新しい名"),
        ("あをぞら商会株式会社", "新しい名"),
        ("ふたば株式会社", "若葉商店"),
        ("双葉", "若葉商店"),
        ("7000012050002", "番号のある会社"),
        ("T7000012050002", "番号のある会社"),
        ("7000-0120-50002", "番号のある会社"),
        ("７００００１２０５０００２", "番号のある会社"),
    ],
)
def test_a_name_is_found_in_any_width_and_kana_with_any_mark_of_its_legal_form(text, name):
    assert found(text) == [name]


@pytest.mark.parametrize("text", ["%", "_", "/", "\\", "'; --", "\x00", "\u200b", "あ" * 200])
def test_any_text_is_only_text(text):
    assert len(found(text)) in {0, 5}


def test_what_it_is_called_follows_every_change(session):
    [known] = list_bodies_named("株式会社あおば")
    renamed = rename_organization(SATO, organization_id=known.id, name="ミドリ", kana="みどり", on=day("2021-04-01"))
    assert (found("みどり"), found("㈱アオバ")) == (["ミドリ"], ["ミドリ"])
    draft = draft_of(renamed)
    draft = type(draft)(**vars(draft) | {"former_names": ()})
    revise_organization(SATO, organization_id=known.id, draft=draft, version=renamed.version)
    assert found("㈱アオバ") == []


@pytest.mark.parametrize(
    ("text", "candidates"),
    [
        ("あおば㈱", []),
        ("㈱あお", [("株式会社あおば", "")]),
        ("アヲゾラ", [("新しい名", "アヲゾラ商会㈱")]),
        ("タカギ", []),
        ("高", [("新しい名", "高木屋")]),
        ("双葉", [("若葉商店", "")]),
        ("", []),
    ],
)
def test_candidates_of_a_form_come_with_the_former_name_that_led_to_them(text, candidates):
    assert [(one.name, one.former_name) for one in list_bodies_like(text)] == candidates


@pytest.mark.parametrize("text", ["ふたば株式会社", "双葉堂", "若葉商店"])
def test_a_typed_name_of_a_merged_record_is_the_body(text):
    assert [one.name for one in list_bodies_named(text)] == ["若葉商店"]
