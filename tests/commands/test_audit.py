"""The log of deeds: what an entry holds, and what it never holds."""

import json

import pytest
import sqlalchemy as sa

from registry.commands.audit import Entry, changes_between, record_entries, snapshot
from registry.commands.rules import set_rule
from registry.commands.users import add_user
from registry.database import writing
from registry.domain.audit_chain import FIRST_PREVIOUS, canonical, entry_hash
from registry.domain.drafts import PartyDraft
from registry.domain.errors import UnknownRuleValue
from registry.domain.vocabulary import Noun, PartyRole, Role
from registry.models import AuditEntry
from registry.queries.audit import get_head, verify_chain
from registry.queries.rules import get_rules
from tests.office import SATO, agreement, day, organization


def entries(session) -> list[AuditEntry]:
    return list(session.scalars(sa.select(AuditEntry).order_by(AuditEntry.id)))


def test_an_entry_says_who_did_what_to_which_record_when_with_old_and_new_values(session):
    organization("株式会社あおば", kana="あおば", groups=("東京ネットワーク",))
    [entry] = entries(session)
    assert (entry.actor, entry.actor_id, entry.at) == ("佐藤", 7, "2021-04-01T09:30:00.000000+00:00")
    assert (entry.action, entry.noun, entry.record_id) == ("register", "organizations", 1)
    assert entry.label == "株式会社あおば"
    assert json.loads(entry.changes) == {
        "name": [None, "株式会社あおば"],
        "kana": [None, "あおば"],
        "kind": [None, "unclassified"],
        "groups": [None, ["東京ネットワーク"]],
        "incomplete": [None, False],
    }


def test_an_agreements_entry_names_its_parties_as_a_reader_knows_them(session):
    aoba, wakaba = organization("株式会社あおば"), organization("わかば大学")
    agreement(aoba, PartyDraft(wakaba.id, PartyRole.OBSERVER, day("2020-06-01")), department="農政課", fields=("防災",))
    changes = json.loads(entries(session)[-1].changes)
    assert changes["department"] == [None, "農政課"]
    assert changes["fields"] == [None, ["防災"]]
    assert {(each["organization"]["label"], each["role"], each["joined_on"]) for each in changes["parties"][1]} == {
        ("株式会社あおば", "party", None),
        ("わかば大学", "observer", "2020-06-01"),
    }
    assert "last_day" not in changes
    assert not any(name.endswith("_key") for name in changes)


def test_blank_and_not_there_are_the_same(session):
    assert changes_between({"notes": "", "groups": []}, {"notes": None, "kana": "あ"}) == {"kana": (None, "あ")}


def test_passwords_never_stand_in_the_log(session):
    add_user(SATO, name="鈴木", role=Role.VIEWER, department=None, password="correct horse battery")
    [entry] = entries(session)
    assert json.loads(entry.changes) == {
        "name": [None, "鈴木"],
        "role": [None, "viewer"],
        "wants_digest": [None, True],
    }


def test_equal_records_have_equal_snapshots_in_whatever_order_they_were_written(session):
    first, second = organization("甲", groups=("a", "b")), organization("乙", groups=("b", "a"))
    assert snapshot(first)["groups"] == snapshot(second)["groups"] == ["a", "b"]


def test_ids_run_without_gaps_and_each_entry_holds_the_hash_of_the_one_before(session):
    for name in ("甲", "乙", "丙"):
        organization(name)
    first, second, third = entries(session)
    assert [first.id, second.id, third.id] == [1, 2, 3]
    assert first.previous_hash == FIRST_PREVIOUS == "0" * 64
    assert (second.previous_hash, third.previous_hash) == (first.hash, second.hash)
    assert get_head().hash == third.hash


def test_the_hash_is_the_sha_256_of_the_other_columns_in_canonical_json():
    columns = {"id": 1, "label": "あ", "record_id": None}
    assert canonical(columns) == '{"id":1,"label":"あ","record_id":null}'
    # printf '{"id":1,"label":"あ","record_id":null}' | sha256sum
    assert entry_hash(columns) == "92d8a9d8bb12309aa354b48f7041dc2ca0bec6a9e6d56f9a578807078e9776df"


def test_a_thousand_entries_are_one_statement(session):
    statements = []
    sa.event.listen(session.get_bind(), "before_cursor_execute", lambda *each: statements.append(each[2]))
    with writing():
        statements.clear()
        record_entries(SATO, (Entry("import", Noun.MEETINGS, number, f"{number}") for number in range(1, 1001)))
        assert len([each for each in statements if "audit_entries" in each]) <= 2
    report = verify_chain()
    assert (report.head.entries, report.broken) == (1000, ())


def test_a_rule_that_is_set_leaves_its_old_and_new_value(session):
    assert get_rules().agreement_date == "concluded"
    set_rule(SATO, name="agreement_date", value="effective")
    set_rule(SATO, name="agreement_date", value="effective")
    assert get_rules().agreement_date == "effective"
    [entry] = entries(session)
    assert (entry.noun, entry.label) == ("rules", "agreement_date")
    assert entry.changes == '{"value":["concluded","effective"]}'
    with pytest.raises(UnknownRuleValue):
        set_rule(SATO, name="agreement_date", value="sometimes")
