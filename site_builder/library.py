"""Where a guide looks documents up: in memory, or (see `stored`) in the snapshot without reading it whole."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cached_property
from operator import itemgetter
from typing import Any, NamedTuple, Protocol

from site_builder.reading import Reads, Tracked

Document = dict[str, Any]

NEWEST = "newest"  # the listing of what changed last
TOPIC = "filed"  # the role of topics and situations under which a document is filed


class Entity(NamedTuple):
    """What listings know of a document: its kind, its place in the order, and whom it names as what."""

    kind: str
    position: int
    path: str
    parent: str | None
    names: frozenset[tuple[str, str]]
    changed: str = ""
    """See changed_on."""

    @classmethod
    def of(cls, document: Document) -> Entity:
        """The entity of the document in its original language."""
        filed = ((TOPIC, each) for each in (*document["topics"], *document["situations"]))
        named = frozenset((*filed, *references(document)))
        place = document["kind"], document["position"], document["path"], document["parent"]
        return cls(*place, named, changed_on(document))


def changed_on(document: Document) -> str:
    """The day on which a document last changed for readers, or else on which its facts were checked or it begins to
    hold; empty where nobody says, or where it is not to be announced to whoever looks over a reader's shoulder.
    """
    if document["sensitivity"] == "safety":
        return ""
    told = [change["on"] for change in document.get("history", ())]
    return max(told, default="") or document["checked_on"] or document["valid_from"] or ""


def references(document: Document) -> Iterator[tuple[str, str]]:
    """Whom a document names and as what: `organisation` of an office, `organiser` of an event;
    `authority`, `procedure`, `office`, `paper`.
    """
    steps = document.get("steps", ())
    for role in ("organisation", "authority", "procedure", "organiser"):
        if document.get(role):
            yield role, document[role]
    for office in (*document.get("offices", ()), document.get("office"), *(step["office"] for step in steps)):
        if office:
            yield "office", office
    for holder in (document, *steps):
        for requirement in holder.get("documents", ()):
            yield "paper", requirement["document"]


class Library(Protocol):
    """A city's documents. UUIDs are listed by position, path and UUID of their original."""

    def city(self) -> Document | None:
        """The city's document in the language it was written in."""

    def find(self, uuid: str, language: str, reads: Reads) -> Document | None:
        """A document in exactly that language, noting in `reads` what is read of it."""

    def let_go(self, uuid: str, language: str) -> None:
        """A document's page is made: others seldom ask for more of it than its title."""

    def kind(self, uuid: str) -> str | None:
        """The kind of a document, None if it exists in no language."""

    def parent(self, uuid: str) -> str | None:
        """The UUID of what a document stands below."""

    def places(self, uuid: str) -> Mapping[str, str]:
        """The path of a document in each language that it is translated into."""

    def of_kind(self, kind: str) -> list[str]:
        """The documents of a kind."""

    def children(self, uuid: str | None, kind: str) -> list[str]:
        """The documents of a kind below another one."""

    def naming(self, role: str, uuid: str, kind: str | None = None) -> list[str]:
        """The documents (of a kind) that name another one in a role."""

    def paths(self, kinds: Iterable[str], language: str, source_language: str) -> list[str]:
        """The path of every document of those kinds in a language, or else in the source language. In any order."""

    def newest(self, kinds: Collection[str], language: str, most: int) -> list[tuple[str, str]]:
        """(UUID, day) of the documents of these kinds in exactly that language that changed last, the newest first."""

    def count(self) -> int:
        """How many documents there are, each counted once for all languages."""

    def between(self, first: str, end: str) -> list[str]:
        """The UUIDs from `first` on and below `end`, sorted."""


class Index:
    """What listings know of all documents, and where each stands in each language."""

    def __init__(self, entities: Mapping[str, Entity], places: Mapping[str, Mapping[str, str]]) -> None:
        self.entities = entities
        self.places = places
        self.kinds: dict[str, list[str]] = defaultdict(list)
        self.children: dict[str | None, list[str]] = defaultdict(list)
        self.naming: dict[tuple[str, str], list[str]] = defaultdict(list)
        for uuid, entity in sorted(entities.items(), key=lambda item: (item[1].position, item[1].path, item[0])):
            self.kinds[entity.kind].append(uuid)
            self.children[entity.parent].append(uuid)
            for role, named in entity.names:
                self.naming[role, named].append(uuid)

    @classmethod
    def of(cls, documents: Iterable[Document]) -> Index:
        """The index of all documents of a city, in all languages."""
        versions: dict[str, dict[str, Document]] = defaultdict(dict)
        for document in documents:
            versions[document["uuid"]][document["language"]] = document
        entities = {uuid: Entity.of(original(each)) for uuid, each in versions.items()}
        places = {uuid: {tag: document["path"] for tag, document in each.items()} for uuid, each in versions.items()}
        return cls(entities, places)

    @cached_property
    def newest(self) -> list[tuple[str, str]]:
        """(UUID, day) of all that say when they changed, the newest first."""
        dated = [(uuid, entity.changed) for uuid, entity in sorted(self.entities.items()) if entity.changed]
        return sorted(dated, key=itemgetter(1), reverse=True)

    @cached_property
    def uuids(self) -> list[str]:
        """All of them, sorted."""
        return sorted(self.entities)


class MemoryLibrary:
    """Documents held in memory: for previews.

    If `index` knows all documents of a city, those that a guide in some languages has to show are enough.
    """

    def __init__(self, documents: Iterable[Document], index: Index | None = None) -> None:
        held = list(documents)
        self._index = index or Index.of(held)
        self._documents = {(document["uuid"], document["language"]): document for document in held}
        cities = (document for document in held if document["kind"] == "city")
        self._city = next((city for city in cities if city["language"] == city["source_language"]), None)
        self._tracked: dict[tuple[str, str], Tracked] = {}

    def city(self) -> Document | None:
        """The city's document in the language it was written in."""
        return self._city

    def find(self, uuid: str, language: str, reads: Reads) -> Document | None:
        """A document in exactly that language, noting in `reads` what is read of it."""
        key = uuid, language
        if key not in self._tracked:
            document = self._documents.get(key)
            if document is None:
                return None
            self._tracked[key] = Tracked(document, reads)
        return self._tracked[key]

    def let_go(self, uuid: str, language: str) -> None:
        """It is held anyway."""

    def kind(self, uuid: str) -> str | None:
        """The kind of a document, None if it exists in no language."""
        entity = self._index.entities.get(uuid)
        return entity.kind if entity else None

    def parent(self, uuid: str) -> str | None:
        """The UUID of what a document stands below."""
        entity = self._index.entities.get(uuid)
        return entity.parent if entity else None

    def places(self, uuid: str) -> Mapping[str, str]:
        """The path of a document in each language that it is translated into."""
        return self._index.places.get(uuid, {})

    def of_kind(self, kind: str) -> list[str]:
        """The documents of a kind."""
        return self._index.kinds.get(kind, [])

    def children(self, uuid: str | None, kind: str) -> list[str]:
        """The documents of a kind below another one."""
        entities = self._index.entities
        return [child for child in self._index.children.get(uuid, []) if entities[child].kind == kind]

    def naming(self, role: str, uuid: str, kind: str | None = None) -> list[str]:
        """The documents (of a kind) that name another one in a role."""
        naming = self._index.naming.get((role, uuid), [])
        return naming if kind is None else [each for each in naming if self._index.entities[each].kind == kind]

    def paths(self, kinds: Iterable[str], language: str, source_language: str) -> list[str]:
        """The path of every document of those kinds in a language, or else in the source language."""
        places = (self._index.places[uuid] for kind in kinds for uuid in self.of_kind(kind))
        found = (each.get(language, each.get(source_language)) for each in places)
        return [path for path in found if path is not None]

    def newest(self, kinds: Collection[str], language: str, most: int) -> list[tuple[str, str]]:
        """(UUID, day) of the documents of these kinds in exactly that language that changed last, the newest first."""
        found = []
        for uuid, day in self._index.newest:
            if self._index.entities[uuid].kind in kinds and language in self._index.places[uuid]:
                found.append((uuid, day))
                if len(found) == most:
                    break
        return found

    def count(self) -> int:
        """How many documents there are, each counted once for all languages."""
        return len(self._index.entities)

    def between(self, first: str, end: str) -> list[str]:
        """The UUIDs from `first` on and below `end`, sorted."""
        uuids = self._index.uuids
        return uuids[bisect_left(uuids, first) : bisect_left(uuids, end)]


def original(versions: Mapping[str, Document]) -> Document:
    """The document in the language it was written in, or the one whose tag sorts first where that is missing."""
    return (
        next((each for tag, each in versions.items() if tag == each["source_language"]), None)
        or versions[min(versions)]
    )
