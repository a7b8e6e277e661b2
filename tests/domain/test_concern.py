"""Whose requests and reports each role is told of."""

import pytest

from registry.domain.deadlines import NOBODYS, Concern, Deadline, DeadlineKind, Due
from registry.domain.vocabulary import Noun, Role

OWN = 3


@pytest.mark.parametrize(
    ("role", "concern"),
    [
        (Role.VIEWER, NOBODYS),
        (Role.DEPARTMENT, Concern(department_id=OWN)),
        (Role.SECRETARIAT, Concern(everybody=True)),
        (Role.CHIEF, Concern(everybody=True)),
        (Role.ADMINISTRATOR, Concern(everybody=True)),
    ],
)
def test_the_secretariat_for_all_a_department_for_its_own_a_viewer_for_none(role, concern):
    assert Concern.of(role, OWN) == concern


def test_who_belongs_to_no_department_is_told_of_none():
    assert Concern.of(Role.DEPARTMENT, None) == NOBODYS


def due(kind: DeadlineKind, noun: Noun = Noun.AGREEMENTS, part_id: int | None = None) -> Due:
    return Due(Deadline(kind, None), noun, 12, "", "", (), "", part_id=part_id)


def test_the_key_stays_while_a_deadline_becomes_another_kind():
    assert due(DeadlineKind.EXPIRY).key == due(DeadlineKind.END).key == "expiry-agreements-12"
    planned, late = (due(kind, Noun.MEETINGS) for kind in (DeadlineKind.PLANNED, DeadlineKind.NO_RESULT))
    assert planned.key == late.key == "planned-meetings-12"
    assert due(DeadlineKind.REQUEST, Noun.PROJECTS, 7).key == "request-projects-12-7"
