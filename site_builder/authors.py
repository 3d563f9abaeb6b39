"""Which documents say what looks wrong on a page, and in which field: searched for only when something does."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from markupsafe import escape

from site_builder.guide import Guide
from site_builder.outputs import CITY, Output
from site_builder.storage import Storage


@dataclass(frozen=True)
class Author:
    """A document that says it."""

    uuid: str
    language: str
    told: str
    """Document, language and field in words."""


def authors(storage: Storage, guide: Guide, output: str, raw: str) -> list[Author]:
    """The documents that say a link: the page's own, or else any, in its language or else in the source language."""
    named = Output.named(output)
    language = guide.source_language if named.shard == CITY else named.shard
    languages = (language, guide.source_language)
    rows = "SELECT body FROM documents WHERE language IN (?, ?)"
    own = storage.connection.execute(f"{rows} AND uuid = ?", (*languages, named.document or ""))
    found = list(_saying(raw, (json.loads(body) for [body] in own)))
    if not found:
        some = (*languages, json.dumps(raw, ensure_ascii=False)[1:-1])
        rest = storage.connection.execute(f"{rows} AND instr(body, ?)", some)
        found = list(_saying(raw, (json.loads(body) for [body] in rest)))
    return [author for author in found if author.language == language] or found


def _saying(raw: str, documents: Iterable[dict[str, Any]]) -> Iterator[Author]:
    for body in documents:
        for name in _fields_saying(raw, body):
            told = f"{body['kind']} “{body['title']}” ({body['uuid']}, {body['language']}), field {name},"
            yield Author(body["uuid"], body["language"], told)


def _fields_saying(raw: str, value: Any, name: str = "") -> Iterator[str]:
    if isinstance(value, dict):
        for key, child in value.items():
            yield from _fields_saying(raw, child, f"{name}.{key}" if name else key)
    elif isinstance(value, list):
        for number, child in enumerate(value, 1):
            yield from _fields_saying(raw, child, f"{name} {number}")
    elif isinstance(value, str) and (value == raw or f'href="{raw}"' in value or f'href="{escape(raw)}"' in value):
        yield name
