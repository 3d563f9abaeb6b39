"""Whether a page still says what was recorded, and which documents have a voice note."""

from __future__ import annotations

import hashlib
import json
from typing import Any
from uuid import UUID

from wagtail.models import Page

from cms.guides.models import VoiceNote
from cms.guides.texts import texts_of


def hash_of_texts(page: Page) -> str:
    """What tells one wording of a page from another: of the live page, or of the draft where there is none."""
    said = page.specific if page.live else page.get_latest_revision_as_object()
    return hashlib.sha256(json.dumps([text.content for text in texts_of(said)]).encode()).hexdigest()


def is_outdated(note: VoiceNote) -> bool:
    """Whether the text of the page changed since it was recorded."""
    return hash_of_texts(note.page) != note.texts_hash


def voices_of(translation_key: UUID) -> dict[str, dict[str, Any]]:
    """By language: what the document of a page has because of its voice note, where it has one."""
    notes = VoiceNote.objects.filter(page__translation_key=translation_key).select_related("page__locale")
    return {note.page.locale.language_code: {"voice": note.published()} for note in notes}
