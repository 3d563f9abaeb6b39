"""Requests that hurt GraphQL servers, each with the code with which ours refuses it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

MOST_BYTES = 1_000  # of an answer


@dataclass(frozen=True)
class Attack:
    """A request. Whoever sends it adds nothing but the connection."""

    code: str
    """The code of the refusal; empty if validation refuses it, which gives none, and "answered" if it is harmless."""
    body: bytes = b""
    method: str = "POST"
    parameters: str = ""
    media_type: str = "application/json"


def _asking(code: str, query: str, **variables: Any) -> Attack:
    return Attack(code, json.dumps({"query": query, "variables": variables}).encode())


def _nested(levels: int) -> str:
    return '{ document(city: "x", path: "") ' + "{ parent " * levels + "{ uuid }" + " }" * levels + " }"


def _chain(levels: int, link: str, end: str) -> str:
    """Fragments of which each holds the next; `link` has a place for its name."""
    fragments = [f"fragment F{n} on Document {{ {link.replace('NEXT', f'...F{n + 1}')} }}" for n in range(levels)]
    return (
        '{ document(city: "x", path: "") { ...F0 } } '
        + " ".join(fragments)
        + f" fragment F{levels} on Document {{ {end} }}"
    )


def _introspection(levels: int) -> str:
    return "{ __schema { types " + "{ fields { type " * levels + "{ name }" + " } }" * levels + " } }"


def _many(count: int, query: str = "{ cities { slug } }") -> bytes:
    return json.dumps([{"query": query}] * count).encode()


ATTACKS: dict[str, Attack] = {
    "deep": _asking("TOO_DEEP", _nested(13)),
    "deeper than a parser's stack": _asking("SYNTAX", _nested(400)),
    "deep by fragments": _asking("TOO_DEEP", _chain(13, "parent { NEXT }", "uuid")),
    "wide: lists in lists": _asking(
        "TOO_COSTLY", '{ document(city: "x", path: "") ' + "{ topics { situations " * 4 + "{ uuid }" + " } }" * 4 + " }"
    ),
    "wide: a page too long": _asking("TOO_COSTLY", '{ documents(city: "x", first: 99999999) { nodes { uuid } } }'),
    "wide: a page too long, by a variable": _asking(
        "TOO_COSTLY", 'query W($n: Int!) { documents(city: "x", first: $n) { nodes { uuid } } }', n=10**9
    ),
    "wide: a page of thousands of digits": _asking(
        "TOO_COSTLY", '{ documents(city: "x", first: ' + "9" * 5_000 + ") { nodes { uuid } } }"
    ),
    "many fields": _asking("SYNTAX", "{ cities { " + " ".join(f"f{n}" for n in range(1_100)) + " } }"),
    "aliases": _asking("TOO_MANY_ALIASES", "{ " + " ".join(f"a{n}: __typename" for n in range(200)) + " }"),
    "one field again and again": _asking("TOO_MANY_REPEATS", "{ cities { " + "slug " * 900 + "} }"),
    "one fragment again and again": _asking(
        "TOO_MANY_REPEATS", "{ cities { " + "...F " * 300 + "} } fragment F on ListedCity { slug }"
    ),
    "fragments that double": _asking("TOO_COSTLY", _chain(19, "NEXT NEXT", "uuid title")),
    "fragments that grow fivefold": _asking("TOO_COSTLY", _chain(19, "NEXT " * 5, "uuid title")),
    "fragments in a circle": _asking("", _chain(2, "NEXT", "...F0")),
    "a fragment in itself": _asking("", "{ cities { ...F } } fragment F on ListedCity { ...F }"),
    "fragments that nobody uses": _asking(
        "TOO_MANY_FRAGMENTS", "{ a } " + " ".join(f"fragment F{n} on City {{ slug }}" for n in range(100))
    ),
    "fields that overlap": _asking(
        "",
        "{ cities { ...F0 "
        + " ".join(f"...F{n}" for n in range(1, 20))
        + " } } "
        + " ".join(f"fragment F{n} on ListedCity {{ {'slug title ' * 5} no{n} }}" for n in range(20)),
    ),
    "directives": _asking("TOO_MANY_DIRECTIVES", "{ cities { slug " + "@include(if: true) " * 100 + "} }"),
    "directives that do not exist": _asking("TOO_MANY_DIRECTIVES", "{ __typename " + "@a" * 400 + " }"),
    "introspection in circles": _asking("TOO_DEEP", _introspection(8)),
    "introspection by aliases": _asking(
        "TOO_MANY_ALIASES", "{ " + " ".join(f"a{n}: __schema {{ types {{ name }} }}" for n in range(50)) + " }"
    ),
    "operations": _asking("TOO_MANY_OPERATIONS", " ".join(f"query Q{n} {{ cities {{ slug }} }}" for n in range(100))),
    "feeds": _asking("TOO_MANY_FEEDS", "{ " + " ".join(f"c{n}: cities {{ slug }}" for n in range(15)) + " }"),
    "brackets": _asking("SYNTAX", "{ cities(a: " + "[" * 3_000 + "]" * 3_000 + ") { slug } }"),
    "objects in a variable": _asking("", "query O($a: Int!) { cities { slug } }", a=[[[[[[[]]]]]]]),
    "many mistakes": _asking("", "{ " + " ".join(f"nonsense{n}" for n in range(300)) + " }"),
    "a long name": _asking("", "{ " + "x" * 12_000 + " }"),
    "a long name by an alias": _asking("NAME_TOO_LONG", "{ " + "x" * 12_000 + ": __typename }"),
    "a long text in a variable": _asking("", "query L($n: Int!) { cities { slug } }", n="x" * 12_000),
    "a long city": _asking("CITY_UNKNOWN", '{ changes(city: "' + "x" * 12_000 + '", after: 0) { cursor } }'),
    "a huge document": _asking("TOO_LARGE", "{ cities { slug } } #" + "x" * 5_000_000),
    "a comment as long as may be": _asking("answered", "{ __typename } #" + "x" * 16_000),
    "a batch": Attack("JSON", _many(100)),
    "a batch of one": Attack("JSON", _many(1)),
    "brackets of JSON": Attack("JSON", b"[" * 16_000),
    "a number without end": Attack("JSON", b'{"query": ' + b"9" * 16_000 + b"}"),
    "half a character": Attack("JSON", b'{"query": "{ cities { slug } }", "variables": {"a": "\\ud800"}}'),
    "a zero byte": _asking("JSON", "query Z($c: String!) { changes(city: $c, after: 0) { cursor } }", c="x\0y"),
    "a zero byte that is spelled out": _asking("JSON", '{ changes(city: "\\u{00}", after: 0) { cursor } }'),
    "a form": Attack("MEDIA_TYPE", b"query=%7Bcities%7Bslug%7D%7D", media_type="application/x-www-form-urlencoded"),
    "a form that a page can send": Attack("MEDIA_TYPE", b'{"query": "{ cities { slug } }"}', media_type="text/plain"),
    "a mutation": _asking("", "mutation { publish }"),
    "a mutation by GET": Attack("METHOD", method="GET", parameters=urlencode({"query": "mutation { publish }"})),
    "a query by GET": Attack("METHOD", method="GET", parameters=urlencode({"query": "{ cities { slug } }"})),
    "a long address": Attack("TOO_LARGE", method="GET", parameters="extensions=" + "x" * 17_000),
    "a subscription": _asking("", "subscription { changes { cursor } }"),
}
