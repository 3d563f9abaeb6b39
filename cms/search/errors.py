"""What a search cannot do."""

from __future__ import annotations


class SearchError(Exception):
    """The search cannot do what was asked; the message says what to do."""


class NoIndexError(SearchError):
    """There is no index to ask, or not yet."""
