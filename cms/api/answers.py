"""Answers in the form in which they are sent, those that were asked for lately kept ready.

An answer holds for as long as none of the cities that it tells of publishes anything. So it is kept together with their
revisions, which one SQL statement compares; nobody has to know what an answer was made of, and nothing is ever stale.
"""

from __future__ import annotations

import base64
import hashlib
import json
import threading
from collections import OrderedDict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db import transaction
from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    InlineFragmentNode,
    OperationDefinitionNode,
    SelectionSetNode,
    StringValueNode,
    VariableNode,
)

from cms.api.compression import LEAST, best_encoding, compress
from cms.api.execution import Admitted, admit, answer_stranger
from cms.api.library import Cities, cities_as_they_are
from cms.api.requests import Asked

# In each process, whatever the answers are compressed to included.
KEPT_BYTES = 32 * 1024 * 1024
LARGEST_KEPT = 1024 * 1024
# The arguments in which a field of the root says of which city it tells. One without them may tell of all.
CITY_ARGUMENTS = {"city", "slug"}


@dataclass
class Answer:
    """What is sent, and what it costs."""

    content: bytes
    cost: int
    storable: bool
    _packed: dict[str, bytes] = field(default_factory=dict)

    @cached_property
    def etag(self) -> str:
        """Of what the answer says, however it is compressed; so it is weak."""
        digest = base64.urlsafe_b64encode(hashlib.blake2b(self.content, digest_size=15).digest()).decode()
        return f'W/"{digest}"'

    def packed(self, accepted: str) -> tuple[bytes, str | None]:
        """The content in the best encoding that `Accept-Encoding` allows, and which one that is."""
        encoding = best_encoding(accepted) if len(self.content) >= LEAST else None
        if encoding is None:
            return self.content, None
        if encoding not in self._packed:
            self._packed[encoding] = compress(self.content, encoding)
        return self._packed[encoding], encoding


@dataclass(frozen=True)
class _Kept:
    cities: frozenset[str] | None
    state: Cities
    answer: Answer


class Answers:
    """The answers that were asked for lately."""

    def __init__(self) -> None:
        self._kept: OrderedDict[bytes, _Kept] = OrderedDict()
        self._bytes = 0
        self._lock = threading.Lock()

    def find(self, key: bytes) -> _Kept | None:
        """What is kept for a query, right or not."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
            return self._kept.get(key)

    def keep(self, key: bytes, kept: _Kept) -> None:
        """Keep an answer instead of the one before, and drop those not asked for in the longest time."""
        if len(kept.answer.content) > LARGEST_KEPT:
            return
        with self._lock:
            if old := self._kept.pop(key, None):
                self._bytes -= _size(old)
            self._kept[key] = kept
            self._bytes += _size(kept)
            while self._bytes > KEPT_BYTES:
                _key, dropped = self._kept.popitem(last=False)
                self._bytes -= _size(dropped)

    def __len__(self) -> int:
        return len(self._kept)


answers = Answers()


def answer_to(asked: Asked) -> Answer:
    """The answer to a query from the network. Raises InvalidQueryError.

    One that is kept costs one SQL statement, which any other needs anyway.
    """
    key = _key(asked)
    # What an open transaction sees may never be committed: nothing of it is kept for others.
    alone = transaction.get_connection().in_atomic_block
    kept = None if alone else answers.find(key)
    if kept is not None and _state(kept.cities) == kept.state:
        return kept.answer
    admitted = admit(asked.query, asked.variables, asked.operation)
    if alone:
        return _answer(admitted)
    cities = _cities(admitted)
    # Before it is answered: what is published meanwhile may be in the answer, and makes it one that is not found again.
    state = _state(cities)
    answer = _answer(admitted, state)
    if answer.storable:
        answers.keep(key, _Kept(cities, state, answer))
    return answer


def _answer(admitted: Admitted, cities: Cities | None = None) -> Answer:
    answered, storable = answer_stranger(admitted, cities)
    content = json.dumps(answered, ensure_ascii=False, separators=(",", ":")).encode()
    return Answer(content, admitted.cost, storable)


def _key(asked: Asked) -> bytes:
    parts = json.dumps([asked.query, asked.variables, asked.operation], sort_keys=True)
    return hashlib.blake2b(parts.encode(), digest_size=20).digest()


def _size(kept: _Kept) -> int:
    # Compressed twice it is less than half as much again, beside some hundred bytes for the objects themselves.
    return len(kept.answer.content) * 3 // 2 + 1_000


def _state(slugs: frozenset[str] | None) -> Cities:
    """What these cities have published, or all of them."""
    return {} if slugs is not None and not slugs else cities_as_they_are(slugs)


def _cities(admitted: Admitted) -> frozenset[str] | None:
    """The slugs of the cities that an answer can tell of; None if it can tell of all."""
    slugs = set()
    for node in _roots(admitted.planned.document):
        if node.name.value.startswith("__"):
            continue
        slug = _slug(node, admitted.variables)
        if slug is None:
            return None
        slugs.add(slug)
    return frozenset(slugs)


def _roots(document: DocumentNode) -> Iterator[FieldNode]:
    """The fields of the query's root, of all operations."""
    fragments = {node.name.value: node for node in document.definitions if isinstance(node, FragmentDefinitionNode)}
    for definition in document.definitions:
        if isinstance(definition, OperationDefinitionNode):
            yield from _fields(definition.selection_set, fragments)


def _fields(selections: SelectionSetNode, fragments: Mapping[str, FragmentDefinitionNode]) -> Iterator[FieldNode]:
    for node in selections.selections:
        if isinstance(node, FieldNode):
            yield node
        elif isinstance(node, FragmentSpreadNode):  # the query is valid: no fragment is missing or goes in a circle
            yield from _fields(fragments[node.name.value].selection_set, fragments)
        elif isinstance(node, InlineFragmentNode):
            yield from _fields(node.selection_set, fragments)


def _slug(node: FieldNode, variables: Mapping[str, Any]) -> str | None:
    for argument in node.arguments:
        if argument.name.value in CITY_ARGUMENTS:
            value = argument.value
            if isinstance(value, StringValueNode):
                return value.value
            if isinstance(value, VariableNode):
                slug = variables.get(value.name.value)
                return slug if isinstance(slug, str) else None
    return None
