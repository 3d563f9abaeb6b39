"""A small generated city whose documents go from one known state to another, and what a full build of each makes."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from bench.builds import Endpoint
from bench.documents import CITY, Body, city_documents
from site_builder.build import build_city
from site_builder.client import GraphQLFeed
from site_builder.release import KEPT, Releases
from site_builder.result import BuildResult
from site_builder.workshop import Workshop

LANGUAGES = ("en", "ar", "de")
THEME = Path(__file__).parent.parent / "themes" / "waymark"
DOCUMENTS = 420

Tree = dict[str, str]
"""The SHA-256 of every file of a release by its path, but for the manifest's own."""


class World(NamedTuple):
    """What is published: each number chooses a text, a fact or an address."""

    text: int = 0
    """Of one article in one language: one page."""
    office: int = 0
    """The telephone number of an office: the pages that show it, in every language."""
    titles: int = 0
    """Of every document: nearly every page."""
    address: int = 0
    """Of the site: every page, though no document changed."""

    @property
    def site_url(self) -> str:
        """Where readers will find the guide."""
        return f"https://guide-{self.address}.example.org"


@dataclass
class Publisher:
    """Publishes worlds, and knows what each of them looks like when it is built from nothing."""

    folder: Path
    documents: int = DOCUMENTS
    endpoint: Endpoint = field(default_factory=Endpoint)
    world: World = field(default_factory=World)
    _trees: dict[World, Tree] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._base = list(city_documents(self.documents, LANGUAGES))
        for body in self._base:
            self.endpoint.publish(body)
        pages = [body for body in self._base if body["kind"] == "article" and body["language"] == "ar"]
        self._article = pages[len(pages) // 2]["uuid"], "ar"
        self._office = next(body["uuid"] for body in self._base if body["kind"] == "office")

    def _bodies(self, world: World) -> list[Body]:
        return [self._body(body, world) for body in self._base]

    def _body(self, body: Body, world: World) -> Body:
        body = body | {"title": f"{body['title']} #{world.titles}"}
        if (body["uuid"], body["language"]) == self._article:
            first, *others = body["body"]
            body["body"] = [first | {"html": f"<p>Text {world.text}.</p>"}, *others]
        if body["uuid"] == self._office:
            body["phones"] = [{"number": f"+44163296000{world.office}", "languages": ["en"]}]
        return body

    def publish(self, world: World) -> None:
        """Have this be what is published now, as new revisions of the documents that differ."""
        for body in self._bodies(world):
            if self.endpoint.rows[body["uuid"], body["language"]]["body"] != body:
                self.endpoint.publish(body)
        self.world = world

    def feed(self, endpoint: Endpoint | None = None) -> GraphQLFeed:
        """The feed of changes, in this process."""
        source = endpoint or self.endpoint
        return GraphQLFeed(lambda query, variables: source.changes(variables["after"], variables["first"]))

    def build(self, output: Path, *, keep: int = KEPT, workshop: Workshop | None = None) -> BuildResult:
        """Bring a folder's guide to what is published now, in this process."""
        site_url = self.world.site_url
        return build_city(self.feed(), CITY, output, THEME, site_url=site_url, keep=keep, workshop=workshop)

    def tree(self, world: World) -> Tree:
        """What a build from nothing makes of a world."""
        if world not in self._trees:
            endpoint = Endpoint()
            for body in self._bodies(world):
                endpoint.publish(body)
            folder = self.folder / "-".join(map(str, world))
            build_city(self.feed(endpoint), CITY, folder, THEME, site_url=world.site_url)
            self._trees[world] = tree_of(folder / CITY)
        return self._trees[world]


def tree_of(city_folder: Path) -> Tree:
    """What readers are served of a city, read and hashed anew; empty where nothing is live."""
    live = Releases(city_folder).current()
    if live is None:
        return {}
    found = {}
    for folder, _, names in os.walk(live.folder):
        for name in names:
            path = Path(folder, name)
            found[path.relative_to(live.folder).as_posix()] = hashlib.sha256(path.read_bytes()).hexdigest()
    return {path: digest for path, digest in found.items() if not path.startswith("manifest")}


def after(world: World, kind: str) -> World:
    """The world after an edit of a kind, the name of a field. Worlds come again, so that few have to be built."""
    choices = 4 if kind == "text" else 2
    return world._replace(**{kind: (getattr(world, kind) + 1) % choices})
