"""A Whoosh index of one city in one language, on disk. Knows neither Django nor where indexes are kept.

Whoosh stores which documents say which terms, and their texts; what a term is and what it is worth says
`site_builder.search`, so that the server ranks as the reader's device does: the pages that fit best are found by their
terms, and then read, as `site_builder.search.ranking` describes it.

A commit writes new files and then replaces the table of contents in one rename: whoever is killed before that leaves
the old index, which goes on answering.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from operator import attrgetter
from pathlib import Path
from typing import Any
from uuid import UUID

import numpy as np
from whoosh.codec.whoosh3 import W3Codec
from whoosh.columns import NumericColumn
from whoosh.fields import COLUMN, ID, STORED, TEXT, Schema
from whoosh.index import EmptyIndexError, LockError, create_in, open_dir
from whoosh.writing import CLEAR

from cms.search.entries import Entry, Found, Hit, Said
from cms.search.errors import NoIndexError, SearchError
from cms.search.generation import HALVES, Generation, Numbers, generations
from cms.search.pages import KeptPage, keep
from site_builder.search import alike
from site_builder.search.ranking import READ, asked, fitting, frequencies, once_read, rarity
from site_builder.search.suggesting import corrections, is_little

LOCK_TIMEOUT = 60.0  # seconds to wait for another writer
OPEN_ATTEMPTS = 10
POSTINGS_AT_ONCE = 4_096  # that are read together: all of a term are read, and never a part of them


class SearchIndex:
    """The index in a folder. Any number of processes may search it while one writes."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def write(self, entries: Iterable[Entry], removed: Iterable[str] = (), *, replace: bool = False) -> None:
        """Put entries in the place of those with their UUIDs, and remove others; with `replace`, remove all others.

        Everything becomes visible at once. Raises SearchError if another writer does not finish within a minute.
        """
        try:
            writer = self._open().writer(timeout=LOCK_TIMEOUT, codec=W3Codec(blocklimit=POSTINGS_AT_ONCE))
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

    def search(self, question: str, language: str, kinds: Sequence[str] = ()) -> Found:
        """The entries that fit a question best, of some kinds if they are named; none but the best READ.

        Raises NoIndexError if there is no index yet.
        """
        there = self._generation()
        found = _Question(there, question, language, kinds)
        hits = found.read()
        suggestion = None
        if is_little(hits) and (better := _corrected(there, question, language)):
            most = max((hit.share for hit in hits), default=0.0)
            if _Question(there, better, language, kinds).most() > most:
                suggestion = better
        return Found(tuple(hits), found.gains, tuple(fitting(hits)), suggestion)

    def _generation(self) -> Generation:
        for _attempt in range(OPEN_ATTEMPTS):
            try:
                return generations.newest(self._folder)
            except FileNotFoundError:
                # What was listed is gone already: a commit in between has replaced it.
                continue
            except EmptyIndexError:
                break
        raise NoIndexError(f"There is no index in {self._folder}. Run `manage.py rebuild_search_index`.")

    def _open(self) -> Any:
        if not self._folder.is_dir():
            self._create()
        for _attempt in range(OPEN_ATTEMPTS):
            try:
                return open_dir(self._folder)
            except FileNotFoundError:
                # Whoosh lists the folder and then opens the table of contents; a commit in between has replaced it.
                continue
            except EmptyIndexError:
                break
        raise SearchError(f"{self._folder} holds no index. Remove it and run `manage.py rebuild_search_index`.")

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


class _Question:
    """What a generation knows about a question: of each document the score, and the share of the question's gain."""

    def __init__(self, there: Generation, question: str, language: str, kinds: Sequence[str]) -> None:
        self._there = there
        weights = asked(question, language)
        self._worths = {term: there.worths(term) for term in weights}
        said = {term: len(numbers) for term, (numbers, _worths) in self._worths.items()}
        self.gains = {term: weight * rarity(there.count, said[term]) for term, weight in weights.items()}
        self._scores = np.zeros(len(there.alive))
        for term, (numbers, worths) in self._worths.items():
            np.add.at(self._scores, numbers, self.gains[term] * worths)
        if kinds:
            self._scores[~there.any_of("kind", kinds)] = 0.0

    def most(self) -> float:
        """The largest share of the question's gain that a document has."""
        shares = np.zeros(len(self._scores))
        for term, (numbers, _worths) in self._worths.items():
            np.add.at(shares, numbers, self.gains[term])
        fits = shares[self._scores > 0]
        return float(fits.max()) / sum(self.gains.values()) if len(fits) else 0.0

    def read(self) -> list[Hit]:
        """The documents that fit best, read, the best first."""
        best = self._best()
        said = {term: _which_of(best, numbers) for term, (numbers, _worths) in self._worths.items()}
        read = (
            self._read(number, {term: gain for term, gain in self.gains.items() if said[term][place]})
            for place, number in enumerate(best)
        )
        hits = sorted(read, key=_score, reverse=True)
        counting = alike.shares([hit.page.said() for hit in hits])
        folded = (replace(hit, score=hit.score * share) for hit, share in zip(hits, counting, strict=True))
        return sorted(folded, key=_score, reverse=True)

    def _best(self) -> list[int]:
        """The READ documents with the best scores, those with equal ones in the order of their UUIDs."""
        scores = self._scores
        least = np.partition(scores, -READ)[-READ] if len(scores) > READ else 0.0
        near = np.flatnonzero((scores >= least) & (scores > 0))
        order = np.lexsort((self._there.order[near], -scores[near]))
        return [int(number) for number in near[order][:READ]]

    def _read(self, number: int, gains: Mapping[str, float]) -> Hit:
        """A document, by the terms of the question that it says."""
        stored = self._there.stored(number)
        page = KeptPage(*stored["page"])
        found = page.read(gains)
        said = tuple(Said(*each) for each in stored["passages"])
        return Hit(
            score=once_read(float(self._scores[number]), found, stored["kind"]),
            share=sum(gains.values()) / sum(self.gains.values()),
            windows=tuple(window for _score, window in found),
            passages=said,
            page=page,
            **{name: stored[name] for name in _STORED},
        )


def _which_of(best: list[int], numbers: Numbers) -> list[bool]:
    """Which of some documents are among those with these numbers, which are in order."""
    places = np.searchsorted(numbers, best)
    found: list[bool] = (numbers.take(places, mode="clip") == best).tolist() if len(numbers) else [False] * len(best)
    return found


def _corrected(there: Generation, question: str, language: str) -> str | None:
    """A question with the words corrected that are in doubt, as pages spell them."""
    found = corrections(question, language, there)
    for begin, end, word in reversed(found):
        question = question[:begin] + there.spelled(word) + question[end:]
    return question if found else None


_score = attrgetter("score")
_STORED = ("uuid", "kind", "path", "language", "title")
_SCHEMA = Schema(
    uuid=ID(unique=True, stored=True),
    kind=ID(stored=True),
    path=STORED,
    language=STORED,
    title=STORED,
    passages=STORED,
    page=STORED,
    terms=TEXT(phrase=False),
    # Whoosh keeps a field's length in one byte, which is too coarse to rank like the device.
    length=COLUMN(NumericColumn("I")),
    place=COLUMN(NumericColumn("Q")),  # among documents of one score
)


def _fields(entry: Entry) -> dict[str, Any]:
    counted = {term: round(HALVES * frequency) for term, frequency in frequencies(entry.searched()).items()}
    page = keep(entry.searched().passages)
    return {
        **{name: getattr(entry, name) for name in _STORED},
        "passages": [tuple(said) for said in entry.passages],
        "page": tuple(vars(page).values()),
        "terms": [term for term, times in counted.items() for _ in range(times)],
        "length": sum(counted.values()),
        "place": UUID(entry.uuid).int >> 64,
    }
