"""Characters that break a text without being seen: controls, broken encodings, direction overrides."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from translations.findings import Finding, error
from translations.protection import PLACEHOLDER

from .pair import Pair

# Embeddings and overrides; the isolates that replaced them are allowed if each one is closed.
_OVERRIDES = frozenset("\u202a\u202b\u202c\u202d\u202e")
_ISOLATES, _ISOLATE_END = frozenset("\u2066\u2067\u2068"), "\u2069"


def check_characters(pair: Pair) -> Iterator[Finding]:
    """Characters of the translation that no keyboard makes, and place holders left over."""
    text = pair.target_text
    if broken := [c for c in text if _is_broken(c) and c not in pair.source_text]:
        yield error("control_character", _names(broken))
    overrides = [c for c in text if c in _OVERRIDES]
    if overrides or not _isolates_close(text):
        yield error("bidi_control", _names(overrides or [c for c in text if c in _ISOLATES or c == _ISOLATE_END]))
    known = set(re.findall(PLACEHOLDER, pair.source_text))
    left = [match[0] for match in PLACEHOLDER.finditer(text) if match[1] not in known]
    if left:
        yield error("placeholder_left", " ".join(left))


def _is_broken(character: str) -> bool:
    return character == "\ufffd" or (
        unicodedata.category(character) in {"Cc", "Co", "Cn", "Cs"} and character not in "\n\t"
    )


def _isolates_close(text: str) -> bool:
    depth = 0
    for character in text:
        depth += (character in _ISOLATES) - (character == _ISOLATE_END)
        if depth < 0:
            return False
    return depth == 0


def _names(characters: list[str]) -> str:
    return ", ".join(dict.fromkeys(f"U+{ord(c):04X}" for c in characters))
