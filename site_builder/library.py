"""Where a guide looks documents up: in memory, or (see `stored`) in the snapshot without reading it whole."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple, Protocol

from site_builder.reading import Reads, Tracked

Document = dict[str, Any]

TOPIC = "filed"  # the role of topics and situations under which a document is filed


class Entity(NamedTuple):
    """What listings know of a document: its kind, its place in the order, and whom it names as what."""

    kind: str
    position: int
    path: str
    parent: str | None
    names: frozenset[tuple[str, str]]

    @classmethod
    def of(cls, document: Document) -> Entity:
        """The entity of the document in its original language."""
        filed = ((TOPIC, each) for each in (*document["topics"], *document["situations"]))
        named = frozenset((*filed, *references(document)))
        return cls(document["kind"], document["position"], document["path"], document["parent"], named)


def references(document: Document) -> Iterator[tuple[str, str]]:
    """Whom a document names and as what: `organisation` of an office; `authority`, `procedure`, `office`, `paper`."""
    steps = document.get("steps", ())
    for role in ("organisation", "authority", "procedure"):
        if document.get(role):
            yield role, document[role]
    for office in (*document.get("offices", ()), *(step["office"] for step in steps)):
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


class MemoryLibrary:
    """Documents held in memory and indexed once: for previews, and for making a whole language at once."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self._versions: dict[str, dict[str, Document]] = defaultdict(dict)
        self._city: Document | None = None
        for document in documents:
            self._versions[document["uuid"]][document["language"]] = document
            if document["kind"] == "city" and document["language"] == document["source_language"]:
                self._city = document
        self._entities: dict[str, Entity] = {}
        self._kinds: dict[str, list[str]] = defaultdict(list)
        self._children: dict[str | None, list[str]] = defaultdict(list)
        self._naming: dict[tuple[str, str], list[str]] = defaultdict(list)
        self._tracked: dict[tuple[str, str], Tracked] = {}
        self._index()

    def _index(self) -> None:
        self._entities = {uuid: Entity.of(original(versions)) for uuid, versions in self._versions.items()}
        for uuid, entity in sorted(self._entities.items(), key=lambda item: (item[1].position, item[1].path, item[0])):
            self._kinds[entity.kind].append(uuid)
            self._children[entity.parent].append(uuid)
            for role, named in entity.names:
                self._naming[role, named].append(uuid)

    def city(self) -> Document | None:
        """The city's document in the language it was written in."""
        return self._city

    def find(self, uuid: str, language: str, reads: Reads) -> Document | None:
        """A document in exactly that language, noting in `reads` what is read of it."""
        key = uuid, language
        if key not in self._tracked:
            document = self._versions[uuid].get(language) if uuid in self._versions else None
            if document is None:
                return None
            self._tracked[key] = Tracked(document, reads)
        return self._tracked[key]

    def kind(self, uuid: str) -> str | None:
        """The kind of a document, None if it exists in no language."""
        entity = self._entities.get(uuid)
        return entity.kind if entity else None

    def parent(self, uuid: str) -> str | None:
        """The UUID of what a document stands below."""
        entity = self._entities.get(uuid)
        return entity.parent if entity else None

    def places(self, uuid: str) -> dict[str, str]:
        """The path of a document in each language that it is translated into."""
        versions = self._versions.get(uuid, {})
        return {language: document["path"] for language, document in versions.items()}

    def of_kind(self, kind: str) -> list[str]:
        """The documents of a kind."""
        return self._kinds.get(kind, [])

    def children(self, uuid: str | None, kind: str) -> list[str]:
        """The documents of a kind below another one."""
        return [child for child in self._children.get(uuid, []) if self._entities[child].kind == kind]

    def naming(self, role: str, uuid: str, kind: str | None = None) -> list[str]:
        """The documents (of a kind) that name another one in a role."""
        naming = self._naming.get((role, uuid), [])
        return naming if kind is None else [each for each in naming if self._entities[each].kind == kind]

    def paths(self, kinds: Iterable[str], language: str, source_language: str) -> list[str]:
        """The path of every document of those kinds in a language, or else in the source language."""
        found = []
        for kind in kinds:
            for uuid in self.of_kind(kind):
                versions = self._versions[uuid]
                shown = versions.get(language) or versions.get(source_language)
                if shown:
                    found.append(shown["path"])
        return found


def original(versions: Mapping[str, Document]) -> Document:
    """The document in the language it was written in, or the one whose tag sorts first where that is missing."""
    return (
        next((each for tag, each in versions.items() if tag == each["source_language"]), None)
        or versions[min(versions)]
    )
