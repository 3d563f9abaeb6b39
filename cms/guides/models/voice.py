"""A page of a guide, read aloud by a person."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from site_builder.pictures import ENDS


def not_in_the_future(day: date) -> None:
    """Refuse a day that has not come."""
    if day > timezone.localdate():
        raise ValidationError(_("This day is still to come."))


class VoiceNote(models.Model):
    """The recording of one page in one language. It is live where the page is, and goes with it."""

    # The lists of where a page is used are about what people wrote.
    wagtail_reference_index_ignore = True

    page = models.OneToOneField(Page, on_delete=models.CASCADE, related_name="+")
    recording = models.FileField(_("recording"), upload_to="voice", help_text=_("MP3, Ogg Opus, or M4A; at most 3 MB."))
    media_type = models.CharField(max_length=20, choices=[(kind, end) for kind, end in ENDS.items()])
    sha1 = models.CharField(max_length=40)
    size = models.PositiveIntegerField()  # bytes
    transcript = models.TextField(
        _("transcript"),
        help_text=_("What is said, word for word, for those who do not hear it. An empty line begins a paragraph."),
    )
    reader = models.CharField(
        _("who reads"), max_length=100, blank=True, help_text=_("Readers see it. Leave it empty for nobody’s name.")
    )
    recorded_on = models.DateField(
        _("recorded on"),
        default=timezone.localdate,
        validators=[not_in_the_future],
        help_text=_("Readers see the day."),
    )
    # Of what the page said when this was recorded: see cms.guides.voice.texts.
    texts_hash = models.CharField(max_length=64)

    def __str__(self) -> str:
        return str(self.page)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """A recording that is replaced is removed, once that is sure."""
        before = VoiceNote.objects.filter(pk=self.pk).values_list("recording", flat=True).first()
        super().save(*args, **kwargs)
        if before and before != self.recording.name:
            storage = self.recording.storage
            transaction.on_commit(lambda: storage.delete(before))

    def published(self) -> dict[str, Any]:
        """What the document of the page has under `voice` (site_builder/document.schema.json)."""
        return {
            "url": self.recording.url,
            "hash": self.sha1,
            "size": self.size,
            "type": self.media_type,
            "transcript": self.transcript,
            "reader": self.reader,
            "recorded_on": self.recorded_on.isoformat(),
        }
