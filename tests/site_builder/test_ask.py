from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.real_questions import RealGuide
from site_builder.search import Entry, Index, Passage
from site_builder.search.ask import LONGEST, QUOTES, REST, SURE, ask, quotes, sentences, split
from site_builder.search.ranking import asked

REGISTER = Entry(
    "register",
    "Register your address",
    (
        Passage("Everybody who moves to the city must tell the city where they live."),
        Passage("What you need", is_heading=True),
        Passage("Bring your passport. Bring the landlord's confirmation as well."),
        Passage("What it costs", is_heading=True),
        Passage("Registering your address is free. A certificate costs 12 euros."),
    ),
)
LIBRARY = Entry("library", "Library", (Passage("Children read for free. The card costs 20 euros a year."),))
WASTE = Entry("waste", "Waste", (Passage("Glass goes into the green bin."), Passage("Paper goes into the blue bin.")))
PAGES = [REGISTER, LIBRARY, WASTE]
WORDS = st.lists(st.sampled_from(["fee", "passport", "Anmeldung.", "العنوان؟", "ምዝገባ።", "how", "bin!"]), max_size=12)


def said(question: str, pages: list[Entry[str]] = PAGES) -> list[str]:
    answer = ask(Index(pages, "en"), question)
    return [" ".join(sentence.text for sentence in quote.sentences) for quote in answer.quotes]


def test_the_sentence_that_answers_is_quoted_with_its_page() -> None:
    answer = ask(Index(PAGES, "en"), "What does it cost to register my address?")
    assert answer.is_sure
    first = answer.quotes[0]
    assert first.key == "register"
    assert "Registering your address is free." in [sentence.text for sentence in first.sentences]
    assert {sentence.passage for sentence in first.sentences} == {4}


def test_nothing_is_quoted_across_a_heading() -> None:
    for question in ("passport", "costs", "address and passport and landlord and certificate"):
        for quote in ask(Index(PAGES, "en"), question).quotes:
            assert len({sentence.section for sentence in quote.sentences}) == 1


def test_a_short_section_is_quoted_as_a_whole_and_of_a_long_one_what_stands_near() -> None:
    short = ("The office is open.", "Come on Monday.", "Bring an invoice.")
    (quoted,) = said("When is the office open?", [Entry("a", "Hours", tuple(map(Passage, short)))])
    assert quoted == " ".join(short)
    long = (*(f"Line {number} of it." for number in range(2 * LONGEST)), "Apply for a crocodile there.")
    (quoted,) = said("crocodile", [Entry("a", "Zoo", tuple(map(Passage, long)))])
    assert quoted == " ".join(long[-LONGEST:])


def test_what_the_guide_does_not_know_gets_no_sure_answer() -> None:
    assert not ask(Index(PAGES, "en"), "Where can I adopt a crocodile in the city?").is_sure
    assert not ask(Index(PAGES, "en"), "zzzz").is_sure
    assert not ask(Index[str]([], "en"), "address").is_sure


def test_two_pages_that_fit_alike_are_less_sure_than_one() -> None:
    one = ask(Index(PAGES, "en"), "blue bin").confidence
    copy = Entry("copy", WASTE.title, WASTE.passages)
    assert ask(Index([*PAGES, copy], "en"), "blue bin").confidence < one


@given(st.lists(WORDS, min_size=1, max_size=8), WORDS)
def test_confidence_is_a_probability(pages: list[list[str]], question: list[str]) -> None:
    entries = [Entry(number, "", (Passage(" ".join(page)),)) for number, page in enumerate(pages)]
    assert 0 <= ask(Index(entries, "en"), " ".join(question)).confidence < 1


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Ja. Nein! Wirklich? Gut", 4),
        ("Tel. 0821 1234, Nr. 5 usw. bis 12. April. Danach nicht.", 2),
        ("Bring z. B. den Pass mit. Sonst nichts.", 2),
        ("Am 1. März ist das Amt zu. Am 2. nicht.", 2),
        ("Der Verein e. V. hilft.", 1),
        ("هل تحتاج جوازًا؟ نعم.", 2),
        ("ሰላም ንዓኹም ይኹን። ጽቡቕ መዓልቲ።", 2),
        ("Sie sagte: „Komm!“ Er kam.", 2),
        ("", 0),
    ],
)
def test_sentences_end_where_people_see_them_end(text: str, parts: int) -> None:
    assert len(split(text)) == parts


@given(st.lists(st.builds(Passage, WORDS.map(" ".join), st.booleans()), max_size=20).map(tuple), WORDS)
def test_quotes_are_sentences_of_the_page_and_none_is_quoted_twice(
    page: tuple[Passage, ...], question: list[str]
) -> None:
    there = list(sentences(page))
    found = list(quotes(page, asked(" ".join(question), "xx")))
    assert len(found) <= QUOTES
    assert len({quoted[0].section for _, quoted in found}) == len(found)
    assert [worth for worth, _ in found] == sorted((worth for worth, _ in found), reverse=True)
    for worth, quoted in found:
        assert 0 < len(quoted) <= LONGEST
        assert worth >= REST * found[0][0]
        assert quoted in [tuple(there[begin : begin + len(quoted)]) for begin in range(len(there))]
    told = Counter(sentence for _, quoted in found for sentence in quoted)
    assert told <= Counter(there)


@pytest.mark.corpus
def test_more_of_the_answerable_questions_are_answered_than_of_the_others(corpora: Path) -> None:
    guide = RealGuide(corpora)
    index = Index(guide.entries("de"), "de")
    sure: dict[bool, list[bool]] = {True: [], False: []}
    for question in guide.questions("de", "kept"):
        sure[bool(question.answers)].append(ask(index, question.text).confidence >= SURE)
    shares = {has: sum(told) / len(told) for has, told in sure.items()}
    assert shares[True] > shares[False] + 0.2
