from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translations.sentences import split, split_to_fit


@given(st.text(), st.sampled_from(["en", "de", "ar", "ti", "zh", "de-simple", "kmr", "qqq"]))
def test_nothing_is_lost_between_sentences(text: str, language: str) -> None:
    sentences = split(text, language)
    assert "".join(sentence.text + sentence.gap for sentence in sentences) == text
    assert all(sentence.text == sentence.text.strip() for sentence in sentences)
    assert all("\n" not in sentence.text for sentence in sentences)


def test_a_line_that_the_splitter_does_not_give_back_whole_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("translations.sentences.sentencex.segment", lambda language, text: text.split(" "))
    assert [sentence.text for sentence in split("Go now. Stop.", "en")] == ["Go now. Stop."]


@pytest.mark.parametrize(
    ("language", "text", "sentences"),
    [
        (
            "de",
            "Das gilt z. B. nach § 25 Abs. 5 AufenthG. Rufen Sie an.",
            ["Das gilt z. B. nach § 25 Abs. 5 AufenthG.", "Rufen Sie an."],
        ),
        ("de-simple", "Sie brauchen den Pass. Sie brauchen Geld.", ["Sie brauchen den Pass.", "Sie brauchen Geld."]),
        ("en", "Call X0X. Then go.", ["Call X0X.", "Then go."]),
        ("en", "1. Fill in the form. 2. Sign it.", ["1. Fill in the form.", "2. Sign it."]),
        ("ar", "هل تحتاج مساعدة؟ اتصل بنا.", ["هل تحتاج مساعدة؟", "اتصل بنا."]),
        ("ti", "ሰላም። ከመይ ኣለኻ?", ["ሰላም።", "ከመይ ኣለኻ?"]),
        ("zh", "你好。再见！", ["你好。", "再见！"]),
        ("en", "First line\nsecond line", ["First line", "second line"]),
    ],
)
def test_text_is_cut_where_sentences_end(language: str, text: str, sentences: list[str]) -> None:
    assert [sentence.text for sentence in split(text, language)] == sentences


@given(st.text(max_size=200), st.integers(1, 20))
def test_a_text_too_long_for_an_engine_is_cut_and_nothing_but_white_space_dropped(text: str, limit: int) -> None:
    parts = split_to_fit(text, lambda part: len(part) <= limit)
    assert all(len(part) <= limit for part in parts)
    assert "".join("".join(parts).split()) == "".join(text.split())


def test_a_long_sentence_is_cut_at_a_clause() -> None:
    parts = split_to_fit("Bring your passport; bring the form, and pay the fee", lambda part: len(part) < 40)
    assert parts == ["Bring your passport;", "bring the form, and pay the fee"]
