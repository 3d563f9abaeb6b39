"""Searching a guide, on the server and in the reader's browser: folding, ranking, quoting."""

from __future__ import annotations

from site_builder.search.folding import EDGE, GRAM, fold, terms, terms_of, words
from site_builder.search.ranking import Entry, Hit, Index, Passage, fitting

__all__ = ["EDGE", "GRAM", "Entry", "Hit", "Index", "Passage", "fitting", "fold", "terms", "terms_of", "words"]
