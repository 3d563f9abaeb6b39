from __future__ import annotations

from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wagtail_localize.strings import StringValue

from translations.markup import Span, parse, render

texts = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=30)
inline = st.recursive(
    texts.map(lambda text: escape(text, quote=False)),
    lambda inner: (
        st.tuples(st.sampled_from(["b", "i", "em", "strong", "code"]), inner).map(lambda t: f"<{t[0]}>{t[1]}</{t[0]}>")
        | st.tuples(st.integers(1, 9), inner).map(lambda t: f'<a id="a{t[0]}">{t[1]}</a>')
        | st.just("<br/>")
        | st.lists(inner, max_size=4).map("".join)
    ),
    max_leaves=8,
)


@given(inline)
def test_a_segment_taken_apart_and_put_together_is_the_same(html: str) -> None:
    segment = StringValue.from_translated_html(html).data
    assert render(parse(segment)) == segment


@given(st.text())
def test_any_text_can_be_parsed_and_its_rendering_is_stable(html: str) -> None:
    once = render(parse(html))
    assert render(parse(once)) == once


@pytest.mark.parametrize(
    ("html", "text", "spans"),
    [
        ("Fish &amp; chips", "Fish & chips", ()),
        ("one<br>two", "one\ntwo", ()),
        ("one\ntwo", "one two", ()),
        ('see <a id="a1">this <b>page</b></a>', "see this page", (Span(4, 13, "a", "a1", 0), Span(9, 13, "b", "", 1))),
        ("<b>left open", "left open", (Span(0, 9, "b"),)),
        ("stray</b> end", "stray end", ()),
        ("<b><i>crossed</b> tags</i>", "crossed tags", (Span(0, 7, "b"), Span(0, 7, "i", "", 1))),
    ],
)
def test_tags_become_spans_over_plain_text(html: str, text: str, spans: tuple[Span, ...]) -> None:
    parsed = parse(html)
    assert (parsed.text, parsed.spans) == (text, spans)
