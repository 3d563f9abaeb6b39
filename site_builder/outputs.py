"""The files that a guide consists of, by what they show and not by where they stand: an address may change."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from site_builder.guide import KINDS_WITH_PAGE, THEME_PATHS, Guide
from site_builder.reading import Footprint
from site_builder.search_pack import KIND, keys

CITY = "city"  # the shard of what belongs to no language
ASSET = "asset"
CALENDAR = "calendar"  # of an event
SHORT, CODE = "short", "code"  # of a document, in CITY: its short address, the code that leads there


class Output(NamedTuple):
    """One file of a guide."""

    shard: str
    """The language it belongs to, or CITY."""
    kind: str
    """`document`, CALENDAR, `theme`, `search`, `404`, `offline`, `sitemap`, `webmanifest`; in CITY `page`, `asset`,
    SHORT or CODE."""
    key: str
    """The UUID of the document, the name of the theme's page or asset, or one of search_pack.keys."""

    @property
    def document(self) -> str | None:
        """The UUID of the document that it shows."""
        return self.key if self.kind in ("document", CALENDAR, SHORT, CODE) else None

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


def outputs_of_language(guide: Guide, language: str) -> Iterator[Output]:
    """Every file of a language: the theme's own pages, then documents, each after the file that searches find it in."""
    for name in THEME_PATHS:
        yield Output(language, "theme", name)
    yield Output(language, "404", "")
    yield Output(language, "offline", "")
    for uuid in guide.of_kind("event"):
        if guide.document(uuid, language):
            yield Output(language, CALENDAR, uuid)
    yield Output(language, "sitemap", "")
    yield Output(language, "webmanifest", "")
    head, *files = keys(guide.search_size)
    yield Output(language, KIND, head)
    with_page = {uuid for kind in KINDS_WITH_PAGE for uuid in guide.of_kind(kind)}
    for number, key in enumerate(files):
        yield Output(language, KIND, key)  # together with what is read for it: a document is not kept for long
        for uuid in guide.searched(len(files), number):
            if uuid in with_page and guide.document(uuid, language):
                yield Output(language, "document", uuid)
