"""Untrusted text becomes plain, whatever it is."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cms.contributions.desk.cleaning import LONGEST, TooLongError, one_line, plain_text

MARKUP = [
    "<b>",
    "</b>",
    "<script>",
    "<img src=x onerror=alert(1)>",
    "<!--",
    "-->",
    "<",
    ">",
    "&lt;",
    "&amp;lt;",
    "&#60;",
]
SPECIAL = [
    "&#x202e;",
    "\u202e",
    "\u2066",
    "\x00",
    "\r\n",
    "\t",
    "\n\n\n\n",
    "é",
    "e\u0301",
    "س",
    "\u200c",
    "👩\u200d👧",
]
PIECES = st.sampled_from([*MARKUP, *SPECIAL])
TEXTS = st.lists(PIECES | st.text(max_size=5), max_size=30).map("".join)


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_whatever_comes_in_is_plain_and_cleaning_it_again_changes_nothing(text: str) -> None:
    clean = plain_text(text)
    assert not re.search(r"</?[a-zA-Z!?]", clean)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]", clean)
    assert "\n\n\n" not in clean
    assert clean == clean.strip()
    assert plain_text(clean) == clean


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("Öffnet um 9 < 10 Uhr & <b>nicht</b> früher", "Öffnet um 9 < 10 Uhr & nicht früher"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("a\u202egnp.exe", "agnp.exe"),
        ("<script>alert(1)</script>Amt", "Amt"),
        ("<\u202eb>fett", "fett"),
        ("1\r\n2\r\r\r\r3", "1\n2\n\n3"),
        ("tab\tund\u00a0Raum", "tab und Raum"),
    ],
)
def test_what_people_write_stays_as_they_read_it(text: str, clean: str) -> None:
    assert plain_text(text) == clean


def test_a_text_that_is_too_long_is_refused_before_anything_is_done_with_it() -> None:
    start = time.process_time()
    with pytest.raises(TooLongError):
        plain_text("<div>" * 50_000)
    assert time.process_time() - start < 0.1
    assert plain_text("x" * LONGEST) == "x" * LONGEST
    with pytest.raises(TooLongError):
        one_line("x" * 301)


@pytest.mark.parametrize("text", ["<div>" * 4000, "<b" + "&lt;b" * 3999, "<b>" + "&amp;" * 3999, "<" * LONGEST])
def test_the_worst_of_what_is_short_enough_is_clean_within_a_second(text: str) -> None:
    start = time.process_time()
    plain_text(text)
    assert time.process_time() - start < 1
