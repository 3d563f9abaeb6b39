"""Words that are long for their language."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .marks import Code, Mark
from .passages import PageText, Reading

# Letters from which on a word is long. On the pages of a real district guide that is one word in 130 in German, where
# compounds are written together, and one in 200 in English.
LONG = {"de": 20, "en": 15, "es": 16, "fr": 16, "it": 16}

_WORD = re.compile(r"[^\W\d_]+")


def mark_long_words(reading: Reading, page: PageText) -> Iterator[Mark]:
    """Mark each long word where it first stands on the page. The parts of a hyphenated word are words.

    Names are left alone where they can be told from other words, as is what the glossary explains.
    """
    long = LONG.get(reading.language)
    if long is None:
        return
    for match in _WORD.finditer(reading.words_only):
        word = match[0]
        if len(word) < long or _is_name(match, reading.language) or word.casefold() in page.known_words:
            continue
        if page.first_mention(word.casefold()):
            yield Mark(Code.LONG_WORD, match.start(), match.end(), {"word": word, "letters": len(word)})


def _is_name(match: re.Match[str], language: str) -> bool:
    """A capital makes a name, but in German any noun; a word before a number is a street."""
    if language != "de" and match[0][0].isupper():
        return True
    return re.match(r"[^\S\n]\d", match.string[match.end() : match.end() + 2]) is not None
