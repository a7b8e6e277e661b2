"""Whatever becomes of requests to departments, and in whatever order: the past is never overwritten."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from registry.database import db, rehearsing
from registry.domain.errors import Refusal
from registry.domain.vocabulary import OPEN_DELEGATIONS, DelegationState
from registry.models import Project, ProjectDelegation
from registry.queries.delegations import list_requests_of_project
from tests.delegating import CARE, FARM, accept, add_departments, ask, hand_back, name_other, withdraw
from tests.office import project

ANSWERS = {"accept": accept, "hand_back": hand_back, "withdraw": withdraw}
DEEDS = ["ask", "ask instead", "name_other", *ANSWERS]
STEPS = st.lists(st.tuples(st.sampled_from(DEEDS), st.sampled_from([FARM, CARE]), st.integers(0, 3)))


@pytest.fixture
def departments(session) -> None:
    add_departments()


@pytest.mark.usefixtures("departments")
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_whatever_the_order_one_request_is_open_at_most_and_the_past_stays(steps):
    db.session.flush()
    with rehearsing():
        one, past = project("順不同"), []
        for name, department, place in steps:
            known = list_requests_of_project(one.id)
            last = db.session.get(ProjectDelegation, known[-1 - place % len(known)].id) if known else None
            if last is not None or name == "ask":
                try_deed(name, one, department, last)
            past = kept(past, list_requests_of_project(one.id))


def try_deed(name: str, one: Project, department: str, last: ProjectDelegation | None) -> None:
    """The deed, or its refusal, which takes back what it had begun."""
    part = db.session.begin_nested()
    try:
        if name.startswith("ask"):
            ask(one, department, follows=last.id if name == "ask instead" else None, leads=department == CARE)
        elif name == "name_other":
            name_other(last, department)
        else:
            ANSWERS[name](last)
        part.commit()
    except Refusal:
        part.rollback()


def kept(past: list, present: list) -> list:
    """The requests, which must hold all that was said before."""
    opened = [one.department for one in present if one.state in OPEN_DELEGATIONS]
    assert len(set(opened)) == len(opened)
    for old, new in zip(past, present, strict=False):
        may_change = {"state": new.state, "version": new.version, "followed": new.followed}
        if old.answered_at is None:
            answer = ("answer", "named_department", "answered_at", "answered_by")
            may_change |= {name: getattr(new, name) for name in answer}
        if old.closed_at is None:
            may_change |= {"closed_at": new.closed_at, "closed_by": new.closed_by}
        assert replace(old, **may_change) == new
        assert old.state == new.state or old.state in OPEN_DELEGATIONS
        assert old.state is not DelegationState.ACCEPTED or new.state in {"accepted", "withdrawn"}
    assert len(past) <= len(present)
    return present
