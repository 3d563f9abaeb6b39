"""IRIs for what has none in a graph: made of where it stands and what it is called, so the same with each import."""

from __future__ import annotations

import re

from django.utils.text import slugify
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.term import Node

from cms.guides.importers.cpsv.graph import BASE
from site_builder.standards.rdf import PREFIXES

TITLES = [URIRef(PREFIXES["dct"] + "title"), URIRef(PREFIXES["skos"] + "prefLabel")]


def all_named(graph: Graph, language: str) -> Graph:
    """The graph with an IRI for each blank node; `language` is that of the city, in which they are called something.

    A parser numbers blank nodes anew each time, and pages of them would be made again with each import.
    """
    blank = {node for subject, _, value in graph for node in (subject, value) if isinstance(node, BNode)}
    if not blank:
        return graph
    names = _names(graph, blank, language)
    named = Graph()
    for subject, name, value in graph:
        named.add((names.get(subject, subject), name, names.get(value, value)))
    return named


def _names(graph: Graph, blank: set[BNode], language: str) -> dict[Node, URIRef]:
    names: dict[Node, URIRef] = {}
    given: set[URIRef] = set()

    def name(node: Node, place: str) -> None:
        stem, number = f"{place}-{slugify(_called(graph, node, language))}".rstrip("-"), 1
        found = URIRef(stem)
        while found in given:
            number += 1
            found = URIRef(f"{stem}-{number}")
        names[node] = found
        given.add(found)

    queue: list[Node] = sorted({subject for subject in graph.subjects() if not isinstance(subject, BNode)}, key=str)
    for subject in queue:  # which grows by what stands below
        below = [(str(what), _said(graph, node), node) for what, node in graph.predicate_objects(subject)]
        for what, _told, node in sorted(below, key=lambda each: each[:2]):
            if node in blank and node not in names:
                name(node, f"{names.get(subject, subject)}#{re.split('[#/:]', what)[-1]}")
                queue.append(node)
    for node in sorted(blank - names.keys(), key=lambda node: _said(graph, node)):
        name(node, f"{BASE}#thing")
    return names


def _called(graph: Graph, node: Node, language: str) -> str:
    """What it is called in the city's language, or else in another one; empty without a title."""
    titles = [value for title in TITLES for value in graph.objects(node, title) if isinstance(value, Literal)]
    ranked = sorted((value.language != language, value.language or "", str(value)) for value in titles)
    return ranked[0][2] if ranked else ""


def _said(graph: Graph, node: Node) -> list[str]:
    """All that is said of it in texts, by which things without a title are told apart."""
    return sorted(str(value) for value in graph.objects(node) if isinstance(value, Literal))
