"""Making the forms of a picture from its original: once for each content, kept in the folder of the city.

What a camera wrote into the original, the place and the time among it, is in none of them. Voice notes are kept beside
them, as they were recorded.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import shutil
import struct
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from site_builder.errors import SiteBuilderError
from site_builder.files import HIDDEN, clear, replace_file
from site_builder.pictures import QUALITIES, Form, forms, is_voice, stem

FOLDER = "pictures"  # below the city's folder
LARGEST = 20_000_000  # bytes of an original
MOST_PIXELS = 50_000_000
# What Wagtail takes by default. Pillow reads more, some of it with programs of the machine (EPS).
READABLE = ("AVIF", "GIF", "JPEG", "PNG", "WEBP")
# What Pillow 13 says of damaged files; RuntimeError comes from its decoder of AVIF.
_UNREADABLE = (OSError, SyntaxError, ValueError, TypeError, LookupError, RuntimeError, EOFError, struct.error)
_SIZE = "size.json"

Fetch = Callable[[str], bytes]
"""Gives the original at an address of a document. Raises PictureError."""


class PictureError(SiteBuilderError):
    """A picture, or a voice note, cannot be had or made; the page is shown without it."""


class Darkroom:
    """The pictures and voice notes of one city."""

    def __init__(self, city_folder: Path, fetch: Fetch) -> None:
        self.folder = city_folder / FOLDER
        self._fetch = fetch

    def develop(self, picture: Mapping[str, Any]) -> dict[str, Any]:
        """The picture with its width and height as people look at it, a voice note as it is; its forms are there then.

        Raises PictureError, and OSError if they cannot be written.
        """
        if is_voice(picture):
            self._keep(picture)
            return {**picture}
        kept = self.folder / stem(picture)
        width, height = _size(kept) or self._make(picture, kept)
        return {**picture, "width": width, "height": height}

    def read(self, form: Form) -> bytes | None:
        """A form that was developed; None if it is there no more."""
        try:
            return self._place(form).read_bytes() or None  # empty: a power cut came before the disk had it
        except FileNotFoundError:
            return None

    def forget(self, picture: Mapping[str, Any]) -> None:
        """Have the next `develop` make it again. Raises OSError."""
        for form in forms(picture) if is_voice(picture) else ():
            self._place(form).unlink(missing_ok=True)
        (self.folder / stem(picture) / _SIZE).unlink(missing_ok=True)

    def _place(self, form: Form) -> Path:
        name, _, end = form.path.rpartition("/")[2].rpartition("-")
        return self.folder / name / end

    def _original(self, picture: Mapping[str, Any]) -> bytes:
        raw = self._fetch(picture["url"])
        if hashlib.sha1(raw, usedforsecurity=False).hexdigest() != picture["hash"]:
            raise PictureError("it is not the file that was published. Publish the page again.")
        return raw

    def _keep(self, voice: Mapping[str, Any]) -> None:
        [form] = forms(voice)
        if self.read(form):
            return
        place = self._place(form)
        raw = self._original(voice)
        place.parent.mkdir(parents=True, exist_ok=True)
        replace_file(place, raw)

    def _make(self, picture: Mapping[str, Any], kept: Path) -> tuple[int, int]:
        raw = self._original(picture)
        self.folder.mkdir(parents=True, exist_ok=True)
        clear(self.folder)
        draft = self.folder / f"{HIDDEN}{os.getpid()}"
        draft.mkdir()
        try:
            size = _draw(raw, picture, draft)
            (draft / _SIZE).write_text(json.dumps(size))
            shutil.rmtree(kept, ignore_errors=True)
            draft.rename(kept)
        finally:
            shutil.rmtree(draft, ignore_errors=True)
        return size


def _size(kept: Path) -> tuple[int, int] | None:
    """Width and height of a picture whose forms are there; None if they are not, or were not all written."""
    try:
        width, height = json.loads((kept / _SIZE).read_bytes())
    except (FileNotFoundError, ValueError):
        return None
    return width, height


def _draw(raw: bytes, picture: Mapping[str, Any], folder: Path) -> tuple[int, int]:
    """Write every form of an original; its size as people look at it."""
    from PIL import Image, ImageOps  # a tenth of a second, when a picture is new

    try:
        with Image.open(io.BytesIO(raw), formats=READABLE) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise PictureError(f"it has more than {MOST_PIXELS:,} pixels. Upload a smaller one.")
            upright = ImageOps.exif_transpose(opened)
            # Transparent parts are white, as paper is; a phone in the dark shows the same picture.
            flat = Image.new("RGB", upright.size, "white")
            with_alpha = upright.convert("RGBA")
            flat.paste(with_alpha, mask=with_alpha.getchannel("A"))
    except (*_UNREADABLE, Image.DecompressionBombError) as error:
        raise PictureError(f"it cannot be read as a picture ({error}). Upload another file.") from error
    for form in forms({**picture, "width": flat.width, "height": flat.height}):
        small = flat.resize((form.width, form.height), Image.Resampling.LANCZOS)
        target = folder / form.path.rpartition("-")[2]
        # One thread: with several, the bytes of AVIF may depend on the machine.
        more: dict[str, Any] = {"avif": {"max_threads": 1}, "webp": {"method": 6}}.get(
            form.format, {"optimize": True, "progressive": True}
        )
        kind = "jpeg" if form.format == "jpg" else form.format
        small.save(target, kind, quality=QUALITIES[form.format], **more)
    return flat.size


def over_http(endpoint: str, timeout: float = 10.0) -> Fetch:
    """Originals by HTTP; an address without a host is on that of an endpoint. `timeout` is in seconds."""

    def fetch(address: str) -> bytes:
        from http.client import HTTPException
        from urllib.parse import urljoin
        from urllib.request import urlopen

        url = urljoin(endpoint, address)
        if not url.startswith(("http://", "https://")):
            raise PictureError(f"{url} is no web address.")
        try:
            with urlopen(url, timeout=timeout) as answer:  # noqa: S310 - the scheme was checked
                raw: bytes = answer.read(LARGEST + 1)
        except (OSError, HTTPException) as error:
            raise PictureError(f"{url} cannot be fetched: {error}. Is the CMS running?") from error
        if len(raw) > LARGEST:
            raise PictureError(f"{url} has more than {LARGEST // 1_000_000} MB. Upload a smaller one.")
        return raw

    return fetch
