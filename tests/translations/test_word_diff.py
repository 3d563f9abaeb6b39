"""A word diff shows what changed and loses nothing of either wording."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from translations.word_diff import Change, Piece, likeness, tokens, word_diff

wordings = st.text(alphabet=st.sampled_from("ab <>&;.,'1٣ቤش\n-"), max_size=40)


def test_a_changed_number_is_shown_alone() -> None:
    assert word_diff("Pay within 14 days.", "Pay within 30 days.") == [
        Piece(Change.SAME, "Pay within "),
        Piece(Change.REMOVED, "14"),
        Piece(Change.ADDED, "30"),
        Piece(Change.SAME, " days."),
    ]


def test_an_added_not_is_shown_alone() -> None:
    added = [
        piece.text.strip() for piece in word_diff("You must sign.", "You must not sign.") if piece.change != "same"
    ]
    assert added == ["not"]


def test_a_tag_is_one_word() -> None:
    assert tokens('<a id="a1">10.50 €</a>') == ['<a id="a1">', "10.50", " ", "€", "</a>"]


@given(wordings, wordings)
def test_the_pieces_make_up_both_wordings(before: str, after: str) -> None:
    pieces = word_diff(before, after)
    assert "".join(piece.text for piece in pieces if piece.change is not Change.ADDED) == before
    assert "".join(piece.text for piece in pieces if piece.change is not Change.REMOVED) == after
    assert all(piece.text for piece in pieces)


@given(wordings)
def test_a_wording_is_wholly_like_itself(text: str) -> None:
    assert likeness(text, text) == 1
    assert all(piece.change is Change.SAME for piece in word_diff(text, text))
