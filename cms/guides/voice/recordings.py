"""A recording as it is stored: judged by what is in it, under a name that nobody can guess."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from cms.guides.models import VoiceNote
from cms.guides.voice.sounds import media_type
from cms.guides.voice.stripping import stripped
from site_builder.pictures import ENDS

LARGEST = 3 * 1024 * 1024  # bytes: what readers pay for; speech of three to ten minutes, by how it was saved


@dataclass(frozen=True)
class Recording:
    """Sound in a format that every phone plays."""

    data: bytes
    media_type: str

    @property
    def sha1(self) -> str:
        """What tells one recording from another."""
        return hashlib.sha1(self.data, usedforsecurity=False).hexdigest()

    def describe(self, note: VoiceNote) -> ContentFile[bytes]:
        """Write what is known of it into a note; the file that the note is to have."""
        note.media_type, note.size, note.sha1 = self.media_type, len(self.data), self.sha1
        return ContentFile(self.data, f"{uuid4().hex}.{ENDS[self.media_type]}")


def check_length(size: int) -> None:
    """Refuse what is too large to be sent to a phone. Raises ValidationError."""
    if size > LARGEST:
        raise ValidationError(
            _("This recording has %(size)s, and %(limit)s are allowed. Record in mono, or read less."),
            params={"size": filesizeformat(size), "limit": filesizeformat(LARGEST)},
        )


def recording(data: bytes) -> Recording:
    """What is stored of a file that somebody says is a recording: the sound alone. Raises ValidationError."""
    check_length(len(data))
    kind = media_type(data)
    if kind is None:
        raise ValidationError(_("This is no recording that every phone plays. Save it as MP3, Ogg Opus, or M4A."))
    return Recording(stripped(data, kind), kind)
