"""The texts of one language, kept in this process so that similar ones are found in milliseconds.

Strings are only added, so mostly the newest are read. What was read is trusted while the newest string that was known
is still there: a database that was restored, or a transaction taken back, has another one.
"""

from __future__ import annotations

import threading
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from uuid import UUID

from django.db.models import Count, Max
from rapidfuzz import fuzz, process
from wagtail_localize.models import String

from translations.markup import parse

# Similarity of texts of such different lengths is below any that is worth showing: 2 · shorter / (shorter + longer).
LEAST_PERCENT = 70
_SHORTEST, _LONGEST = LEAST_PERCENT / (200 - LEAST_PERCENT), (200 - LEAST_PERCENT) / LEAST_PERCENT


class SourceTexts:
    """Texts of a language by length, with the ids of their strings."""

    def __init__(self) -> None:
        self.ids: set[int] = set()
        self.newest: tuple[int, UUID | None] = (0, None)
        self._texts: list[tuple[int, int, str]] = []

    def add(self, strings: Iterable[tuple[int, UUID, str]]) -> None:
        """Take in (id, hash, HTML) of strings."""
        for pk, data_hash, html in strings:
            text = plain(html)
            self._texts.append((len(text), pk, text))
            self.ids.add(pk)
            if pk > self.newest[0]:
                self.newest = (pk, data_hash)
        self._texts.sort()
        self._lengths = [length for length, _pk, _text in self._texts]
        self._choices = [text for _length, _pk, text in self._texts]

    def similar(self, html: str, limit: int) -> list[tuple[int, float]]:
        """(string id, percent) of up to `limit` texts that are most like `html`, best first."""
        asked = plain(html)
        if not asked or not self._texts:
            return []
        start = bisect_left(self._lengths, len(asked) * _SHORTEST)
        end = bisect_right(self._lengths, len(asked) * _LONGEST)
        found = process.extract(
            asked, self._choices[start:end], scorer=fuzz.ratio, score_cutoff=LEAST_PERCENT, limit=limit
        )
        return [(self._texts[start + index][1], percent) for _text, percent, index in found]


_known: dict[str, SourceTexts] = {}
_lock = threading.Lock()


def source_texts(language: str) -> SourceTexts:
    """All source texts of a language as the database has them now."""
    strings = String.objects.filter(locale__language_code=language)
    with _lock:
        known = _known.get(language) or SourceTexts()
        numbers = strings.aggregate(count=Count("pk"), last=Max("pk"))
        if not strings.filter(pk=known.newest[0], data_hash=known.newest[1]).exists():
            known = SourceTexts()
        if (len(known.ids), known.newest[0]) != (numbers["count"], numbers["last"] or 0):
            new = strings.filter(pk__gt=known.newest[0])
            if len(known.ids) + new.count() != numbers["count"]:
                # Some are gone, or were written by a transaction that ended after a later one.
                known, new = SourceTexts(), strings
            known.add(new.values_list("pk", "data_hash", "data"))
        _known[language] = known
    return known


def plain(html: str) -> str:
    """What is compared: the words without tags, in lower case, with single spaces."""
    text = parse(html).text if "<" in html or "&" in html else html
    return " ".join(text.lower().split())
