"""Engines for tests: what they say is plain to see, and what they spoil they spoil on purpose."""

from __future__ import annotations

import re
from collections.abc import Sequence

from translations.engines.base import Engine

LANGUAGES = ("en", "de", "ar", "pt", "fr")


ARABIC = str.maketrans("abcdefghijklmnopqrstuvwxyz", "ابتثجحخدذرزسشصضطظعغفقكلمنه")


class MirrorEngine(Engine):
    """Writes every word backwards, in the letters of the target language, and leaves place holders alone."""

    name = "Mirror"
    version = "1"

    def pairs(self) -> set[tuple[str, str]]:
        """Every pair of different languages."""
        return {(source, target) for source in LANGUAGES for target in LANGUAGES if source != target}

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[str]:
        """Each text with its words mirrored."""
        return [re.sub(r"X\d+X|[^\W\d_]+", lambda match: mirrored(match[0], target), text) for text in texts]


def mirrored(word: str, target: str = "de") -> str:
    """What the engine makes of one word."""
    if re.fullmatch(r"X\d+X", word):
        return word
    return word.lower()[::-1].translate(ARABIC) if target == "ar" else word[::-1]


class ForgetfulEngine(MirrorEngine):
    """Loses every number and every place holder."""

    name = "Forgetful"

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[str]:
        """Each text mirrored and its digits gone."""
        return [re.sub(r"X?\d+X?", "", text) for text in super().translate(texts, source, target)]


class PaidEngine(MirrorEngine):
    """Costs money wherever a budget names it. Knows German, English and Arabic, and not German to Arabic."""

    name = "Paid"
    version = "7"

    def pairs(self) -> set[tuple[str, str]]:
        """Those with English in them."""
        return {("de", "en"), ("en", "de"), ("en", "ar"), ("ar", "en")}

    def model(self, source: str, target: str) -> str:
        """One for each pair."""
        return f"{source}-{target} 3.1"
