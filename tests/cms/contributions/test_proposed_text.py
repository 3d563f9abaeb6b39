"""What people write in a form without scripts becomes rich text again, and nothing is lost that they did not touch."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.contributions.proposals.plain_text import blocks_of, fitted, laid_over, parsed, plain, tidied

PASSPORT = (
    '<p data-block-key="a1">Bring your <b>passport</b> to the <a linktype="page" id="4">town hall</a>.<br/>'
    "Open at 9.</p>"
    '<h3 data-block-key="b2">When</h3>'
    "<ul><li>Mondays</li><li>Tuesdays<ul><li>not in May &amp; June</li></ul></li></ul>"
    "<ol><li>Ring</li><li>Wait</li></ol>"
)
WRITTEN = """Bring your passport to the town hall.
Open at 9.

# When

- Mondays
- Tuesdays
-- not in May & June
1. Ring
2. Wait"""

words = st.text(alphabet="ab1é٣.-#*<&> \u200f", max_size=12)
runs = st.one_of(
    words.map(lambda text: text.replace("&", "&amp;").replace("<", "&lt;")),
    words.map(lambda text: f"<b>{text.replace('&', '&amp;').replace('<', '&lt;')}</b>"),
    st.just("<br/>"),
)
inner = st.lists(runs, max_size=4).map("".join)
items = st.lists(inner.map(lambda text: f"<li>{text}</li>"), min_size=1, max_size=3).map("".join)
parts = st.one_of(
    inner.map(lambda text: f'<p data-block-key="k">{text}</p>'),
    inner.map(lambda text: f"<h3>{text}</h3>"),
    items.map(lambda text: f"<ul>{text}</ul>"),
    items.map(lambda text: f"<ol>{text}</ol>"),
    st.tuples(items, items).map(lambda two: f"<ul><li>x<ol>{two[0]}</ol></li>{two[1]}</ul>"),
)
rich_texts = st.lists(parts, max_size=4).map("".join)
anything = st.text(alphabet="ab1.)-#* \n\r\té٣<&>\u2060", max_size=60)


def test_rich_text_is_written_as_people_write() -> None:
    assert plain(PASSPORT) == WRITTEN


@given(rich_texts)
def test_text_that_nobody_changed_stays_as_it_is_to_the_letter(html: str) -> None:
    assert laid_over(html, plain(html)) == html


@given(rich_texts, anything)
def test_what_somebody_wrote_is_what_it_says_afterwards(html: str, text: str) -> None:
    assert plain(laid_over(html, text)) == tidied(text)


@given(anything)
def test_tidying_twice_tidies_no_more(text: str) -> None:
    assert tidied(tidied(text)) == tidied(text)


@given(anything)
def test_no_markup_comes_in_by_a_form(text: str) -> None:
    assert all(not run.opened for block in blocks_of(laid_over("", text)) for run in block.runs)


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        (WRITTEN.replace("at 9", "at 10"), PASSPORT.replace("at 9", "at 10")),
        (WRITTEN.replace("- Mondays\n", ""), PASSPORT.replace("<li>Mondays</li>", "")),
        (WRITTEN.replace("2. Wait", "2. Wait\n3. Pay"), PASSPORT.replace("</ol>", "<li>Pay</li></ol>")),
        (WRITTEN + "\n\n<script>", PASSPORT + "<p>&lt;script&gt;</p>"),
        (WRITTEN.replace("town hall", "office"), PASSPORT.replace('<a linktype="page" id="4">town hall</a>', "office")),
        (WRITTEN.replace("When", "Opening hours"), PASSPORT.replace("When", "Opening hours")),
    ],
)
def test_a_change_leaves_links_and_all_else_where_they_are(changed: str, expected: str) -> None:
    assert laid_over(PASSPORT, changed) == expected


def test_what_is_added_is_joined_to_what_is_before_it() -> None:
    stands = "One.\n\nTwo.\n\n- A\n- B"
    assert fitted(stands, "One.\n\nMore.\n\nTwo.\n\n- A\n- B\n- C") == "One.\nMore.\n\nTwo.\n\n- A\n- B C"
    assert fitted(stands, "First.\n\nOne.\n\nTwo.\n\n- A\n- B") == "First.\nOne.\n\nTwo.\n\n- A\n- B"
    assert fitted(stands, "Only one.") == "Only one."


@given(anything, anything)
def test_a_text_is_fitted_without_losing_a_word(stands: str, text: str) -> None:
    made, most = fitted(stands, text), len(parsed(stands))
    assert not most or len(parsed(made)) <= most
    assert [word for block in parsed(made) for word in block.text.split()] == [
        word for block in parsed(text) for word in block.text.split()
    ]
