"""Words of the city's language inside rich text in another script: `رقم الملف (Aktenzeichen)`.

They stand there because they stand on the form. A screen reader has to say them in their language (WCAG 2.2, 3.1.2),
and in text from right to left a quoted sentence has to keep its order up to its full stop. Letters tell them apart,
so nothing is marked where the readers' language is written in the letters of the city's.
"""

from __future__ import annotations

import re
from functools import cache

from site_builder.languages import attributes, own_name

_LETTER = "A-Za-zÀ-ɏ"
_OTHER = "\u0370-\u1dff\u2c00-\ud7ff"  # letters of other scripts
_WORD = rf"[{_LETTER}][{_LETTER}\d]*"
_NUMBER = rf"\d[\d{_LETTER}]*"
_RUN = (
    rf"(?:§§? ?{_NUMBER} )?{_WORD}"
    rf"(?:(?:[ \xa0,.:/'’–-]{{1,2}}| &amp; ){_WORD}|[ \xa0/-]{_NUMBER}|, {_NUMBER} {_WORD})*"
    rf"(?: \([{_LETTER}\d .,/-]+\))?"
)
# Elements inside a quote are kept with it where none is in another.
_QUOTED = rf"(?<=[„“”«\"])(?:[^<>„“”«»\"{_OTHER}]|<(?P<tag>\w+)\b[^>]*>[^<>„“”«»\"{_OTHER}]*</(?P=tag)>)+(?=[“”»\"])"
_PIECE = re.compile(
    rf"(?P<left><[^>]*>|&\#?\w+;|\S+@\S+|(?:https?://|www\.)[^\s<]+)|(?P<words>{_QUOTED}|{_RUN})", re.IGNORECASE
)
# Capitals are abbreviations that every language has: PDF, SIM, B1.
_IS_A_WORD = re.compile(rf"[{_LETTER}][a-zß-ɏ]")


def mark(html: str, language: str, source_language: str) -> str:
    """Rich text in a language with the words of the city's language isolated, and marked as being in it."""
    if _is_latin(language) or not _is_latin(source_language):
        return html

    def marked(found: re.Match[str]) -> str:
        words = found["words"]
        if not words or not _IS_A_WORD.search(words):
            return found[0]
        return f"<bdi{attributes(source_language)}>{words}</bdi>"

    return _PIECE.sub(marked, html)


@cache
def _is_latin(language: str) -> bool:
    return own_name(language) < "\u0250"
