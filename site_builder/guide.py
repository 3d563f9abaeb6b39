"""All current documents of one city, indexed by identity, language, kind and place in the guide."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import quote, urlsplit

from site_builder.errors import SiteBuilderError

Document = dict[str, Any]

# Pages of the theme that stand beside the documents of a language. No document may have one of these paths.
THEME_PATHS = {
    "index": "a-z",
    "glossary": "glossary",
    "emergency": "emergency-numbers",
    "privacy": "privacy-statement",
    "accessibility": "accessibility-statement",
}

# Terms share the glossary; costs and contacts are shown where a page names them and have no page of their own.
KINDS_WITHOUT_PAGE = frozenset({"term", "cost", "contact"})


class GuideError(SiteBuilderError):
    """The documents do not make a guide: the message says which one and what to do."""


class Guide:
    """One city's guide.

    `documents` are bodies as in document.schema.json, in any order and in all languages. `site_url` replaces the
    address that the city's document gives, for instance for a preview.
    """

    def __init__(self, documents: Iterable[Document], *, site_url: str | None = None) -> None:
        self._languages_of: dict[str, dict[str, Document]] = defaultdict(dict)
        for document in documents:
            self._languages_of[document["uuid"]][document["language"]] = document
        self.city = self._find_city()
        self.languages: list[str] = list(self.city["languages"])
        self.source_language: str = self.city["source_language"]
        self.site_url: str = (site_url or self.city["site_url"]).rstrip("/")
        address = urlsplit(self.site_url)
        self.base_path: str = address.path
        self._origin = f"{address.scheme}://{address.netloc}"
        self._kinds: dict[str, list[str]] = defaultdict(list)
        self._children: dict[str | None, list[str]] = defaultdict(list)
        self._filed_under: dict[str, list[str]] = defaultdict(list)
        self._naming: dict[tuple[str, str], list[str]] = defaultdict(list)
        self._urls: dict[tuple[str, str], str | None] = {}
        self._index()

    def _find_city(self) -> Document:
        for versions in self._languages_of.values():
            for document in versions.values():
                if document["kind"] == "city" and document["language"] == document["source_language"]:
                    return document
        raise GuideError(
            "There is no city among the documents in the language it was written in: publish the city's page first."
        )

    def _index(self) -> None:
        originals = [self._original(versions) for versions in self._languages_of.values()]
        originals.sort(key=lambda document: (document["position"], document["path"], document["uuid"]))
        for document in originals:
            uuid = document["uuid"]
            self._kinds[document["kind"]].append(uuid)
            self._children[document["parent"]].append(uuid)
            for topic in document["topics"]:
                self._filed_under[topic].append(uuid)
            for situation in document["situations"]:
                self._filed_under[situation].append(uuid)
            for role, named in dict.fromkeys(references(document)):
                self._naming[role, named].append(uuid)

    def _original(self, versions: dict[str, Document]) -> Document:
        """The source document, or the one whose tag sorts first where the source is missing."""
        return versions.get(self.source_language) or versions[min(versions)]

    def document(self, uuid: str | None, language: str) -> Document | None:
        """The document in that language; else in the source language; else None."""
        versions = self._languages_of.get(uuid) if uuid else None
        if versions is None:
            return None
        return versions.get(language) or versions.get(self.source_language)

    def source(self, uuid: str | None) -> Document | None:
        """The document in the language that the city writes in."""
        return self.document(uuid, self.source_language)

    def of_kind(self, kind: str) -> list[str]:
        """UUIDs of all documents of a kind, by position and path."""
        return self._kinds[kind]

    def children(self, uuid: str | None, kind: str) -> list[str]:
        """UUIDs of the documents of a kind whose parent is `uuid`, by position and path."""
        return [child for child in self._children[uuid] if self.kind(child) == kind]

    def filed_under(self, uuid: str, kind: str) -> list[str]:
        """UUIDs of the documents of a kind that name a topic or situation as theirs, by position and path."""
        return [member for member in self._filed_under[uuid] if self.kind(member) == kind]

    def naming(self, role: str, uuid: str) -> list[str]:
        """UUIDs of the documents that name another one in a role of `references`, by position and path."""
        return self._naming[role, uuid]

    def kind(self, uuid: str | None) -> str | None:
        """The kind of a document, or None if there is no such document."""
        versions = self._languages_of.get(uuid) if uuid else None
        return next(iter(versions.values()))["kind"] if versions else None

    def parent(self, uuid: str) -> str | None:
        """The UUID of a document's parent."""
        versions = self._languages_of[uuid]
        parent: str | None = self._original(versions)["parent"]
        return parent

    def languages_of_page(self, uuid: str) -> list[str]:
        """The languages in which a page exists, translated or as a fall-back, in the order of the city."""
        return [language for language in self.languages if self.document(uuid, language) is not None]

    def path(self, uuid: str, language: str) -> str | None:
        """The folder of a document's page below the release, for instance `ar/housing/register`; None without page."""
        document = self.document(uuid, language)
        if document is None or document["kind"] in KINDS_WITHOUT_PAGE:
            return None
        return f"{language}/{document['path']}".rstrip("/")

    def url(self, uuid: str, language: str) -> str | None:
        """The root-relative address of a document's page, a term's place in the glossary, or None without page."""
        key = uuid, language
        if key not in self._urls:
            self._urls[key] = self._find_url(uuid, language)
        return self._urls[key]

    def _find_url(self, uuid: str, language: str) -> str | None:
        if self.kind(uuid) == "term":
            return f"{self.theme_url('glossary', language)}#{anchor(uuid)}"
        path = self.path(uuid, language)
        return None if path is None else self.url_of_path(path)

    def theme_url(self, name: str, language: str) -> str:
        """The root-relative address of one of the theme's own pages, by its name in THEME_PATHS."""
        return self.url_of_path(f"{language}/{THEME_PATHS[name]}")

    def url_of_path(self, path: str) -> str:
        """The root-relative address of a folder below the release."""
        return f"{self.base_path}/{quote(path)}/" if path else f"{self.base_path}/"

    def absolute(self, url: str) -> str:
        """A root-relative address with scheme and host."""
        return self._origin + url


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


def anchor(uuid: str) -> str:
    """The id of an entry on a page that holds many documents: the same in every language, so that links survive."""
    return f"e-{uuid[:8]}"
