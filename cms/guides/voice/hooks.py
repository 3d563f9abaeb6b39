"""Where voice notes meet Wagtail's hooks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from cms.cities.screens import ForEditors
from cms.guides.voice.access import may_have_voice_note
from cms.guides.voice.views import VoiceNotesView, VoiceNoteView


@hooks.register("register_admin_urls")
def register_urls() -> list[URLPattern]:
    """The list, and the note of a page."""
    return [
        path("voice/", VoiceNotesView.as_view(), name="guides_voice_notes"),
        path("voice/results/", VoiceNotesView.as_view(results_only=True), name="guides_voice_notes_results"),
        path("voice/<int:page_id>/", VoiceNoteView.as_view(), name="guides_voice_note"),
    ]


@hooks.register("register_reports_menu_item")
def register_item() -> MenuItem:
    """Among the reports: it tells what is to be recorded again."""
    return ForEditors(_("Voice notes"), reverse("guides_voice_notes"), icon_name="media", order=130)


@hooks.register("register_page_header_buttons")
def voice_note_button(
    page: Page, user: Any, view_name: str | None = None, next_url: str | None = None
) -> Iterator[Button]:
    """“Voice note” for pages that readers see one by one."""
    if page.pk and may_have_voice_note(page, user):
        yield Button(_("Voice note"), reverse("guides_voice_note", args=[page.pk]), icon_name="media", priority=72)
