"""The forms in which a page offers its picture, or its voice note, and where each stands in a release.

All of it follows from what the document says of the original, so pages name files that need not be there yet.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from site_builder.assets import FOLDER

PICTURES = f"{FOLDER}/pictures"  # below a release
WIDTHS = (320, 640, 960)  # pixels: a phone, a good phone, a screen
QUALITIES = {"avif": 50, "webp": 75, "jpg": 78}
TYPES = {"avif": "image/avif", "webp": "image/webp", "jpg": "image/jpeg"}
FALLBACK, FALLBACK_WIDTH = "jpg", 640  # for browsers that know neither of the others: one width
# Names say what a file was made from and how, so that they can be kept for ever.
RECIPE = f"{WIDTHS} {QUALITIES} {FALLBACK_WIDTH}"
# A voice note has one form: the recording as it is.
ENDS = {"audio/mpeg": "mp3", "audio/ogg": "ogg", "audio/mp4": "m4a", "audio/aac": "aac"}


@dataclass(frozen=True)
class Form:
    """One file of a picture or a voice note. Width and height are in pixels; 0 for sound."""

    path: str
    """Below the release."""
    format: str
    width: int
    height: int


def is_voice(medium: Mapping[str, Any]) -> bool:
    """Whether what a document shows is to be heard."""
    return "transcript" in medium


def stem(picture: Mapping[str, Any]) -> str:
    """What the names of all forms of a picture begin with, and only those; a voice note has one."""
    if is_voice(picture):
        return f"note-{picture['hash'][:12]}"
    return hashlib.sha256(f"{RECIPE} {picture['hash']}".encode()).hexdigest()[:12]


def forms(picture: Mapping[str, Any]) -> list[Form]:
    """Every form of a document's picture, smaller ones first; none is larger than the original."""
    if is_voice(picture):
        kind = ENDS[picture["type"]]
        return [Form(f"{FOLDER}/voice/{stem(picture)}.{kind}", kind, 0, 0)]
    width, height = picture["width"], picture["height"]
    found = []
    for kind in QUALITIES:
        for wide in sorted({min(width, each) for each in (WIDTHS if kind != FALLBACK else (FALLBACK_WIDTH,))}):
            path = f"{PICTURES}/{stem(picture)}-{wide}.{kind}"
            found.append(Form(path, kind, wide, max(1, round(height * wide / width))))
    return found
