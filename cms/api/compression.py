"""Answers as small as the client can read them.

Answers hold what is published and nothing that is secret, so what compression tells of their content (BREACH) tells
nothing that is not asked for and given anyway. The levels are those at which brotli and gzip cost a tenth of what the
answer itself does (docs/benchmarks.md).
"""

from __future__ import annotations

import gzip
import re

import brotli

BROTLI_QUALITY = 4
GZIP_LEVEL = 4
# Less fits into one packet anyhow.
LEAST = 1_000  # bytes
NONE_OF_IT = re.compile(r"q=0(\.0*)?")


def best_encoding(accepted: str) -> str | None:
    """Of what `Accept-Encoding` allows, "br" before "gzip"; None if it allows neither."""
    allowed = set()
    for part in accepted.lower().split(","):
        name, _, quality = part.replace(" ", "").partition(";")
        if not NONE_OF_IT.fullmatch(quality):
            allowed.add(name)
    return next((name for name in ("br", "gzip") if name in allowed), None)


def compress(content: bytes, encoding: str) -> bytes:
    """The content in "br" or "gzip"."""
    if encoding == "br":
        packed: bytes = brotli.compress(content, quality=BROTLI_QUALITY)
        return packed
    return gzip.compress(content, GZIP_LEVEL, mtime=0)
