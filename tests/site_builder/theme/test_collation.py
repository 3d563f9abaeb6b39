from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.collation import heading, sort_key

LANGUAGES = st.sampled_from(["en", "de", "es", "ar", "fa", "uk", "tr", "ti", "xx"])


@pytest.mark.parametrize(
    ("language", "ordered"),
    [
        ("en", ["Advice", "advice centre", "Álgebra", "Bus", "Ébène", "Élan", "Zoo"]),
        ("de", ["Ämter", "Arbeit", "Öffnung", "Schule", "Straße", "Übersicht", "Umzug"]),
        ("es", ["nube", "ñandú", "oso"]),
        ("tr", ["can", "çan", "ılık", "İzin", "son", "şans"]),
        ("uk", ["газ", "ґанок", "дім", "єдність", "життя", "історія", "їжа", "яма", "Zoo"]),
        ("fa", ["آب", "پاسپورت", "تاکسی", "چک", "ژاله", "گذرنامه", "یخ", "Zoo"]),
        ("ar", ["أجرة", "إقامة", "بنك", "تأشيرة", "Zoo"]),
        ("ti", ["ሀገር", "መዓልቲ", "ቋንቋ", "ገጽ", "Zoo"]),
        ("kmr", ["Alîkarî", "Çûn", "Êvar"]),
    ],
)
def test_titles_stand_in_the_order_of_the_languages_dictionary(language: str, ordered: list[str]) -> None:
    shuffled = ordered[::-1]
    assert sorted(shuffled, key=lambda title: sort_key(title, language)) == ordered


@pytest.mark.parametrize(
    ("title", "language", "expected"),
    [
        ("Élan", "fr", "E"),
        ("ñandú", "es", "Ñ"),
        ("izin", "tr", "İ"),
        ("ılık", "tr", "I"),
        ("إقامة", "ar", "ا"),
        ("„Anmeldung“", "de", "A"),
        ("24 hours", "en", "#"),
        ("…", "en", "#"),
    ],
)
def test_a_title_stands_under_its_first_letter(title: str, language: str, expected: str) -> None:
    assert heading(title, language) == expected


@given(st.lists(st.text(max_size=12), max_size=12), LANGUAGES)
def test_any_titles_can_be_sorted_and_the_order_does_not_depend_on_how_they_arrive(titles: list[str], tag: str) -> None:
    backwards = titles[::-1]
    once = sorted(titles, key=lambda title: sort_key(title, tag))
    assert sorted(backwards, key=lambda title: sort_key(title, tag)) == once
