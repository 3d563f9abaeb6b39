from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from translations.protection import protect, restore
from translations.values import Kind, find_values

# Bits that meet in nasty ways: place holders of others, Cyrillic look-alikes, values without a space between them.
LOOK_ALIKES = ["X0X", "x1x", "Х2Х", "X", "Х", "0", "1", "٣", " ", "-", ".", "é", "Amt"]
VALUES = ["€ 5", "5 €", "112", "+49 89 123456", "§ 5", "a@b.example", "https://a.example/x_y", "31.12.2026"]
nasty = st.lists(st.sampled_from(LOOK_ALIKES + VALUES), max_size=12).map("".join)


@given(st.text() | nasty, st.lists(st.text(min_size=1, max_size=4), max_size=2))
@example("X1X0X", [])
@example("5 €+49 89 123456", [])
@example("X5 €X", ["X"])
def test_what_is_protected_comes_back_unchanged(text: str, keep: list[str]) -> None:
    protected = protect(text, keep)
    restored = restore(protected.text, protected.values)
    assert restored.text == text
    assert restored.exact


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("Write to info_cita@stadt.example.", Kind.EMAIL, "info_cita@stadt.example"),
        ("See https://stadt.example/x_y?z=1.", Kind.URL, "https://stadt.example/x_y?z=1"),
        ("See (www.stadt.example/a), please", Kind.URL, "www.stadt.example/a"),
        ("على www.stadt.example، ثم", Kind.URL, "www.stadt.example"),
        ("See city.example/permit now", Kind.URL, "city.example/permit"),
        ("Call +49 89 233-96000 now", Kind.PHONE, "+49 89 233-96000"),
        ("Call 0161 496 0000.", Kind.PHONE, "0161 496 0000"),
        ("Call 555-0199.", Kind.PHONE, "555-0199"),
        ("by law (§ 25 Abs. 5 AufenthG)", Kind.LAW, "§ 25 Abs. 5 AufenthG"),
        ("under § 104c SGB II", Kind.LAW, "§ 104c SGB II"),
        ("costs €1,200.50 now", Kind.AMOUNT, "€1,200.50"),
        ("costs 1.200,50 € now", Kind.AMOUNT, "1.200,50 €"),
        ("costs 12 EUR", Kind.AMOUNT, "12 EUR"),
        ("before 31.12.2026.", Kind.DATE, "31.12.2026"),
        ("on 2026-12-31,", Kind.DATE, "2026-12-31"),
        ("open 09:00 to", Kind.TIME, "09:00"),
        ("Call 112 now", Kind.EMERGENCY, "112"),
        ("Call 116 117.", Kind.EMERGENCY, "116 117"),
        ("to DE89 3704 0044 0532 0130 00 please", Kind.IBAN, "DE89 3704 0044 0532 0130 00"),
        ("form I-765 and", Kind.CODE, "I-765"),
        ("level B2.", Kind.CODE, "B2"),
    ],
)
def test_values_that_are_the_same_in_every_language_are_found(text: str, kind: Kind, value: str) -> None:
    found = find_values(text)
    assert [(v.kind, v.text) for v in found][:1] == [(kind, value)]


@pytest.mark.parametrize(
    "text", ["within 30 days", "at 2:30 pm", "Room 1120", "the first of May", "and so on. e.g. this"]
)
def test_what_has_to_be_translated_is_left_alone(text: str) -> None:
    assert not protect(text).values


def test_words_that_must_stay_are_protected_as_whole_words() -> None:
    protected = protect("Ask Bürgeramt, not Bürgeramtsleiter.", ["Bürgeramt"])
    assert protected.text == "Ask X0X, not Bürgeramtsleiter."


@pytest.mark.parametrize("answer", ["Rufen Sie x0x an.", "Дзвоніть Х0Х.", "اتصل X٠X"])
def test_spellings_that_models_make_of_a_place_holder_are_understood(answer: str) -> None:
    assert restore(answer, ("112",)).exact


@pytest.mark.parametrize(
    ("answer", "lost"),
    [("Rufen Sie an.", ("112",)), ("Rufen Sie X0Xan.", ("112",)), ("X0X oder X0X", ("112",)), ("X0X und X1X", ())],
)
def test_a_lost_doubled_or_unknown_place_holder_is_told(answer: str, lost: tuple[str, ...]) -> None:
    restored = restore(answer, ("112",))
    assert not restored.exact
    assert restored.lost == lost


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Pay the deposit first.", "Pay the Kaution first."),
        ("Deposit and rent: the deposit", "Kaution and rent: the Kaution"),
        ("depositors, e-deposit.example", "depositors, e-deposit.example"),
    ],
)
def test_an_agreed_translation_stands_where_its_word_stood(text: str, expected: str) -> None:
    protected = protect(text, (), {"deposit": "Kaution"})
    assert restore(protected.text, protected.values).text == expected


def test_an_agreed_translation_begins_a_sentence_as_its_word_did() -> None:
    protected = protect("Deposit first, then rent; a Deposit.", (), {"deposit": "caution"})
    assert restore(protected.text, protected.values).text == "Caution first, then rent; a Caution."


@given(text=nasty, keep=st.lists(st.sampled_from(LOOK_ALIKES), max_size=2))
def test_an_agreed_word_beside_anything_else_loses_nothing(text: str, keep: list[str]) -> None:
    protected = protect(f"{text} Amt {text}", keep, {"Amt": "Amt"})
    restored = restore(protected.text, protected.values)
    assert (restored.text, restored.exact) == (f"{text} Amt {text}", True)
