"""Graphs for the notations of RDF that guides are published in, Turtle and JSON-LD, written without a library of RDF.

No node is blank: whatever is described has an IRI made of its document's UUID. So two dumps are the same graph if they
have the same triples, and texts of several files can be put together.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

PREFIXES = {
    "adms": "http://www.w3.org/ns/adms#",
    "cpsv": "http://purl.org/vocab/cpsv#",
    "cv": "http://data.europa.eu/m8g/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "eli": "http://data.europa.eu/eli/ontology#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "geo": "http://www.w3.org/2003/01/geo/wgs84_pos#",
    "locn": "http://www.w3.org/ns/locn#",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "time": "http://www.w3.org/2006/time#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "wm": "urn:uuid:6f1d4c52-8f0e-5d7b-9a53-2b1f0d6c7e11#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
"""`wm` is the vocabulary of ours: docs/api/standards.md."""

# What may not stand in an IRI, in Turtle or anywhere else.
_NOT_IN_IRIS = re.compile(r"[\x00-\x20<>\"{}|^`\\\x7f]")
_ESCAPED = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_TO_ESCAPE = re.compile(r"[\\\"\x00-\x1f\x7f-\x9f\u2028\u2029]")
_JSON = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":"))


class Ref(NamedTuple):
    """Another node: an IRI, or a name with one of PREFIXES."""

    iri: str


class Text(NamedTuple):
    """A text in a language (BCP 47)."""

    text: str
    language: str


class Typed(NamedTuple):
    """A value of a datatype, a name with one of PREFIXES."""

    text: str
    datatype: str


Value = Ref | Text | Typed | str


class Node:
    """What is said of one thing."""

    def __init__(self, iri: str, *types: str) -> None:
        self.iri = iri
        self.types = types
        self.said: dict[str, dict[Value, None]] = {}

    def say(self, name: str, *values: Value | None) -> Node:
        """Add values of a property, a name with one of PREFIXES; those that are None or empty say nothing."""
        for value in values:
            if value is not None and value != "" and not (isinstance(value, (Text, Typed)) and not value.text):
                self.said.setdefault(name, {})[value] = None
        return self

    def say_texts(self, name: str, texts: Mapping[str, str]) -> Node:
        """Add a text by language tag."""
        return self.say(name, *(Text(text, tag) for tag, text in texts.items()))


def flag(value: bool) -> Typed:
    """Yes or no."""
    return Typed("true" if value else "false", "xsd:boolean")


def number(value: int) -> Typed:
    """A whole number."""
    return Typed(str(value), "xsd:integer")


def web(url: str) -> str:
    """An address as an IRI: what may not stand in one is written with per cent signs."""
    return _NOT_IN_IRIS.sub(lambda found: f"%{ord(found[0]):02X}", url)


def jsonld_context() -> str:
    """The context of JSON-LD files: prefixes, nothing that would have to be fetched."""
    return _JSON.encode(PREFIXES)


def jsonld(nodes: Iterable[Node]) -> str:
    """Nodes as objects of a JSON-LD graph, one after the other in a single line."""
    return ",".join(_JSON.encode(_as_object(node)) for node in nodes)


def _as_object(node: Node) -> dict[str, object]:
    told: dict[str, object] = {"@id": node.iri}
    if node.types:
        told["@type"] = list(node.types)
    return told | {name: [_as_value(value) for value in values] for name, values in node.said.items()}


def _as_value(value: Value) -> object:
    match value:
        case Ref(iri):
            return {"@id": iri}
        case Text(text, language):
            return {"@value": text, "@language": language}
        case Typed(text, datatype):
            return {"@value": text, "@type": datatype}
        case _:
            return {"@value": value}


def turtle_prefixes() -> str:
    """The first lines of a Turtle file."""
    return "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())


def turtle(nodes: Iterable[Node]) -> str:
    """Nodes in Turtle, each in a line of its own."""
    return "\n".join(map(_as_line, nodes))


def _as_line(node: Node) -> str:
    said = [f"a {', '.join(node.types)}"] if node.types else []
    said += [f"{name} {', '.join(map(_in_turtle, values))}" for name, values in node.said.items()]
    return f"{_iri(node.iri)} {' ; '.join(said)} ."


def _in_turtle(value: Value) -> str:
    match value:
        case Ref(iri):
            return _iri(iri)
        case Text(text, language):
            return f"{_quoted(text)}@{language}"
        case Typed(text, datatype):
            return f"{_quoted(text)}^^{datatype}"
        case _:
            return _quoted(str(value))


def _iri(iri: str) -> str:
    return iri if iri.partition(":")[0] in PREFIXES else f"<{iri}>"


def _quoted(text: str) -> str:
    return f'"{_TO_ESCAPE.sub(_escape, text)}"'


def _escape(found: re.Match[str]) -> str:
    return _ESCAPED.get(found[0]) or f"\\u{ord(found[0]):04X}"
