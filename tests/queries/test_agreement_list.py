"""The list of agreements against a plain recount, and its rows, search and orders, on both databases."""

from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from registry.commands.agreements import delete_agreement
from registry.commands.organizations import rename_organization
from registry.database import db
from registry.domain.drafts import PartyDraft
from registry.domain.lists import ListQuery, Window
from registry.domain.terms import Terms
from registry.domain.vocabulary import AgreementState, AgreementType, PartyRole
from registry.queries.agreement_list import PartyOfRow, count_agreement_views, list_agreement_rows
from tests.counting.load import recorded
from tests.counting.records import Agreement, Registry
from tests.counting.registries import days, registries
from tests.databases import running_app
from tests.office import SATO, agreement, day, organization

TODAY = date(2021, 12, 20)
OVER = {AgreementState.EXPIRED, AgreementState.ENDED}


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def listed(request, tmp_path_factory) -> Iterator[None]:
    databases = request.getfixturevalue("sqlite_files" if request.param == "sqlite" else "postgresql")
    with databases.fresh() as url, running_app(url, tmp_path_factory.mktemp("list")) as app, app.app_context():
        yield
        db.session.rollback()


def state_of(one: Agreement, registry: Registry, on: date) -> AgreementState:
    renewed = any(other.renews == one.id and not other.deleted for other in registry.agreements)
    return Terms.of(one, renewed=renewed).state_on(on)


def recounted(registry: Registry, on: date, values: dict[str, str]) -> set[int]:
    """The same conditions in plain Python."""
    bodies = {one.id: one for one in registry.organizations}
    states = {one.id: state_of(one, registry, on) for one in registry.agreements}

    def wanted(one: Agreement) -> bool:
        state, year = states[one.id], one.concluded_on.year - (one.concluded_on.month < 4)
        held = {
            "state": lambda value: (
                state in OVER
                if value == "over"
                else state == value or (value == "in_force" and state is AgreementState.RENEWAL_DUE)
            ),
            "type": lambda value: one.type == value,
            "kind": lambda value: any(bodies[party.organization].kind == value for party in one.parties),
            "organization": lambda value: any(party.organization == int(value) for party in one.parties),
            "renewal": lambda _value: one.auto_renewal_months is not None,
            "year": lambda value: int(value[:4]) <= year <= int(value[-4:]),
        }
        return all(held[name](value) for name, value in values.items() if name != "record") and one.deleted == (
            values.get("record") == "deleted"
        )

    return {one.id for one in registry.agreements if wanted(one)}


conditions = st.fixed_dictionaries(
    {},
    optional={
        "state": st.sampled_from([*AgreementState, "over"]),
        "type": st.sampled_from(AgreementType),
        "kind": st.sampled_from(["company", "academic", "unclassified"]),
        "organization": st.sampled_from(["1", "2", "3"]),
        "renewal": st.just("auto"),
        "year": st.sampled_from(["2019", "2020", "2019-2020", "2018-2022"]),
        "record": st.just("deleted"),
    },
)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(registry=registries(), on=days, values=conditions)
def test_the_list_holds_what_a_plain_recount_finds(listed, registry, on, values):
    query = ListQuery(values=values, sort="concluded", descending=True)
    with recorded(db.session, registry):
        found = list_agreement_rows(query, Window(), day=on)
        counted = count_agreement_views([("here", query)], day=on)
    ids = [row.id for row in found.rows]
    assert set(ids) == recounted(registry, on, values)
    assert found.total == len(ids) == counted["here"]
    days_of = {one.id: one.concluded_on for one in registry.agreements}
    assert ids == sorted(ids, key=lambda one: (days_of[one], one), reverse=True)


def found(text: str = "", window: Window | None = None, *, sort: str = "number", on: date = TODAY, **values) -> list:
    query = ListQuery(text, values, sort.removeprefix("-"), descending=sort.startswith("-"))
    return list(list_agreement_rows(query, window or Window(), day=on).rows)


def numbers(*args, **values) -> list[str]:
    return [row.number for row in found(*args, **values)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("防災", ["R2-01"]),
        ("Ｒ２－０１", ["R2-01"]),
        ("ＡＢＣ", ["R2-02"]),
        ("えーびーしー", ["R2-02"]),
        ("旧ひので", ["R2-02"]),
        ("abc 健康", ["R2-02"]),
        ("abc 防災", []),
        ("100%", []),
    ],
)
def test_it_is_found_by_number_title_and_the_names_of_its_parties_former_ones_too(session, text, expected):
    agreement(organization("甲株式会社"), number="R2-01", title="防災に関する協定")
    renamed = organization("旧ひので商店", kana="ひので")
    agreement(renamed, number="R2-02", title="健康に関する協定")
    rename_organization(SATO, organization_id=renamed.id, name="株式会社ABC", kana="えーびーしー", on=day("2021-04-01"))
    assert numbers(text) == expected


def test_it_is_narrowed_down_by_field_department_and_group(session):
    agreement(organization("甲"), number="R2-01", fields=("防災",), department="農政課")
    agreement(organization("乙", groups=("東京ネットワーク",)), number="R2-02", fields=("防災", "健康"))
    assert numbers(field="防災") == ["R2-01", "R2-02"]
    assert numbers(field="健康") == ["R2-02"]
    assert numbers(department="農政課") == ["R2-01"]
    assert numbers(group="東京ネットワーク") == ["R2-02"]
    assert numbers(organization="乙") == ["R2-02"]


def test_it_is_sorted_by_day_number_title_and_last_day(session):
    body = organization("甲")
    agreement(body, number="R2-100", title="い", concluded="2020-05-01")
    agreement(body, number="R2-99", title="う", concluded="2020-06-01", expires_on=day("2022-03-31"))
    agreement(body, number="H31-01", title="あ", concluded="2019-06-01", expires_on=day("2021-03-31"))
    assert numbers(sort="number") == ["H31-01", "R2-99", "R2-100"]
    assert numbers(sort="title") == ["H31-01", "R2-100", "R2-99"]
    assert numbers(sort="last_day") == ["H31-01", "R2-99", "R2-100"]
    assert numbers(sort="-concluded") == ["R2-99", "R2-100", "H31-01"]
    assert numbers("", Window(1, 1), sort="-concluded") == ["R2-100"]


def test_each_organization_stands_once_by_its_last_period_and_those_that_left_come_last(session):
    gone, guest, host = organization("去"), organization("客"), organization("主")
    agreement(
        PartyDraft(gone.id, left_on=day("2021-03-31")),
        PartyDraft(guest.id, PartyRole.OBSERVER, None, day("2020-12-31")),
        PartyDraft(guest.id, PartyRole.PARTY, day("2021-01-01")),
        PartyDraft(host.id, PartyRole.OBSERVER),
    )
    (row,) = found()
    assert row.parties == (
        PartyOfRow("客", observes=False, left=False),
        PartyOfRow("主", observes=True, left=False),
        PartyOfRow("去", observes=False, left=True),
    )
    (earlier,) = found(on=day("2021-03-31"))
    assert PartyOfRow("去", observes=False, left=False) in earlier.parties


def test_a_deleted_one_stands_among_the_deleted_only(session):
    known = agreement(organization("甲"), number="R2-01")
    delete_agreement(SATO, agreement_id=known.id)
    assert numbers() == []
    assert numbers(record="deleted") == ["R2-01"]
