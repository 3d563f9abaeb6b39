"""A glossary's word is recognised in the forms that its language gives it, and not in its neighbours."""

from __future__ import annotations

import pytest

from translations.inflection import occurs
from translations.terms import Term, find_terms


@pytest.mark.parametrize(
    ("language", "term", "text"),
    [
        ("ar", "تصريح الإقامة", "ستحصل على المال بتصريح الإقامة"),
        ("ar", "جواز", "والجواز معك"),
        ("ar", "إقامة", "للإقامة هنا"),
        ("ar", "شهادة", "شهادته الأصلية"),
        ("ar", "شهادة", "كل الشهادات"),
        ("ar", "العيادة", "عيادة قريبة منك"),
        ("ar", "البطاقة الصحية", "ببطاقة صحية"),
        ("bg", "разрешение", "разрешението за престой"),
        ("de", "Anmeldung", "das Anmeldungsformular"),
        ("de", "Bestätigung", "die Meldebestätigung"),
        ("de", "Bürgeramt", "zwei Bürgerämter"),
        ("de", "Bürgeramt", "des Bürgeramtes"),
        ("en", "residence permit", "Two residence permits."),
        ("es", "permiso de residencia", "los permisos de residencia"),
        ("fa", "اجاره‌نامه", "اجاره‌نامهٔ شما"),
        ("fr", "attestation", "l’attestation"),
        ("fr", "titre de séjour", "des titres de séjour"),
        ("he", "דרכון", "והדרכון שלך"),
        ("hu", "lakcím", "a lakcímét"),
        ("it", "permesso", "i permessi"),
        ("pl", "zezwolenie na pobyt", "bez zezwolenia na pobyt"),
        ("ro", "permis", "permisul"),
        ("ru", "паспорт", "с паспортом"),
        ("ti", "ፓስፖርት", "ብፓስፖርት"),
        ("tr", "başvuru", "başvurunuzu yapın"),
        ("uk", "дозвіл на проживання", "без дозволу на проживання"),
        ("zh-Hans", "居留许可", "您的居留许可证"),
    ],
)
def test_a_form_of_a_word_is_the_word(language: str, term: str, text: str) -> None:
    assert occurs(term, text, language)


@pytest.mark.parametrize(
    ("language", "term", "text"),
    [
        ("ar", "جواز", "زواج"),
        ("ar", "الله", "له بيت"),
        ("de", "Amt", "insgesamt"),
        ("en", "deposit", "it depends"),
        ("en", "ID", "an idea"),
        ("en", "rent", "a parent"),
        ("en", "residence permit", "a permit for your residence"),
        ("uk", "паспорт", "пасажир"),
    ],
)
def test_a_neighbour_of_a_word_is_another_word(language: str, term: str, text: str) -> None:
    assert not occurs(term, text, language)


def test_a_compound_of_the_source_is_another_term() -> None:
    terms = [Term("Miete", "rent"), Term("Vermieter", "landlord")]
    text = "Die Mieten zahlt man dem Vermieter."
    found = find_terms(text, terms, "de")
    assert [(each.term.source, text[each.start : each.end]) for each in found] == [
        ("Miete", "Mieten"),
        ("Vermieter", "Vermieter"),
    ]


def test_of_terms_within_one_another_the_longest_counts() -> None:
    terms = [Term("permit", "x"), Term("residence permit", "y"), Term("UKVI", do_not_translate=True)]
    found = find_terms("Residence permits from UKVI, a work permit; not UKVIs", terms, "en")
    assert [each.term.source for each in found] == ["residence permit", "UKVI", "permit"]
