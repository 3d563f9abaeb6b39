"""Uploaded files: pictures are written anew, so that nothing but the picture stays, and sizes have limits."""

from __future__ import annotations

import warnings
from io import BytesIO
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from PIL import Image, ImageOps

from cms.access.bare_pictures import is_bare

# How each format is written: as good as no person tells from what came in.
WRITING: dict[str, dict[str, Any]] = {
    "AVIF": {"quality": 80},
    "GIF": {},
    "JPEG": {"quality": 90, "optimize": True},
    "PNG": {"optimize": True},
    "WEBP": {"quality": 90},
}

DAMAGED = gettext_lazy("This picture is damaged and cannot be read to its end. Save it anew, as JPEG or PNG.")


def limit_pixels() -> None:
    """Have Pillow refuse, instead of warn of, pictures that are small as files and huge in memory."""
    Image.MAX_IMAGE_PIXELS = settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS
    warnings.filterwarnings("error", category=Image.DecompressionBombWarning)


def rewritten(file: UploadedFile) -> UploadedFile:
    """The same picture in a new file of the same format, turned as it was meant to be seen.

    What cameras and programs write beside it goes: the place where it was taken, names, thumbnails, comments, and
    whatever else somebody hid in the file. A colour profile stays. Of moving pictures the first frame stays.

    Raises:
        ValidationError: when it cannot be read to its end.
    """
    file.seek(0)
    try:
        with Image.open(file) as opened:
            kind = "JPEG" if opened.format == "MPO" else opened.format or ""
            profile = opened.info.get("icc_profile")
            # Reads it to its end. The copy knows only its pixels, and what is written beside it below.
            picture = ImageOps.exif_transpose(opened)
            picture.info = {name: picture.info[name] for name in ("transparency",) if name in picture.info}
            written = BytesIO()
            picture.save(written, kind, icc_profile=profile, exif=b"", **WRITING[kind])
    except (OSError, SyntaxError, ValueError, KeyError, Image.DecompressionBombError, Warning) as error:
        raise ValidationError(
            _("This picture is damaged and cannot be read to its end. Save it anew, as JPEG or PNG.")
        ) from error
    return SimpleUploadedFile(file.name or "picture", written.getvalue(), file.content_type or "")


def unless_bare(file: UploadedFile) -> UploadedFile:
    """The file itself if it holds a picture and nothing else, as `rewritten` leaves it; else the picture written anew.

    Writing anew costs a little of a picture each time, and gives other bytes.

    Raises:
        ValidationError: when it cannot be read to its end.
    """
    anew = rewritten(file)
    file.seek(0)
    bare = is_bare(file.read())
    file.seek(0)
    return file if bare else anew


def check_size(file: UploadedFile) -> None:
    """Refuse a document that is too large for readers' phones."""
    if file.size is not None and file.size > settings.DOCUMENTS_MAX_UPLOAD_SIZE:
        raise ValidationError(
            _("This file has %(size)s, and %(limit)s are allowed. Make it smaller, or link to where it is published."),
            params={
                "size": filesizeformat(file.size),
                "limit": filesizeformat(settings.DOCUMENTS_MAX_UPLOAD_SIZE),
            },
        )
