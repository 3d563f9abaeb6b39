"""A translation must be in the script of its language, and no word in two scripts."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from translations.findings import Finding, error
from translations.languages import script
from translations.values import find_values

from .pair import Pair

# How the Unicode names of a script's letters begin.
NAMES = {
    "Arab": ("ARABIC",),
    "Armn": ("ARMENIAN",),
    "Beng": ("BENGALI",),
    "Cyrl": ("CYRILLIC",),
    "Deva": ("DEVANAGARI",),
    "Ethi": ("ETHIOPIC",),
    "Geor": ("GEORGIAN",),
    "Grek": ("GREEK",),
    "Guru": ("GURMUKHI",),
    "Hans": ("CJK",),
    "Hant": ("CJK",),
    "Hebr": ("HEBREW",),
    "Jpan": ("CJK", "HIRAGANA", "KATAKANA"),
    "Kore": ("HANGUL", "CJK"),
    "Latn": ("LATIN",),
    "Taml": ("TAMIL",),
    "Thai": ("THAI",),
}
# Below this many letters there may be nothing but an abbreviation.
FEWEST_LETTERS = 15
SMALLEST_SHARE = 0.5


def check_script(pair: Pair) -> Iterator[Finding]:
    """New text of which less than half is in the language's script; words that mix Latin with Cyrillic or Greek."""
    own = NAMES.get(script(pair.target))
    if own is None:
        return
    # Names that were kept from the source may be in its script; a sentence that was kept is for check_untranslated.
    words = [word for word in _words(pair.target_text) if word not in pair.source_text]
    letters = [c for word in words for c in word]
    if len(letters) >= FEWEST_LETTERS:
        share = sum(_script_name(c) in own for c in letters) / len(letters)
        if share < SMALLEST_SHARE:
            yield error("wrong_script", f"{share:.0%} {script(pair.target)}")
            return
    if mixed := [word for word in words if _is_mixed(word)]:
        yield error("mixed_script", " ".join(mixed))


def _words(text: str) -> list[str]:
    """The words of a text that are not part of an address, an amount or a code."""
    for value in reversed(find_values(text)):
        text = f"{text[: value.start]} {text[value.end :]}"
    return re.findall(r"[^\W\d_]+", text)


def _is_mixed(word: str) -> bool:
    names = {_script_name(c) for c in word}
    return "LATIN" in names and bool(names & {"CYRILLIC", "GREEK"})


@lru_cache(maxsize=4096)
def _script_name(character: str) -> str:
    return unicodedata.name(character, "").split(" ")[0]
