"""Agreements, projects and organizations in a form: by id, by what was typed, or as candidates to choose from."""

import pytest
from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict

from registry.domain.errors import TooMuchSent
from registry.forms.bodies import BodiesField
from registry.forms.records_field import AgreementsField, ProjectsField
from tests.office import agreement, organization, project


class Related(FlaskForm):
    bodies = BodiesField("相手方")
    agreements = AgreementsField("協定")
    projects = ProjectsField("連携事業")


@pytest.fixture
def send(app, session):
    """A form as it is after it was sent."""

    def sent(**values: str | list[str]) -> Related:
        with app.test_request_context("/", method="POST", data=values):
            form = Related(MultiDict(values), meta={"csrf": False})
            form.validate()
            return form

    return sent


def test_chosen_records_come_by_their_ids_in_the_order_sent(send):
    party = organization("甲株式会社")
    first, second = (agreement(party, title=title) for title in ("見守り協定", "防災協定"))
    form = send(agreements=[str(second.id), str(first.id), "999999", "x", str(second.id)])
    assert form.agreements.ids == (second.id, first.id)
    assert form.agreements.shown() == f"{second.number} 防災協定, {first.number} 見守り協定"


def test_all_that_were_chosen_are_kept_and_too_many_are_refused(send):
    ids = [str(organization(f"団体{number}").id) for number in range(205)]
    assert len(send(bodies=ids).bodies.ids) == 205
    with pytest.raises(TooMuchSent):
        send(bodies=[str(number) for number in range(1, 1002)])


@pytest.mark.parametrize(
    "typed", ["R2-07", "ｒ２－０７", "地域の見守り、買い物支援に関する協定", "地域の見守り、買い物支援に関する 協定"]
)
def test_an_agreement_is_found_by_its_number_or_its_whole_title(send, typed):
    known = agreement(organization("甲"), number="R2-07", title="地域の見守り、買い物支援に関する協定")
    form = send(**{"agreements-typed": typed})
    assert (form.agreements.ids, form.agreements.typed, not form.agreements.errors) == ((known.id,), "", True)


def test_several_may_be_typed_beside_those_that_are_chosen(send):
    party = organization("甲")
    one, two, three = (agreement(party, title=f"協定{number}", number=f"A-{number}") for number in "123")
    form = send(agreements=str(three.id), **{"agreements-typed": "A-1、A-2"})
    assert form.agreements.ids == (three.id, one.id, two.id)


def test_a_title_of_several_agreements_is_asked_about_with_what_tells_them_apart(send):
    first = agreement(organization("甲大学"), title="包括連携協定", concluded="2019-05-01")
    second = agreement(organization("乙銀行"), title="包括連携協定", concluded="2020-05-01")
    field = send(**{"agreements-typed": "包括連携協定"}).agreements
    assert field.errors == ["「包括連携協定」という名称の協定が複数あります。どれか選んでください。"]
    assert [one.id for one in field.candidates] == [second.id, first.id]
    assert field.candidates[0].below == "乙銀行、令和2年5月1日締結"
    assert field.typed == "包括連携協定"


def test_a_part_of_a_title_or_a_party_gives_candidates(send):
    known = agreement(organization("国立大学法人青葉野大学"), title="健康都市の推進に関する協定")
    for typed in ("健康都市", "青葉野大学"):
        field = send(**{"agreements-typed": typed}).agreements
        assert [one.id for one in field.candidates] == [known.id]
        assert field.errors == [f"「{typed}」は登録されていません。候補から選んでください。"]


def test_what_is_like_nothing_has_no_candidates(send):
    field = send(**{"projects-typed": "宇宙開発"}).projects
    assert (field.candidates, field.errors) == ((), ["「宇宙開発」は登録されていません。"])


@pytest.mark.parametrize("typed", ["健康都市推進事業", "連携01"])
def test_a_project_is_found_by_its_name_or_number(send, typed):
    known = project("健康都市推進事業", number="連携01")
    assert send(**{"projects-typed": typed}).projects.ids == (known.id,)


def test_a_project_is_offered_by_a_part_of_its_name_number_or_organization(send):
    known = project("健康都市推進事業", number="連携01", organizations=(organization("青葉野大学").id,))
    for typed in ("健康", "携0", "青葉野"):
        assert [one.id for one in send(**{"projects-typed": typed}).projects.candidates] == [known.id]
    assert send(**{"projects-typed": "健康"}).projects.candidates[0].below == "秘書政策課、令和2年4月1日から"


def test_a_body_is_still_found_by_any_mark_of_its_legal_form(send):
    known = organization("株式会社あおば")
    assert send(**{"bodies-typed": "㈱あおば"}).bodies.ids == (known.id,)
