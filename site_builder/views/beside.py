"""The original of a translated page, to be shown beside it line by line."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from site_builder.languages import own_name
from site_builder.library import Document
from site_builder.views.edition import Edition, shared


def beside(edition: Edition, document: Document) -> dict[str, Any] | None:
    """The page in the language that the city writes in; None if that is what the page shows anyway."""
    guide = edition.guide
    if edition.language == guide.source_language or edition.is_fallback(document):
        return None
    folder = guide.folders(document["uuid"]).get(guide.source_language)
    return {**languages(edition), "url": guide.url_of_path(folder)} if folder else None


@shared
def languages(edition: Edition) -> dict[str, str | Markup]:
    """Both languages by their own names, and what the link to the original says."""
    source = edition.guide.source_language
    message = edition.gettext("Show with the original beside it: {source}")
    return {
        "label": edition.say(message, source=edition.language_name(source)),
        "language": source,
        "ours": own_name(edition.language),
        "theirs": own_name(source),
    }
