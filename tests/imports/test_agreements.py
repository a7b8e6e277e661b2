"""A file of agreements against the registry: parties, renewals, numbers, and what each row changes."""

from datetime import date

import pytest

from registry.domain.drafts import AgreementDraft, OrganizationDraft, PartyDraft
from registry.domain.known import Known
from registry.domain.vocabulary import AgreementType, OrganizationKind, PartyRole
from tests.imports.files import bodies, counts, errors, planned, questions, stored, warnings, with_records

DAY = date(2020, 4, 1)
OBSERVER = PartyRole.OBSERVER
HEAD = "締結日,相手方"


def party(body, role=PartyRole.PARTY):
    return PartyDraft(body, role)


def registered(*agreements: AgreementDraft, **more) -> Known:
    """㈱一 (1), ㈱二 (2), ㈱三 (3) and these agreements, with the ids 11, 12, …"""
    records = tuple(stored(place, draft, **more) for place, draft in enumerate(agreements, start=11))
    return with_records(bodies("株式会社一", "株式会社二", "株式会社三"), agreements=records)


def agreement(number="R2-01", *, parties=None, **values) -> AgreementDraft:
    """One with ㈱一, of DAY, unless said otherwise."""
    day = values.pop("concluded_on", DAY)
    return AgreementDraft(concluded_on=day, parties=parties or (party(1),), number=number, **values)


def test_every_column_reaches_the_draft():
    text = (
        "番号,協定名,種別,締結日,発効日,満了日,自動更新,予告,予告日,終了日,相手方,オブザーバー,担当課,分野,概要,備考\n"
        'R2-9,包括連携協定,個別,R2.4.1,R2.3.1,R3.3.31,1年,3か月,R3.1.4,R2.12.1,㈱一、㈱二,㈱三,企画課,農業;防災,"一\n二",記\n'
    )
    (record,) = planned("agreements", text, registered()).creations
    assert record.draft == AgreementDraft(
        number="R2-9",
        title="包括連携協定",
        type=AgreementType.INDIVIDUAL,
        concluded_on=date(2020, 4, 1),
        effective_on=date(2020, 3, 1),
        expires_on=date(2021, 3, 31),
        auto_renewal_months=12,
        notice_months=3,
        notice_given_on=date(2021, 1, 4),
        ended_on=date(2020, 12, 1),
        parties=(party(1), party(2), party(3, OBSERVER)),
        department="企画課",
        fields=("農業", "防災"),
        summary="一\n二",
        notes="記",
    )


def test_blank_cells_take_the_stated_defaults():
    (record,) = planned("agreements", f"{HEAD},種別,自動更新\n2020-04-01,㈱一,,\n", registered()).creations
    assert record.draft == AgreementDraft(concluded_on=DAY, parties=(party(1),))
    assert record.draft.type is AgreementType.COMPREHENSIVE


def test_observers_in_brackets_and_in_their_own_column_are_observers():
    text = f"{HEAD},オブザーバー\n2020-04-01,㈱一（オブザーバー：㈱二）,㈱三\n"
    (record,) = planned("agreements", text, registered()).creations
    assert record.draft.parties == (party(1), party(2, OBSERVER), party(3, OBSERVER))


def test_a_body_that_is_party_and_observer_at_once_is_an_error():
    plan = planned("agreements", f"{HEAD},オブザーバー\n2020-04-01,㈱一,㈱一\n", registered())
    assert errors(plan) == [(2, "相手方", "㈱一", "party_twice")]


def test_unknown_parties_are_registered_once_with_the_kind_that_their_name_tells():
    plan = planned("agreements", f"{HEAD}\n2020-04-01,㈱新、試験銀行\n2020-04-02,株式会社 新、㈱一\n", registered())
    assert [(body.id, body.draft) for body in plan.bodies] == [
        (-1, OrganizationDraft("㈱新", kind=OrganizationKind.COMPANY)),
        (-2, OrganizationDraft("試験銀行", kind=OrganizationKind.FINANCIAL)),
    ]
    assert [record.draft.parties for record in plan.creations] == [(party(-1), party(-2)), (party(-1), party(1))]
    assert questions(plan) == []


def test_doubts_about_a_party_are_asked_with_its_own_name():
    plan = planned("agreements", f"{HEAD}\n2020-04-01,一株式会社、謎の会\n2020-04-02,謎の会\n", registered())
    assert questions(plan) == [
        (2, "相手方", "一株式会社", "possible_duplicate"),
        (2, "相手方", "謎の会", "kind_unknown"),
    ]
    assert [body.likely for body in plan.bodies] == [(1,), ()]


def test_a_name_of_several_bodies_is_asked_about_and_means_the_one_recorded_first():
    known = bodies("株式会社一", "㈱一")
    plan = planned("agreements", f"{HEAD}\n2020-04-01,㈱一\n", known)
    assert questions(plan) == [(2, "相手方", "㈱一", "ambiguous_name")]
    assert plan.creations[0].draft.parties == (party(1),)


@pytest.mark.parametrize("title", ["合志市長", "㈱一 支店長"])
def test_a_post_s_title_is_asked_about_and_is_taken_as_a_body(title):
    plan = planned("agreements", f"{HEAD}\n2020-04-01,{title}\n", registered())
    assert (2, "相手方", title, "post_title") in questions(plan)
    assert [body.draft.name for body in plan.bodies] == [title]


@pytest.mark.parametrize("name", ["試験市", "試 験市", "熊本県試験市"])
def test_the_city_itself_is_no_party(name):
    plan = planned("agreements", f"{HEAD}\n2020-04-01,{name}、㈱一\n", registered())
    assert warnings(plan) == [(2, "相手方", name, "own_city")]
    assert plan.creations[0].draft.parties == (party(1),)


def test_the_city_alone_leaves_no_party():
    assert errors(planned("agreements", f"{HEAD}\n2020-04-01,試験市\n")) == [(2, "相手方", "試験市", "required")]


def test_without_a_city_in_the_settings_no_name_is_the_city():
    plan = planned("agreements", f"{HEAD}\n2020-04-01,試験市\n", city="")
    assert [body.draft.name for body in plan.bodies] == ["試験市"]


@pytest.mark.parametrize(
    ("columns", "cells", "problem"),
    [
        ("満了日", "2020-03-31", (2, "満了日", "2020-03-31", "dates_out_of_order")),
        ("終了日", "2020-03-31", (2, "終了日", "2020-03-31", "dates_out_of_order")),
        ("満了日,終了日", "2021-03-31,2021-04-01", (2, "終了日", "2021-04-01", "dates_out_of_order")),
        ("自動更新", "12", (2, "自動更新", "12", "bad_renewal")),
        ("満了日,自動更新", "2021-03-31,0", (2, "自動更新", "0", "bad_renewal")),
        ("更新元", "R1-01", (2, "更新元", "R1-01", "no_such_number")),
        ("種別", "特別", (2, "種別", "特別", "unknown_value")),
        ("発効日", "平成31年2月29日", (2, "発効日", "平成31年2月29日", "no_such_day")),
        ("番号", "あ" * 51, (2, "番号", "あ" * 51, "too_long")),
    ],
)
def test_what_breaks_a_rule_names_its_cell(columns, cells, problem):
    plan = planned(
        "agreements", f"{HEAD},{columns}\n2020-04-01,㈱一,{cells}\n2020-04-01,㈱二{',' * cells.count(',')},\n"
    )
    assert errors(plan) == [problem]
    assert counts(plan) == (2, 1, 0, 0)


@pytest.mark.parametrize(
    ("columns", "cells"),
    [
        ("発効日", "2019-01-01"),
        ("満了日,終了日", "2021-03-31,2021-03-31"),
        ("満了日,自動更新,終了日", "2021-03-31,12,2025-04-01"),
    ],
)
def test_what_is_allowed_is_no_error(columns, cells):
    assert errors(planned("agreements", f"{HEAD},{columns}\n2020-04-01,㈱一,{cells}\n", registered())) == []


def test_rows_of_the_same_number_are_one_agreement_with_all_their_parties():
    text = f"番号,{HEAD},協定名\n1,2020-04-01,㈱一(オブザーバー:㈱三),名\n１,R2.4.1,㈱二,\n1,2020-04-01,㈱一,名\n"
    plan = planned("agreements", text, registered())
    assert counts(plan) == (3, 1, 0, 0)
    assert plan.creations[0].draft.parties == (party(1), party(2), party(3, OBSERVER))


def test_rows_of_the_same_number_may_differ_in_nothing_else():
    text = f"番号,{HEAD},協定名\n1,2020-04-01,㈱一,一\n1,2020-04-02,㈱二,二\n"
    assert errors(planned("agreements", text, registered())) == [
        (3, "締結日", "2020-04-02", "number_twice"),
        (3, "協定名", "二", "number_twice"),
    ]


def test_a_renewal_may_name_a_row_of_the_same_file_in_any_order():
    text = f"番号,{HEAD},更新元\n3,2022-04-01,㈱一,２\n2,2020-04-01,㈱一,R2-01\n"
    plan = planned("agreements", text, registered(agreement(concluded_on=date(2018, 4, 1))))
    assert errors(plan) == []
    assert [(record.id, record.draft.renews_id) for record in plan.creations] == [(-1, -2), (-2, 11)]


@pytest.mark.parametrize(
    "rows",
    [
        "2,2020-04-01,㈱一,,2\n",  # itself
        "2,2020-04-02,㈱一,個別,R2-01\n",  # of the other type
        "2,2020-04-01,㈱一,,R2-01\n",  # of the same day
        "2,2020-03-31,㈱一,,R2-01\n",  # of a later day
    ],
)
def test_a_renewal_names_one_earlier_agreement_of_its_type(rows):
    plan = planned("agreements", f"番号,{HEAD},種別,更新元\n{rows}", registered(agreement()))
    assert [(row, column, code) for row, column, _, code in errors(plan)] == [(2, "更新元", "bad_renewal")]
    assert counts(plan) == (1, 0, 0, 0)


def test_an_agreement_is_renewed_once():
    text = f"番号,{HEAD},更新元\n2,2021-04-01,㈱一,R2-01\n3,2022-04-01,㈱一,R2-01\n"
    assert [row for row, *_ in errors(planned("agreements", text, registered(agreement())))] == [2, 3]
    renewed = registered(agreement(), agreement("R3-01", concluded_on=date(2021, 4, 1), renews_id=11))
    text = f"番号,{HEAD},更新元\n3,2022-04-01,㈱一,R2-01\n"
    assert errors(planned("agreements", text, renewed)) == [(2, "更新元", "R2-01", "bad_renewal")]


def test_a_row_that_cannot_be_read_is_no_missing_number():
    text = f"番号,{HEAD},更新元\n2,未定,㈱一,\n3,2022-04-01,㈱一,2\n"
    assert errors(planned("agreements", text, registered())) == [(2, "締結日", "未定", "unreadable_date")]


def test_an_agreement_is_found_by_its_number_in_any_width():
    plan = planned(
        "agreements", f"番号,{HEAD},概要\nＲ２－０１,2020-04-01,㈱一,新\n", registered(agreement(summary="旧"))
    )
    assert counts(plan) == (1, 0, 1, 0)
    assert plan.updates[0].draft == agreement(summary="新")
    assert warnings(plan) == [(2, "概要", "新", "updated")]


def test_an_agreement_without_a_number_is_found_by_day_title_and_parties():
    known = registered(
        agreement(title="一"), agreement("R2-02", title="二"), agreement("R2-03", title="一", parties=(party(2),))
    )
    plan = planned("agreements", f"{HEAD},協定名,概要\n2020-04-01,㈱二,一,新\n2020-04-01,㈱一,二,\n", known)
    assert [update.id for update in plan.updates] == [13]
    assert counts(plan) == (2, 0, 1, 1)


def test_a_row_with_a_number_of_its_own_is_none_of_the_numbered_agreements():
    assert counts(planned("agreements", f"番号,{HEAD}\nX-1,2020-04-01,㈱一\n", registered(agreement()))) == (1, 1, 0, 0)


def test_equal_rows_are_told_apart_by_their_place():
    row = "2020-04-01,㈱一\n"
    assert counts(planned("agreements", f"{HEAD}\n{row}{row}", registered(agreement()))) == (2, 1, 0, 1)
    known = registered(agreement(), agreement("R2-02"))
    assert counts(planned("agreements", f"{HEAD}\n{row}{row}", known)) == (2, 0, 0, 2)


def test_a_row_without_a_number_is_remembered_by_what_it_said():
    text = f"{HEAD},協定名\n2020-04-01,㈱一,誤字\n"
    key = planned("agreements", text, registered()).creations[0].key
    known = registered(agreement(title="正字"), version=2, imported=1, key=key)
    plan = planned("agreements", text, known)
    assert questions(plan) == [(2, "協定名", "誤字", "edited_since")]
    assert counts(plan) == (1, 0, 0, 1)


def test_parties_are_added_and_never_removed():
    known = registered(agreement(parties=(party(1), PartyDraft(2, left_on=date(2021, 3, 31)), party(3, OBSERVER))))
    plan = planned("agreements", f"番号,{HEAD}\nR2-01,2020-04-01,㈱二、㈱新\n", known)
    assert plan.updates[0].draft.parties == (*known.agreements[0].draft.parties, party(-1))
    assert counts(planned("agreements", f"番号,{HEAD}\nR2-01,2020-04-01,㈱二\n", known)) == (1, 0, 0, 1)


def test_an_observer_that_the_file_calls_a_party_becomes_one_and_a_party_stays_one():
    known = registered(agreement(parties=(party(1), party(3, OBSERVER))))
    plan = planned("agreements", f"番号,{HEAD}\nR2-01,2020-04-01,㈱三\n", known)
    assert plan.updates[0].draft.parties == (party(1), party(3))
    assert counts(planned("agreements", f"番号,{HEAD}\nR2-01,2020-04-01,㈱三(オブザーバー:㈱一)\n", known)) == (
        1,
        0,
        1,
        0,
    )


def test_what_the_file_does_not_know_of_an_agreement_stays():
    known = registered(agreement(end_reason="理由", fields=("農業", "防災")))
    plan = planned("agreements", f"番号,{HEAD},分野,備考\nR2-01,2020-04-01,㈱一,防災、農業,新\n", known)
    assert plan.updates[0].draft == agreement(end_reason="理由", fields=("農業", "防災"), notes="新")


def test_a_cell_that_says_there_is_no_renewal_takes_it_away():
    known = registered(agreement(expires_on=date(2021, 3, 31), auto_renewal_months=12))
    plan = planned("agreements", f"番号,{HEAD},自動更新\nR2-01,2020-04-01,㈱一,無\n", known)
    assert plan.updates[0].draft.auto_renewal_months is None


def test_an_update_that_breaks_a_rule_is_an_error():
    known = registered(agreement(expires_on=date(2021, 3, 31)))
    plan = planned("agreements", f"番号,{HEAD},終了日\nR2-01,2020-04-01,㈱一,2021-04-01\n", known)
    assert errors(plan) == [(2, "終了日", "2021-04-01", "dates_out_of_order")]
    assert counts(plan) == (1, 0, 0, 0)


def test_a_body_that_only_an_edited_row_names_is_not_registered():
    known = registered(agreement(), version=2, imported=1)
    plan = planned("agreements", f"番号,{HEAD}\nR2-01,2020-04-01,㈱新\n", known)
    assert [code for *_, code in questions(plan)] == ["edited_since"]
    assert plan.bodies == ()


def test_departments_and_fields_take_the_registered_spelling():
    known = with_records(registered(), departments=frozenset({"企画課"}), fields=frozenset({"ＩＴ"}))
    plan = planned("agreements", f"{HEAD},担当課,分野\n2020-04-01,㈱一,企 画課,IT、新\n", known)
    assert (plan.creations[0].draft.department, plan.creations[0].draft.fields) == ("企画課", ("ＩＴ", "新"))
    assert warnings(plan) == [(2, "分野", "新", "created_reference")]


def test_parties_that_are_only_added_are_listed_as_they_will_be():
    (one,) = planned("agreements", f"番号,{HEAD}\nR2-01,2020-04-01,㈱新\n", registered(agreement())).report.warnings
    assert (one.message.values["old"], one.message.values["value"]) == ("株式会社一", "株式会社一, ㈱新")
