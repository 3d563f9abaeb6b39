"""The form of a voice note. Files are judged by what is in them."""

from __future__ import annotations

import hashlib
from typing import Any
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from wagtail.admin.widgets import AdminDateInput

from cms.guides.models import VoiceNote
from cms.guides.voice.sounds import media_type
from cms.guides.voice.texts import hash_of_texts
from site_builder.pictures import ENDS

LARGEST = 3 * 1024 * 1024  # bytes: what readers pay for; speech of three to ten minutes, by how it was saved


class VoiceNoteForm(forms.ModelForm[VoiceNote]):
    """A recording with what is said in it. Another recording says that it is of the page as it is now."""

    class Meta:
        model = VoiceNote
        fields = ("recording", "transcript", "reader", "recorded_on")
        widgets = {
            "recording": forms.FileInput(attrs={"accept": ".mp3,.ogg,.opus,.m4a,.aac"}),
            "transcript": forms.Textarea(attrs={"rows": 8, "dir": "auto"}),
            "recorded_on": AdminDateInput(),
        }

    def clean_recording(self) -> Any:
        """A recording in a format that every phone plays, under a name that nobody can guess; or the one there is."""
        file = self.cleaned_data["recording"]
        if not isinstance(file, UploadedFile):
            return file
        if (file.size or 0) > LARGEST:
            raise ValidationError(
                _("This recording has %(size)s, and %(limit)s are allowed. Record in mono, or read less."),
                params={"size": filesizeformat(file.size or 0), "limit": filesizeformat(LARGEST)},
            )
        data = file.read()
        kind = media_type(data)
        if kind is None:
            raise ValidationError(_("This is no recording that every phone plays. Save it as MP3, Ogg Opus, or M4A."))
        note = self.instance
        note.media_type, note.size = kind, len(data)
        note.sha1 = hashlib.sha1(data, usedforsecurity=False).hexdigest()
        note.texts_hash = hash_of_texts(note.page)
        return ContentFile(data, f"{uuid4().hex}.{ENDS[kind]}")
