"""The tree of an Integreat guide: its pages with their languages, each a topic or an article."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.text import slugify

from cms.guides.directories import SLUGS
from cms.guides.importers.records import BadRecord, IntegreatGuide, Record, language_tag
from translations.checks.page_pairs import PageText, check_pages
from translations.findings import Finding

# As much of a name as an address holds, with room for a number that tells two apart.
LONGEST_SLUG = 200
GERMAN_LETTERS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"})


@dataclass
class Node:
    """A page of the guide. `key` names it for good; `records` holds it by Integreat's language tag."""

    key: str
    source: Record
    slug: str = ""
    records: dict[str, Record] = field(default_factory=dict)
    children: list[Node] = field(default_factory=list)
    is_root: bool = False

    @property
    def is_topic(self) -> bool:
        """Whether it has pages below it. What stands at the top is a topic too: an article needs one above it."""
        return bool(self.children) or self.is_root


def build_tree(guide: IntegreatGuide, source: str) -> tuple[list[Node], dict[str, str], list[BadRecord]]:
    """The pages at the top of a guide, the key of each page by its path in every language, and what has no place.

    A page whose parent is not in the data goes below the next page above it that is, or to the top.
    """
    bad: list[BadRecord] = []
    nodes: dict[str, Node] = {}
    for record in guide.records[source]:
        if record.path in nodes:
            bad.append(BadRecord(str(record.id), record.title, f"Another page has the path {record.path} already."))
        else:
            nodes[record.path] = Node(record.path, record, records={source: record})
    _name(nodes.values())
    keys = {path: node.key for path, node in nodes.items()}
    keys |= {path: node.key for node in nodes.values() for path in node.source.translations.values()}
    bad += _pair(nodes, guide, source)
    roots = []
    for node in nodes.values():
        above = _above(node.source, nodes)
        if above is None:
            node.is_root = True
            roots.append(node)
        else:
            above.children.append(node)
    bad += _cut_circles(roots, nodes.values())
    _give_slugs(roots, SLUGS.values())
    for node in walk(roots):
        # The text of a topic stands below it under the topic's own slug.
        _give_slugs(node.children, [node.slug])
    return roots, keys, bad


def walk(nodes: Sequence[Node]) -> Iterator[Node]:
    """Every node, parents before children, siblings in their order."""
    for node in nodes:
        yield node
        yield from walk(node.children)


def _name(nodes: Collection[Node]) -> None:
    """Keys that stay when a page is moved: its slug, or its path where two pages share a slug."""
    times = Counter(node.source.slug for node in nodes)
    for node in nodes:
        if times[node.source.slug] == 1:
            node.key = node.source.slug


def _pair(nodes: Mapping[str, Node], guide: IntegreatGuide, source: str) -> Iterator[BadRecord]:
    """Add the records of the other languages to the pages that they translate."""
    for language, records in guide.records.items():
        if language == source:
            continue
        translated = {node.source.translations.get(language): node for node in nodes.values()}
        for record in records:
            node = translated.get(record.path) or nodes.get(record.translations.get(source, ""))
            if node is None:
                why = f"It has no page in the source language, {source}, that it could be a translation of."
                yield BadRecord(str(record.id), record.title, why)
            else:
                node.records[language] = record


def _above(record: Record, nodes: Mapping[str, Node]) -> Node | None:
    path = record.parent_path
    while path:
        if path in nodes and path != record.path:
            return nodes[path]
        path = re.sub(r"[^/]+/$", "", path).rstrip("/") + "/" if path.count("/") > 2 else ""
    return None


def _cut_circles(roots: list[Node], nodes: Collection[Node]) -> Iterator[BadRecord]:
    """Put pages that stand below one another in a circle to the top, one of each circle."""
    reached = {node.key for node in walk(roots)}
    for node in nodes:
        if node.key not in reached:
            for other in nodes:
                other.children = [child for child in other.children if child is not node]
            node.is_root = True
            roots.append(node)
            reached |= {below.key for below in walk([node])}
            why = "Its parents lead back to itself, so it was put to the top."
            yield BadRecord(str(node.source.id), node.source.title, why)


def _give_slugs(family: list[Node], reserved: Iterable[str]) -> None:
    """Sort siblings and give each a slug of plain letters of its own: addresses are copied into chats."""
    taken = set(reserved)
    family.sort(key=lambda node: (node.source.order, node.source.path))
    for node in family:
        plain = slugify(node.source.slug.translate(GERMAN_LETTERS)) or slugify(node.source.title) or "page"
        plain = plain[:LONGEST_SLUG]
        slug, number = plain, 1
        while slug in taken:
            number += 1
            slug = f"{plain}-{number}"
        taken.add(slug)
        node.slug = slug


def differing_pages(roots: list[Node]) -> Iterator[tuple[str, str, Finding]]:
    """What the pages of a guide do not have in common with their source: its title, the language and the finding."""
    for node in walk(roots):
        for language, record in node.records.items():
            if record is not node.source:
                for finding in check_pages(PageText(node.source.html), PageText(record.html)):
                    yield node.source.title, language_tag(language), finding
