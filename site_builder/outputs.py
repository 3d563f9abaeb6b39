"""The files that a guide consists of, by what they show and not by where they stand: an address may change."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from site_builder import index_parts
from site_builder.guide import KINDS_WITH_PAGE, THEME_PATHS, Guide
from site_builder.reading import Footprint
from site_builder.search_pack import KIND, keys
from site_builder.standards.dumps import size_for, sizes
from site_builder.standards.formats import CATALOGUE_FILES, formats

CITY = "city"  # the shard of what belongs to no language
DATA = "data"  # the shard of open data, which is in all languages
CATALOGUE = "catalogue"  # in DATA: what there is
ASSET = "asset"
CALENDAR = "calendar"  # of an event
SHORT, CODE = "short", "code"  # of a document, in CITY: its short address, the code that leads there


class Output(NamedTuple):
    """One file of a guide."""

    shard: str
    """The language it belongs to, CITY or DATA."""
    kind: str
    """`document`, CALENDAR, `theme`, `index`, `search`, `404`, `offline`, `sitemap`, `webmanifest`, `feed`, `agenda`;
    in CITY `page`, `asset`, SHORT or CODE; in DATA the key of a format, or CATALOGUE."""
    key: str
    """The UUID of the document, the name of the theme's page or asset, one of search_pack.keys, of
    index_parts.keys or of catalogue_keys."""

    @property
    def document(self) -> str | None:
        """The UUID of the document that it shows."""
        is_data = self.shard == DATA and self.kind != CATALOGUE
        return self.key if is_data or self.kind in ("document", CALENDAR, SHORT, CODE) else None

    @property
    def name(self) -> str:
        """Its name among all outputs of the city."""
        return "/".join(self)

    @classmethod
    def named(cls, name: str) -> Output:
        """The output of a name."""
        return cls(*name.split("/", 2))


@dataclass(frozen=True)
class Printed:
    """A file that was made."""

    output: str
    path: str
    """Below the release."""
    data: bytes
    footprint: Footprint


CITY_OUTPUTS = tuple(
    Output(CITY, "page", name) for name in ("index.html", "404.html", "sitemap.xml", "robots.txt", "_headers", "sw.js")
)


def outputs_of_city(guide: Guide) -> Iterator[Output]:
    """Every file that belongs to no language, but for assets."""
    yield from CITY_OUTPUTS
    for kind in KINDS_WITH_PAGE:
        for uuid in guide.of_kind(kind):
            yield from short_outputs(uuid)


def short_outputs(uuid: str) -> tuple[Output, Output]:
    """The short address of a document, and its code."""
    return Output(CITY, SHORT, uuid), Output(CITY, CODE, uuid)


def outputs_of_data(guide: Guide) -> Iterator[Output]:
    """Every file of open data, but for the dumps, which are made of these: all of a document, one after the other."""
    of_kind: dict[str, list[str]] = defaultdict(list)
    for key, made in formats().items():
        for kind in made.kinds:
            of_kind[kind].append(key)
    for kind, found in of_kind.items():
        yield from (Output(DATA, key, uuid) for uuid in guide.of_kind(kind) for key in found)
    yield from (Output(DATA, CATALOGUE, key) for key in catalogue_keys(size_for(guide.document_count)))


def catalogue_keys(size: int) -> tuple[str, ...]:
    """The keys of the files that tell what there is, where the dumps are cut into so many files."""
    return tuple(f"{size}-{name}" for name in CATALOGUE_FILES)


def catalogue_keys_of_others(size: int) -> Iterator[str]:
    """Those that were there if the dumps were cut into another number of files."""
    return (key for other in sizes() if other != size for key in catalogue_keys(other))


def outputs_of_language(guide: Guide, language: str) -> Iterator[Output]:
    """Every file of a language: the theme's own pages, then documents, each after the file that searches find it in."""
    for name in THEME_PATHS:
        if name != index_parts.KIND:
            yield Output(language, "theme", name)
    yield from (Output(language, index_parts.KIND, key) for key in index_parts.keys(guide.index_count))
    yield Output(language, "404", "")
    yield Output(language, "offline", "")
    for uuid in guide.of_kind("event"):
        if guide.document(uuid, language):
            yield Output(language, CALENDAR, uuid)
    yield Output(language, "sitemap", "")
    yield from (Output(language, kind, "") for kind in ("webmanifest", "feed", "agenda"))
    head, *files = keys(guide.search_size)
    yield Output(language, KIND, head)
    with_page = {uuid for kind in KINDS_WITH_PAGE for uuid in guide.of_kind(kind)}
    for number, key in enumerate(files):
        yield Output(language, KIND, key)  # together with what is read for it: a document is not kept for long
        for uuid in guide.searched(len(files), number):
            if uuid in with_page and guide.document(uuid, language):
                yield Output(language, "document", uuid)
