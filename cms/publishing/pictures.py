"""Pictures of published pages: which pages show one, and the originals that builds ask for."""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote

from django.conf import settings
from django.core.files.storage import default_storage
from wagtail.models import Page

from cms.guides.models.pictured import PicturedPage
from site_builder.darkroom import LARGEST, PictureError, over_http


def pages_showing(image: Any) -> list[Page]:
    """The live pages that show an image."""
    models: list[Any] = PicturedPage.__subclasses__()
    return [page for model in models for page in model.objects.filter(picture=image, live=True)]


def original(address: str) -> bytes:
    """The original at the address that a document names, read from where uploads are. Raises PictureError."""
    if not address.startswith(settings.MEDIA_URL):
        return over_http(address)(address)
    try:
        with default_storage.open(unquote(address.removeprefix(settings.MEDIA_URL))) as file:
            data: bytes = file.read(LARGEST + 1)
    except OSError as error:
        raise PictureError(f"{address} cannot be read: {error.strerror or error}. Upload it again.") from error
    if len(data) > LARGEST:
        raise PictureError(f"{address} has more than {LARGEST // 1_000_000} MB. Upload a smaller one.")
    return data
