"""What a page weighs: its HTML, the style sheets and the scripts that it names, compressed with brotli."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import brotli

from tools.audit.findings import Finding, Measure, Outcome
from tools.audit.pages import BuiltPage

KILOBYTE = 1024
LIMITS = {"HTML": 12, "CSS": 6, "scripts": 12, "script on use": 12}
"""Kilobytes of a page in brotli. On use: the largest script that is fetched only when a reader uses what needs it."""
_ASSETS = {
    "CSS": re.compile(r'<link rel="stylesheet" href="([^"]+)"'),
    "scripts": re.compile(r'<script[^>]+src="([^"]+)"'),
    "script on use": re.compile(r'data-module="([^"]+)"'),
}


def weigh(pages: Iterable[BuiltPage]) -> Outcome:
    """The weight of every page. A style sheet or script that a page names and its release lacks is a finding too."""
    pages = list(pages)
    outcome = Outcome("bytes", len(pages))
    for page in pages:
        html = page.file.read_text(encoding="utf-8")
        bytes_of = {"HTML": len(brotli.compress(html.encode(), quality=9))}
        for name, pattern in _ASSETS.items():
            sizes = {address: _of_file(release_of(page) / _asset(address)) for address in set(pattern.findall(html))}
            total = max if name == "script on use" else sum
            bytes_of[name] = total([0, *(size or 0 for size in sizes.values())])
            lacking = sorted(address for address, size in sizes.items() if size is None)
            outcome.findings += [
                Finding(page.address, "asset", address, "a file of the release") for address in lacking
            ]
        for name, size in bytes_of.items():
            outcome.measured(Measure(name, size / KILOBYTE, LIMITS[name], "kB", page.address))
    return outcome


def release_of(page: BuiltPage) -> Path:
    """The folder of the release that a page belongs to."""
    depth = page.address.removeprefix(f"/{page.city}/").count("/")
    return page.file.parents[depth]


def _asset(address: str) -> str:
    """The path of an asset in its release, whatever its site stands under."""
    return f"assets/{address.rpartition('/assets/')[2]}"


@cache
def _of_file(file: Path) -> int | None:
    """Compressed bytes of an asset, whose name changes with its content; None if there is no such file."""
    return len(brotli.compress(file.read_bytes())) if file.is_file() else None
