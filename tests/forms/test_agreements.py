"""The form of an agreement: its rows of parties, what is wrong with them, and the draft that it becomes."""

import pytest
from werkzeug.datastructures import MultiDict

from registry.domain.drafts import AgreementDraft, PartyDraft
from registry.domain.vocabulary import AgreementType, PartyRole
from registry.forms.agreements import AgreementForm, carried_over
from registry.words import AGREEMENT_TYPES, PARTY_ROLES
from tests.office import day, organization

PARTY, OBSERVER = PartyRole.PARTY, PartyRole.OBSERVER
TYPED = {"title": "連携協定", "concluded_on": "R3.2.12", "type": "comprehensive"}


@pytest.fixture
def request_context(sqlite_app):
    with sqlite_app.test_request_context("/", method="POST"):
        yield


@pytest.fixture
def bodies(request_context) -> list[str]:
    """The ids of two organizations."""
    return [str(organization(name).id) for name in ("甲大学", "乙銀行")]


def form_of(values: dict[str, str], *rows: dict[str, str]) -> AgreementForm:
    sent = MultiDict(TYPED | values)
    for place, row in enumerate(rows):
        for name, value in ({"role": "party"} | row).items():
            sent.add(f"parties-{place}-{name}", value)
    form = AgreementForm(formdata=sent, meta={"csrf": False})
    form.offer(types=AGREEMENT_TYPES, roles=PARTY_ROLES)
    return form


def problems(form: AgreementForm) -> list[tuple[str, str]]:
    form.validate()
    return [(one.control, f"{one.label}: {one.text}") for one in form.problems]


def test_it_becomes_the_draft_that_was_typed(bodies):
    form = form_of(
        {
            "number": "R2-07",
            "type": "individual",
            "effective_on": "Ｒ３／４／１",
            "expires_on": "2023-03-31",
            "auto_renewal_months": "十二",
            "notice_months": "３",
            "summary": "概要",
        },
        {"body": bodies[0]},
        {"body": bodies[1], "role": "observer", "joined_on": "R3.7.1", "left_on": "R4.3.31"},
        {},
    )
    assert form.validate()
    assert form.to_draft({}) == AgreementDraft(
        day("2021-02-12"),
        (PartyDraft(int(bodies[0])), PartyDraft(int(bodies[1]), OBSERVER, day("2021-07-01"), day("2022-03-31"))),
        title="連携協定",
        number="R2-07",
        type=AgreementType.INDIVIDUAL,
        effective_on=day("2021-04-01"),
        expires_on=day("2023-03-31"),
        auto_renewal_months=12,
        notice_months=3,
        summary="概要",
    )


def test_a_typed_name_is_the_body_that_bears_it_and_a_new_one_has_the_id_that_it_was_given(bodies):
    form = form_of({}, {"body-typed": "甲 大学"}, {"body": "new:丙財団"}, {"body": "new:丙財団", "role": "observer"})
    form.validate()
    assert form.new_names == ("丙財団",)
    assert [one.organization_id for one in form.to_draft({"丙財団": 77}).parties] == [int(bodies[0]), 77, 77]


def test_only_what_is_wrong_in_a_row_is_marked_and_the_summary_names_the_row(bodies):
    form = form_of(
        {},
        {"body": bodies[0]},
        {"body": bodies[1], "joined_on": "R3.4.1", "left_on": "R3.3.31"},
        {"body-typed": "丙商工"},
        {"joined_on": "R3.4.1"},
        {"body": bodies[0]},
        {"body": bodies[1], "joined_on": "そのうち"},
    )
    assert problems(form) == [
        ("parties-1-left_on", "脱退日 2: 参加日より前の日です。"),
        ("parties-2-body", "相手方 3: 「丙商工」は登録されていません。候補から選んでください。"),
        ("parties-3-body", "相手方 4: 相手方を選んでください。"),
        ("parties-4-body", "相手方 5: この相手方は、上の行に同じ期間で入力されています。"),
        (
            "parties-5-joined_on",
            "参加日 6: 「そのうち」を日付として読み取れません。R2.4.1 または 2020/4/1 のように入力してください。",
        ),
    ]
    assert not form.parties.rows[1].body.errors
    assert not form.parties.rows[2].joined_on.errors


def test_one_organization_may_have_two_periods_that_do_not_meet(bodies):
    rows = ({"role": "observer", "left_on": "R3.3.31"}, {"joined_on": "R3.4.1"})
    assert form_of({}, *({"body": bodies[0]} | row for row in rows)).validate()


def test_an_agreement_has_a_party_a_title_and_a_day(bodies):
    assert problems(form_of({"title": "", "concluded_on": ""}, {})) == [
        ("title", "協定名: 協定名を入力してください。"),
        ("concluded_on", "締結日: 締結日を入力してください。"),
        ("parties-0-body", "相手方 1: 相手方を1団体以上入力してください。"),
    ]


def test_a_row_more_is_blank_and_the_newest_and_a_row_less_keeps_the_others(bodies):
    form = form_of({}, {"body": bodies[0]}, {"body-typed": "途中まで"}, {"body": bodies[1], "joined_on": "R3.4"})
    assert form.parties.change_rows({"parties-add": "1"})
    assert [row.has_anything for row in form.parties.rows] == [True, True, True, False]
    assert form.parties.new_row == 3
    assert form.parties.change_rows({"parties-remove": "0"})
    assert [row.body.typed for row in form.parties.rows] == ["途中まで", "", ""]
    assert [row.joined_on.typed for row in form.parties.rows[:2]] == ["", "R3.4"]
    assert [row.body.name for row in form.parties.rows] == [f"parties-{place}-body" for place in range(3)]
    assert form.parties.new_row == 0


@pytest.mark.parametrize("gone", ["", "9", "-1", "１", "x" * 5000, "9" * 5000])
def test_a_row_that_is_not_there_is_not_taken_away(bodies, gone):
    form = form_of({}, {"body": bodies[0]})
    assert form.parties.change_rows({"parties-remove": gone})
    assert len(form.parties) == 1


def test_the_last_row_taken_away_leaves_a_blank_one(bodies):
    form = form_of({}, {"body": bodies[0]})
    form.parties.change_rows({"parties-remove": "0"})
    assert [row.has_anything for row in form.parties.rows] == [False]


def test_an_agreement_with_very_many_parties_is_shown_whole(bodies):
    rows = [{"role": PARTY}] * 300
    assert len(AgreementForm(formdata=None, data={"parties": rows}, meta={"csrf": False}).parties) == 300


def test_names_of_rows_that_nobody_could_have_sent_are_no_rows(bodies):
    sent = {f"parties-{index}-body": bodies[0] for index in ("9" * 5000, "1000", "-1", "٣", "x", "")}
    assert len(form_of(sent).parties) == 1


def test_a_renewal_carries_over_who_is_there_and_begins_after_the_last_day():
    draft = AgreementDraft(
        day("2016-04-01"),
        (PartyDraft(1, PARTY, day("2017-04-01")), PartyDraft(2, OBSERVER), PartyDraft(3, left_on=day("2020-03-31"))),
        title="連携協定",
        number="H28-01",
        expires_on=day("2021-03-31"),
        auto_renewal_months=12,
        notice_months=3,
        ended_on=day("2021-03-31"),
        end_reason="満了",
        fields=("防災",),
        notes="備考",
    )
    carried = carried_over(draft, day("2021-03-31"), day("2021-02-12"))
    assert carried.parties == (PartyDraft(1), PartyDraft(2, OBSERVER))
    assert (carried.title, carried.fields, carried.auto_renewal_months, carried.notice_months) == (
        "連携協定",
        ("防災",),
        12,
        3,
    )
    assert (carried.number, carried.expires_on, carried.ended_on, carried.end_reason, carried.notes) == (
        None,
        None,
        None,
        "",
        "",
    )
    assert carried.effective_on == day("2021-04-01")
    assert carried_over(draft, None, day("2021-02-12")).effective_on is None
