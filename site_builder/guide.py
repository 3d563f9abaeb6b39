"""All current documents of one city as the views of its pages ask for them; what they ask for is noted."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from urllib.parse import quote, urlsplit

from site_builder import index_parts, search_pack
from site_builder.errors import BuildError, SiteBuilderError
from site_builder.library import NEWEST, TOPIC, Document, Library, MemoryLibrary
from site_builder.parts import Parts
from site_builder.reading import EXISTENCE, Reads, listed

# Pages of the theme that stand beside the documents of a language. No document may have one of these paths.
THEME_PATHS = {
    "index": "a-z",
    "glossary": "glossary",
    "emergency": "emergency-numbers",
    "save": "save",
    "privacy": "privacy-statement",
    "accessibility": "accessibility-statement",
    "data": "open-data",
    "events": "events-and-courses",
    "way": "my-way",
    "bundle": "bundle",
    "search": "search",
}

# Terms share the glossary; costs and contacts are shown where a page names them, alerts above the pages they affect.
KINDS_WITHOUT_PAGE = frozenset({"term", "cost", "contact", "alert"})
KINDS_WITH_PAGE = (
    "city",
    "topic",
    "situation",
    "procedure",
    "service",
    "article",
    "office",
    "organisation",
    "document_type",
    "event",
)
# What readers search. Terms and contacts have no page of their own, but a place on one of the theme's.
SEARCHED = frozenset(KINDS_WITH_PAGE) - {"city"} | {"term", "contact"}


# A path in which nothing is to be quoted, as nearly all are: to quote takes ten times as long as to see that.
PLAIN = re.compile(r"[A-Za-z0-9_.~/-]*").fullmatch
# Where a guide may stand on its host. It goes into the configuration of servers, and who edits a city is no operator.
_PLACE = re.compile(r"(/[A-Za-z0-9_~-][A-Za-z0-9_.~-]*)*").fullmatch


class GuideError(SiteBuilderError):
    """The documents do not make a guide: the message says which one and what to do."""


class Guide:
    """One city's guide.

    `documents` are bodies as in document.schema.json, in any order and in all languages, or a library of them.
    `site_url` replaces the address that the city's document gives, for instance for a preview.
    Raises GuideError if there is no city, and BuildError if its address is none.
    """

    def __init__(self, documents: Iterable[Document] | Library, *, site_url: str | None = None) -> None:
        self.reads = Reads()
        self.parts = Parts(self.reads)
        """What data says again and again, made from documents alone: a theme has no say in it."""
        self.given_url = site_url
        self._library: Library = MemoryLibrary(documents) if isinstance(documents, Iterable) else documents
        city = self._library.city()
        if city is None:
            raise GuideError(
                "There is no city among the documents in the language it was written in: publish the city's page first."
            )
        # These three are part of every page: whoever keeps pages makes all of them anew when one of them changes.
        self.languages: list[str] = list(city["languages"])
        self.source_language: str = city["source_language"]
        self.site_url: str = (site_url or city["site_url"]).rstrip("/")
        address = urlsplit(self.site_url)
        if address.scheme not in ("http", "https") or not address.netloc or not _PLACE(address.path):
            raise BuildError(
                f"site_url of the city: {self.site_url} cannot be the address of a guide. It begins with https:// and "
                "a host, and may go on with letters, digits, - and _, as in https://guide.example.org/eastmere."
            )
        self.base_path: str = address.path
        self._origin = f"{address.scheme}://{address.netloc}"
        self.city_uuid: str = city["uuid"]
        self._urls: dict[str, str] = {}

    @property
    def city(self) -> Document:
        """The city's document in the language that the city writes in."""
        return self.city_in(self.source_language)

    def city_in(self, language: str) -> Document:
        """The city's document in a language, or in the source language."""
        city = self.document(self.city_uuid, language)
        if city is None:
            raise GuideError(f"The city {self.city_uuid} is gone from the documents.")
        return city

    def document(self, uuid: str | None, language: str) -> Document | None:
        """The document in that language; else in the source language; else None."""
        if not uuid:
            return None
        self.reads.trace.fields_of((uuid, language)).add(EXISTENCE)
        found = self._library.find(uuid, language, self.reads)
        if found is None and language != self.source_language:
            return self.document(uuid, self.source_language)
        return found

    def let_go(self, uuid: str, language: str) -> None:
        """A document's page is made: it need not be kept at hand."""
        self._library.let_go(uuid, language)

    def source(self, uuid: str | None) -> Document | None:
        """The document in the language that the city writes in."""
        return self.document(uuid, self.source_language)

    def of_kind(self, kind: str) -> list[str]:
        """UUIDs of all documents of a kind, by position and path."""
        self.reads.note(listed("kind", kind))
        return self._library.of_kind(kind)

    def children(self, uuid: str | None, kind: str) -> list[str]:
        """UUIDs of the documents of a kind whose parent is `uuid`, by position and path."""
        self.reads.note(listed("below", uuid or ""))
        return self._library.children(uuid, kind)

    def filed_under(self, uuid: str, kind: str) -> list[str]:
        """UUIDs of the documents of a kind that name a topic or situation as theirs, by position and path."""
        self.reads.note(listed("naming", TOPIC, uuid))
        return self._library.naming(TOPIC, uuid, kind)

    def naming(self, role: str, uuid: str) -> list[str]:
        """UUIDs of the documents that name another one in a role of `references`, by position and path."""
        self.reads.note(listed("naming", role, uuid))
        return self._library.naming(role, uuid)

    @property
    def document_count(self) -> int:
        """How many documents there are, each counted once for all languages. Noted by nobody, as `search_size`."""
        return self._library.count()

    def newest(self, kinds: Collection[str], language: str, most: int) -> list[tuple[str, str]]:
        """(UUID, day) of the documents of these kinds that are written in or translated into a language and changed
        last, the newest first: see library.changed_on."""
        self.reads.note(NEWEST)
        self.reads.note(listed("places", language))  # where a translation comes or goes
        return self._library.newest(kinds, language, most)

    @property
    def search_size(self) -> int:
        """Into how many files that is cut what browsers search. Noted by nobody: outputs are named by it."""
        return search_pack.size_for(self._library.count())

    @property
    def index_count(self) -> int:
        """Into how many parts the list of all pages is cut."""
        self.reads.note(search_pack.COUNT)
        return index_parts.count_for(self._library.count())

    def searched(self, size: int, number: int) -> list[str]:
        """UUIDs of the documents in one of these files."""
        self.reads.note(search_pack.listing(size, number))
        return self._library.between(*search_pack.bounds(size, number))

    def kind(self, uuid: str | None) -> str | None:
        """The kind of a document, or None if there is no such document."""
        if not uuid:
            return None
        self.reads.note(listed("entity", uuid))
        return self._library.kind(uuid)

    def parent(self, uuid: str) -> str | None:
        """The UUID of a document's parent."""
        self.reads.note(listed("entity", uuid))
        return self._library.parent(uuid)

    def folders(self, uuid: str) -> dict[str, str]:
        """By language: the folder of a document's page below the release, for instance `ar/housing/register`.

        A page is in every language of the city, translated or as a fall-back; in the city's order.
        """
        self.reads.note(listed("place", uuid))
        places = self._library.places(uuid)
        source = places.get(self.source_language)
        found = {language: places.get(language, source) for language in self.languages}
        return {language: f"{language}/{path}".rstrip("/") for language, path in found.items() if path is not None}

    def folders_of_language(self, language: str) -> list[str]:
        """The folders of all pages in a language, sorted: those of documents and the theme's own."""
        self.reads.note(listed("places", language))
        own = (*THEME_PATHS.values(), *map(index_path, range(2, self.index_count + 1)))
        paths = [*own, *self._library.paths(KINDS_WITH_PAGE, language, self.source_language)]
        return sorted(f"{language}/{path}".rstrip("/") for path in paths)

    def url(self, uuid: str, language: str) -> str | None:
        """The root-relative address of a document's page, a term's place in the glossary, or None without page."""
        document = self.document(uuid, language)
        kind = document["kind"] if document else self.kind(uuid)
        if kind == "term":
            return f"{self.theme_url('glossary', language)}#{anchor(uuid)}"
        if document is None or kind in KINDS_WITHOUT_PAGE:
            return None
        return self.url_of_path(f"{language}/{document['path']}".rstrip("/"))

    def theme_url(self, name: str, language: str) -> str:
        """The root-relative address of one of the theme's own pages, by its name in THEME_PATHS."""
        return self.url_of_path(f"{language}/{THEME_PATHS[name]}")

    def index_url(self, number: int, language: str) -> str:
        """The root-relative address of a part of the list of all pages; the first one is number 1."""
        return self.url_of_path(f"{language}/{index_path(number)}")

    def url_of_path(self, path: str) -> str:
        """The root-relative address of a folder below the release."""
        if path not in self._urls:
            quoted = path if PLAIN(path) else quote(path)
            self._urls[path] = f"{self.base_path}/{quoted}/" if path else f"{self.base_path}/"
        return self._urls[path]

    def absolute(self, url: str) -> str:
        """A root-relative address with scheme and host."""
        return self._origin + url


def index_path(number: int) -> str:
    """The folder, below a language's, of a part of the list of all pages."""
    return f"{THEME_PATHS['index']}/{number}" if number > 1 else THEME_PATHS["index"]


def anchor(uuid: str) -> str:
    """The id of an entry on a page that holds many documents: the same in every language, so that links survive."""
    return f"e-{uuid[:8]}"
