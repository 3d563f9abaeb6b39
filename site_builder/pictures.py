"""The forms in which a page offers its picture: widths and formats, and where each stands in a release.

All of it follows from what the document says of the original, so pages name files that need not be there yet.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from site_builder.assets import FOLDER

WIDTHS = (320, 640, 960)  # pixels: a phone, a good phone, a screen
QUALITIES = {"avif": 50, "webp": 75, "jpg": 78}
TYPES = {"avif": "image/avif", "webp": "image/webp", "jpg": "image/jpeg"}
FALLBACK, FALLBACK_WIDTH = "jpg", 640  # for browsers that know neither of the others: one width
# Names say what a file was made from and how, so that they can be kept for ever.
RECIPE = f"{WIDTHS} {QUALITIES} {FALLBACK_WIDTH}"


@dataclass(frozen=True)
class Form:
    """One file of a picture. Width and height are in pixels."""

    path: str
    """Below the release."""
    format: str
    width: int
    height: int


def stem(picture: Mapping[str, Any]) -> str:
    """What the names of all forms of a picture begin with."""
    return hashlib.sha256(f"{RECIPE} {picture['hash']}".encode()).hexdigest()[:12]


def forms(picture: Mapping[str, Any]) -> list[Form]:
    """Every form of a document's picture, smaller ones first; none is larger than the original."""
    width, height = picture["width"], picture["height"]
    found = []
    for kind in QUALITIES:
        for wide in sorted({min(width, each) for each in (WIDTHS if kind != FALLBACK else (FALLBACK_WIDTH,))}):
            path = f"{FOLDER}/pictures/{stem(picture)}-{wide}.{kind}"
            found.append(Form(path, kind, wide, max(1, round(height * wide / width))))
    return found
