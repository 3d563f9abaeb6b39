"""A Whoosh index of one city in one language, on disk. Knows neither Django nor where indexes are kept.

Whoosh stores which documents hold which grams; what a gram is and what it is worth says `site_builder.search`, so that
the server ranks as the reader's device does. A commit writes new files and then replaces the table of contents in one
rename: whoever is killed before that leaves the old index, which goes on answering.
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
from site_builder.search import frequencies, grams, rarity, weight

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

    def search(self, query: str, limit: int = 10) -> list[Hit]:
        """The entries that fit a question best. Raises SearchError if there is no index yet."""
        asked = _AnyOf([Term("grams", gram) for gram in dict.fromkeys(grams(query))])
        with self._open(create=False).searcher(weighting=_Bm25()) as searcher:
            found = searcher.search(asked, limit=limit, optimize=False)
            return [Hit(score=hit.score, **{name: hit[name] for name in _STORED}) for hit in found]

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
_SCHEMA = Schema(
    uuid=ID(unique=True, stored=True),
    kind=STORED,
    path=STORED,
    language=STORED,
    title=STORED,
    grams=TEXT(phrase=False),
    # Whoosh keeps a field's length in one byte, which is too coarse to rank like the device.
    length=COLUMN(NumericColumn("I")),
)


def _fields(entry: Entry) -> dict[str, Any]:
    counted = frequencies(entry.title, entry.text, entry.other_titles)
    return {
        **{name: getattr(entry, name) for name in _STORED},
        "grams": [gram for gram, frequency in counted.items() for _ in range(round(frequency))],
        "length": round(sum(counted.values())),
    }


class _AnyOf(Or):
    """Documents with any of the grams, scored gram by gram; the other ways skip documents by their own bounds."""

    matcher_type = Or.ARRAY_MATCHER


class _Bm25(WeightingModel):
    """Whoosh's way to ask for a scorer of one gram."""

    def scorer(self, searcher: Any, fieldname: str, text: bytes, qf: int = 1) -> BaseScorer:
        """The scorer of a gram in a part of the index, with the numbers of the whole index."""
        return _Scorer(searcher, fieldname, text)


class _Scorer(BaseScorer):
    """BM25 of one gram, in the words of `site_builder.search`."""

    def __init__(self, searcher: Any, fieldname: str, text: bytes) -> None:
        whole = searcher.get_parent()
        documents = whole.doc_count_all()
        self._rarity = rarity(documents, whole.doc_frequency(fieldname, text))
        self._average = whole.field_length(fieldname) / documents
        self._lengths = searcher.reader().column_reader("length")

    def supports_block_quality(self) -> bool:
        """No shortcuts: every document that has a gram is scored."""
        return False

    def score(self, matcher: Any) -> float:
        """What the gram adds to the score of the matcher's document."""
        return self._rarity * weight(matcher.weight(), self._lengths[matcher.id()], self._average)
