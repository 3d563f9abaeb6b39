from __future__ import annotations

import json
import re
import unicodedata
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.search import EDGE, GRAM, Index, fold, frequencies, grams, rarity, weight, words

TEXT = st.text(st.characters(exclude_categories=["Cs"]))
WORDS = st.lists(st.sampled_from(["anmeldung", "rathaus", "Паспорт", "التسجيل", "ምዝገባ", "fee", "form"]), max_size=6)


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("ANMELDUNG", "Anmeldung"),
        ("Strasse", "Straße"),
        ("depot", "dépôt"),
        ("ISTANBUL", "İstanbul"),
        ("diş hekimi", "dis hekımi"),
        ("الاسره", "الأُسرَة"),
        ("مستشفي", "مستشفى"),
        ("کتاب", "كتاب"),
        ("فارسی", "فارسي"),
        ("٣٠ يوم", "30 يوم"),
        ("۳۰", "30"),
        ("نمي‌خواهم", "نمیخواهم"),
        ("Wohnungs\N{SOFT HYPHEN}geber", "Wohnungsgeber"),
        ("fi", "ﬁ"),
        ("Їжак", "їжак"),
    ],
)
def test_two_spellings_of_a_word_are_one(typed: str, written: str) -> None:
    assert fold(typed) == fold(written)


@pytest.mark.parametrize(("one", "other"), [("ti", "di"), ("ምዝገባ", "ምዝገብ"), ("2026", "2027"), ("и", "й" * 2)])
def test_different_words_stay_different(one: str, other: str) -> None:
    assert fold(one) != fold(other)


def test_folding_twice_is_folding_once_for_every_character() -> None:
    characters = (chr(number) for number in range(0x30000) if not 0xD800 <= number < 0xE000)
    assert [character for character in characters if fold(fold(character)) != fold(character)] == []


@given(TEXT)
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(TEXT)
def test_words_are_letters_digits_and_their_marks(text: str) -> None:
    for word in words(text):
        assert word
        assert all(unicodedata.category(character)[0] in "LNM" for character in word)


@given(TEXT)
def test_every_word_has_grams_and_they_tell_its_edges(text: str) -> None:
    found = grams(text)
    assert sum(gram.startswith(EDGE) for gram in found) == len(words(text))
    assert sum(gram.endswith(EDGE) for gram in found) == len(words(text))
    assert all(len(gram) == GRAM or (gram[0] == gram[-1] == EDGE) for gram in found)


def test_grams_of_short_and_long_words() -> None:
    assert grams("I pay fees") == ["_i_", "_pay", "pay_", "_fee", "fees", "ees_"]


@given(WORDS, WORDS)
def test_grams_of_two_texts_together_are_those_of_each(one: list[str], other: list[str]) -> None:
    assert grams(" ".join(one + other)) == grams(" ".join(one)) + grams(" ".join(other))


def test_a_title_counts_three_times_and_so_do_the_names_people_know() -> None:
    counted = frequencies("form", "form", ["form"])
    assert counted["form"] == 7


@given(st.floats(0, 1e4), st.floats(0.1, 1e4), st.floats(1, 1e5), st.floats(1, 1e5))
def test_saying_a_word_more_often_weighs_more_but_never_without_end(
    frequency: float, more: float, length: float, average: float
) -> None:
    assert 0 <= weight(frequency, length, average) <= weight(frequency + more, length, average) <= 2.2


@given(st.floats(0.1, 1e4), st.floats(1, 1e5), st.floats(0, 1e5), st.floats(1, 1e5))
def test_a_longer_page_weighs_less(frequency: float, length: float, more: float, average: float) -> None:
    assert weight(frequency, length + more, average) <= weight(frequency, length, average)


@given(st.integers(1, 10_000), st.data())
def test_a_rarer_gram_says_more(documents: int, data: st.DataObject) -> None:
    containing = data.draw(st.integers(1, documents))
    assert 0 < rarity(documents, containing) <= rarity(documents, containing - 1)


@given(st.dictionaries(st.integers(), WORDS, min_size=1), WORDS)
def test_an_index_finds_just_what_shares_a_gram_with_the_question(
    pages: dict[int, list[str]], query: list[str]
) -> None:
    index = Index({key: frequencies("", " ".join(text)) for key, text in pages.items()})
    found = index.search(" ".join(query), limit=len(pages))
    asked = set(grams(" ".join(query)))
    assert {key for key, _ in found} == {key for key, text in pages.items() if asked & set(grams(" ".join(text)))}
    assert [score for _, score in found] == sorted((score for _, score in found), reverse=True)


def test_an_empty_index_finds_nothing() -> None:
    assert Index[str]({}).search("anything") == []


def test_a_whole_question_finds_the_page_in_every_script() -> None:
    index = Index(
        {
            "register": frequencies("Den Wohnsitz anmelden", "Sie müssen sich im Rathaus anmelden.", ["Anmeldung"]),
            "school": frequencies("Schule", "Kinder gehen in die Schule."),
            "مدرسة": frequencies("المدرسة", "يذهب الأطفال إلى المدارس."),
            "ምዝገባ": frequencies("ምዝገባ ኣድራሻ", "ኣብ ምምሕዳር ከተማ ተመዝገቡ።"),
        }
    )
    assert index.search("Wie geht die Wohnsitzanmeldung?")[0][0] == "register"
    assert index.search("أين المدرسه؟")[0][0] == "مدرسة"
    assert index.search("ምዝገባ ከመይ ይኸውን?")[0][0] == "ምዝገባ"


@pytest.mark.corpus
@pytest.mark.parametrize(("language", "least"), [("de", 0.80), ("en", 0.97)])
def test_real_questions_find_their_page_among_the_first_three(corpora: Path, language: str, least: float) -> None:
    pages = json.loads((corpora / "integreat-lkaugsburg" / f"{language}.json").read_text(encoding="utf-8"))
    lines = (corpora / "omos-qa" / "de_en.jsonl").read_text(encoding="utf-8").splitlines()
    questions: list[dict[str, Any]] = [
        question for question in map(json.loads, lines) if question["language"] == language
    ]
    bare = {page["id"]: unescape(re.sub(r"<[^>]+>", " ", page["content"])) for page in pages}
    index = Index({page["id"]: frequencies(page["title"], bare[page["id"]]) for page in pages})
    asked = [question for question in questions if question["answers"] and question["pageId"] in bare]
    found = [question["pageId"] in [key for key, _ in index.search(question["question"], 3)] for question in asked]
    assert len(asked) > 30
    assert sum(found) / len(found) >= least
