"""A quick answer to whether the text of an origin changed at all."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from cms.sharing.pieces import FOLLOWED
from site_builder.documents import canonical_json


def text_hash(body: Mapping[str, Any]) -> str:
    """SHA-256 of what is followed of a document: its place and its history change without its text."""
    told = {name: body.get(name) for name in FOLLOWED[body["kind"]]}
    return hashlib.sha256(canonical_json(told)).hexdigest()
