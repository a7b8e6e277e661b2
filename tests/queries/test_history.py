"""The history of one record, and the entries of the log that somebody looks for."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from registry.commands.audit import Entry, record_entries
from registry.commands.meetings import revise_meeting
from registry.commands.organizations import merge_organizations, revise_organization
from registry.database import writing
from registry.domain.deed import Deed
from registry.domain.vocabulary import Noun
from registry.models import AuditEntry
from registry.queries import meetings, organizations
from registry.queries.audit_entries import AT_A_TIME, Wanted, find_entries, walk_entries
from registry.queries.history import list_history
from tests.office import SATO, meeting, organization

MIDNIGHT = datetime(2021, 3, 31, 15, 0, tzinfo=UTC)
"""When 1 April begins in the office."""


def revise(body, **values) -> None:
    draft = replace(organizations.draft_of(body), **values)
    revise_organization(SATO, organization_id=body.id, draft=draft, version=body.version)


def log(*entries: tuple[str, str, str, str], at: datetime = MIDNIGHT, noun: Noun = Noun.MEETINGS) -> None:
    """Entries of (actor, action, label, changes), a minute apart."""
    for minutes, (actor, action, label) in enumerate(entries):
        record_entries(Deed(actor, at + timedelta(minutes=minutes)), [Entry(action, noun, 1, label)])


def labels(wanted: Wanted, **place) -> list[str]:
    return [entry.label for entry in find_entries(wanted, limit=10, **place).entries]


def test_a_history_holds_the_entries_of_its_record_the_newest_first(session):
    body, other = organization("甲"), organization("乙")
    for notes in "一二三":
        revise(body, notes=notes)
    revise(other, notes="別")
    assert [entry.changes.get("notes") for entry in list_history(Noun.ORGANIZATIONS, body.id, limit=10)] == [
        ("二", "三"),
        ("一", "二"),
        ("", "一"),
        None,
    ]


def test_what_is_older_follows_what_is_shown_already(session):
    body = organization("甲")
    for notes in "一二三":
        revise(body, notes=notes)
    newest, second = list_history(Noun.ORGANIZATIONS, body.id, limit=2)
    older = list_history(Noun.ORGANIZATIONS, body.id, before=second.id, limit=10)
    assert [entry.action for entry in older] == ["revise", "register"]
    assert newest.id > second.id > older[0].id


def test_a_record_of_another_noun_with_the_same_id_is_another_record(session):
    body = organization("甲")
    talk = meeting(body)
    revise_meeting(SATO, meeting_id=talk.id, draft=replace(meetings.draft_of(talk), subject="話"), version=talk.version)
    assert body.id == talk.id
    assert [entry.action for entry in list_history(Noun.MEETINGS, talk.id, limit=10)] == ["revise", "record"]
    assert [entry.action for entry in list_history(Noun.ORGANIZATIONS, body.id, limit=10)] == ["register"]


def test_a_body_that_is_kept_by_its_id_comes_with_its_name(session):
    one, other = organization("甲"), organization("乙")
    merge_organizations(SATO, duplicate_id=one.id, into_id=other.id)
    newest, *_ = list_history(Noun.ORGANIZATIONS, one.id, limit=1)
    assert newest.changes == {"merged_into_id": (None, {"id": other.id, "label": "乙"})}


def test_a_period_of_a_history_begins_with_its_first_moment_and_ends_before_its_last(session):
    log(("佐藤", "revise", "一"), ("佐藤", "revise", "二"), ("佐藤", "revise", "三"))
    minute = MIDNIGHT + timedelta(minutes=1)
    told = {
        "since": list_history(Noun.MEETINGS, 1, since=minute, limit=9),
        "until": list_history(Noun.MEETINGS, 1, until=minute, limit=9),
    }
    assert {name: [entry.label for entry in entries] for name, entries in told.items()} == {
        "since": ["三", "二"],
        "until": ["一"],
    }


@pytest.mark.parametrize("broken", ["", "no json", "[]", '{"a": 3, "b": [1], "c": ["x", "y"]}', "null"])
def test_an_entry_that_somebody_has_altered_can_still_be_read(session, broken):
    entry = {"id": 1, "at": "never", "actor": "x", "action": "revise", "noun": "meetings", "record_id": 1, "label": ""}
    session.execute(sa.insert(AuditEntry), entry | {"changes": broken, "previous_hash": "", "hash": ""})
    [found] = list_history(Noun.MEETINGS, 1, limit=9)
    assert found.changes == ({"c": ("x", "y")} if "c" in broken else {})


def test_each_condition_leaves_what_fits_and_all_of_them_go_together(session):
    log(("佐藤 花子", "revise", "青葉野大学"), ("鈴木", "revise", "青葉野銀行"), ("鈴木", "delete", "100%の会"))
    log(("佐藤 花子", "register", "わかば商工会"), noun=Noun.ORGANIZATIONS, at=MIDNIGHT + timedelta(days=1))
    assert labels(Wanted()) == ["わかば商工会", "100%の会", "青葉野銀行", "青葉野大学"]
    assert labels(Wanted(actor="佐藤")) == ["わかば商工会", "青葉野大学"]
    assert labels(Wanted(label="青葉野")) == ["青葉野銀行", "青葉野大学"]
    assert labels(Wanted(label="%")) == ["100%の会"]
    assert labels(Wanted(action="delete")) == ["100%の会"]
    assert labels(Wanted(noun=Noun.ORGANIZATIONS)) == ["わかば商工会"]
    assert labels(Wanted(noun=Noun.MEETINGS, actor="鈴木", label="銀行")) == ["青葉野銀行"]
    assert labels(Wanted(since=MIDNIGHT + timedelta(days=1))) == ["わかば商工会"]
    assert labels(Wanted(until=MIDNIGHT + timedelta(minutes=1))) == ["青葉野大学"]
    assert labels(Wanted(actor="誰か")) == []


def test_pages_lead_to_what_is_older_and_back_again(session):
    log(*(("佐藤", "revise", f"{number}") for number in range(1, 26)))
    first = find_entries(Wanted(), limit=10)
    assert ([entry.id for entry in first.entries], first.newer, first.older) == ([*range(25, 15, -1)], False, True)
    second = find_entries(Wanted(), before=16, limit=10)
    assert ([entry.id for entry in second.entries], second.newer, second.older) == ([*range(15, 5, -1)], True, True)
    last = find_entries(Wanted(), before=6, limit=10)
    assert ([entry.id for entry in last.entries], last.newer, last.older) == ([*range(5, 0, -1)], True, False)
    back = find_entries(Wanted(), after=5, limit=10)
    assert ([entry.id for entry in back.entries], back.newer, back.older) == ([*range(15, 5, -1)], True, True)
    assert find_entries(Wanted(), after=15, limit=10) == first


def test_a_page_asks_once_and_its_names_once(session):
    one, other = organization("甲"), organization("乙")
    merge_organizations(SATO, duplicate_id=one.id, into_id=other.id)
    statements = []
    sa.event.listen(session.get_bind(), "before_cursor_execute", lambda *each: statements.append(each[2]))
    assert len(find_entries(Wanted(), limit=10).entries) == 3
    assert len(statements) == 2


def test_all_entries_are_walked_in_parts(session):
    with writing():
        record_entries(SATO, (Entry("record", Noun.MEETINGS, n, f"{n}") for n in range(1, AT_A_TIME + 6)))
    parts = [[entry.id for entry in part] for part in walk_entries(Wanted())]
    assert [len(part) for part in parts] == [AT_A_TIME, 5]
    assert [each for part in parts for each in part] == [*range(AT_A_TIME + 5, 0, -1)]
