"""What a page weighs: its HTML, the style sheets and the scripts that it names, compressed with brotli."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import brotli

from tools.audit.findings import Measure, Outcome
from tools.audit.pages import BuiltPage

KILOBYTE = 1024
LIMITS = {"HTML": 12, "CSS": 6, "scripts": 12}
"""Kilobytes of a page, each compressed with brotli."""
# A script that is fetched when a reader first uses something counts as if she always did.
_SCRIPTS = re.compile(r'<script[^>]+src="([^"]+)"|data-module="([^"]+)"')
_STYLES = re.compile(r'<link rel="stylesheet" href="([^"]+)"')


def weigh(pages: Iterable[BuiltPage]) -> Outcome:
    """The weight of every page. A file that a page names and the release lacks is a finding too."""
    pages = list(pages)
    outcome = Outcome("bytes", len(pages))
    for page in pages:
        for name, kilobytes in weights(page.file.read_text(encoding="utf-8"), release_of(page)).items():
            outcome.measured(Measure(name, kilobytes, LIMITS[name], "kB", page.address))
    return outcome


def release_of(page: BuiltPage) -> Path:
    """The folder of the release that a page belongs to."""
    depth = page.address.removeprefix(f"/{page.city}/").count("/")
    return page.file.parents[depth]


def weights(html: str, release: Path) -> dict[str, float]:
    """Kilobytes of a page by what they are. Raises OSError if it names a style sheet or script that is not there."""
    scripts = {first or second for first, second in _SCRIPTS.findall(html)}
    return {
        "HTML": len(brotli.compress(html.encode(), quality=9)) / KILOBYTE,
        "CSS": sum(_of_file(release / _asset(address)) for address in set(_STYLES.findall(html))) / KILOBYTE,
        "scripts": sum(_of_file(release / _asset(address)) for address in scripts) / KILOBYTE,
    }


def _asset(address: str) -> str:
    """The path of an asset in its release, whatever its site stands under."""
    return f"assets/{address.rpartition('/assets/')[2]}"


@cache
def _of_file(file: Path) -> int:
    return len(brotli.compress(file.read_bytes()))
