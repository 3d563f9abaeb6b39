"""The draft of a page as the document that it would become."""

from __future__ import annotations

from typing import Any

from wagtail.models import Page

from cms.cities.trees import city_of
from cms.guides.voice.texts import voices_of
from cms.publishing.preview import draft_body
from cms.publishing.recording import LivePage
from translations.completeness import translation_behind


def has_document(page: Page) -> bool:
    """Whether the page becomes a document when it is published."""
    return issubclass(page.specific_class, LivePage)


def draft_document(page: Page) -> tuple[str, dict[str, Any]]:
    """The slug of the page's city, and the document that its newest draft would become."""
    city = city_of(page)
    if city is None:
        raise LookupError(f"{page} belongs to no city.")
    body = draft_body(_newest(page), city)
    return city.slug, body | voices_of(page.translation_key).get(body["language"], {})


def _newest(page: Page) -> LivePage:
    """A translation as far as it has got, what has no translation in the source's words; of other pages the draft."""
    translation = translation_behind(page)
    if translation is not None and translation.enabled:
        draft: LivePage = translation.source.get_ephemeral_translated_instance(page.locale, fallback=True)
    else:
        draft = page.get_latest_revision_as_object()
    return draft
