"""Queries that the API knows by their hash from the start: those of the element for other sites.

Each version of the element asks one query by GET and does not carry its text. Sites keep their copies for years, so a
query stays in the folder when the element has another one.
"""

from __future__ import annotations

import hashlib
from functools import cache

from django.conf import settings


@cache
def standing_queries() -> dict[str, str]:
    """The queries by their SHA-256."""
    texts = (file.read_text() for file in sorted((settings.ELEMENT_DIR / "queries").glob("*.graphql")))
    return {hashlib.sha256(text.encode()).hexdigest(): text for text in texts}
