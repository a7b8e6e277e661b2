"""Nothing is lost and nothing doubled, wherever sending breaks off.

One gap remains, and no order of steps closes it: who is killed between noting that the mail is handed over and sending
its last three bytes has not sent it, and it is not sent again. Everything else of the registry still shows it.
"""

import pytest
import sqlalchemy as sa

from registry.database import db
from registry.mail import PATIENCE
from registry.models import Digest
from tests.reminders.breaking import Steps, breaking
from tests.reminders.conftest import expiring, person, schedulers
from tests.reminders.scheduler import KILLED

GAP = "send b'.\\r\\n'"


class Broken(BaseException):
    """Ends the program like a power cut: nothing of ours catches it."""


def breaks() -> None:
    raise Broken


def state() -> str | None:
    db.session.rollback()
    return db.session.scalar(sa.select(Digest.state))


@pytest.fixture
def one(office):
    person("suzuki")
    expiring()
    return office


@pytest.fixture
def whole(one, remind) -> list[str]:
    """The steps of a run that goes well, in a registry that is as it was before."""
    steps = Steps(None, breaks)
    with breaking(steps):
        remind(one)
    return steps.taken


def forget(box) -> None:
    """As if nobody had ever been told anything."""
    db.session.rollback()
    db.session.execute(sa.delete(Digest))
    db.session.commit()
    box.envelopes.clear()
    box.something_came.clear()


def check(one, remind, clock, box, step: str) -> bool:
    """Whether nothing is lost after a run that ended at this step; never is anything doubled."""
    left = state()
    if left == "claimed" or left is None:
        assert not box.envelopes, step
    elif step != GAP:
        box.something_came.wait(PATIENCE)  # the server may still be at it
    clock.passes(minutes=11)
    remind(one)
    clock.passes(days=1)
    remind(one)
    assert len(box.envelopes) <= 1, step
    return len(box.envelopes) == 1


def test_whatever_step_raises(one, whole, remind, clock, box):
    lost = []
    for number, step in enumerate(whole, start=1):
        forget(box)
        with pytest.raises(Broken), breaking(Steps(number, breaks)):
            remind(one, code=None)
        if not check(one, remind, clock, box, step):
            lost.append(step)
    assert lost == [GAP]
    assert whole[whole.index(GAP) - 1 :][:3] == ["commit", GAP, "getreply"]


def test_whatever_step_ends_the_process(one, whole, remind, clock, box):
    lost = []
    steps = list(enumerate(whole, start=1))
    gap = whole.index(GAP)
    with schedulers() as run:
        for number, step in (*steps[:2], *steps[gap - 2 : gap + 3]):
            forget(box)
            assert run(one, clock, [number]) == [KILLED]
            if not check(one, remind, clock, box, step):
                lost.append(step)
    assert lost == [GAP]


def test_whatever_step_the_network_fails_at(one, whole, remind, clock, box):
    """The next run need not wait: who has been told that the server did not take it gives the mail back."""

    def fails() -> None:
        raise ConnectionResetError("the network is down")

    first, dot = whole.index("send"), whole.index(GAP)
    for number, step in enumerate(whole, start=1):
        if number <= first or step in ("commit", "end"):
            continue
        forget(box)
        with breaking(Steps(number, fails)):
            result = remind(one, code=None)
        left = state()
        assert left == ("claimed" if number <= dot else "sent" if number > dot + 2 else "handed_over"), step
        assert result.exit_code == (0 if left == "sent" else 1), step
        remind(one)
        if step != GAP:
            box.something_came.wait(PATIENCE)
        assert len(box.envelopes) == (step != GAP), step
