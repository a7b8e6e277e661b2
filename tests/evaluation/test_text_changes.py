"""Two texts with what changed between them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.evaluation.text_changes import Piece, changed_pieces


def marked(pieces) -> str:
    return "".join(f"[{one.text}]" if one.changed else one.text for one in pieces)


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        ("43件の協定", "45件の協定", ("[43]件の協定", "[45]件の協定")),
        ("協定を締結した。", "協定を新たに締結した。", ("協定を締結した。", "協定を[新たに]締結した。")),
        ("", "新しい", ("", "[新しい]")),
        ("同じ", "同じ", ("同じ", "同じ")),
    ],
)
def test_the_words_that_changed_are_marked(before, after, shown):
    one, other = changed_pieces(before, after)
    assert (marked(one), marked(other)) == shown


texts = st.text(alphabet="あい漢字カナ12. \n\r\u3000a", max_size=60)


@given(texts, texts)
def test_the_pieces_together_are_the_texts(before, after):
    one, other = changed_pieces(before, after)
    assert "".join(piece.text for piece in one) == before
    assert "".join(piece.text for piece in other) == after
    kept = ["".join(piece.text for piece in pieces if not piece.changed) for pieces in (one, other)]
    assert kept[0] == kept[1]


def test_long_texts_of_the_same_few_words_take_no_time():
    before = "漢字かなカナ12a\n" * 3000
    one, other = changed_pieces(before, before + "もう一行\n")
    assert one == (Piece(before, changed=False),)
    assert other == (Piece(before, changed=False), Piece("もう一行\n", changed=True))
    _one, other = changed_pieces("あ漢" * 9000, "漢あ" * 9000)
    assert "".join(piece.text for piece in other) == "漢あ" * 9000
