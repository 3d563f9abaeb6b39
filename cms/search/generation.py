"""What an index held after one commit, in the form in which it is asked.

Whoosh walks postings one by one in Python, a hundred thousand for a question where thousands of documents say a gram.
Here the postings of a term become two arrays when somebody first asks for it, and all documents are scored at once. A
segment never changes, so its arrays stay right when the next commit adds another one or deletes documents of it.
"""

from __future__ import annotations

import re
import threading
from collections import OrderedDict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from whoosh.codec.whoosh3 import W3LeafMatcher
from whoosh.index import EmptyIndexError, open_dir

from site_builder.search.folding import EDGE, edged, runs, words
from site_builder.search.ranking import LENGTH_PENALTY, SATURATION, SHORTEST

Numbers = npt.NDArray[np.int32]
Weights = npt.NDArray[np.float64]
_Place = tuple[str, str, str, str]  # folder, segment, field, term
Postings = tuple[Numbers, npt.NDArray[np.floating]]

POSTINGS_KEPT = 8_000_000  # of all indexes of the process; each takes 8 bytes, or 12 where what it is worth is kept
# What a term takes beside its postings, counted in them. Most that is asked for is on no page: whoever makes up words
# must not fill the memory with them.
TERM = 80
HALVES = 2  # Whoosh counts whole terms, and frequencies are multiples of a half
GENERATIONS_KEPT = 200  # of 10,000 documents each takes half a megabyte
_TABLE = re.compile(r"_MAIN_(\d+)\.toc")
_NONE: Postings = (np.empty(0, np.int32), np.empty(0, np.float32))


class _Memory:
    """The postings that were asked for lately, by segment, field and term; for no term the values of a column."""

    def __init__(self) -> None:
        self._kept: OrderedDict[_Place, tuple[Any, ...]] = OrderedDict()
        self._size = 0
        self._lock = threading.Lock()

    def get(self, key: _Place) -> tuple[Any, ...] | None:
        with self._lock:
            found = self._kept.get(key)
            if found is not None:
                self._kept.move_to_end(key)
            return found

    def put(self, key: _Place, postings: tuple[Any, ...]) -> None:
        with self._lock:
            if key not in self._kept:
                self._kept[key] = postings
                self._size += len(postings[0]) + TERM
            while self._size > POSTINGS_KEPT:
                _key, dropped = self._kept.popitem(last=False)
                self._size -= len(dropped[0]) + TERM


_memory = _Memory()


class _Segment:
    """A part of the index. `offset` is the number of its first document in the whole."""

    def __init__(self, folder: str, reader: Any, offset: int) -> None:
        self._folder = folder
        self._reader = reader
        self._name = str(reader.segment().segment_id())
        self._lock = threading.Lock()  # a file is read from one place at a time
        self.offset = offset
        self.size: int = reader.doc_count_all()
        self.alive = np.ones(self.size, bool)
        self.alive[list(reader.segment().deleted_docs())] = False
        self._has_dead = not self.alive.all()

    def column(self, field: str) -> Any:
        """The values of a column, of dead documents too; kept, since Whoosh reads them one by one."""
        key = (self._folder, self._name, field, "")
        found = _memory.get(key)
        if found is None:
            found = (np.array(self._reader.column_reader(field).load()),)
            _memory.put(key, found)
        return found[0]

    def postings(self, field: str, term: str) -> Postings:
        """The documents of the whole index that have a term, and how often."""
        key = (self._folder, self._name, field, term)
        found = _memory.get(key)
        if found is None:
            with self._lock:
                found = self._read(field, term)
            _memory.put(key, found)
        numbers, weights = found
        if self._has_dead:
            living = self.alive[numbers]
            numbers, weights = numbers[living], weights[living]
        return numbers + np.int32(self.offset), weights

    def _read(self, field: str, term: str) -> Postings:
        if (field, term) not in self._reader:
            return _NONE
        # Below the matcher that leaves out what is deleted, since deletions are no part of a segment.
        matcher = self._reader._terms.matcher(field, term.encode(), self._reader.schema[field].format)
        if not isinstance(matcher, W3LeafMatcher):  # what is said once stands in the list of terms
            return np.array([matcher.id()], np.int32), np.array([matcher.weight()], np.float32)
        numbers, weights = [], []
        while matcher.is_active():
            matcher._read_data()
            steps, weight, _values = matcher._data
            numbers.append(np.asarray(steps).cumsum(dtype=np.int32))
            weights.append(np.full(len(steps), 1.0 if weight is None else weight, np.float32))
            matcher._next_block()
        return np.concatenate(numbers), np.concatenate(weights)

    def stored(self, number: int) -> dict[str, Any]:
        """What is stored of a document, by its number in the segment."""
        with self._lock:
            found: dict[str, Any] = self._reader.stored_fields(number)
            return found

    def words_from(self, prefix: str) -> list[str]:
        """The whole words among the terms that begin with a prefix, their edges marked."""
        with self._lock:
            said = [term.decode() for term in self._reader.expand_prefix("terms", prefix)]
        return [term for term in said if term.endswith(EDGE)]


class Generation:
    """The documents of an index after one commit; any number of threads may ask."""

    def __init__(self, folder: Path, made: str) -> None:
        """`made` is what no other generation of the folder is called."""
        self._folder, self._made = str(folder), made
        leaves = open_dir(folder).reader().leaf_readers()
        self._segments = [_Segment(str(folder), leaf, offset) for leaf, offset in leaves if leaf.doc_count_all()]
        self.alive = self._whole([segment.alive for segment in self._segments], bool)
        self.count = int(self.alive.sum())
        lengths: Weights = self._whole([segment.column("length") for segment in self._segments], np.float64)
        self.order: Any = self._whole([segment.column("place") for segment in self._segments], np.uint64)
        average = float(lengths[self.alive].sum() / self.count) if self.count else 0.0
        # The share of `saturated` that does not depend on the term.
        relative = np.maximum(SHORTEST, lengths / (average or 1.0))
        self.norms: Weights = SATURATION * (1 - LENGTH_PENALTY + LENGTH_PENALTY * relative)
        self._words: dict[str, list[str]] = {}

    @staticmethod
    def _whole(parts: list[Any], kind: Any) -> Any:
        return np.concatenate(parts).astype(kind) if parts else np.empty(0, kind)

    def postings(self, field: str, term: str) -> Postings:
        """The documents that have a term, and how often."""
        found = [segment.postings(field, term) for segment in self._segments]
        if len(found) == 1:
            return found[0]
        numbers, weights = zip(*found, strict=True) if found else ((_NONE[0],), (_NONE[1],))
        return np.concatenate(numbers), np.concatenate(weights)

    def worths(self, term: str) -> Postings:
        """The documents that have a term, and what that is worth to each, before how rare the term is.

        Kept, since it takes longer to work out than all else that a score needs.
        """
        key = (self._folder, self._made, "worths", term)
        found = _memory.get(key)
        if found is None:
            numbers, counted = self.postings("terms", term)
            times = counted / HALVES
            found = numbers, times * (SATURATION + 1) / (times + self.norms[numbers])
            _memory.put(key, found)
        return found

    def any_of(self, field: str, terms: Iterable[str]) -> npt.NDArray[np.bool_]:
        """Which documents have one of the terms."""
        found = np.zeros(len(self.alive), bool)
        for term in terms:
            found[self.postings(field, term)[0]] = True
        return found

    def stored(self, number: int) -> dict[str, Any]:
        """What is stored of a document."""
        segment = next(each for each in reversed(self._segments) if each.offset <= number)
        return segment.stored(number - segment.offset)

    def pages(self, word: str) -> int:
        """On how many pages a word is, folded and without the Arabic article."""
        return len(self.postings("terms", f"{EDGE}{word}{EDGE}")[0])

    def beginning(self, letter: str) -> list[str]:
        """The words that begin with a letter; of some the last page may have been taken out."""
        if letter not in self._words:
            said = {term for each in self._segments for term in each.words_from(EDGE + letter)}
            if not said:  # there are more letters than words
                return []
            self._words[letter] = sorted(term.strip(EDGE) for term in said)
        return self._words[letter]

    def spelled(self, word: str) -> str:
        """How the page spells a word that says it most often, first in its text: titles have capitals of their own."""
        marked = f"{EDGE}{word}{EDGE}"
        numbers, times = self.postings("terms", marked)
        first = numbers[np.lexsort((self.order[numbers], -times))[0]]
        stored = self.stored(int(first))
        texts = (*(text for text, *_ in stored["passages"]), stored["title"])
        written = (text[begin:end] for text in texts for begin, end in runs(text))
        return next((each for each in written if [*map(edged, words(each))] == [marked]), word)


class _Generations:
    """The newest generation of each index that was asked lately."""

    def __init__(self) -> None:
        self._kept: OrderedDict[Path, tuple[tuple[str, int], Generation]] = OrderedDict()
        self._lock = threading.Lock()

    def newest(self, folder: Path) -> Generation:
        """The generation that the last commit made. Raises what Whoosh raises where there is none."""
        tables = {int(found[1]): each for each in folder.iterdir() if (found := _TABLE.fullmatch(each.name))}
        if not tables:
            raise EmptyIndexError(str(folder))
        newest = tables[max(tables)]
        made = (newest.name, newest.stat().st_mtime_ns)
        with self._lock:
            known, generation = self._kept.get(folder, (None, None))
            if generation is None or known != made:
                generation = Generation(folder, f"{newest.name} {made[1]}")
                self._kept[folder] = (made, generation)
            self._kept.move_to_end(folder)
            while len(self._kept) > GENERATIONS_KEPT:
                self._kept.popitem(last=False)
            return generation


generations = _Generations()
