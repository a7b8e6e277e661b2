"""Organizations in a form: by id or by a name in any writing, with candidates, and new ones where that is allowed."""

import pytest
from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict

from registry.commands.organizations import delete_organization, merge_organizations
from registry.domain.drafts import FormerNameDraft
from registry.forms.bodies import BodiesField, BodyField, NewBodiesField
from registry.queries.bodies import CANDIDATES, list_bodies_like
from tests.office import SATO, organization


class Form(FlaskForm):
    bodies = BodiesField("相手方")
    one = BodyField("承継先")
    new = NewBodiesField("相手方", required="相手方を選んでください。")


@pytest.fixture
def send(app, session):
    def sent(**values: str | list[str]) -> Form:
        values = {name.replace("__", "-"): value for name, value in values.items()}
        with app.test_request_context("/", method="POST", data=values):
            form = Form(MultiDict(values), meta={"csrf": False})
            form.validate()
            return form

    return sent


@pytest.mark.parametrize(
    "typed",
    ["株式会社アオバ", "㈱ｱｵﾊﾞ", "(株) アオバ", "（株）アオバ", "有限会社ミドリ", "㈲ミドリ", " 株式会社アオバ\u3000"],
)
def test_a_typed_name_is_the_body_that_bears_or_bore_it(send, typed):
    known = organization("株式会社アオバ", former_names=(FormerNameDraft("(有)ミドリ"),))
    form = send(bodies__typed=typed, one__typed=typed)
    assert (form.bodies.ids, form.bodies.typed, form.one.body.id) == ((known.id,), "", known.id)


def test_a_name_of_several_bodies_is_asked_about(send):
    first, second = organization("青葉会", kana="あおば"), organization("青葉会", kana="せいよう")
    field = send(bodies__typed="青葉会").bodies
    assert field.errors == ["「青葉会」という名称の相手方が複数あります。候補から選んでください。"]
    assert [(one.id, one.below) for one in field.candidates] == [(first.id, "あおば"), (second.id, "せいよう")]
    assert field.typed == "青葉会"
    assert send(bodies=str(second.id)).bodies.ids == (second.id,)


@pytest.mark.parametrize("typed", ["あおば", "ｱｵﾊﾞ", "青葉", "㈱青葉", "みどり"])
def test_a_part_of_a_name_reading_or_former_name_gives_candidates(send, typed):
    known = organization("株式会社青葉工業", kana="あおばこうぎょう", former_names=(FormerNameDraft("ミドリ商会"),))
    organization("別会社", kana="べつ")
    field = send(bodies__typed=typed).bodies
    assert [one.id for one in field.candidates] == [known.id]
    assert field.candidates[0].former_name == ("ミドリ商会" if typed == "みどり" else "")
    assert field.errors == [f"「{typed}」は登録されていません。候補から選んでください。"]


def test_a_new_body_is_taken_only_where_it_may_be(send):
    form = send(new="new:株式会社ソラ", bodies="new:株式会社ソラ")
    assert [(one.id, one.name, one.value) for one in form.new.data] == [(None, "株式会社ソラ", "new:株式会社ソラ")]
    assert (form.new.ids, form.bodies.data) == ((), ())
    typed = send(new__typed="株式会社ソラ", bodies__typed="株式会社ソラ")
    assert (typed.new.typed_new, typed.bodies.typed_new) == ("new:株式会社ソラ", "")
    assert typed.new.errors == ["「株式会社ソラ」は登録されていません。候補から選んでください。"]
    assert typed.bodies.errors == ["「株式会社ソラ」は登録されていません。"]


def test_a_merged_body_is_found_under_the_one_that_stands_and_a_deleted_one_nowhere(send):
    stands, merged = organization("青空工業株式会社"), organization("アオゾラ(株)")
    gone = organization("消えた会社")
    merge_organizations(SATO, duplicate_id=merged.id, into_id=stands.id)
    delete_organization(SATO, organization_id=gone.id)
    assert send(bodies__typed="アオゾラ㈱").bodies.ids == (stands.id,)
    assert [one.id for one in list_bodies_like("あおぞら")] == [stands.id]
    field = send(bodies=str(gone.id), bodies__typed="消えた会社").bodies
    assert (field.data, field.candidates) == ((), ())


@pytest.mark.parametrize(
    "values",
    [
        {"bodies": ["-1", "0", "1e3", "９９", "9" * 30, "' OR 1=1", "\x00", "new:", "new:" + "あ" * 301]},
        {"bodies__typed": "\x00"},
        {"bodies__typed": "\u200b\u3000"},
        {"new": ["new:", "new:\x00 ", "new:" + "あ" * 301]},
    ],
)
def test_hostile_values_choose_nobody(send, values):
    organization("株式会社アオバ")
    form = send(**values)
    assert (form.bodies.data, form.new.data) == ((), ())
    assert form.new.errors == ["相手方を選んでください。"]


@pytest.mark.parametrize("typed", ["%", "_", "\\", "'", "あ" * 10_000])
def test_signs_of_a_pattern_are_letters_like_others(send, typed):
    organization("株式会社アオバ")
    assert send(bodies__typed=typed).bodies.candidates == ()


def test_one_at_most_and_few_candidates(send):
    bodies = [organization(f"青葉{number}", kana="あおば") for number in range(CANDIDATES + 2)]
    assert send(one=[str(bodies[0].id), str(bodies[1].id)]).one.errors == ["選べるのは1件までです。"]
    assert len(send(one__typed="青葉").one.candidates) == CANDIDATES
