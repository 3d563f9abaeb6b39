"""The form of a voice note. Files are judged by what is in them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from wagtail.admin.widgets import AdminDateInput

from cms.guides.models import VoiceNote
from cms.guides.voice.recordings import check_length, recording
from cms.guides.voice.texts import hash_of_texts


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
        check_length(file.size or 0)
        found = recording(file.read())
        self.instance.texts_hash = hash_of_texts(self.instance.page)
        return found.describe(self.instance)
