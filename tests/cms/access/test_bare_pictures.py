"""A picture that was written anew is bare, and stays as it is; one with anything beside it is not."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageCms, PngImagePlugin

from cms.access.bare_pictures import is_bare
from cms.access.uploads import rewritten, unless_bare

KINDS = ["JPEG", "PNG", "WEBP", "AVIF"]
SECRET = b"48 degrees north"


def drawn(kind: str, mode: str = "RGB", **more: Any) -> bytes:
    out = BytesIO()
    picture = Image.linear_gradient("L").resize((90, 60)).convert(mode)
    picture.save(out, kind, **more)
    return out.getvalue()


def anew(data: bytes) -> bytes:
    return rewritten(SimpleUploadedFile("picture", data)).read()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("mode", ["RGB", "RGBA", "L"])
def test_what_was_written_anew_is_bare_and_stays_as_it_is(kind: str, mode: str) -> None:
    if (kind, mode) == ("JPEG", "RGBA"):
        mode = "CMYK"
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    for more in ({}, {"icc_profile": profile}):
        once = anew(drawn(kind, mode, **more))
        assert is_bare(once)
        assert unless_bare(SimpleUploadedFile("picture", once)).read() == once


def beside(kind: str) -> list[bytes]:
    """Pictures with something beside them."""
    exif = Image.Exif()
    exif[0x010E] = SECRET.decode()
    xmp = b"<x:xmpmeta>" + SECRET + b"</x:xmpmeta>"
    found = [drawn(kind, exif=exif), drawn(kind) + SECRET]
    if kind == "JPEG":
        found += [drawn(kind, comment=SECRET), drawn(kind, xmp=xmp)]
    if kind == "PNG":
        words = PngImagePlugin.PngInfo()
        words.add_text("Comment", SECRET.decode())
        found.append(drawn(kind, pnginfo=words))
    if kind in ("WEBP", "AVIF"):
        found.append(drawn(kind, xmp=xmp))
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_a_picture_with_anything_beside_it_is_written_anew(kind: str) -> None:
    for data in beside(kind):
        assert SECRET in data
        assert not is_bare(data)
        assert SECRET not in unless_bare(SimpleUploadedFile("picture", data)).read()


def test_a_moving_picture_is_written_anew_to_the_same_bytes_each_time() -> None:
    once = anew(drawn("GIF", "P"))
    assert not is_bare(once)
    assert unless_bare(SimpleUploadedFile("picture", once)).read() == once


@given(st.sampled_from(KINDS), st.integers(0, 3_000), st.binary(max_size=40))
def test_broken_files_are_never_bare_by_an_error(kind: str, cut: int, more: bytes) -> None:
    data = WHOLE[kind]
    broken = data[: cut % len(data)] + more
    assert is_bare(broken) in (True, False)
    assert not is_bare(more)


WHOLE = {kind: anew(drawn(kind)) for kind in KINDS}
