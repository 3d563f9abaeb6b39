"""Reading what a graph says of one thing, property by property, so that what nobody asked for is known."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from rdflib import Graph, Literal, URIRef
from rdflib.term import Node

from cms.guides.importers.standards.report import FeedReport
from site_builder.standards.rdf import PREFIXES

Texts = dict[str, str]
"""Texts by language."""

UNKNOWN = "has no place in a guide. Write it into the description if readers need it."


def term(name: str) -> URIRef:
    """A name with a prefix as an IRI."""
    prefix, _, local = name.partition(":")
    return URIRef(PREFIXES[prefix] + local)


@dataclass
class Feed:
    """A graph that is brought in."""

    graph: Graph
    language: str
    """Of the city: texts in others are translations."""
    report: FeedReport
    read: set[tuple[Node, Node]] = field(default_factory=set)
    """Subjects and properties that somebody asked for."""
    machine: set[tuple[Node, str]] = field(default_factory=set)
    """Subjects and languages in which a text is a machine's."""

    def said(self, node: Node) -> Said:
        """What it says of a thing."""
        return Said(self, node)

    def of_type(self, *names: str) -> list[Said]:
        """All things of some types, in the order of their IRIs."""
        found = {node for name in names for node in self.graph.subjects(term("rdf:type"), term(name))}
        return [Said(self, node) for node in sorted(found, key=str)]

    def unread(self) -> Iterator[tuple[Node, Node]]:
        """What nobody asked for: subjects and properties."""
        every = {(subject, name) for subject, name, _ in self.graph}
        yield from sorted(every - self.read, key=str)


class Said:
    """What a feed says of one thing. `file` and `record` are what reports name it by."""

    file = "CPSV-AP"

    def __init__(self, feed: Feed, node: Node) -> None:
        self.feed, self.node = feed, node

    @property
    def record(self) -> str:
        """Its IRI."""
        return str(self.node)

    def leave(self, name: str, why: str) -> None:
        """Report a property that is not taken."""
        self.feed.report.leave(self.file, self.record, name, why)

    def values(self, name: str) -> list[Node]:
        """All values of a property, in a stable order."""
        predicate = term(name)
        self.feed.read.add((self.node, predicate))
        return sorted(self.feed.graph.objects(self.node, predicate), key=str)

    def ignore(self, *names: str) -> None:
        """Count properties as read: others say the same, or they keep books."""
        for name in names:
            self.feed.read.add((self.node, term(name)))

    def is_a(self, name: str) -> bool:
        """Whether it has a type."""
        return (self.node, term("rdf:type"), term(name)) in self.feed.graph

    def texts(self, name: str) -> Texts:
        """A text by language; one without a language counts as the feed's. Of several the first is taken."""
        found: Texts = {}
        for value in self.values(name):
            if not isinstance(value, Literal) or not str(value).strip():
                self.leave(name, "is no text. Write it as a literal with a language.")
                continue
            language, _, extension = (value.language or self.feed.language).partition("-t-")
            language = self.spelled(language)
            if language in found:
                self.leave(name, f"has several texts in {language}; only one was taken. Put them together.")
                continue
            found[language] = str(value).strip()
            if extension:
                self.feed.machine.add((self.node, language))
        return found

    @staticmethod
    def spelled(language: str) -> str:
        """A language tag as cities write it: `fa-AF`, `de-simple`."""
        primary, *others = language.split("-")
        return "-".join([primary.lower(), *(each.upper() if len(each) == 2 else each.lower() for each in others)])

    def own(self, name: str) -> str:
        """The text in the city's language, in one line; else empty."""
        return " ".join(self.texts(name).get(self.feed.language, "").split())

    def literal(self, name: str) -> str:
        """The first value as a text in one line; empty without one."""
        return next((" ".join(str(value).split()) for value in self.values(name)), "")

    def number(self, name: str) -> int | None:
        """A whole number."""
        text = self.literal(name)
        if text and not (text.isascii() and text.isdigit() and len(text) < 10):
            self.leave(name, f"is no whole number: {text[:40]}. Correct it.")
            return None
        return int(text) if text else None

    def flag(self, name: str) -> bool | None:
        """Yes or no, if it is said."""
        return {"true": True, "1": True, "false": False, "0": False}.get(self.literal(name).lower())

    def things(self, name: str) -> list[Said]:
        """Other things that it names."""
        return [Said(self.feed, value) for value in self.values(name) if not isinstance(value, Literal)]

    def thing(self, name: str) -> Said | None:
        """The first of them."""
        return next(iter(self.things(name)), None)

    def name_of(self, name: str, prefix: str) -> str:
        """The name of a concept of one of our prefixes: `doStep` of `wm:doStep`."""
        found = self.literal(name)
        return found.removeprefix(PREFIXES[prefix]) if found.startswith(PREFIXES[prefix]) else ""

    def page(self, name: str) -> str:
        """The address of a page that it names."""
        return next((str(each.node) for each in self.things(name) if str(each.node).startswith("http")), "")
