from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translations.memory import entries, exact_key, mask_numbers, masked_key, recall


@given(st.text(), st.text(), st.sampled_from(["de", "ar", "uk", "kmr"]))
def test_what_was_stored_is_found_again(source: str, translation: str, target: str) -> None:
    assert recall(entries(source, translation, target), source, target) == translation


@given(st.lists(st.sampled_from(["1", "14", "31.12.2026", "9:30", " days ", "<a id='a1'>", "</a>", "x"]), max_size=8))
def test_masking_and_filling_again_changes_nothing(pieces: list[str]) -> None:
    html = "".join(pieces)
    masked = mask_numbers(html)
    assert masked.filled(masked.numbers) == html


def test_the_same_sentence_with_another_number_is_remembered() -> None:
    memory = entries("Appeal within <b>14</b> days.", "Widerspruch binnen <b>14</b> Tagen.", "de")
    assert recall(memory, "Appeal within <b>30</b> days.", "de") == "Widerspruch binnen <b>30</b> Tagen."


def test_numbers_change_places_with_the_words_around_them() -> None:
    memory = entries("Pay 20 euros within 14 days.", "Binnen 14 Tagen sind 20 Euro zu zahlen.", "de")
    assert recall(memory, "Pay 35 euros within 28 days.", "de") == "Binnen 28 Tagen sind 35 Euro zu zahlen."


@pytest.mark.parametrize(
    ("target", "remembered", "asked", "found"),
    [("de", 14, 30, True), ("de", 14, 1, False), ("uk", 5, 6, True), ("uk", 5, 3, False), ("ar", 5, 11, False)],
)
def test_a_number_of_another_plural_form_is_no_match(target: str, remembered: int, asked: int, *, found: bool) -> None:
    memory = entries(f"{remembered} days", f"{remembered} …", target)
    assert (recall(memory, f"{asked} days", target) == f"{asked} …") is found


def test_two_numbers_that_were_the_same_do_not_stand_for_two_that_differ() -> None:
    memory = entries("14 days and 14 nights", "14 Tage und 14 Nächte", "de")
    assert recall(memory, "13 days and 12 nights", "de") is None
    assert recall(memory, "13 days and 13 nights", "de") == "13 Tage und 13 Nächte"


def test_a_number_that_the_translation_writes_otherwise_is_only_remembered_as_it_is() -> None:
    memory = entries("It costs 1,200.50 euros.", "Es kostet 1.200,50 Euro.", "de")
    assert recall(memory, "It costs 1,200.50 euros.", "de") == "Es kostet 1.200,50 Euro."
    assert recall(memory, "It costs 1,300.50 euros.", "de") is None


def test_a_similar_sentence_is_no_match() -> None:
    memory = entries("You must sign.", "Sie müssen unterschreiben.", "de")
    assert recall(memory, "You must not sign.", "de") is None


def test_white_space_and_unicode_form_make_no_difference() -> None:
    assert exact_key("caf\u00e9  here") == exact_key("cafe\u0301 here")
    assert masked_key("in 5\u00a0days", "de") == masked_key("in 5 days", "de")


def test_the_number_in_a_links_id_is_no_number_of_the_text() -> None:
    assert mask_numbers('<a id="a1">1</a>').numbers == ("1",)


def test_a_function_can_be_the_memory() -> None:
    assert recall({exact_key("yes"): "ja"}.get, "yes", "de") == "ja"
