from __future__ import annotations

import re
from itertools import pairwise

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from site_builder.environment import ThemeEnvironment
from site_builder.headings import relevel
from tests.site_builder.documents import small_city
from tests.site_builder.theme.conftest import make_site

LEVELS = st.lists(st.lists(st.integers(1, 6), max_size=4), max_size=4)


def levels(texts: list[str]) -> list[int]:
    return [int(level) for level in re.findall(r"<h(\d)", "".join(texts))]


@pytest.mark.parametrize(
    ("written", "first", "shown"),
    [
        ([3, 3], 2, [2, 2]),
        ([2, 3, 2], 3, [3, 4, 3]),
        ([2, 4], 2, [2, 3]),
        ([4, 2], 3, [3, 3]),
        ([1, 2, 3, 4, 5, 6], 4, [4, 5, 6, 6, 6, 6]),
    ],
)
def test_headings_take_the_levels_of_their_place(written: list[int], first: int, shown: list[int]) -> None:
    texts = [f'<h{level} lang="en">a <b>b</b>\nc</h{level}><p>d</p>' for level in written]
    assert levels(relevel(texts, first)) == shown


@given(LEVELS, st.integers(2, 4))
def test_no_level_is_ever_left_out_and_every_heading_is_closed(blocks: list[list[int]], first: int) -> None:
    texts = ["".join(f"<h{level}>t</h{level}>" for level in block) for block in blocks]
    found = levels(relevel(texts, first))
    assert all(after <= before + 1 for before, after in pairwise([first - 1, *found]))
    assert re.findall(r"</h(\d)", "".join(relevel(texts, first))) == [str(level) for level in found]


def test_text_without_headings_is_left_alone() -> None:
    assert relevel(["<p>a</p>", "", "<hr>"], 2) == ["<p>a</p>", "", "<hr>"]


def test_no_page_skips_a_level_whatever_editors_write(environment: ThemeEnvironment) -> None:
    documents = small_city()
    for body in documents:
        for block in body.get("body", ()):
            block["html"] = "<h4>Small</h4><p>Text</p><h3>Larger</h3><p>Text</p>"
        for field in ("introduction", "outcome", "appeal", "description", "explanation"):
            if body.get(field):
                body[field] = "<h5>Deep</h5><p>Text</p>"
    for path, text in make_site(documents, environment).files.items():
        if path.endswith(".html"):
            found = [int(tag.name[1]) for tag in BeautifulSoup(text, "html.parser").select("h1, h2, h3, h4, h5, h6")]
            assert [level for before, level in pairwise(found) if level > before + 1] == [], path
