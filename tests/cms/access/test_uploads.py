"""Of a picture only the picture stays, and what could harm is refused with a word on what to do."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from struct import pack
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image as Picture
from pytest_django import Settings
from wagtail.documents.models import Document
from wagtail.images.models import Image

from cms.cities.models import City, Role
from cms.publishing import exchange_views
from cms.wording.forms import MEGABYTE, FileForm, GlossaryFileForm, MemoryFileForm
from tests.cms.factories import make_city, make_user
from tests.conftest import ROOT

pytestmark = pytest.mark.django_db

GPS = 0x8825
LogIn = Callable[[User], Client]


@pytest.fixture
def city(settings: Settings, tmp_path: Path) -> City:
    settings.MEDIA_ROOT = tmp_path
    return make_city(live=False)


@pytest.fixture
def client(city: City, as_user: LogIn) -> Client:
    """An NGO's."""
    return as_user(make_user(city, Role.CONTRIBUTOR))


def photo(kind: str = "JPEG", size: tuple[int, int] = (40, 20)) -> bytes:
    """A picture as a phone writes it: lying on its side, with the place where it was taken."""
    exif = Picture.Exif()
    exif[0x0112] = 6
    exif[0x010E] = "ZZSECRET"
    exif.get_ifd(GPS)[2] = (48.0, 8.0, 14.0)
    out = BytesIO()
    Picture.new("RGB", size, "red").save(out, kind, exif=exif)
    return out.getvalue()


def upload(client: Client, kind: str, name: str, content: bytes) -> Any:
    """What the form answers to a new image or document."""
    form = {"title": "New", "file": SimpleUploadedFile(name, content)}
    return client.post(reverse(f"wagtail{kind}:add"), form)


def stored() -> bytes:
    """The file of the only image."""
    with Image.objects.get().file.open() as file:
        content: bytes = file.read()
    return content


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_a_picture_loses_where_it_was_taken_and_stands_upright(client: Client, kind: str) -> None:
    name = {"JPEG": "jpg"}.get(kind, kind.lower())
    assert Picture.open(BytesIO(photo(kind))).getexif().get_ifd(GPS)
    upload(client, "images", f"photo.{name}", photo(kind))
    content = stored()
    picture = Picture.open(BytesIO(content))
    assert (picture.format, picture.size, dict(picture.getexif())) == (kind, (20, 40), {})
    assert b"ZZSECRET" not in content


def test_what_follows_the_picture_in_its_file_goes(client: Client) -> None:
    upload(client, "images", "photo.jpg", photo() + b"<script>ZZSECRET</script>")
    assert b"ZZSECRET" not in stored()


def test_a_title_is_changed_without_writing_the_picture_anew(city: City, as_user: LogIn) -> None:
    client = as_user(make_user(city, Role.EDITOR))
    upload(client, "images", "photo.jpg", photo())
    image, before = Image.objects.get(), stored()
    client.post(reverse("wagtailimages:edit", args=[image.pk]), {"title": "Renamed", "description": ""})
    image.refresh_from_db()
    assert (image.title, stored()) == ("Renamed", before)


def bomb(side: int) -> bytes:
    """A PNG of a few kilobytes that says it has side × side pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return pack(">I", len(data)) + kind + data + pack(">I", zlib.crc32(kind + data))

    head = pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b"")
    )


SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("drawing.svg", SVG, "Supported formats"),
        ("drawing.png", SVG, "extension does not match"),
        ("page.jpg", b"<html>", "This is no picture"),
        ("bomb.png", bomb(6_000), "more than 24 million pixels"),
        ("bomb.png", bomb(30_000), "more than 24 million pixels"),
        ("half.jpg", photo(size=(400, 400))[:1500], "damaged"),
        ("photo.png", photo(), "extension does not match"),
    ],
    ids=[
        "SVG",
        "SVG called PNG",
        "HTML called JPEG",
        "36 megapixels",
        "900 megapixels",
        "half a file",
        "JPEG called PNG",
    ],
)
def test_what_could_harm_is_refused(client: Client, name: str, content: bytes, says: str) -> None:
    answer = upload(client, "images", name, content).content.decode()
    assert says in answer
    assert not Image.objects.exists()


def test_documents_are_saved_by_browsers_and_never_shown_as_pages(client: Client) -> None:
    upload(client, "docs", "form.pdf", b"%PDF-1.7")
    document = Document.objects.get()
    answer = Client().get(document.url)
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    answer.close()


@pytest.mark.parametrize(
    ("name", "size", "says"), [("page.html", 10, "not allowed"), ("form.pdf", 2000, "Make it smaller")]
)
def test_documents_of_other_kinds_and_sizes_are_refused(
    client: Client, settings: Settings, name: str, size: int, says: str
) -> None:
    settings.DOCUMENTS_MAX_UPLOAD_SIZE = 1000
    assert says in upload(client, "docs", name, b"x" * size).content.decode()
    assert not Document.objects.exists()


def test_no_form_takes_a_file_that_the_documented_web_server_turns_away(settings: Settings) -> None:
    page = (ROOT / "docs" / "operators" / "serving.md").read_text()
    lets_through = {int(size) for size in re.findall(r"(?:max_size |client_max_body_size )(\d+)(?:MB|m)\b", page)}
    in_megabytes = {settings.DOCUMENTS_MAX_UPLOAD_SIZE // MEGABYTE, settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE // MEGABYTE}
    biggest = {form.biggest for form in (FileForm, MemoryFileForm, GlossaryFileForm)} | in_megabytes
    assert max(biggest | {exchange_views.BIGGEST}) < min(lets_through)
