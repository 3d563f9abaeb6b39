"""The search of the admin: the database's, with queries for pages folded as their texts are.

Named in WAGTAILSEARCH_BACKENDS. What people type as a telephone number is looked for by its digits, however it is
written: +49 30 123, 030/123, (030) 1 23.
"""

from __future__ import annotations

import re
from typing import Any

from django.db.models import QuerySet
from modelsearch.backends import database
from modelsearch.query import And, Or, Phrase, PlainText, SearchQuery
from wagtail.models import Page

from site_builder.search.folding import words

TELEPHONE = re.compile(r"\+?[\d\s()/.–-]+")
FEWEST_DIGITS = 4
# The zero that Germans put in brackets behind the country code, and the prefix dialled instead of the plus.
BRACKETED_ZERO = re.compile(r"^(\s*(?:\+|00)[\d\s]+)\(0\)")
PREFIX = re.compile(r"^00")


def folded(query: Any) -> Any:
    """A query whose words are folded as `search_text` folds those of pages."""
    if isinstance(query, str):
        return _folded_text(query)
    if isinstance(query, PlainText | Phrase):
        return _folded_text(query.query_string)
    if isinstance(query, And):
        return And([folded(each) for each in query.subqueries])
    if isinstance(query, Or):
        return Or([folded(each) for each in query.subqueries])
    return query


def telephone_digits(text: str) -> str:
    """The digits of what may be a telephone number, without the prefix for other countries; else nothing."""
    if not TELEPHONE.fullmatch(text.strip()):
        return ""
    digits = re.sub(r"\D", "", BRACKETED_ZERO.sub(r"\1", text))
    return PREFIX.sub("", digits) if len(digits) >= FEWEST_DIGITS else ""


def _folded_text(text: str) -> SearchQuery:
    as_words = PlainText(" ".join(words(text)) or text, operator="and")
    digits = telephone_digits(text)
    return Or([PlainText(digits, operator="and"), as_words]) if digits else as_words


class FoldedQueries:
    """Folds what is looked for among pages; pictures and people are indexed as they are called."""

    def autocomplete(self, query: Any, model_or_queryset: Any, fields: Any = None, **kwargs: Any) -> Any:
        """As the database's."""
        model = model_or_queryset.model if isinstance(model_or_queryset, QuerySet) else model_or_queryset
        if fields is None and issubclass(model, Page):
            query = folded(query)
        return super().autocomplete(query, model_or_queryset, fields=fields, **kwargs)  # type: ignore[misc]  # a mixin


def SearchBackend(params: dict[str, Any]) -> Any:  # noqa: N802 - the name under which Wagtail looks for it
    """The backend of the database in use, with folded queries."""
    kind = type(database.SearchBackend(params))
    return type(f"Folded{kind.__name__}", (FoldedQueries, kind), {})(params)
