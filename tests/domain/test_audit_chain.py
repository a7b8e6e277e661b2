from hypothesis import given
from hypothesis import strategies as st

from registry.domain.audit_chain import EntriesOfOneDeed, canonical, entry_hash

TEXT = st.text(max_size=20)


@given(TEXT, TEXT, TEXT, st.integers(1, 10**6), st.integers(1, 10**6))
def test_an_entry_made_in_pieces_has_the_hash_of_the_whole(actor, label, value, number, record_id):
    common = {"at": "2021-04-01T09:30:00", "actor": actor, "actor_id": None, "action": "record", "noun": "meetings"}
    changes = canonical({"subject": [None, value]})
    previous = "ab" * 32
    place = {"id": number, "record_id": record_id, "previous_hash": previous}
    whole = entry_hash(common | place | {"label": label, "changes": changes})
    made = EntriesOfOneDeed(common)
    assert made.hash(number=number, record_id=record_id, label=label, changes=changes, previous=previous) == whole
