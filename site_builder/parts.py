"""What is made once for many pages, kept with what it was made from: as long as that does not change, it holds."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from functools import wraps
from itertools import islice
from typing import Any, TypeVar, cast

from site_builder.reading import Facet, Footprint, Reads, changed_keys

View = TypeVar("View", bound=Callable[..., Any])

# More than a day of edits needs, or a language of two thousand pages. Beyond that all is forgotten, so that no process
# grows with its guide.
KEPT = 5_000


def told_once(view: View) -> View:
    """A function of a guide and what can be hashed, of which data is made: called once for all files that say it.

    Nobody changes what it returns, and that holds no document.
    """

    @wraps(view)
    def once(guide: Any, *key: Hashable) -> Any:
        return guide.parts.once((view, key), view, guide, *key)

    return cast(View, once)


class Parts:
    """Parts by what names them. No part may hold a document: it would not learn of the document's change."""

    def __init__(self, reads: Reads) -> None:
        self._reads = reads
        self._made: dict[Hashable, tuple[Any, Footprint]] = {}
        self._latest: tuple[Hashable, Any, Footprint] | None = None
        # What is looked up when documents change: only a process that builds again and again needs it.
        self._found = 0
        self._readers: defaultdict[int, set[Hashable]] = defaultdict(set)
        self._field_sets: set[str] = set()

    def once(self, name: Hashable, make: Callable[..., Any], *arguments: Any) -> Any:
        """A part; only made if it was not asked for before. What it was made from counts as read."""
        found = self._made.get(name)
        if found is None:
            found = self._make(make, *arguments)
            if len(self._made) >= KEPT:
                self.clear()
            self._made[name] = found
        self._reads.trace.include(found[1])
        return found[0]

    def latest(self, name: Hashable, make: Callable[..., Any], *arguments: Any) -> Any:
        """As `once`, of what is large and asked for several times, one after the other: only the latest is kept."""
        if self._latest is None or self._latest[0] != name:
            self._latest = name, *self._make(make, *arguments)
        _, part, footprint = self._latest
        self._reads.trace.include(footprint)
        return part

    def _make(self, make: Callable[..., Any], *arguments: Any) -> tuple[Any, Footprint]:
        with self._reads.begun() as trace:
            part = make(*arguments)
        return part, trace.footprint()

    def forget(self, facets: Iterable[Facet]) -> None:
        """Make anew what was made from any of these facets."""
        self._latest = None
        self._look_up()
        due = list(changed_keys(facets, self._field_sets))
        while due:
            for name in self._readers.pop(due.pop(), ()):
                _, footprint = self._made.pop(name, (None, None))
                if footprint:
                    self._found -= 1
                    due.append(footprint.key)

    def _look_up(self) -> None:
        """Note who reads what, for the parts that were made since this was done last."""
        for name, (_, footprint) in islice(self._made.items(), self._found, None):
            self._field_sets |= footprint.field_sets
            keys = array("q")
            keys.frombytes(footprint.reads)
            for key in keys:
                self._readers[key].add(name)
        self._found = len(self._made)

    def clear(self) -> None:
        """Make everything anew."""
        self._latest = None
        self._made.clear()
        self._readers.clear()
        self._found = 0
