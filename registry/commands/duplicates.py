"""名寄せ: what the office answers where two records may be the same body; merging stands with the organizations."""

from registry.commands.audit import Entry, record_entries
from registry.database import db
from registry.domain.deed import Deed
from registry.domain.errors import AlreadyMerged, NotKeptApart
from registry.domain.vocabulary import Noun
from registry.models import Organization, PossibleDuplicate
from registry.queries.duplicates import list_questions_between
from registry.queries.organizations import get_body, get_organization


def keep_apart(deed: Deed, *, one_id: int, other_id: int) -> None:
    """別の団体: two bodies, for ever; nobody is asked again. Raises AlreadyMerged, NoSuchRecord."""
    one, other = sorted((get_organization(each) for each in (one_id, other_id)), key=lambda record: record.id)
    if get_body(one) is get_body(other):
        raise AlreadyMerged(name=other.name)
    asked = list_questions_between(one, other) or [PossibleDuplicate(organization_id=one.id, other_id=other.id)]
    for question in asked:
        if not question.different:
            _answer(deed, question, action="keep_apart", different=True)


def ask_again(deed: Deed, *, one_id: int, other_id: int) -> None:
    """別の団体とした判断の取消し: the question is open again; raises NotKeptApart, NoSuchRecord."""
    one, other = get_organization(one_id), get_organization(other_id)
    answered = [question for question in list_questions_between(one, other) if question.different]
    if not answered:
        raise NotKeptApart(one=one.name, other=other.name)
    for question in answered:
        _answer(deed, question, action="ask_again", different=False)


def _answer(deed: Deed, question: PossibleDuplicate, *, action: str, different: bool) -> None:
    """Keep the answer, with an entry in the history of each of the two."""
    question.different = different
    db.session.add(question)
    sides = [db.session.get_one(Organization, each) for each in (question.organization_id, question.other_id)]
    entries = []
    for record, counterpart in (sides, sides[::-1]):
        known = {"id": counterpart.id, "label": counterpart.label}
        change = (None, known) if different else (known, None)
        entries.append(Entry(action, Noun.ORGANIZATIONS, record.id, record.label, {"different_from": change}))
    record_entries(deed, entries)
