"""What a translator types is what is stored, whatever tags and directions are in it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.publishing.desk.marked import shown
from cms.publishing.desk.notation import END, ISOLATE, isolated, to_html, to_text, without_isolates
from translations.markup import parse, render
from translations.terms import Found, Term

WORDS = st.text(alphabet="ab &>é٣ع.,\"'", min_size=1, max_size=8).filter(lambda text: text.strip() == text)
PIECES = st.recursive(
    WORDS,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map("".join),
        st.tuples(st.sampled_from(["b", "a1", "a12", "em"]), inner).map(
            lambda pair: f"<{pair[0]}>{pair[1]}</{pair[0]}>"
        ),
    ),
    max_leaves=6,
)


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("Fish &amp; chips", "Fish & chips"),
        ("One<br/>two", "One\ntwo"),
        ('See <a id="a1">the office</a>.', "See <a1>the office</a1>."),
        ('<b>Do <a id="a2">not</a></b> pay', "<b>Do <a2>not</a2></b> pay"),
        ("5 &lt; 6", "5 < 6"),
    ],
)
def test_a_translator_reads_text_and_short_tags(html: str, text: str) -> None:
    assert to_text(html) == text
    assert to_html(text) == html


@given(PIECES, st.sampled_from(["ltr", "rtl"]))
def test_what_is_not_changed_is_stored_as_it_was(text: str, direction: str) -> None:
    html = to_html(text)
    assert to_html(to_text(html, direction)) == html
    assert render(parse(html)) == html


@given(st.text(alphabet="<>/ab1 &;\n\u2066\u2069", max_size=30))
def test_whatever_is_typed_becomes_sound_markup(text: str) -> None:
    html = to_html(text)
    assert render(parse(html)) == html


def test_a_tag_left_open_is_closed_and_a_stray_end_is_dropped() -> None:
    assert to_html("Go <b>now") == "Go <b>now</b>"
    assert to_html("Go</b> now") == "Go now"


def test_a_line_break_is_a_space_where_the_source_has_none() -> None:
    assert to_html("One\r\ntwo", one_line=True) == "One two"


def test_phones_addresses_and_tags_are_isolated_in_a_language_from_right_to_left() -> None:
    text = isolated("اتصل +44 20 7946 0958 أو <a1>هنا</a1>")
    assert f"{ISOLATE}+44 20 7946 0958{END}" in text
    assert f"{ISOLATE}</a1>{END}" in text
    assert without_isolates(text) == "اتصل +44 20 7946 0958 أو <a1>هنا</a1>"


def test_the_source_shows_tags_as_chips_and_terms_as_buttons() -> None:
    markup = parse('Pay the <a id="a1">council tax</a> &amp; <b>wait</b>.')
    term = Term("council tax", "Gemeindesteuer")
    html = shown(markup, "ltr", [Found(term, 8, 19)])
    assert 'data-insert="Gemeindesteuer"' in html
    assert html.index(">a1<") < html.index("council tax</button>") < html.index(">/a1<") < html.index(">/b<")
    assert "&amp;" in html


def test_what_a_source_says_is_never_taken_for_markup() -> None:
    source = parse("&lt;script&gt;alert(1)&lt;/script&gt;")
    assert "<script" not in shown(source, "ltr")
    assert "<i>" not in shown(source, "ltr", [Found(Term("script", '"><i>'), 1, 7)])
