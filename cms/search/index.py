"""A Whoosh index of one city in one language, on disk. Knows neither Django nor where indexes are kept.

Whoosh stores which documents say which terms, and their texts; what a term is and what it is worth says
`site_builder.search`, so that the server ranks as the reader's device does. Whoosh finds the best pages, and these are
read, as `site_builder.search.ranking` describes it.

A commit writes new files and then replaces the table of contents in one rename: whoever is killed before that leaves
the old index, which goes on answering.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from whoosh.columns import NumericColumn
from whoosh.fields import COLUMN, ID, STORED, TEXT, Schema
from whoosh.index import EmptyIndexError, LockError, create_in, open_dir
from whoosh.query import Or, Term
from whoosh.scoring import BaseScorer, WeightingModel
from whoosh.writing import CLEAR

from cms.search.entries import Entry, Hit
from site_builder.search import Passage
from site_builder.search.ranking import (
    READ,
    asked,
    frequencies,
    once_read,
    rarity,
    read,
    relative_length,
    saturated,
)

LOCK_TIMEOUT = 60.0  # seconds to wait for another writer
OPEN_ATTEMPTS = 10


class SearchError(Exception):
    """The index cannot do what was asked; the message says what to do."""


class SearchIndex:
    """The index in a folder. Any number of processes may search it while one writes."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def write(self, entries: Iterable[Entry], removed: Iterable[str] = (), *, replace: bool = False) -> None:
        """Put entries in the place of those with their UUIDs, and remove others; with `replace`, remove all others.

        Everything becomes visible at once. Raises SearchError if another writer does not finish within a minute.
        """
        try:
            writer = self._open(create=True).writer(timeout=LOCK_TIMEOUT)
        except LockError:
            raise SearchError(f"Another process keeps writing {self._folder}. Try again later.") from None
        with _abandoned_on_error(writer):
            for uuid in removed:
                writer.delete_by_term("uuid", uuid)
            for entry in entries:
                if not replace:
                    writer.delete_by_term("uuid", entry.uuid)
                writer.add_document(**_fields(entry))
            writer.commit(mergetype=CLEAR if replace else None)

    def search(self, query: str, language: str, limit: int = 10) -> list[Hit]:
        """The entries that fit a question best; none but the best READ. Raises SearchError if there is no index yet."""
        weights = asked(query, language)
        any_of = _AnyOf([Term("terms", term, boost=weight) for term, weight in weights.items()])
        with self._open(create=False).searcher(weighting=_Bm25()) as searcher:
            gains = {term: weight * _rarity(searcher, "terms", term) for term, weight in weights.items()}
            found = [_read(hit, gains) for hit in searcher.search(any_of, limit=READ, optimize=False)]
        return sorted(found, key=lambda hit: -hit.score)[:limit]

    def _open(self, *, create: bool) -> Any:
        if create and not self._folder.is_dir():
            self._create()
        for _attempt in range(OPEN_ATTEMPTS):
            try:
                return open_dir(self._folder)
            except FileNotFoundError:
                # Whoosh lists the folder and then opens the table of contents; a commit in between has replaced it.
                continue
            except EmptyIndexError:
                break
        raise SearchError(f"There is no index in {self._folder}. Run `manage.py rebuild_search_index`.")

    def _create(self) -> None:
        """Make an empty index. It is made elsewhere and moved: of two that are made at once the first one stays."""
        self._folder.parent.mkdir(parents=True, exist_ok=True)
        made = Path(tempfile.mkdtemp(dir=self._folder.parent, prefix=".new-"))
        create_in(made, _SCHEMA)
        try:
            made.rename(self._folder)
        except OSError:
            shutil.rmtree(made)
            if not self._folder.is_dir():
                raise


@contextmanager
def _abandoned_on_error(writer: Any) -> Iterator[None]:
    """Let go of the lock whatever happens; a write that did not commit leaves no trace."""
    try:
        yield
    except BaseException:
        writer.cancel()
        raise


_STORED = ("uuid", "kind", "path", "language", "title")
_HALVES = 2  # Whoosh counts whole terms, and frequencies are multiples of a half
_SCHEMA = Schema(
    uuid=ID(unique=True, stored=True),
    kind=STORED,
    path=STORED,
    language=STORED,
    title=STORED,
    passages=STORED,
    terms=TEXT(phrase=False),
    # Whoosh keeps a field's length in one byte, which is too coarse to rank like the device.
    length=COLUMN(NumericColumn("I")),
)


def _fields(entry: Entry) -> dict[str, Any]:
    counted = {term: round(_HALVES * frequency) for term, frequency in frequencies(entry.searched()).items()}
    return {
        **{name: getattr(entry, name) for name in _STORED},
        "passages": [(passage.text, passage.is_heading) for passage in entry.passages],
        "terms": [term for term, times in counted.items() for _ in range(times)],
        "length": sum(counted.values()),
    }


def _read(hit: Any, gains: dict[str, float]) -> Hit:
    """What Whoosh found, with what its best window adds."""
    passages = [Passage(text, is_heading) for text, is_heading in hit["passages"]]
    score = once_read(hit.score, read(passages, gains), hit["kind"])
    return Hit(score=score, **{name: hit[name] for name in _STORED})


def _rarity(searcher: Any, field: str, term: str | bytes) -> float:
    """How rare a term is in the whole index."""
    whole = searcher.get_parent()
    return rarity(whole.doc_count_all(), whole.doc_frequency(field, term))


class _AnyOf(Or):
    """Documents with any of the terms, scored term by term; the other ways skip documents by their own bounds."""

    matcher_type = Or.ARRAY_MATCHER


class _Bm25(WeightingModel):
    """Whoosh's way to ask for a scorer of one term."""

    def scorer(self, searcher: Any, fieldname: str, text: bytes, qf: int = 1) -> BaseScorer:
        """The scorer of a term in a part of the index, with the numbers of the whole index."""
        return _Scorer(searcher, fieldname, text)


class _Scorer(BaseScorer):
    """BM25 of one term, in the words of `site_builder.search.ranking`."""

    def __init__(self, searcher: Any, fieldname: str, text: bytes) -> None:
        whole = searcher.get_parent()
        self._rarity = _rarity(searcher, fieldname, text)
        self._average = whole.field_length(fieldname) / whole.doc_count_all()
        self._lengths = searcher.reader().column_reader("length")

    def supports_block_quality(self) -> bool:
        """No shortcuts: every document that has a term is scored."""
        return False

    def score(self, matcher: Any) -> float:
        """What the term adds to the score of the matcher's document."""
        relative = relative_length(self._lengths[matcher.id()], self._average)
        return self._rarity * saturated(matcher.weight() / _HALVES, relative)
