"""Rich text as published documents carry it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.guides.richtext import MAXIMUM_LENGTH, TextTooLongError, clean_html, published_html

KNOWN = {5: ("00000000-0000-0000-0000-000000000005", "office"), 6: ("00000000-0000-0000-0000-000000000006", "article")}


def test_links_to_pages_become_references_by_uuid() -> None:
    html = published_html('<p>Go to <a linktype="page" id="5">the office</a>.</p>', KNOWN.get)
    assert html == (
        '<p>Go to <a data-ref="00000000-0000-0000-0000-000000000005" data-kind="office">the office</a>.</p>'
    )


def test_pages_that_readers_open_are_one_kind_of_reference() -> None:
    assert 'data-kind="page"' in published_html('<a linktype="page" id="6">more</a>', KNOWN.get)


def test_a_link_to_a_page_that_is_gone_keeps_its_text() -> None:
    assert published_html('<p><a linktype="page" id="99">the office</a></p>', KNOWN.get) == "<p><a>the office</a></p>"


@pytest.mark.parametrize(
    ("hostile", "safe"),
    [
        ("<p onclick=x()>a</p>", "<p>a</p>"),
        ("<script>alert(1)</script><p>a</p>", "<p>a</p>"),
        ('<a href="javascript:alert(1)">a</a>', "<a>a</a>"),
        ("<p>+49\u202e30</p>", "<p>+4930</p>"),
        ("<p>a<!-- b --></p>", "<p>a</p>"),
    ],
)
def test_nothing_but_plain_formatting_gets_through(hostile: str, safe: str) -> None:
    assert published_html(hostile, KNOWN.get) == safe


def test_text_that_would_cost_minutes_is_refused() -> None:
    with pytest.raises(TextTooLongError, match="Split it"):
        clean_html("x" * (MAXIMUM_LENGTH + 1))


@given(st.text(alphabet="<>ap/ =\"'js:&;b", max_size=60))
def test_cleaning_twice_changes_nothing_more(html: str) -> None:
    once = clean_html(html)
    assert clean_html(once) == once
