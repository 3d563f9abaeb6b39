from __future__ import annotations

import pytest

from translations.quotation import quotation, quoted


@pytest.mark.parametrize(
    ("sentence", "phrase", "expected"),
    [
        ("It is free.", "free", 'It is "free".'),
        ("free and free", "free", '"free" and free'),
        ("It is free.", "gone", None),
        ("free", "free", None),
        ('The "big" office is free.', "free", None),
    ],
)
def test_a_phrase_is_marked_in_its_sentence_if_the_marks_can_be_told_apart(
    sentence: str, phrase: str, expected: str | None
) -> None:
    assert quoted(sentence, phrase) == expected


@pytest.mark.parametrize("marked", ['é "gratuito".', "ist „gratuito“.", "est «gratuito».", "是「gratuito」。"])
def test_the_quotation_marks_of_any_language_are_understood(marked: str) -> None:
    assert quotation(marked) == "gratuito"


def test_lost_quotation_marks_are_told() -> None:
    assert quotation("é gratuito") is None
