"""Comparing pages that people translated freely with their sources, as readers get both.

Such a page has no segments whose texts could be compared one by one; its contacts, links, steps and papers can.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import transaction
from wagtail.models import Page
from wagtail.signals import page_published
from wagtail_localize.models import Translation

from cms.insights.models import PageFinding
from cms.publishing.models import PublishedDocument
from translations.checks.page_pairs import PageText, check_pages


def connect() -> None:
    """Compare whenever one of the two pages is published."""
    page_published.connect(_published, dispatch_uid="waymark-page-findings")


def _published(instance: Page, **kwargs: Any) -> None:
    for page in _by_hand(instance):
        compare(page)


def _by_hand(published: Page) -> list[Page]:
    """Live pages that were translated by hand: the published one, or translations of it."""
    records = Translation.objects.filter(source__object_id=published.translation_key, enabled=False)
    return list(
        Page.objects.filter(
            translation_key=published.translation_key, locale__in=records.values("target_locale"), live=True
        ).select_related("locale")
    )


@transaction.atomic
def compare(page: Page) -> None:
    """Make what is found now the findings of a translated page."""
    PageFinding.objects.filter(page=page).delete()
    documents = PublishedDocument.objects.current().filter(uuid=page.translation_key)
    translated = documents.filter(language=page.locale.language_code).first()
    if translated is None:
        return
    source = documents.filter(language=translated.body["source_language"]).first()
    if source is None:
        return
    PageFinding.objects.bulk_create(
        PageFinding(page=page, code=finding.code, detail=finding.detail, severity=finding.severity.value)
        for finding in check_pages(_text(source.body), _text(translated.body))
    )


def _text(body: dict[str, Any]) -> PageText:
    papers = body.get("documents")
    steps = body.get("steps")
    return PageText(
        "\n".join(f"<p>{text}</p>" for text in _strings(body)),
        len(steps) if isinstance(steps, list) else None,
        len(papers) if isinstance(papers, list) else None,
    )


def _strings(value: Any) -> Iterator[str]:
    """All texts in a document, wherever they stand in it; addresses and ids are not prose."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from _strings(item)
    elif isinstance(value, dict):
        for name, item in value.items():
            if name not in ("uuid", "id", "path", "revision", "source_url", "language", "source_language"):
                yield from _strings(item)
