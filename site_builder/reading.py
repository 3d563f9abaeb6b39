"""What a page was made from: each field of a document and each listing that was read while it was made.

Nobody declares what a page depends on. A guide hands out documents that note which of their fields are asked for, and
notes every question it answers (which documents are of this kind, who names that office). A *facet* is one of those
answers; a page has to be made again when a facet that it read has changed, and only then.
"""

from __future__ import annotations

import hashlib
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, NamedTuple

Field = tuple[str, str, str]
"""UUID and language of a document, and a field of it: EXISTENCE for whether it is there, EVERY for all of them."""
Facet = Field | str
"""A field of a document, or a listing by its name."""

EXISTENCE = ""
EVERY = "*"


class Footprint(NamedTuple):
    """What a page, or a part that several pages show, was made from, as the ledger keeps it: see `keys_of`."""

    key: int
    """Stands for all of it where something else was made from this."""
    reads: bytes
    """The keys of what was read, and of the parts that were used, as signed numbers of 64 bits in order."""
    field_sets: frozenset[str]
    parts: tuple[Footprint, ...]


class Readings:
    """Of many pages together: what the parts consist of that they use, and the sets of fields that were read."""

    def __init__(self) -> None:
        self.parts: dict[int, bytes] = {}
        self.field_sets: set[str] = set()

    def note(self, footprint: Footprint) -> None:
        """Note the parts and sets of a page's footprint."""
        self.field_sets |= footprint.field_sets
        for part in footprint.parts:
            if part.key not in self.parts:
                self.parts[part.key] = part.reads
                self.note(part)

    def merge(self, other: Readings) -> None:
        """Note all that was noted elsewhere."""
        self.parts |= other.parts
        self.field_sets |= other.field_sets


class Trace:
    """What was read while one page, or one part of pages, was made."""

    __slots__ = ("fields", "listings", "number", "parts")

    def __init__(self, number: int = 0) -> None:
        self.number = number
        self.fields: dict[tuple[str, str], set[str]] = {}
        """By UUID and language of a document: the fields of it that were read."""
        self.listings: set[str] = set()
        self.parts: dict[int, Footprint] = {}

    def fields_of(self, who: tuple[str, str]) -> set[str]:
        """Where to note the fields of a document."""
        return self.fields.setdefault(who, set())

    def include(self, part: Footprint) -> None:
        """Note that a part was used which was made before."""
        self.parts[part.key] = part

    def footprint(self) -> Footprint:
        """All of it."""
        keys, field_sets = keys_of(self.fields, self.listings)
        reads = array("q", sorted(keys.union(self.parts))).tobytes()
        return Footprint(_digest(reads), reads, frozenset(field_sets), tuple(self.parts.values()))


class Reads:
    """Where a guide and its documents note what is read of them."""

    __slots__ = ("_count", "trace")

    def __init__(self) -> None:
        self._count = 0
        self.trace = Trace()

    def note(self, listing: str) -> None:
        """Note that a listing was read."""
        self.trace.listings.add(listing)

    @contextmanager
    def begun(self) -> Iterator[Trace]:
        """What is read inside the block, and only there."""
        self._count += 1
        outer, self.trace = self.trace, Trace(self._count)
        try:
            yield self.trace
        finally:
            self.trace = outer


class Tracked(dict[str, Any]):
    """A document that notes which of its fields are read.

    It may hold only some of its fields at first; `load` brings all of them when another one is asked for. Of the
    fields in `known` those that it does not hold do not exist.
    """

    __slots__ = ("_known", "_load", "_names", "_number", "_reads", "_who")

    def __init__(
        self,
        fields: Mapping[str, Any],
        reads: Reads,
        load: Callable[[], Mapping[str, Any]] | None = None,
        known: frozenset[str] = frozenset(),
    ) -> None:
        super().__init__(fields)
        self._who = (fields["uuid"], fields["language"])
        self._reads = reads
        self._load = load
        self._known = known
        self._number = -1  # of the trace that `_names` belongs to
        self._names: set[str] = set()

    def _turn(self, trace: Trace) -> None:
        self._number = trace.number
        self._names = trace.fields_of(self._who)

    def _note(self, name: str) -> None:
        trace = self._reads.trace
        if trace.number != self._number:
            self._turn(trace)
        self._names.add(name)

    def _complete(self) -> None:
        load, self._load = self._load, None
        if load:
            self.update(load())

    # These two are called two hundred times for a page: what they note is written out.
    def __getitem__(self, name: str) -> Any:
        trace = self._reads.trace
        if trace.number != self._number:
            self._turn(trace)
        self._names.add(name)
        if self._load and not dict.__contains__(self, name) and name not in self._known:
            self._complete()
        return dict.__getitem__(self, name)

    def get(self, name: str, default: Any = None) -> Any:
        """The field, or `default` where the document has none of that name."""
        trace = self._reads.trace
        if trace.number != self._number:
            self._turn(trace)
        self._names.add(name)
        if self._load and not dict.__contains__(self, name) and name not in self._known:
            self._complete()
        return dict.get(self, name, default)

    def __contains__(self, name: object) -> bool:
        self._note(str(name))
        if self._load and not dict.__contains__(self, name) and name not in self._known:
            self._complete()
        return dict.__contains__(self, name)

    def _whole(self) -> None:
        self._note(EVERY)
        self._complete()

    def __iter__(self) -> Iterator[str]:
        self._whole()
        return dict.__iter__(self)

    def __bool__(self) -> bool:
        return True  # there is a document: no field of it was asked for

    def __len__(self) -> int:
        self._whole()
        return dict.__len__(self)

    def __eq__(self, other: object) -> bool:
        self._whole()
        return dict.__eq__(self, other)

    __hash__ = None  # as that of every dict

    def keys(self) -> Any:
        """The names of all fields."""
        self._whole()
        return dict.keys(self)

    def values(self) -> Any:
        """The values of all fields."""
        self._whole()
        return dict.values(self)

    def items(self) -> Any:
        """All fields."""
        self._whole()
        return dict.items(self)

    def copy(self) -> dict[str, Any]:
        """A plain dict of all fields."""
        self._whole()
        return dict(dict.items(self))


def listed(*names: str) -> str:
    """The name of a listing, for instance `kind/office`."""
    return "/".join(names)


def spelt_out(facets: Iterable[Facet], languages: Iterable[str]) -> set[Facet]:
    """Facets that changed; a page that moved in the source language moved in each that has no translation."""
    found = set(facets)
    if listed("places", EVERY) in found:
        found |= {listed("places", language) for language in languages}
    return found


def keys_of(fields: Mapping[tuple[str, str], Iterable[str]], listings: Iterable[str]) -> tuple[set[int], set[str]]:
    """What was read as keys of 64 bits, the fields of one document that were read together as one key; and those sets
    of fields, by which the keys are found again.

    Two facets of one key would make a page once too often, never too seldom.
    """
    keys = {key_of(listing) for listing in listings}
    sets = set()
    for (uuid, language), names in fields.items():
        together = ",".join(sorted(names))
        sets.add(together)
        keys.add(key_of(uuid, language, together))
    return keys, sets


def changed_keys(facets: Iterable[Facet], known_sets: Iterable[str]) -> set[int]:
    """The keys under which pages that read any of the changed facets are found."""
    keys = set()
    fields: dict[tuple[str, str], set[str]] = defaultdict(set)
    for facet in facets:
        if isinstance(facet, str):
            keys.add(key_of(facet))
        else:
            fields[facet[:2]].add(facet[2])
    sets = [(together, frozenset(together.split(","))) for together in known_sets]
    for (uuid, language), changed in fields.items():
        keys |= {
            key_of(uuid, language, together)
            for together, read in sets
            if EVERY in changed or EVERY in read or not read.isdisjoint(changed)
        }
    return keys


def key_of(*names: str) -> int:
    """The key of a facet, as SQLite keeps it: a signed number of 64 bits."""
    return _digest("/".join(names).encode())


def _digest(data: bytes) -> int:
    return int.from_bytes(hashlib.blake2b(data, digest_size=8).digest(), "big", signed=True)
