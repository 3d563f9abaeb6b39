from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.real_questions import HALVES, RealGuide
from bench.search import plain, ranked, recall
from site_builder.search import EDGE, GRAM, Entry, Hit, Index, Passage, fitting, fold, terms, words
from site_builder.search.alike import ALIKE, ALIKE_WEIGHT, FEWEST, are_alike, shares
from site_builder.search.asking import asking_words
from site_builder.search.parted import joined
from site_builder.search.ranking import (
    ASKING,
    KNOWN,
    READ,
    RELEVANT,
    SATURATION,
    asked,
    frequencies,
    rarity,
    read,
    saturated,
    windows,
)

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
def test_every_word_has_terms_and_they_tell_its_edges(text: str) -> None:
    for word in words(text):
        *pieces, whole = terms(word)
        assert whole[0] == whole[-1] == EDGE
        assert all(len(piece) == GRAM for piece in pieces)
        assert not pieces or (pieces[0][0] == EDGE and pieces[-1][-1] == EDGE)


def test_terms_of_short_and_long_words() -> None:
    assert [terms(word) for word in words("I pay fees")] == [
        ("_i_",),
        ("_pay", "pay_", "_pay_"),
        ("_fee", "fees", "ees_", "_fees_"),
    ]


@pytest.mark.parametrize("glued", ["المدرسة", "والمدرسة", "بالمدرسة", "للمدرسة"])
def test_the_arabic_article_and_what_is_glued_before_it_are_no_part_of_a_word(glued: str) -> None:
    assert terms(*words(glued)) == terms(*words("مدرسة"))


@pytest.mark.parametrize("apostrophe", "'’")
def test_an_apostrophe_belongs_to_ukrainian_words_and_parts_french_ones(apostrophe: str) -> None:
    assert words(f"сім{apostrophe}я") == ["сімя"]
    assert words(f"l{apostrophe}aide") == ["l", "aide"]


def test_titles_and_names_weigh_more_than_headings_and_these_more_than_text() -> None:
    entry = Entry("a", "form", (Passage("form"), Passage("form", is_heading=True)), ("form",), ("form",))
    assert frequencies(entry)["form"] == 2 * 3 + 0.5 + 1 + 2


@given(st.floats(0, 1e4), st.floats(0.1, 1e4), st.floats(0.01, 100))
def test_saying_a_word_more_often_weighs_more_but_never_without_end(
    frequency: float, more: float, length: float
) -> None:
    assert 0 <= saturated(frequency, length) <= saturated(frequency + more, length) <= 1 + SATURATION


@given(st.floats(0.1, 1e4), st.floats(0.01, 100), st.floats(0, 100))
def test_a_longer_page_weighs_less(frequency: float, length: float, more: float) -> None:
    assert saturated(frequency, length + more) <= saturated(frequency, length)


@given(st.integers(1, 10_000), st.data())
def test_a_rarer_term_says_more(pages: int, data: st.DataObject) -> None:
    containing = data.draw(st.integers(1, pages))
    assert 0 < rarity(pages, containing) <= rarity(pages, containing - 1)


def test_words_that_questions_are_made_of_weigh_little() -> None:
    weights = asked("Wo kann ich mich anmelden?", "de")
    assert weights["_anm"] == 1
    assert weights["_wo_"] == weights["_kan"] == ASKING


def test_a_question_of_nothing_but_such_words_asks_for_them() -> None:
    assert set(asked("Wer bin ich?", "de").values()) == {1}


@pytest.mark.parametrize("language", ["ar", "de", "en", "es", "fa", "fr", "pt", "ti", "tr", "uk"])
def test_every_language_knows_what_questions_are_made_of(language: str) -> None:
    assert len(asking_words(language)) > 50
    assert asking_words(f"{language}-x-easy") == asking_words(language)


passages = st.lists(st.builds(Passage, WORDS.map(" ".join), st.booleans()), max_size=40).map(tuple)


@given(passages)
def test_windows_are_the_whole_page_in_its_order(page: tuple[Passage, ...]) -> None:
    found = list(windows(page))
    assert [number for window in found for number in window] == list(range(len(page)))
    for window in found:
        assert not any(page[number].is_heading for number in window[1:])


@given(passages, WORDS)
def test_reading_finds_just_the_windows_that_share_something(page: tuple[Passage, ...], query: list[str]) -> None:
    gains = asked(" ".join(query), "xx")
    scored = read(page, gains)
    assert [score for score, _ in scored] == sorted((score for score, _ in scored), reverse=True)
    shared = {
        window
        for window in windows(page)
        if gains.keys() & {term for number in window for word in words(page[number].text) for term in terms(word)}
    }
    assert {window for _, window in scored} == shared


@given(st.lists(passages, max_size=READ), WORDS)
def test_an_index_finds_just_what_shares_a_term_with_the_question(
    pages: list[tuple[Passage, ...]], query: list[str]
) -> None:
    found = Index([Entry(number, "", page) for number, page in enumerate(pages)], "xx").search(" ".join(query), READ)
    gains = asked(" ".join(query), "xx")
    assert {hit.key for hit in found} == {number for number, page in enumerate(pages) if read(page, gains)}
    assert [hit.score for hit in found] == sorted((hit.score for hit in found), reverse=True)
    assert all(0 < hit.share <= 1 + 1e-9 for hit in found)


@pytest.mark.parametrize(
    ("question", "verbs"),
    [
        ("Wie melde ich mein Kind in der Schule an?", ["anmelde"]),
        ("Wie melde ich mich an, und wann ziehe ich um?", ["anmelde", "umziehe"]),
        ("Wie füllen wir den Antrag aus und geben ihn ab?", ["ausfullen"]),
        ("Wie gebe ich ihn zurück oder werfe ich ihn weg", ["zuruckgebe", "wegwerfe"]),
        ("Wo fange ich mit der Suche nach einer Wohnung an", ["anfange"]),
        ("An wen wende ich mich?", []),
        ("Ich an", []),
        ("", []),
    ],
)
def test_a_german_verb_in_two_parts_is_one_word(question: str, verbs: list[str]) -> None:
    assert joined(question, "de") == joined(question, "de-x-easy") == verbs
    assert joined(question, "en") == []


def test_a_verb_in_two_parts_finds_the_page_that_says_it_in_one() -> None:
    pages = [Entry("report", "Einen Schaden melden"), Entry("register", "Wohnsitz anmelden")]
    assert Index(pages, "de").search("Wie melde ich mich an?")[0].key == "register"


def test_what_is_only_told_about_comes_after_the_page_that_says_what_to_do() -> None:
    text = (Passage("Your passport."),)
    pages = [Entry(kind, "Passport", text, kind=kind) for kind in ("document_type", "procedure", "office")]
    found = [hit.key for hit in Index(pages, "en").search("How do I get a passport?")]
    assert found == ["procedure", "document_type", "office"]


def test_a_page_that_says_next_to_nothing_is_no_better_for_being_short() -> None:
    long = Entry("long", "Opening times of all of our many offices in the city", (Passage("other things " * 60),))
    short = [Entry(f"short {number}", "Offices in the city", (Passage("Some things."),) * number) for number in (1, 2)]
    one, other, _ = Index([*short, long], "en").search("offices")
    assert one.score == other.score


def test_an_empty_index_finds_nothing() -> None:
    assert Index[str]([], "en").search("anything") == []
    assert Index([Entry("a", "")], "en").search("anything") == []


def test_words_that_stand_together_are_found_before_words_that_are_far_apart() -> None:
    filler = Passage("other things " * 30)
    apart = Entry("apart", "A page", (Passage("The fee is low."), filler, Passage("Bring your passport.")))
    together = Entry("together", "A page", (Passage("The fee for a passport is low. Bring your."), filler))
    assert [hit.key for hit in Index([apart, together], "en").search("passport fee")] == ["together", "apart"]


COURSE = " ".join(f"{word}{number}" for number in range(FEWEST) for word in ("course", "teacher"))


def test_pages_that_say_nearly_the_same_do_not_fill_the_first_places() -> None:
    courses = [Entry(level, f"German course {level}", (Passage(f"{COURSE} {level}"),)) for level in ("a1", "a2", "b1")]
    tutor = Entry("tutor", "Learn with others", (Passage("A course of German, at home, with a tutor."),))
    found = Index([*courses, tutor], "en").search("German course a2")
    assert [hit.key for hit in found][:2] == ["a2", "tutor"]
    assert {hit.key for hit in found} == {"a1", "a2", "b1", "tutor"}
    assert sorted(found, key=lambda hit: -hit.score) == found


def test_short_pages_are_not_taken_for_copies_of_each_other() -> None:
    papers = [Entry(name, f"Form {name}", (Passage("The original and a copy."),)) for name in ("one", "two")]
    first, second = Index(papers, "en").search("form copy")
    assert first.score == second.score


@given(st.sets(st.integers(0, 60).map(str), min_size=FEWEST), st.sets(st.integers(0, 60).map(str)))
def test_two_pages_are_alike_by_the_share_of_words_that_both_have(one: set[str], other: set[str]) -> None:
    assert are_alike(one, one)
    assert are_alike(one, other) == are_alike(other, one)
    if are_alike(one, other):
        assert len(one & other) >= ALIKE * len(one | other)


def test_the_best_of_pages_that_are_alike_counts_in_full() -> None:
    page, unlike = frozenset(COURSE.split()), frozenset(f"other{number}" for number in range(FEWEST))
    assert [*shares([page, unlike, page, page])] == [1.0, 1.0, ALIKE_WEIGHT, ALIKE_WEIGHT]


def test_a_hit_says_which_passages_fit() -> None:
    page = (
        Passage("Opening hours", True),
        Passage("Monday"),
        Passage("Fees", True),
        Passage("A passport costs 60 euros."),
    )
    (hit,) = Index([Entry("a", "Town hall", page)], "en").search("What does a passport cost?")
    assert hit.windows == ((2, 3),)


def test_a_whole_question_finds_the_page_in_every_script() -> None:
    pages = [
        Entry("register", "Den Wohnsitz anmelden", (Passage("Sie müssen sich im Rathaus anmelden."),), ("Anmeldung",)),
        Entry("school", "Schule", (Passage("Kinder gehen in die Schule."),)),
        Entry("مدرسة", "المدرسة", (Passage("يذهب الأطفال إلى المدارس."),)),
        Entry("ምዝገባ", "ምዝገባ ኣድራሻ", (Passage("ኣብ ምምሕዳር ከተማ ተመዝገቡ።"),)),
    ]
    assert Index(pages, "de").search("Wie geht die Wohnsitzanmeldung?")[0].key == "register"
    assert Index(pages, "ar").search("أين المدرسه؟")[0].key == "مدرسة"
    assert Index(pages, "ti").search("ምዝገባ ከመይ ይኸውን?")[0].key == "ምዝገባ"


@given(st.lists(st.tuples(st.floats(0.1, 100), st.floats(0, 1)), max_size=5))
def test_a_reader_is_shown_the_best_page_if_any_page_says_enough_and_none_that_is_far_behind(
    found: list[tuple[float, float]],
) -> None:
    hits = [Hit(number, *hit) for number, hit in enumerate(sorted(found, reverse=True))]
    shown = fitting(hits)
    assert bool(shown) == any(hit.share >= KNOWN for hit in hits)
    assert shown in ([], [hit for hit in hits if hit.score >= RELEVANT * hits[0].score])


def test_a_page_that_shares_a_piece_of_a_word_is_not_shown() -> None:
    index = Index([Entry("a", "Chromium", (Passage("Quantities of chromium in drinking water."),))], "en")
    assert index.search("Quantenchromodynamik")
    assert fitting(index.search("Quantenchromodynamik")) == []


@pytest.mark.corpus
@pytest.mark.parametrize(("language", "gain"), [("de", 0.05), ("en", 0.0)])
def test_real_questions_find_their_page_more_often_than_with_plain_grams(
    corpora: Path, language: str, gain: float
) -> None:
    guide = RealGuide(corpora)
    entries = guide.entries(language)
    questions = [question for half in HALVES for question in guide.questions(language, half) if question.answers]
    assert len(questions) > 30
    _, before, _ = recall(plain(entries, questions), questions)
    _, now, _ = recall(ranked(entries, questions, language), questions)
    assert now >= before + gain
