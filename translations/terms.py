"""A glossary entry as the path of a segment sees it."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the source language with its agreed translation, or with the order to leave it alone.

    ``target`` is "" where nothing was agreed. A ``do_not_translate`` term keeps its source form in every language.
    """

    source: str
    target: str = ""
    do_not_translate: bool = False


def as_word(text: str) -> str:
    """A regular expression for ``text`` as a word of its own, not as a part of a longer one."""
    before = r"(?<!\w)" if text[:1].isalnum() else ""
    after = r"(?!\w)" if text[-1:].isalnum() else ""
    return before + re.escape(text) + after
