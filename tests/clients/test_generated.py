"""What the clients take from the schema."""

from __future__ import annotations

import re

import pytest
from graphql import build_schema, validate
from waymark_client import queries, types

from cms.api import gate
from tests.conftest import ROOT
from tools.clients import python_types
from tools.clients.__main__ import CLIENTS, SCHEMA, generated
from tools.clients.selections import Selections

SDL = (ROOT / SCHEMA).read_text()
SCHEMA_OF_API = build_schema(SDL)


def test_the_clients_are_what_the_schema_gives() -> None:
    differing = [str(path) for path, text in generated(SDL).items() if (ROOT / path).read_text() != text]
    assert differing == [], "Run `make clients`"


def queries_of_the_python_client() -> dict[str, str]:
    """The queries that the client sends, by their titles; each kind of document has one of its own for lists."""
    texts = [text for name, text in vars(queries).items() if name.isupper()]
    asked = {text.split("(")[0]: text for text in texts if "%s" not in text}
    (listing,) = [text for text in texts if "%s" in text]
    kinds: list[type[types.Document]] = [types.Document, *types.Document.__subclasses__()]
    for kind in kinds:
        text = listing.replace("%d", str(kind.PAGE_SIZE)).replace("%s", kind.SELECTION)
        asked[f"list of {kind.__name__}"] = text
    return asked


QUERIES = queries_of_the_python_client()


@pytest.mark.parametrize("title", QUERIES)
def test_every_query_of_the_clients_is_within_the_limits_of_the_api(title: str) -> None:
    document = gate.read(QUERIES[title])
    assert validate(SCHEMA_OF_API, document) == []
    gate.admit(SCHEMA_OF_API, document, {})


def test_a_larger_schema_gives_larger_clients() -> None:
    grown = SDL.replace("  channels: [Channel!]!\n", "  channels: [Channel!]!\n  parking: Boolean!\n")
    text = python_types.types(Selections(build_schema(grown)))["service.py"]
    assert "    parking: bool\n" in text
    assert " parking" in re.sub(r'"\s*"', "", text)


# What TypeScript itself has, as far as the types use it.
KNOWN = {"AbortSignal", "AsyncGenerator", "Error", "Partial", "Pick", "Promise", "Record", "URL"}


def test_every_type_that_typescript_is_told_of_is_declared() -> None:
    text = (ROOT / CLIENTS / "javascript/waymark.d.ts").read_text()
    code = re.sub(r'/\*\*.*?\*/|//[^\n]*|"[^"\n]*"', "", text, flags=re.DOTALL)
    declared = re.findall(r"\b(?:interface|type|class) (\w+)", code)
    parameters = re.findall(r"<(\w+) (?:extends|=) ", code)
    named = set(re.findall(r"\b[A-Z]\w*[a-z]\w*\b", code))
    assert named - {*declared, *parameters} - KNOWN == set()
    assert len(declared) == len(set(declared))
    assert {name for name in types.__all__ if name != "Document"} <= set(declared)
