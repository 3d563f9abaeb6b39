"""Headings of rich text, on the levels that fit the place where the text stands."""

from __future__ import annotations

import re

HEADING = re.compile(r"<h([1-6])\b(.*?)</h\1>", re.DOTALL)
LOWEST = 6


def relevel(texts: list[str], first: int) -> list[str]:
    """Texts that follow one another, with their highest heading on level `first` and no level left out.

    Editors choose levels by size, and the same text stands under a page's title here and inside a section there.
    """
    levels = [int(found[1]) for text in texts if "<h" in text for found in HEADING.finditer(text)]
    if not levels:
        return texts
    shift = first - min(levels)
    before = first - 1

    def move(found: re.Match[str]) -> str:
        nonlocal before
        before = min(int(found[1]) + shift, before + 1, LOWEST)
        return f"<h{before}{found[2]}</h{before}>"

    return [HEADING.sub(move, text) for text in texts]
