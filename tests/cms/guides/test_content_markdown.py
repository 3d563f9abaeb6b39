"""Markdown of content files and rich text, there and back."""

from __future__ import annotations

import re
from html import escape

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from cms.guides.content_files.markdown import MarkdownError, rich_text
from cms.guides.content_files.rich_text import markdown

KINDS = ("office", "cost")
PAGES = {("office", "town-hall"): 5, ("cost", "fee"): 7}
NAMES = {5: "office:town-hall", 7: "cost:fee"}


def to_html(text: str, *, headings: bool = True) -> str:
    return rich_text(text, lambda kind, slug: PAGES.get((kind, slug)), KINDS, headings=headings)


def to_markdown(html: str) -> str:
    return markdown(html, NAMES.get)


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("One\ntwo\n\nThree", "<p>One two</p><p>Three</p>"),
        ("## Big\n\n### Small", "<h3>Big</h3><h4>Small</h4>"),
        ("- a\n- b\n  1. c", "<ul><li>a</li><li>b<ol><li>c</li></ol></li></ul>"),
        ("- a\n\n- b", "<ul><li>a</li><li>b</li></ul>"),
        ("**bold** & <3", "<p><b>bold</b> &amp; &lt;3</p>"),
        ("one\\\ntwo", "<p>one<br/>two</p>"),
        ("[hall](office:town-hall)", '<p><a linktype="page" id="5">hall</a></p>'),
        ("[a](https://x.example/?a=1&b=2)", '<p><a href="https://x.example/?a=1&amp;b=2">a</a></p>'),
        ("[a](tel:112) [b](mailto:a@b.example)", '<p><a href="tel:112">a</a> <a href="mailto:a@b.example">b</a></p>'),
    ],
)
def test_markdown_becomes_rich_text(text: str, html: str) -> None:
    assert to_html(text) == html


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("# Title", "no level of heading"),
        ("#### Deep", "no level of heading"),
        ("*thin*", "Italics"),
        ("`code`", "Back-ticks"),
        ("    code", "four spaces"),
        ("```\ncode\n```", "fence"),
        ("> said", "Quotations"),
        ("---", "Lines across"),
        ("<b>html</b>", "HTML"),
        ("<div>html</div>", "HTML"),
        ("![cat](https://x.example/cat.png)", "Images"),
        ("3. third", "starts at 1"),
        ("- one\n\n  two", "one paragraph"),
        ("- ## head", "cannot stand in a list"),
        ("[a](javascript:alert(1))", "no address for a link"),
        ("[a](person:ann)", "no address for a link"),
        ("[a](/somewhere)", "no address for a link"),
        ("[](office:town-hall)", "no words"),
        ('[a](office:town-hall "title")', "has a title"),
    ],
)
def test_what_rich_text_has_no_form_for_is_refused_with_a_remedy(text: str, why: str) -> None:
    with pytest.raises(MarkdownError, match=why):
        to_html(text)


def test_a_field_without_headings_refuses_them() -> None:
    with pytest.raises(MarkdownError, match="`text` blocks of a body"):
        to_html("## Big", headings=False)


def test_every_problem_of_a_text_is_told_with_its_line() -> None:
    with pytest.raises(MarkdownError) as error:
        to_html("fine\n\n> said\n\n*thin*")
    assert [problem.line for problem in error.value.problems] == [2, 4]


def test_links_to_pages_that_are_gone_and_unknown_tags_leave_their_words() -> None:
    html = '<p data-block-key="x">See <a linktype="page" id="99">that</a> <i>page</i>.</p>'
    assert to_markdown(html) == "See that page.\n"


def test_bold_that_touches_a_word_keeps_what_markdown_can_say() -> None:
    assert to_markdown("<p><b>Note:</b>this</p>") == "**Note**:this\n"


WORDS = st.text(
    alphabet=st.sampled_from(list("abZ9 .,-+#>*_`[]()<>&;:!\\~=|/'\"äع中\u00a0§1")), min_size=1, max_size=12
)
PLAIN = WORDS.map(lambda text: escape(text, quote=False))
LINK = st.builds(
    lambda text, target: f"<a {target}>{text}</a>",
    PLAIN,
    st.sampled_from(
        [
            'linktype="page" id="5"',
            'linktype="page" id="7"',
            'href="https://x.example/a(b)c"',
            'href="mailto:a@b.example"',
        ]
    ),
)
INLINE = st.one_of(
    PLAIN, PLAIN.map(lambda text: f"<b>{text}</b>"), LINK, LINK.map(lambda link: f"<b>{link}</b>"), st.just("<br/>")
)
LINE = st.lists(INLINE, min_size=1, max_size=4).map("".join)
LIST_TAG = st.sampled_from(["ul", "ol"])


def _list(tag: str, items: list[str]) -> str:
    return f"<{tag}>{''.join(f'<li>{item}</li>' for item in items)}</{tag}>"


LISTS = st.recursive(
    st.builds(_list, LIST_TAG, st.lists(LINE, min_size=1, max_size=3)),
    lambda inner: st.builds(lambda tag, line, below: _list(tag, [line + below, "z"]), LIST_TAG, LINE, inner),
    max_leaves=3,
)
BLOCKS = st.one_of(
    LINE.map(lambda line: f"<p>{line}</p>"),
    LINE.map(lambda line: f"<h3>{line}</h3>"),
    LINE.map(lambda line: f"<h4>{line}</h4>"),
    LISTS,
)


def words(html: str) -> str:
    return re.sub(r"\s+", "", BeautifulSoup(html, "html.parser").get_text())


@given(st.lists(BLOCKS, min_size=1, max_size=4).map("".join))
def test_rich_text_written_as_markdown_reads_back_to_the_same_words_and_the_same_markdown(html: str) -> None:
    text = to_markdown(html)
    again = to_html(text)
    assert words(again) == words(html)
    assert to_markdown(again) == text


@given(st.lists(BLOCKS, min_size=1, max_size=4).map("".join))
def test_markdown_keeps_every_link_that_has_words(html: str) -> None:
    def links(rich: str) -> set[str]:
        anchors = BeautifulSoup(rich, "html.parser").find_all("a")
        return {str(link.get("href") or link.get("id")) for link in anchors if link.get_text().strip()}

    assert links(to_html(to_markdown(html))) == links(html)
