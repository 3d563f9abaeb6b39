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
_RUN = re.compile(
    rf"(?<![&#\d{_LETTER}])(?:§§? ?{_NUMBER} )?{_WORD}"
    rf"(?:(?:[ \xa0,.:/'’–@?=_-]{{1,3}}| ?&amp; ?){_WORD}|[ \xa0/-]{_NUMBER}|, {_NUMBER} {_WORD})*"
    rf"(?: \([{_LETTER}\d .,/-]+\))?"
)
_HAS_LETTER = re.compile(f"[{_LETTER}]").search
_HAS_QUOTE = re.compile("[„“”«]").search
_TEXT = rf"[^<>„“”«»{_OTHER}]"
# Elements inside a quote are kept with it where none is in another.
_QUOTED = re.compile(rf"<[^>]*>|([„“”«])((?:{_TEXT}|<(\w+)\b[^>]*>{_TEXT}*</\3>)+)(?=[“”»])")
_MARKUP = re.compile(r"(<bdi\b.*?</bdi>|<[^>]*>)")
# Capitals are abbreviations that every language has: PDF, SIM, B1.
_IS_A_WORD = re.compile(rf"[{_LETTER}][a-zß-ɏ]").search
_IS_ADDRESS = re.compile(r"\S+@\S+|https?:\S+|www\.\S+").fullmatch


def mark(html: str, language: str, source_language: str) -> str:
    """Rich text in a language with the words of the city's language isolated, and marked as being in it."""
    if _is_latin(language) or not _is_latin(source_language):
        return html
    start = f"<bdi{attributes(source_language)}>"

    def marked(words: str) -> str:
        return f"{start}{words}</bdi>" if _IS_A_WORD(words) and not _IS_ADDRESS(words) else words

    if _HAS_QUOTE(html):
        html = _QUOTED.sub(lambda found: found[1] + marked(found[2]) if found[1] else found[0], html)
    pieces = _MARKUP.split(html)
    for place in range(0, len(pieces), 2):
        if _HAS_LETTER(pieces[place]):
            pieces[place] = _RUN.sub(lambda found: marked(found[0]), pieces[place])
    return "".join(pieces)


@cache
def _is_latin(language: str) -> bool:
    return own_name(language) < "\u0250"
