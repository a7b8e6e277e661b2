"""Several schedulers at once: each person gets one mail."""

from collections import Counter

import pytest
import sqlalchemy as sa
from flask import current_app

from registry.commands.reminders import LEASE
from registry.database import db, writing
from registry.models import Digest
from registry.models.reminders import DigestState
from tests.reminders.conftest import expiring, person, schedulers

PEOPLE = 8


def test_two_schedulers_at_once_send_each_person_one_mail(office, clock, box):
    names = [f"person{number}" for number in range(PEOPLE)]
    for name in names:
        person(name)
    expiring()
    with schedulers() as run:
        assert run(office, clock, [None, None, None]) == [0, 0, 0]
    assert Counter(letter["To"] for letter in box.letters) == Counter(f"{name}@city.example.jp" for name in names)
    assert db.session.scalars(sa.select(Digest.state)).all() == ["sent"] * PEOPLE


@pytest.fixture
def claimed(sqlite_office, clock, remind, box) -> Digest:
    """A mail that another scheduler has claimed at this moment and that nobody has sent."""
    person("suzuki")
    expiring()
    remind(sqlite_office)
    box.envelopes.clear()
    with writing():
        digest = db.session.scalar(sa.select(Digest))
        digest.state, digest.sent_at, digest.claimed_at = DigestState.CLAIMED, None, clock()
    return digest


def test_who_is_at_it_is_left_alone_for_ten_minutes(sqlite_office, claimed, remind, clock, box):
    clock.passes(minutes=9)
    remind(sqlite_office)
    assert not box.envelopes
    clock.passes(minutes=1)
    remind(sqlite_office)
    [letter] = box.letters
    assert letter["Message-ID"] == claimed.message_id
    assert letter["Date"].datetime == claimed.made_at


def test_a_mail_that_another_run_took_over_is_not_ended(claimed, remind, clock, box, monkeypatch):
    """The first one was so slow that its claim ran out just before it handed the mail over."""
    clock.passes(minutes=11)

    def taken_over(connection, *_values) -> None:
        with writing():
            db.session.get(Digest, claimed.id).claimed_at = clock() + LEASE

    monkeypatch.setattr("registry.mail._begin", taken_over)
    assert "別の実行が送っています" in remind(current_app).stdout
    assert not box.envelopes
    assert db.session.get(Digest, claimed.id).state == "claimed"
