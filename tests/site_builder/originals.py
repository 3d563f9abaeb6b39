"""Photos as a CMS holds them."""

from __future__ import annotations

import hashlib
import io
from typing import Any

from PIL import Image

from site_builder.darkroom import PictureError


def drawn(width: int = 1200, height: int = 900, kind: str = "JPEG", turned: bool = False, **more: Any) -> bytes:
    """A photo as a telephone takes it, with the place where it was taken; `turned` as when held upright."""
    picture = Image.linear_gradient("L").resize((width, height)).convert("RGB")
    exif = Image.Exif()
    if turned:
        exif[0x0112] = 6
    exif.get_ifd(0x8825)[2] = (52.0, 43.0, 17.0)
    data = io.BytesIO()
    picture.save(data, kind, exif=exif, **more)
    return data.getvalue()


class Originals:
    """What the CMS holds, and how often it was asked."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        self.asked: list[str] = []

    def add(self, address: str, data: bytes, **more: Any) -> dict[str, Any]:
        """The picture of a document."""
        self.files[address] = data
        with Image.open(io.BytesIO(data)) as image:
            width, height = image.size
        digest = hashlib.sha1(data).hexdigest()
        told = {"url": address, "hash": digest, "width": width, "height": height, "alt": "A blue door", "credit": ""}
        return told | more

    def fetch(self, address: str) -> bytes:
        self.asked.append(address)
        if address not in self.files:
            raise PictureError(f"{address} cannot be fetched.")
        return self.files[address]
