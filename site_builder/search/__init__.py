"""Searching a guide, on the server and in the reader's browser: folding, ranking, quoting."""

from __future__ import annotations

from site_builder.search.folding import EDGE, GRAM, fold, words
from site_builder.search.plain import Index, frequencies, grams, rarity, weight

__all__ = ["EDGE", "GRAM", "Index", "fold", "frequencies", "grams", "rarity", "weight", "words"]
