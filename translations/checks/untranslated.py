"""A model that does not know what to do copies the source."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rapidfuzz import fuzz

from translations.findings import Finding, error, warning
from translations.languages import same_language, script

from .pair import Pair

# Names of three words stay the same in most languages; of seven, in hardly any.
COPY_WARNING_WORDS, COPY_ERROR_WORDS = 3, 7
COPY_ALIKE = 95
# Names have capitals: "Augsburg Vocational Training Centre". A sentence has more words without than this.
SMALL_WORDS_IN_A_NAME = 1


def check_untranslated(pair: Pair) -> Iterator[Finding]:
    """Text that is still, or almost, the source's, not counting values and names that must stay.

    Where the two languages have different scripts, half a text in the source's words is enough.
    """
    if same_language(pair.source, pair.target):
        return
    source, target = _words(pair, pair.source_text), _words(pair, pair.target_text)
    known = {word for word in source if len(word) > 1}
    copied = 0 if _is_name(pair) else sum(word in known for word in target)
    other_script = script(pair.source) != script(pair.target)
    if other_script and copied >= max(COPY_ERROR_WORDS, len(target) / 2):
        yield error("untranslated")
    elif len(source) >= COPY_WARNING_WORDS and not _is_name(pair) and fuzz.ratio(source, target) >= COPY_ALIKE:
        yield (error if len(source) >= COPY_ERROR_WORDS else warning)("untranslated")


def _is_name(pair: Pair) -> bool:
    """Whether what both texts have in common is written like names. A script without capitals has no names here."""
    words = re.findall(r"(?<![\w.])[^\W\d_]+(?![\w.])", pair.target_text)
    common = set(words) & set(re.findall(r"[^\W\d_]+", pair.source_text))
    small = [word for word in common if word == word.lower()]
    return len(small) < len(common) and len(small) <= SMALL_WORDS_IN_A_NAME


def _words(pair: Pair, text: str) -> list[str]:
    for value in pair.source_values:
        text = text.replace(value.text, " ")
    for term in pair.terms:
        if term.do_not_translate and term.source:
            text = text.replace(term.source, " ")
    return re.findall(r"[^\W\d_]+", text.lower())
