from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.translations.test_markup import inline
from translations.markup import parse, render
from translations.projection import phrases, project


def projected(source: str, target: str, translated: dict[str, str], *, unspaced: bool = False) -> str:
    wordings = {phrase: [wording] for phrase, wording in translated.items()}
    return render(project(parse(source), target, wordings, unspaced=unspaced))


@pytest.mark.parametrize(
    ("source", "target", "translated", "expected"),
    [
        (
            "Bring <b>your passport</b>.",
            "Bringen Sie Ihren Reisepass mit.",
            {"your passport": "Ihr Reisepass."},
            "Bringen Sie <b>Ihren Reisepass</b> mit.",
        ),
        ('<a id="a1">Opening hours</a>', "Öffnungszeiten", {}, '<a id="a1">Öffnungszeiten</a>'),
        (
            '<a id="a1">here</a> and <a id="a2">here</a>',
            "hier und hier",
            {"here": "hier"},
            '<a id="a1">hier</a> und <a id="a2">hier</a>',
        ),
        (
            '<a id="a1">the <b>tax</b> office</a> now',
            "jetzt das Amt für Steuer",
            {"the tax office": "das Amt für Steuern", "tax": "Steuer"},
            'jetzt <a id="a1">das Amt für <b>Steuer</b></a>',
        ),
        ("Call <b>112</b>!", "Rufen Sie die 112 an!", {}, "Rufen Sie die <b>112</b> an!"),
        ('Go.<a id="a1"></a>', "Gehen Sie.", {}, 'Gehen Sie.<a id="a1"></a>'),
    ],
)
def test_tags_return_to_the_words_they_were_on(
    source: str, target: str, translated: dict[str, str], expected: str
) -> None:
    assert projected(source, target, translated) == expected


def test_a_tag_finds_its_place_without_spaces_between_words() -> None:
    assert (
        projected("Bring <b>the passport</b>.", "请带护照来。", {"the passport": "护照"}, unspaced=True)
        == "请带<b>护照</b>来。"
    )


def test_a_tag_whose_words_are_not_there_is_left_out_and_the_tag_inside_it_kept() -> None:
    html = projected(
        "<b>quite another <i>passport</i></b> now", "Ihr Pass", {"passport": "Pass", "quite another passport": "Zebra"}
    )
    assert html == "Ihr <i>Pass</i>"


@given(inline)
def test_a_translation_equal_to_its_source_keeps_every_tag(html: str) -> None:
    source = parse(html)
    assert project(source, source.text, {}) == source


@given(st.lists(st.tuples(st.text("abcdefgh", min_size=1), st.sampled_from(["b", "i", ""])), min_size=1, unique=True))
def test_tags_on_words_that_did_not_change_are_kept_in_whatever_order_they_come(words: list[tuple[str, str]]) -> None:
    tagged = [f"<{tag}>{word}</{tag}>" if tag else word for word, tag in words]
    source = parse(" ".join(tagged))
    result = project(source, "; ".join(reversed([word for word, _ in words])) + "!", {})
    assert sorted(span.tag for span in result.spans) == sorted(span.tag for span in source.spans)


@given(inline, st.text(), st.text())
def test_whatever_an_engine_answers_the_result_is_well_formed(html: str, target: str, wording: str) -> None:
    source = parse(html)
    result = project(source, target, {phrase: [wording] for phrase in phrases(source)})
    assert result.text == target
    assert parse(render(result)).spans == result.spans or "\r" in target
