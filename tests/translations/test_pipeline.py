from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.translations.conftest import WordEngine
from tests.translations.test_markup import inline
from translations.checks import Pair
from translations.engines.argos import ArgosEngine
from translations.engines.base import EngineError
from translations.markup import parse, render
from translations.memory import entries
from translations.pipeline import Draft, Provenance, Segment, translate_segments
from translations.terms import Term
from translations.values import find_values


def draft(html: str, engine: WordEngine | ArgosEngine, target: str = "de", **options: Any) -> Draft:
    [only] = translate_segments([Segment("key", html)], "en", target, engine, **options)
    return only


class BadEngine(WordEngine):
    """Gives the same answers whatever it is asked."""

    def __init__(self, answers: Callable[[int], list[str]]) -> None:
        super().__init__()
        self.answers = answers

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[str]:
        """As many as it likes."""
        return self.answers(len(texts))


def codes(made: Draft) -> set[str]:
    return {finding.code for finding in made.findings}


@given(st.lists(inline, max_size=4))
def test_an_engine_that_changes_nothing_gets_back_every_value_and_tag(htmls: list[str]) -> None:
    sources = [render(parse(html)) for html in htmls]
    drafts = translate_segments([Segment(str(i), html) for i, html in enumerate(sources)], "en", "de", WordEngine())
    assert [made.html for made in drafts] == sources
    assert [made.key for made in drafts] == [str(i) for i in range(len(sources))]


@given(inline, st.text())
def test_whatever_the_engine_answers_a_draft_comes_out(html: str, answer: str) -> None:
    made = draft(html, BadEngine(lambda asked: [answer] * asked))
    assert made.html == render(parse(made.html)) or "\r" in answer


def test_all_segments_go_to_the_engine_in_one_batch_each_sentence_once() -> None:
    engine = WordEngine()
    segments = [Segment("1", "Go. <b>Stop</b> now."), Segment("2", "Go."), Segment("3", "Go.")]
    translate_segments(segments, "en", "de", engine)
    assert engine.calls == [["Go.", "Stop now.", "Stop"]]


def test_what_needs_no_translation_is_copied_without_asking_the_engine() -> None:
    engine = WordEngine()
    made = draft('<a id="a1">+49 89 233-96000</a>', engine)
    assert (made.html, made.provenance) == ('<a id="a1">+49 89 233-96000</a>', Provenance.COPIED)
    assert made.findings == ()
    assert engine.calls == []


def test_the_memory_is_asked_before_the_engine_and_its_answer_is_checked() -> None:
    engine = WordEngine()
    made = draft("You must not pay.", engine, memory=entries("You must not pay.", "Sie müssen zahlen.", "de"))
    assert (made.html, made.provenance, engine.calls) == ("Sie müssen zahlen.", Provenance.MEMORY, [])
    assert codes(made) == {"negation_lost"}


def test_a_name_that_must_stay_never_reaches_the_engine() -> None:
    engine = WordEngine({"Ask X0X.": "Fragen Sie X0X."})
    made = draft("Ask Green Bridge.", engine, terms=[Term("Green Bridge", do_not_translate=True)])
    assert (made.html, codes(made)) == ("Fragen Sie Green Bridge.", set())


def test_a_value_that_the_engine_lost_is_an_error() -> None:
    made = draft("Call 112 now.", WordEngine({"Call X0X now.": "Rufen Sie jetzt an."}))
    assert {"protected_lost", "number_changed"} <= codes(made)
    assert not made.publishable


def test_a_link_that_found_no_place_is_an_error_and_formatting_a_warning() -> None:
    known = {"See the map here.": "Auf dem Plan.", "the map": "Zebra", "here": "Kamel"}
    made = draft('See <a id="a1">the map</a> <b>here</b>.', WordEngine(known))
    assert [(f.code, f.severity.value, f.detail) for f in made.findings] == [
        ("link_lost", "error", "the map"),
        ("markup_changed", "warning", "−<b>"),
    ]


def test_a_phrase_that_has_other_words_in_its_sentence_is_asked_for_in_quotation_marks() -> None:
    known = {
        "Registering is free.": "O registro é gratuito.",
        "free": "livre",
        'Registering is "free".': "O registro é «gratuito».",
    }
    engine = WordEngine(known)
    made = draft('Go. Registering is <a id="a1">free</a>.', engine, target="pt")
    assert made.html == 'Go. O registro é <a id="a1">gratuito</a>.'
    assert engine.calls == [["Go.", "Registering is free.", "free"], ['Registering is "free".']]


def test_line_breaks_and_spaces_between_sentences_stay() -> None:
    assert draft("Go.  Stop.<br/>Wait.", WordEngine({"Go.": "Geh."})).html == "Geh.  Stop.<br/>Wait."


def test_a_language_without_spaces_gets_none_between_sentences() -> None:
    assert draft("Go. Stop.", WordEngine({"Go.": "走。", "Stop.": "停。"}), target="zh").html == "走。停。"


def test_an_engine_that_leaves_sentences_out_is_refused() -> None:
    with pytest.raises(EngineError, match="words returned 0 translations for 1"):
        draft("Go.", BadEngine(lambda asked: []))


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (
            "Call +49 89 233-96000 or write to info_cita@stadt.example.",
            "Rufen Sie +49 89 233-96000 an oder schreiben Sie an info_cita@stadt.example.",
        ),
        (
            "The fee is €1,200.50 and you must pay before 31.12.2026.",
            "Die Gebühr beträgt €1,200.50 und Sie müssen vor dem 31.12.2026 bezahlen.",
        ),
        ("You must not sign your rental contract.", "Sie dürfen Ihren Mietvertrag nicht unterschreiben."),
        (
            'Bring <b>your passport</b> to <a id="a1">the job centre</a>.',
            'Bringen Sie <b>Ihren Reisepass</b> zu <a id="a1">dem Jobcenter</a> mit.',
        ),
        (
            "You can find the form at https://stadt.example/x_y?z=1. In an emergency call 112.",
            "Sie finden das Formular unter https://stadt.example/x_y?z=1. Rufen Sie im Notfall 112 an.",
        ),
        ("In an emergency call 112.", "Rufen Sie im Notfall 112 an."),
    ],
)
def test_a_real_model_keeps_values_tags_and_a_must_not(source: str, expected: str, argos: ArgosEngine) -> None:
    made = draft(source, argos)
    assert (made.html, made.findings) == (expected, ())
    assert (made.engine, made.engine_version, made.engine_model) == ("Argos", "1.11.0", "en-de 1.0")


def test_nonsense_of_a_real_model_about_numbers_and_links_does_not_pass(argos: ArgosEngine) -> None:
    made = draft('The <a id="a1">museum</a> in 1984 had 77 rooms and 4321 pictures of 98765 horses.', argos)
    assert not made.publishable


@given(
    st.lists(st.sampled_from(["Call ", "112", " or ", "info_x@a.example", " before ", "31.12.2026", "."]), max_size=7)
)
def test_a_real_model_never_loses_a_value_silently(argos: ArgosEngine, pieces: list[str]) -> None:
    html = "".join(pieces)
    made = draft(html, argos)
    values = [value.text for value in find_values(Pair(html, "", "en", "de").source_text)]
    assert all(value in made.html for value in values) or not made.publishable


def test_an_agreed_word_goes_past_the_engine_with_its_official_form_in_brackets() -> None:
    engine = WordEngine(pairs={("de", "en")})
    term = Term("Wohnungsgeberbestätigung", "landlord's confirmation", keep_source=True)
    [made] = translate_segments(
        [Segment("1", "Die <b>Wohnungsgeberbestätigung</b> bringen.")], "de", "en", engine, terms=[term]
    )
    assert made.html == "Die <b>landlord's confirmation (Wohnungsgeberbestätigung)</b> bringen."
    assert engine.calls[0][0] == "Die X0X bringen."


def test_a_segment_that_is_an_agreed_word_needs_no_engine() -> None:
    engine = WordEngine()
    [made] = translate_segments([Segment("1", "deposit")], "en", "de", engine, terms=[Term("deposit", "Kaution")])
    assert (made.html, engine.calls) == ("Kaution", [])
