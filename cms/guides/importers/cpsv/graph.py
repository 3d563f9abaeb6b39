"""Files of CPSV-AP as one graph. Nothing is ever fetched: a context of JSON-LD has to stand in the file."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from rdflib import Graph

from cms.guides.importers.standards.report import FeedError

LARGEST = 64 * 1024 * 1024  # bytes of a file
MOST_TRIPLES = 2_000_000
DEEPEST = 40  # levels of JSON
NOTATIONS = {".ttl": "turtle", ".jsonld": "json-ld", ".json": "json-ld"}
BASE = "urn:waymark:import"  # what relative addresses are relative to: no file and no host


class CpsvError(FeedError):
    """A file is nothing that could be brought in; the message says why and what to do."""


def read_graph(paths: list[Path]) -> Graph:
    """All files together.

    Raises:
        CpsvError: when one of them cannot be read, is too large, or would have something fetched.
    """
    graph = Graph()
    for path in paths:
        notation = NOTATIONS.get(path.suffix.lower())
        if notation is None:
            message = f"{path}: files end with .ttl (Turtle) or .jsonld (JSON-LD). Convert it, and name it so."
            raise CpsvError(message)
        text = _read(path)
        if notation == "json-ld":
            _refuse_what_is_fetched(path, text)
        try:
            graph.parse(data=text, format=notation, publicID=BASE)
        except (ValueError, SyntaxError, LookupError, TypeError, AttributeError, RecursionError) as error:
            told = " ".join(str(error).split())[:300]
            message = f"{path} cannot be read as {notation}: {told}. Export it again."
            raise CpsvError(message) from error
        if len(graph) > MOST_TRIPLES:
            message = f"{path}: there are more than {MOST_TRIPLES:,} triples. Bring them in in several parts."
            raise CpsvError(message)
    return graph


def _read(path: Path) -> str:
    try:
        if path.stat().st_size > LARGEST:
            message = f"{path} is larger than {LARGEST // 1024 // 1024} MB. Divide it into several files."
            raise CpsvError(message)
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        message = f"{path} cannot be read: {error}. Export it again, in UTF-8."
        raise CpsvError(message) from error


def _refuse_what_is_fetched(path: Path, text: str) -> None:
    """Raises CpsvError if the file is no JSON, is nested too deeply, or names a context that is somewhere else."""
    try:
        level: list[Any] = [json.loads(text)]
    except (ValueError, RecursionError) as error:
        message = f"{path} is not JSON: {error}. Export it again."
        raise CpsvError(message) from error
    depth = 0
    while level:
        depth += 1
        if depth > DEEPEST:
            message = f"{path} is nested more than {DEEPEST} levels deep. Export it again."
            raise CpsvError(message)
        for value in level:
            for elsewhere in _contexts(value) if isinstance(value, dict) else ():
                message = (
                    f"{path} names a context that is somewhere else: {elsewhere[:200]}. Nothing is fetched by an "
                    "import: put the context itself into the file, or export Turtle."
                )
                raise CpsvError(message)
        level = [
            child
            for value in level
            if isinstance(value, dict | list)
            for child in (value.values() if isinstance(value, dict) else value)
        ]


def _contexts(found: dict[str, Any]) -> Iterator[str]:
    """The addresses of contexts that an object names, also in lists in lists, which rdflib reads as one."""
    named = [found.get("@context"), found.get("@import")]
    for each in named:
        if isinstance(each, str):
            yield each
        elif isinstance(each, list):
            named += each
