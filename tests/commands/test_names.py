"""連携分野・グループ・担当課: the office's deeds on the names that records choose from."""

import json

import pytest
import sqlalchemy as sa

from registry.commands.names import (
    add_name,
    delete_name,
    move_name,
    reactivate_name,
    retire_name,
    revise_name,
    unite_names,
)
from registry.commands.organizations import delete_organization
from registry.database import db, writing
from registry.domain.drafts import DepartmentDraft, NameDraft
from registry.domain.errors import InvalidDraft, NameInUse, NoSuchRecord, UnitedWithItself
from registry.domain.vocabulary import Noun
from registry.models import Agreement, AuditEntry
from registry.queries.audit import find_last_entry, verify_chain
from registry.queries.names import get_name_called, list_in_order, list_name_rows
from registry.queries.reference import list_field_names
from tests.office import SATO, agreement, day, organization, project

FIELDS, GROUPS, DEPARTMENTS = Noun.FIELDS, Noun.GROUPS, Noun.DEPARTMENTS


def field(name: str):
    return add_name(SATO, noun=FIELDS, draft=NameDraft(name))


def order() -> list[str]:
    return [one.name for one in list_in_order(FIELDS)]


def last_changes(noun: Noun, record_id: int) -> tuple[str, dict]:
    entry = find_last_entry(noun, record_id)
    return entry.action, json.loads(entry.changes)


def test_a_new_name_stands_at_the_end_and_in_the_log(session):
    field("防災")
    made = field("観光")
    assert order() == ["防災", "観光"]
    assert last_changes(FIELDS, made.id) == (
        "add",
        {"name": [None, "観光"], "position": [None, 2], "retired": [None, False]},
    )


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("", "required"),
        ("　", "required"),
        ("防　災", "name_taken"),
        ("ボウサイ", "name_taken"),
        ("あ" * 201, "too_long"),
    ],
)
def test_a_name_is_filled_in_and_no_other_one_s_in_any_width_or_kana(session, name, code):
    field("防災")
    field("ぼうさい")
    with pytest.raises(InvalidDraft) as refused:
        field(name)
    assert [(each.field, each.code) for each in refused.value.problems] == [("name", code)]


def test_whatever_has_a_name_shows_it_as_it_was_corrected(session):
    contract = agreement(organization("甲"), fields=("防再",))
    wrong = get_name_called(FIELDS, "防再")
    revise_name(SATO, noun=FIELDS, name_id=wrong.id, draft=NameDraft("防災"))
    session.expire_all()
    assert [each.name for each in contract.fields] == ["防災"]
    assert last_changes(FIELDS, wrong.id) == ("revise", {"name": ["防再", "防災"]})
    entries = session.scalar(sa.select(sa.func.count()).select_from(AuditEntry))
    revise_name(SATO, noun=FIELDS, name_id=wrong.id, draft=NameDraft("防災"))
    assert session.scalar(sa.select(sa.func.count()).select_from(AuditEntry)) == entries


def test_a_retired_name_stays_with_its_records_and_is_offered_no_more(session):
    contract = agreement(organization("甲"), fields=("防災", "観光"))
    old = get_name_called(FIELDS, "防災")
    retire_name(SATO, noun=FIELDS, name_id=old.id)
    assert list(list_field_names()) == ["観光"]
    assert {each.name for each in contract.fields} == {"防災", "観光"}
    reactivate_name(SATO, noun=FIELDS, name_id=old.id)
    assert list(list_field_names()) == ["防災", "観光"]
    assert last_changes(FIELDS, old.id) == ("reactivate", {"retired": [True, False]})


@pytest.mark.parametrize(
    ("name", "up", "expected"),
    [("丙", True, "甲丙乙丁"), ("甲", False, "乙甲丙丁"), ("甲", True, "甲乙丙丁"), ("丁", False, "甲乙丙丁")],
)
def test_a_name_moves_by_one_place_and_no_further_than_the_end(session, name, up, expected):
    agreement(organization("甲"), fields=tuple("甲乙丙丁"))  # all of them at the same position
    move_name(SATO, noun=FIELDS, name_id=get_name_called(FIELDS, name).id, up=up)
    assert "".join(order()) == expected


def test_only_what_nothing_has_is_deleted(session):
    free = field("観光")
    body = organization("甲")
    agreement(body, fields=("防災",))
    delete_name(SATO, noun=FIELDS, name_id=free.id)
    assert order() == ["防災"]
    assert last_changes(FIELDS, free.id)[0] == "delete"
    with pytest.raises(NameInUse, match="防災"):
        delete_name(SATO, noun=FIELDS, name_id=get_name_called(FIELDS, "防災").id)
    with pytest.raises(NoSuchRecord):
        delete_name(SATO, noun=FIELDS, name_id=free.id)


def test_a_deleted_record_still_holds_its_names(session):
    body = organization("甲", groups=("東京",))
    delete_organization(SATO, organization_id=body.id)
    assert [(row.name, row.uses) for row in list_name_rows(GROUPS)] == [("東京", 0)]
    with pytest.raises(NameInUse):
        delete_name(SATO, noun=GROUPS, name_id=get_name_called(GROUPS, "東京").id)


def test_a_department_that_leads_or_helps_or_is_a_successor_is_used(session):
    project(departments=("福祉課",))
    for name in ("秘書政策課", "福祉課"):
        with pytest.raises(NameInUse):
            delete_name(SATO, noun=DEPARTMENTS, name_id=get_name_called(DEPARTMENTS, name).id)


def test_a_department_does_not_end_before_it_begins(session):
    with pytest.raises(InvalidDraft) as refused:
        add_name(SATO, noun=DEPARTMENTS, draft=DepartmentDraft("新課", day("2021-04-01"), day("2021-03-31")))
    assert [(each.field, each.code) for each in refused.value.problems] == [("valid_until", "dates_out_of_order")]


def test_united_names_are_one_everywhere_and_each_record_tells_it(app):
    with app.app_context():
        with writing():
            body = organization("甲")
            both = agreement(body, fields=("防災", "危機管理", "観光"), title="両方")
            only = agreement(body, fields=("防災",), title="一方")
            other = agreement(body, fields=("観光",), title="他方")
            one, into = get_name_called(FIELDS, "防災"), get_name_called(FIELDS, "危機管理")
            versions = {each.id: each.version for each in (both, only, other)}
        with writing():
            unite_names(SATO, noun=FIELDS, name_id=one.id, into_id=into.id)
        names = {each.title: sorted(f.name for f in each.fields) for each in (both, only, other)}
        assert names == {"両方": ["危機管理", "観光"], "一方": ["危機管理"], "他方": ["観光"]}
        assert order() == ["危機管理", "観光"]
        assert {each.version - versions[each.id] for each in (both, only)} == {1}
        assert other.version == versions[other.id]
        assert last_changes(Noun.AGREEMENTS, both.id) == (
            "unite",
            {"fields": [["危機管理", "観光", "防災"], ["危機管理", "観光"]]},
        )
        assert last_changes(FIELDS, one.id) == ("unite", {"name": ["防災", "危機管理"]})
        assert find_last_entry(Noun.AGREEMENTS, other.id).action == "conclude"
        assert verify_chain().broken == ()


def statements_of_a_union(bodies: int) -> int:
    counted = []

    def note(*_statement) -> None:
        counted.append(1)

    with writing():
        for number in range(bodies):
            organization(f"団体{bodies}-{number}", groups=(f"旧{bodies}", f"新{bodies}"))
        old, new = (get_name_called(GROUPS, f"{age}{bodies}").id for age in "旧新")
        sa.event.listen(db.engine, "before_cursor_execute", note)
        unite_names(SATO, noun=GROUPS, name_id=old, into_id=new)
        sa.event.remove(db.engine, "before_cursor_execute", note)
    return len(counted)


def test_uniting_takes_as_many_statements_for_many_records_as_for_few(app):
    with app.app_context():
        assert statements_of_a_union(2) == statements_of_a_union(40)
        assert {row.name: row.uses for row in list_name_rows(GROUPS)} == {"新2": 2, "新40": 40}


def test_nothing_is_united_with_itself(session):
    one = field("防災")
    with pytest.raises(UnitedWithItself):
        unite_names(SATO, noun=FIELDS, name_id=one.id, into_id=one.id)
    with pytest.raises(NoSuchRecord):
        unite_names(SATO, noun=FIELDS, name_id=one.id, into_id=999)
    assert session.scalar(sa.select(sa.func.count()).select_from(Agreement)) == 0
