"""The small city as content files with a picture, and with an article that was read aloud in two languages."""

from __future__ import annotations

import hashlib
from io import BytesIO
from pathlib import Path

from PIL import Image

MP3 = b"\xff\xfb\x90\x64" + bytes(413)
AAC = b"\xff\xf1\x50\x80" + bytes(20)


def photo(kind: str = "JPEG", colour: str = "teal", **more: object) -> bytes:
    """A picture of one colour."""
    data = BytesIO()
    Image.new("RGB", (40, 30), colour).save(data, kind, **more)
    return data.getvalue()


def name_of(data: bytes, end: str) -> str:
    """The name under which an export would write these bytes."""
    return f"media/{hashlib.sha1(data).hexdigest()}.{end}"


TRANSLATED = """\
body:
  what:
    text: |
      Lesen Sie [den Vertrag](term:lease) und [die Karte](service:bus-pass).

      1. Ruhen
      2. Essen
"""
PICTURE, SPOKEN, GERMAN = name_of(photo(), "jpg"), name_of(MP3, "mp3"), name_of(AAC, "aac")


def add_media(folder: Path) -> Path:
    """Give the small city in this folder its media."""
    (folder / "media").mkdir()
    for name, data in ((PICTURE, photo()), (SPOKEN, MP3), (GERMAN, AAC)):
        (folder / name).write_bytes(data)
    add(
        folder, "articles/first-days.yaml", f"picture:\n  file: {PICTURE}\n  shows: A blue door\n  credit: Ada, CC BY\n"
    )
    add(folder, "articles/first-days.yaml", _voice(SPOKEN, "Read about the lease.", "\n  reader: Ada"))
    add(folder, "articles/first-days.de.yaml", TRANSLATED)
    add(folder, "articles/first-days.de.yaml", "picture: {shows: Eine blaue Tür}\n")
    add(folder, "articles/first-days.de.yaml", _voice(GERMAN, "Lesen Sie den Vertrag."))
    add(folder, "offices/town-hall.yaml", f"picture: {{file: {PICTURE}, shows: The entrance}}\n")
    return folder


def add(folder: Path, name: str, text: str) -> None:
    """Write more at the end of a content file."""
    with (folder / name).open("a", encoding="utf-8") as file:
        file.write(text)


def _voice(file: str, said: str, more: str = "") -> str:
    return f"voice:\n  file: {file}\n  transcript: {said}{more}\n  recorded_on: 2026-03-01\n"
